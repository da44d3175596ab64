"""What rights and amounts count by."""

from policy_engine.model.labels import Labels

ONCE = "once"
PER = {
    ONCE: Labels("", ""), "day": Labels("日", "day"), "week": Labels("周", "week"), "month": Labels("月", "month"),
    "semester": Labels("学期", "semester"), "year": Labels("年", "year"), "stay": Labels("次住院", "stay"), "visit": Labels("次", "visit"),
    "event": Labels("次", "event"), "certificate": Labels("证", "certificate"), "person": Labels("人", "person"),
    "household": Labels("户", "household"),
}  # fmt: skip
"""The known words by which a right may count, with what follows `每` and `per`."""
