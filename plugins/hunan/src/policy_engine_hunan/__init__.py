"""Hunan: provincial policies, and what they change in national ones."""

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from policy_engine.plugins.hookspecs import hookimpl


@hookimpl
def policy_directories() -> Sequence[Traversable]:
    """The folder of policies beside this file."""
    return [files(__name__) / "policies"]
