"""The findings of this stage."""

from policy_engine.diagnostics import Code

DECLARED_TWICE = Code("PE210", "declared-twice")
UNKNOWN_ENTITY = Code("PE211", "unknown-entity")
UNKNOWN_UNIT = Code("PE212", "unknown-unit")
UNKNOWN_SOURCE = Code("PE213", "unknown-source")
UNKNOWN_VARIABLE = Code("PE214", "unknown-variable")
NO_VALUES = Code("PE215", "no-values")
AMBIGUOUS_LABEL = Code("PE216", "ambiguous-label")
BAD_NAME = Code("PE217", "bad-name")
BAD_AREA = Code("PE401", "bad-area")
BAD_ROW = Code("PE402", "unexpected-cell")
BAD_PARAMETER_VALUE = Code("PE403", "bad-parameter-value")
ROWS_CLASH = Code("PE404", "rows-clash")
UNKNOWN_PARAMETER = Code("PE405", "unknown-parameter")
EMPTY_TIME = Code("PE406", "empty-time")
AMBIGUOUS_AREA = Code("PE407", "ambiguous-area")
UNKNOWN_TARGET = Code("PE501", "unknown-rule")
CHANGES_CLASH = Code("PE502", "changes-clash")
UNLIKE_EXCEPTION = Code("PE508", "unlike-exception")
EXCEPTIONS_IN_CIRCLE = Code("PE509", "exceptions-in-a-circle")
CHANGE_OUTSIDE = Code("PE515", "change-outside-its-rule")
