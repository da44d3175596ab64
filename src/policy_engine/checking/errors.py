"""The findings of this stage."""

from policy_engine.diagnostics import Code, Severity

UNKNOWN_NAME = Code("PE201", "unknown-name")
UNKNOWN_MEMBER = Code("PE202", "unknown-member")
UNKNOWN_VALUE = Code("PE203", "unknown-value")
UNKNOWN_FUNCTION = Code("PE204", "unknown-function")
WRONG_ARGUMENTS = Code("PE205", "wrong-arguments")
UNKNOWN_KEY = Code("PE206", "unknown-parameter-key")
OUT_OF_REACH = Code("PE207", "out-of-reach")
AMBIGUOUS_NAME = Code("PE209", "ambiguous-name")
NOT_A_VALUE = Code("PE208", "not-a-value")
UNKNOWN_ACTOR = Code("PE220", "unknown-actor", Severity.WARNING)
TYPE_MISMATCH = Code("PE310", "type-mismatch")
UNIT_MISMATCH = Code("PE311", "unit-mismatch")
PERIOD_MISMATCH = Code("PE312", "period-mismatch")
NOT_ROUNDED = Code("PE313", "not-rounded")
TOO_MANY_PLACES = Code("PE314", "too-many-places")
BAD_OPERATION = Code("PE315", "no-such-operation")
