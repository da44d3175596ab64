"""The command line: a thin host over the engine."""

from policy_engine.cli.app import main

__all__ = ["main"]
