"""The whole contract of a plugin: implement the hooks that you need, in one module."""

from collections.abc import Sequence
from importlib.resources.abc import Traversable

import pluggy

from policy_engine.checking.rule_kind import RuleKind
from policy_engine.functions.signature import Function

PROJECT = "policy_engine"
ENTRY_POINT_GROUP = "policy_engine"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def policy_directories() -> Sequence[Traversable]:  # type: ignore[empty-body]
    """Folders of policy files (`*.yaml`, subfolders included), vocabulary and sources among them."""


@hookspec
def rule_kinds() -> Sequence[RuleKind]:  # type: ignore[empty-body]
    """Further kinds of rules."""


@hookspec
def functions() -> Sequence[Function]:  # type: ignore[empty-body]
    """Further functions for expressions."""
