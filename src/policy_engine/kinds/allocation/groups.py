"""Allocations between groups: each group's own part first, then what is left in the order of all."""

from policy_engine.checking.rule_kind import Definition, RuleContext
from policy_engine.core.building import FALSE, not_negative
from policy_engine.core.expression import (
    All,
    Any,
    Branch,
    Choose,
    Compare,
    Comparison,
    Constant,
    Expression,
    Extremum,
    Negate,
    Not,
    Pick,
    Reach,
    Read,
    Sum,
)
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.kinds.allocation.field import RATE, Field, portion
from policy_engine.kinds.allocation.tree import GroupsTree
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL, INT, Kind, Type

GROUP = Code("PE594", "allocation-group")
Group = tuple[Labels, Expression, Expression]
"""What a group is called, the condition of belonging to it, and its share or places."""


def groups_of(tree: GroupsTree, field: Field) -> tuple[Group, ...]:
    """The groups in the order in which they are written."""
    context = field.context
    by, kind = context.typed(tree.by)
    if kind is None:
        return ()
    if kind.many or kind.kind not in (Kind.ENUM, Kind.BOOL, Kind.TEXT):
        help_text = "write a fact that has names as its values, or a yes or no"
        context.report(Diagnostic(GROUP, "this tells no groups apart", tree.by.span, help=help_text))
        return ()
    found = []
    for name, written in {**tree.least, **tree.each}.items():
        value = _value(name, kind)
        if value is None:
            known = ", ".join([each.name for each in kind.values] or ["true", "false"])
            message = f"there is no group `{name}`"
            context.report(Diagnostic(GROUP, message, written.span, help=f"the groups: {known}"))
            continue
        labels = _labels(name, by, kind, context)
        stated = context.expression(written, RATE if tree.least else INT, field.among)
        found.append((labels, Compare(Comparison.EQUAL, by, Constant(value, kind)), stated))
    return tuple(found)


def _value(name: str, kind: Type) -> str | bool | None:
    if kind.kind is Kind.BOOL:
        return {"true": True, "false": False}.get(name)
    named = kind.value_named(name)
    return named.name if named else None if kind.values else name


def _labels(name: str, by: Expression, kind: Type, context: RuleContext) -> Labels:
    if kind.kind is Kind.BOOL:
        answer = {"true": Labels("是", "yes"), "false": Labels("否", "no")}[name]
        variable = context.vocabulary.variable(by.entity, by.name) if isinstance(by, Read) else None
        if variable is None:
            return answer
        return Labels(f"{variable.labels.zh}：{answer.zh}", f"{variable.labels.en}: {answer.en}")
    named = kind.value_named(name)
    return named.labels if named else Labels(name, name)


def own_places(groups: tuple[Group, ...], field: Field) -> tuple[Definition, ...]:
    """The places of each group, as the rule states them."""
    return tuple(
        _part(position, labels, places, field) for position, (labels, _, places) in enumerate(groups)
    )


def reserves(groups: tuple[Group, ...], field: Field, whole: Definition) -> tuple[Definition, ...]:
    """The part of the whole that is kept for each group, rounded up; a later group gets no more than those before it leave."""
    parts: list[Definition] = []
    for position, (labels, _, rate) in enumerate(groups):
        share = _not_negative(portion(whole.read, rate, up=True), rate)
        limited = Pick(Extremum.MIN, (share, _without(whole, parts)), share.type)
        parts.append(_part(position, labels, limited, field))
    return tuple(parts)


def _not_negative(share: Expression, rate: Expression) -> Expression:
    """The share, or nothing where the rate may come out below zero: a part that is less than nothing would give more to the rest."""
    if isinstance(rate, Constant) and isinstance(rate.value, int) and rate.value >= 0:
        return share
    return not_negative(share)


def _part(position: int, labels: Labels, expression: Expression, field: Field) -> Definition:
    named = Labels(f"“{labels.zh}”组的份额", f"part of the group “{labels.en}”")
    return field.part(f"group_{position + 1}", named, expression)


def _without(whole: Definition, parts: list[Definition] | tuple[Definition, ...]) -> Expression:
    """The whole less the parts."""
    kind = whole.read.type
    return Sum((whole.read, *(Negate(part.read, kind) for part in parts)), kind)


def in_two_steps(
    tree: GroupsTree,
    groups: tuple[Group, ...],
    parts: tuple[Definition, ...],
    whole: Definition,
    field: Field,
) -> tuple[tuple[Definition, ...], Expression]:
    """The formulas, and the condition of being selected: within the part of the group, else within what is left for all."""
    own = tuple(
        Branch(condition, field.within(part.read, All((field.where, condition))))
        for part, (_, condition, _) in zip(parts, groups, strict=True)
    )
    within = Choose(own, FALSE, BOOL)
    labels = Labels("在本组份额之内", "within the part of the group")
    reserved = field.part("reserved", labels, within, of_candidates=True)
    if tree.transfer is False:
        return (reserved,), reserved.read
    left: Expression = _without(whole, parts)
    if tree.transfer or tree.unused == "released":
        taken = field.sum(Reach.ALL, reserved.read)
        left = Sum((whole.read, Negate(taken, taken.type)), taken.type)
    rest = field.part("rest", Labels("其余份额", "rest for all"), left)
    others = All((field.where, Not(reserved.read)))
    return (reserved, rest), Any((reserved.read, field.within(rest.read, others)))
