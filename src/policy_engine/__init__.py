"""Declarative policies: who is entitled to what, who must be warned, and why."""
