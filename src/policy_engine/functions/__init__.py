"""The functions of expressions, one a file, found by scanning this package."""

import importlib
import pkgutil

from policy_engine.functions.signature import Function

_SHARED = {"dates", "signature"}


def builtin_functions() -> tuple[Function, ...]:
    """The functions of this package, by file name."""
    names = sorted({module.name for module in pkgutil.iter_modules(__path__)} - _SHARED)
    return tuple(importlib.import_module(f"{__name__}.{name}").FUNCTION for name in names)
