"""The findings of this stage."""

from policy_engine.diagnostics.diagnostic import Code

UNREADABLE = Code("PE120", "unreadable-expression")
FULL_WIDTH = Code("PE121", "full-width-character")
NOT_IN_LANGUAGE = Code("PE122", "not-in-the-language")
TOO_DEEP = Code("PE123", "expression-too-deep")
BAD_LITERAL = Code("PE124", "bad-literal")
UNKNOWN_KEY = Code("PE131", "unknown-key")
MISSING_KEY = Code("PE132", "missing-key")
BAD_VALUE = Code("PE133", "unexpected-value")
UNKNOWN_KIND = Code("PE134", "unknown-rule-kind")
