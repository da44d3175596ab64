"""Declarative policies: who is entitled to what, who must be warned, and why."""

from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.engine import Decision, Engine
from policy_engine.plugins.hookspecs import hookimpl
from policy_engine.version import __version__

__all__ = ["Decision", "Diagnostic", "Engine", "PolicyError", "__version__", "hookimpl"]
