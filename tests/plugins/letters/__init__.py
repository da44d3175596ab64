"""A plugin that brings a rule kind and a function, each in one file, and a policy that uses both."""

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from policy_engine.checking.rule_kind import RuleKind
from policy_engine.functions.signature import Function
from policy_engine.plugins.hookspecs import hookimpl
from tests.plugins.letters import letter, neither


@hookimpl
def policy_directories() -> Sequence[Traversable]:
    """The folder beside this file."""
    return [files(__name__) / "policies"]


@hookimpl
def rule_kinds() -> Sequence[RuleKind]:
    """Letters."""
    return [letter.KIND]


@hookimpl
def functions() -> Sequence[Function]:
    """Neither."""
    return [neither.FUNCTION]
