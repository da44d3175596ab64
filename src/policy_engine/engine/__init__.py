"""The engine: loads policies and plugins, and answers for cases; the only package that knows all layers."""

from policy_engine.engine.decision import Decision
from policy_engine.engine.engine import Engine

__all__ = ["Decision", "Engine"]
