"""The engine: loads policies and plugins, and answers for cases; the only package that knows all layers."""

from policy_engine.engine.decision import Decision
from policy_engine.engine.engine import Engine
from policy_engine.engine.reassessment import Reassessment
from policy_engine.engine.timeline import Timeline

__all__ = ["Decision", "Engine", "Reassessment", "Timeline"]
