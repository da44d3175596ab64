"""An allocation in words."""

from collections.abc import Iterator

from policy_engine.checking.wording import clause
from policy_engine.core.expression import Constant, RankKey
from policy_engine.core.program import Clause
from policy_engine.kinds.allocation.field import Field
from policy_engine.kinds.allocation.groups import Group
from policy_engine.kinds.allocation.tree import AllocationTree
from policy_engine.model.labels import Labels
from policy_engine.model.types import Kind

_TIES = {
    "id": Labels("并列的按编号先后", "those that tie go by their id"),
    "all": Labels("在截止处并列的都入选", "all that tie at the cut are selected"),
    "none": Labels("在截止处并列的都不入选", "none that tie at the cut are selected"),
}
_AWARDS = {
    "whole": Labels("只给足额", "whole awards only"),
    "partial": Labels("最后一个可得余额", "the last one may get the rest"),
}
_ROUNDED = {"up": Labels("向上取整", "rounded up"), "down": Labels("向下取整", "rounded down")}


def clauses(tree: AllocationTree, field: Field, groups: tuple[Group, ...]) -> tuple[Clause, ...]:
    """Who takes part, in which order, how much there is, and what is kept for groups."""
    return (_taking_part(field), _order(tree, field), *_amount(tree, field), *_groups(tree, field, groups))


def _taking_part(field: Field) -> Clause:
    context = field.context
    above = context.vocabulary.entities[field.among].labels
    if isinstance(field.where, Constant):
        zh, en = (
            "每个{above}中的{entity}都参加“{title}”",
            "in each {above}, {entity} always takes part in “{title}”",
        )
        return clause(context, zh, en, above=above)
    zh, en = (
        "每个{above}中参加“{title}”的{entity}：{0}",
        "in each {above}, {entity} takes part in “{title}” if {0}",
    )
    return clause(context, zh, en, field.where, above=above)


def _order(tree: AllocationTree, field: Field) -> Clause:
    words = [_direction(key) for key in field.keys]
    zh = "，再".join(f"{{{position}}}{said.zh}" for position, said in enumerate(words))
    en = "; then ".join(f"{{{position}}}, {said.en}" for position, said in enumerate(words))
    keys = (key.by for key in field.keys)
    return clause(
        field.context, f"排序：{zh}；{{ties}}", f"order: {en}; {{ties}}", *keys, ties=_TIES[tree.ties]
    )


def _direction(key: RankKey) -> Labels:
    if key.by.type.kind is Kind.BOOL:
        return Labels("的在前", "these first") if key.descending else Labels("的在后", "these last")
    if key.by.type.kind is Kind.DATE:
        return (
            Labels("从晚到早", "the latest first")
            if key.descending
            else Labels("从早到晚", "the earliest first")
        )
    return (
        Labels("从大到小", "the largest first")
        if key.descending
        else Labels("从小到大", "the smallest first")
    )


def _amount(tree: AllocationTree, field: Field) -> Iterator[Clause]:
    """What the rule states as the whole; nothing where each group has its own places."""
    stated, context = field.stated, field.context
    if stated is None:
        return
    if tree.rounding is not None:
        zh, en = (
            "名额：参加者数 × {0}，{rounded}",
            "places: the number of those who take part × {0}, {rounded}",
        )
        yield clause(context, zh, en, stated, rounded=_ROUNDED[tree.rounding])
    elif tree.awards is not None:
        zh, en = "资金总额：{0}；每个入选者：{1}，{how}", "budget: {0}; each one selected gets {1}, {how}"
        yield clause(context, zh, en, stated, field.takes, how=_AWARDS[tree.awards])
    else:
        yield clause(context, "名额：{0}", "places: {0}", stated)


def _groups(tree: AllocationTree, field: Field, groups: tuple[Group, ...]) -> Iterator[Clause]:
    if tree.groups is None:
        return
    zh, en = "“{group}”组的名额：{0}", "places of the group “{group}”: {0}"
    if tree.groups.least:
        zh, en = (
            "“{group}”组至少得：总额 × {0}，向上取整",
            "the group “{group}” gets at least the whole × {0}, rounded up",
        )
    for labels, _, stated in groups:
        yield clause(field.context, zh, en, stated, group=labels)
    if tree.groups.transfer or tree.groups.unused == "released":
        yield clause(field.context, "组内用不完的转给其他人", "what a group leaves goes to the others")
    else:
        yield clause(field.context, "组内用不完的不转给其他人", "what a group leaves does not go to others")
