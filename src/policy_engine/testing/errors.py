"""What can be wrong with a file of cases."""

from policy_engine.diagnostics import Code

SAME_CASE_NAME = Code("PE901", "case-named-twice")
NO_CASES = Code("PE902", "no-cases")
NOTHING_EXPECTED = Code("PE903", "nothing-expected")
