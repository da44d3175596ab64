"""The findings of this stage."""

from policy_engine.diagnostics import Code

CYCLE = Code("PE503", "circular-definition")
ZERO_DIVISOR = Code("PE506", "divisor-may-be-zero")
TOO_DEEP = Code("PE507", "computed-too-deeply")
