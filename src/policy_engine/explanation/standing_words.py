"""What sums over ranked populations are called in both languages."""

from policy_engine.core.expression import Reach
from policy_engine.model.labels import Labels

_COUNTS = {
    Reach.BEFORE: Labels("排在前面的{over}数", "number of {over} ranked before"), Reach.ITSELF: Labels("名次", "rank"),
    Reach.TIED: Labels("并列者计入的名次", "rank with all tied"), Reach.ALL: Labels("参加排序的{over}数", "number of {over} ranked"),
}  # fmt: skip
_SUMS = {
    Reach.BEFORE: Labels("排在前面的{element}合计", "sum of {element} ranked before"), Reach.ITSELF: Labels("按名次累计的{element}", "{element} added up by rank"),
    Reach.TIED: Labels("按名次累计的{element}（并列者计入）", "{element} added up by rank with all tied"),
    Reach.ALL: Labels("{element}总计", "sum of all {element}"),
}  # fmt: skip


def standing_label(reach: Reach, *, counted: bool) -> Labels:
    """A form with `{over}` and `{element}`; where members are counted, the sum is a number of them or a rank."""
    return (_COUNTS if counted else _SUMS)[reach]
