"""The national policies and the built-in kinds and functions, registered like any plugin."""

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from policy_engine.checking.rule_kind import RuleKind
from policy_engine.functions import builtin_functions
from policy_engine.functions.signature import Function
from policy_engine.kinds import builtin_kinds
from policy_engine.plugins.hookspecs import hookimpl


@hookimpl
def policy_directories() -> Sequence[Traversable]:
    """The policies inside the installed package; in a checkout, those at its top."""
    packaged = files("policy_engine") / "policies"
    return [packaged if packaged.is_dir() else Path(__file__).parents[3] / "policies"]


@hookimpl
def rule_kinds() -> Sequence[RuleKind]:
    """The built-in kinds."""
    return builtin_kinds()


@hookimpl
def functions() -> Sequence[Function]:
    """The built-in functions."""
    return builtin_functions()
