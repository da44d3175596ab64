"""What can go wrong while a program is evaluated."""

from policy_engine.diagnostics import Code

OVERFLOW = Code("PE701", "number-too-large")
DIVISION_BY_ZERO = Code("PE702", "division-by-zero")
DATE_OUT_OF_RANGE = Code("PE703", "date-out-of-range")
CONTRADICTION = Code("PE704", "given-fact-contradicts-rule")
OUTSIDE_CALENDAR = Code("PE707", "outside-calendar-of-working-days")
COMPUTED_OUT_OF_BOUNDS = Code("PE706", "computed-out-of-bounds")
