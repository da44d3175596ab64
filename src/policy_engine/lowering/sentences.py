"""What interactions say, with the titles of the entitlements that they name."""

from collections.abc import Sequence

from policy_engine.checking.adjustment import Cap, Keep
from policy_engine.checking.wording import escaped
from policy_engine.core.program import Clause
from policy_engine.lowering.members import Asked, Member
from policy_engine.model.labels import Labels

_KEPT = {
    Keep.HIGHEST: Labels("保留金额最高的一项", "The one with the highest amount is kept"),
    Keep.FIRST: Labels("保留排在前面的一项", "The first of them is kept"),
    Keep.CHOICE: Labels("保留哪一项由本人选择", "The applicant chooses which one is kept"),
}
_IN_PROPORTION = Labels("超过的，各项按比例核减", "What is above that is cut from all in proportion")
_IN_ORDER = Labels("按此顺序支付，超过的不再支付", "They are paid in this order, and nothing above that")


def exclusion_said(asked: Asked, members: Sequence[Member], keep: Keep) -> tuple[Clause, ...]:
    """An exclusion in words."""
    titles = _titles(members)
    listed = Labels(f"以下待遇只享受一项：{titles.zh}", f"Only one of these can be had: {titles.en}")
    return (*_condition(asked), Clause(listed), Clause(_KEPT[keep]))


def cap_said(asked: Asked, members: Sequence[Member], cap: Cap) -> tuple[Clause, ...]:
    """A cap in words."""
    titles = _titles(members)
    listed = Labels(
        f"以下待遇合计不超过{{0}}：{titles.zh}", f"These come to at most {{0}} together: {titles.en}"
    )
    how = _IN_PROPORTION if cap.in_proportion else _IN_ORDER
    return (*_condition(asked), Clause(listed, (cap.limit,)), Clause(how))


def _condition(asked: Asked) -> tuple[Clause, ...]:
    when = asked.adjustment.when
    return (Clause(Labels("当{0}时", "Where {0}"), (when,)),) if when is not None else ()


def _titles(members: Sequence[Member]) -> Labels:
    titles = [member.rule.labels for member in members]
    return Labels(
        escaped("、".join(title.zh for title in titles)), escaped(", ".join(title.en for title in titles))
    )
