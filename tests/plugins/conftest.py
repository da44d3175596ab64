"""The fixtures of plugin tests."""

from tests.plugins.strangers import install

__all__ = ["install"]
