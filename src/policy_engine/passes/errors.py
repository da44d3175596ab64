"""The findings of this stage."""

from policy_engine.diagnostics import Code

CYCLE = Code("PE503", "circular-definition")
