"""An allocation in words."""

from collections.abc import Iterator

from policy_engine.checking.wording import clause
from policy_engine.core.program import Clause
from policy_engine.kinds.allocation.field import Field, Part
from policy_engine.kinds.allocation.groups import Group
from policy_engine.kinds.allocation.tree import AllocationTree
from policy_engine.model.labels import Labels

_TIES = {
    "id": Labels("并列的按编号先后", "those that tie go by their id"),
    "all": Labels("在截止处并列的都入选", "all that tie at the cut are selected"),
    "none": Labels("在截止处并列的都不入选", "none that tie at the cut are selected"),
}
_AWARDS = {
    "whole": Labels("只给足额", "whole awards only"),
    "partial": Labels("最后一个可得余额", "the last one may get the rest"),
}


def clauses(
    tree: AllocationTree, field: Field, whole: Part, groups: tuple[Group, ...], kept: tuple[Part, ...]
) -> tuple[Clause, ...]:
    """Who takes part, in which order, how much there is, and what is kept for groups."""
    context, amount = field.context, whole.definition.expression
    above = context.vocabulary.entities[field.among].labels
    taking_part = clause(
        context, "每个{above}中参加“{title}”的{entity}：{0}", "in each {above}, {entity} takes part in “{title}” if {0}",
        field.where, above=above,
    )  # fmt: skip
    found = [taking_part, _order(tree, field)]
    if tree.awards is None:
        found.append(clause(context, "名额：{0}", "places: {0}", amount))
    else:
        found.append(
            clause(
                context, "资金总额：{0}；每个入选者：{1}，{how}", "budget: {0}; each one selected gets {1}, {how}",
                amount, field.takes, how=_AWARDS[tree.awards],
            )
        )  # fmt: skip
    return (*found, *_groups(tree, field, groups, kept))


def _order(tree: AllocationTree, field: Field) -> Clause:
    zh = [f"{{{n}}}{'从大到小' if key.descending else '从小到大'}" for n, key in enumerate(field.keys)]
    en = [
        f"{{{n}}}, the {'largest' if key.descending else 'smallest'} first"
        for n, key in enumerate(field.keys)
    ]
    return clause(
        field.context, f"排序：{'，再'.join(zh)}；{{ties}}", f"order: {'; then '.join(en)}; {{ties}}",
        *(key.by for key in field.keys), ties=_TIES[tree.ties],
    )  # fmt: skip


def _groups(
    tree: AllocationTree, field: Field, groups: tuple[Group, ...], kept: tuple[Part, ...]
) -> Iterator[Clause]:
    for (labels, _, _), part in zip(groups, kept, strict=True):
        zh, en = "“{group}”组先得：{0}", "the group “{group}” first gets {0}"
        yield clause(field.context, zh, en, part.definition.expression, group=labels)
    if tree.groups is not None:
        passed_on = tree.groups.transfer or tree.groups.unused == "released"
        zh = "组内用不完的转给其他人" if passed_on else "组内用不完的不转给其他人"
        en = (
            "what a group leaves goes to the others"
            if passed_on
            else "what a group leaves does not go to others"
        )
        yield clause(field.context, zh, en)
