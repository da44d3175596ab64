"""Diagnostics: what is wrong, where, and what to do, as data and as text for people."""

from policy_engine.diagnostics.diagnostic import Code, Diagnostic, Label, PolicyError, Severity

__all__ = ["Code", "Diagnostic", "Label", "PolicyError", "Severity"]
