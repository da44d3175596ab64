"""The rule kinds, found by scanning this package: one a file, or a folder where a file would be too long."""

import importlib
import pkgutil

from policy_engine.checking.rule_kind import RuleKind


def builtin_kinds() -> tuple[RuleKind, ...]:
    """The kinds of this package, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").KIND for name in names)
