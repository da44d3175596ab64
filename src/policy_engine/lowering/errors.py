"""The findings of this stage."""

from policy_engine.diagnostics import Code

NO_SOURCE = Code("PE218", "rule-without-source")
RULE_FOR_NOBODY = Code("PE219", "unknown-entity-of-rule")
DEFINED_TWICE = Code("PE504", "variable-computed-twice")
EMPTY_RULE_TIME = Code("PE505", "rule-never-in-force")
OTHERWISE_NOT_LAST = Code("PE511", "otherwise-not-last")
RECORDS_ELSEWHERE = Code("PE512", "records-elsewhere")
MEMBERS = Code("PE583", "interaction-members")
AMOUNTS = Code("PE584", "amounts-do-not-compare")
UNSETTLED_ORDER = Code("PE585", "unsettled-order")
AFTER_CHOICE = Code("PE586", "after-choice")
EXCEPTION_EVERYWHERE = Code("PE514", "exception-everywhere")
