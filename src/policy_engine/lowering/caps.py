"""Entitlements under one cap: what of it is left for each, when one is cut or dropped, and to what it is cut."""

from collections.abc import Iterator

import attrs

from policy_engine.checking.adjustment import Cap
from policy_engine.checking.rule_kind import Definition
from policy_engine.core.expression import (
    All,
    Any,
    Branch,
    Choose,
    Compare,
    Comparison,
    Constant,
    Divide,
    Expression,
    Extremum,
    Gather,
    Gathering,
    Multiply,
    Negate,
    Not,
    Pick,
    Read,
    Rounding,
    Sum,
)
from policy_engine.core.program import Listing, Output, State
from policy_engine.core.values import NONE
from policy_engine.lowering.members import (
    TRUE,
    Asked,
    Cut,
    Drop,
    Member,
    Sheet,
    every,
    not_negative,
    some,
)
from policy_engine.lowering.sentences import cap_said
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL, MONEY, MONEY_SCALE, NUMBER
from policy_engine.model.vocabulary import Variable

ZERO = Constant(0, MONEY)


@attrs.frozen
class _Share:
    """What a cap means for one member: when its amount fits, when nothing is left for it, and what is paid otherwise."""

    fits: Expression
    nothing: Expression
    paid: Expression


def limit_together(asked: Asked, members: tuple[Member, ...], cap: Cap, sheet: Sheet) -> Output:
    """Puts on the sheet what the cap does to its members; gives its own outcome."""
    title = asked.rule.labels
    labels = Labels(f"“{title.zh}”的上限", f"limit of “{title.en}”")
    limit = sheet.compute(asked.rule, f"{asked.key}#limit", not_negative(cap.limit), labels)
    known = Compare(Comparison.DIFFERENT, cap.limit, Constant(NONE, cap.limit.type))
    applies = sheet.applies(asked, *((known,) if sheet.may_be_none(cap.limit) else ()))
    shares = (
        _in_proportion(asked, members, limit, sheet)
        if cap.in_proportion
        else _in_order(asked, members, cap.leaves, limit, sheet)
    )
    told = [
        _adjust(asked, member, share, applies, sheet) for member, share in zip(members, shares, strict=True)
    ]
    names = [member.name for member in members]
    rights = [sheet.right_at(asked, member) for member in members]
    kept = [every(right, Not(dropped)) for right, (_, dropped) in zip(rights, told, strict=True)]
    lowered = [every(cut, Not(dropped)) for cut, dropped in told]
    columns = {"dropped": [dropped for _, dropped in told], "kept": kept, "cut": lowered}
    return Output(
        asked.rule,
        (State("applied", some(*(cut for cut, _ in told))),),
        "not_applied",
        lists=tuple(
            Listing(name, tuple(zip(names, column, strict=True)), ("applied",))
            for name, column in columns.items()
        ),
        scope=asked.scope,
        clauses=cap_said(asked, members, cap),
    )


def _in_order(
    asked: Asked, members: tuple[Member, ...], leaves: tuple[Variable | None, ...], limit: Read, sheet: Sheet
) -> Iterator[_Share]:
    """Each is paid from what those before it leave.

    An amount also fits where it would if all before it were paid in full: it does not matter then whether they are.
    """
    left, before = limit, tuple[Expression, ...]()
    for member, variable in zip(members, leaves, strict=True):
        amount = sheet.amount(member)
        fits = _at_most(amount, limit)
        if before:
            in_any_case = _at_most(Sum((*before, amount), MONEY), limit)
            fits = All((fits, Any((_at_most(amount, left), in_any_case))))
        paid = Pick(Extremum.MIN, (amount, left), MONEY)
        yield _Share(fits, _at_most(left, ZERO), paid)
        rest = Sum((left, Negate(paid, MONEY)), MONEY)
        branches = (Branch(_at_most(left, ZERO), ZERO), Branch(sheet.right_at(asked, member), rest))
        left = _left(asked, member, variable, Choose(branches, left, MONEY), sheet)
        before = (*before, amount)


def _left(
    asked: Asked, member: Member, variable: Variable | None, expression: Expression, sheet: Sheet
) -> Read:
    if variable is not None:
        sheet.declared.append((asked.scope, Definition(variable, expression, asked.rule.span)))
        return Read(variable.entity, variable.name, variable.type)
    title = member.rule.labels
    labels = Labels(f"{title.zh}之后的余额", f"left after {title.en}")
    return sheet.compute(asked.rule, f"{asked.key}#{member.name}#left", expression, labels)


def _in_proportion(asked: Asked, members: tuple[Member, ...], limit: Read, sheet: Sheet) -> Iterator[_Share]:
    """Each is paid its share of the limit, down to the fen; what rounding leaves is not paid."""
    owed = (_owed(asked, member, sheet) for member in members)
    full = (_in_full(asked, member, sheet) for member in members)
    total = _total(asked, "total", Sum(tuple(owed), MONEY), sheet)
    most = _total(asked, "most", Sum(tuple(full), MONEY), sheet)
    for member in members:
        amount = sheet.amount(member)
        fits = All((_at_most(amount, limit), Any((_at_most(total, limit), _at_most(most, limit)))))
        product = Multiply(amount, limit, NUMBER.scale, Rounding.HALF_AWAY, NUMBER)
        share = Divide(product, total, MONEY_SCALE, Rounding.FLOOR, MONEY)
        some_total = Compare(Comparison.MORE, total, ZERO)
        paid = Choose((Branch(some_total, share),), ZERO, MONEY)
        yield _Share(fits, _at_most(limit, ZERO), paid)


def _owed(asked: Asked, member: Member, sheet: Sheet) -> Expression:
    amount = sheet.amount_at(asked, member)
    if member.rule.entity != asked.rule.entity:
        return amount
    return Choose((Branch(sheet.right_at(asked, member), amount),), ZERO, MONEY)


def _in_full(asked: Asked, member: Member, sheet: Sheet) -> Expression:
    """The amount whether or not there is the right."""
    amount, entity = sheet.amount(member), asked.rule.entity
    if member.rule.entity == entity:
        return amount
    return Gather(Gathering.SUM, member.rule.entity, entity, amount, TRUE, MONEY)


def _total(asked: Asked, word: str, expression: Expression, sheet: Sheet) -> Read:
    title = asked.rule.labels
    labels = Labels(f"“{title.zh}”的合计", f"total of “{title.en}”")
    return sheet.compute(asked.rule, f"{asked.key}#{word}", expression, labels)


def _adjust(
    asked: Asked, member: Member, share: _Share, applies: Expression | None, sheet: Sheet
) -> tuple[Expression, Expression]:
    """Whether the member, as the subject of the interaction has it, is cut, and whether it is dropped."""
    entity, name, title = member.rule.entity, f"{asked.key}#{member.name}", member.rule.labels
    above = Labels(f"{title.zh}超出上限", f"{title.en} is above the limit")
    cut = sheet.compute(asked.rule, f"{name}#cut", every(applies, Not(share.fits)), above, entity)
    nothing = Labels(f"{title.zh}已无余额", f"nothing is left for {title.en}")
    dropped = sheet.compute(asked.rule, name, All((cut, share.nothing)), nothing, entity)
    lowered = Labels(f"封顶后的{title.zh}金额", f"amount of {title.en} under the limit")
    paid = sheet.compute(asked.rule, f"{name}#paid", share.paid, lowered, entity)
    sheet.members[member.name] = attrs.evolve(
        member,
        drops=(*member.drops, Drop(asked.rule, dropped)),
        cuts=(*member.cuts, Cut(asked.rule, cut, paid)),
    )
    return _held(asked, member, cut, sheet), _held(asked, member, dropped, sheet)


def _held(asked: Asked, member: Member, condition: Expression, sheet: Sheet) -> Expression:
    """The condition together with the right."""
    entity = asked.rule.entity
    if member.rule.entity == entity:
        return All((sheet.right_at(asked, member), condition))
    return Gather(Gathering.ANY, member.rule.entity, entity, condition, sheet.right(member), BOOL)


def _at_most(amount: Expression, limit: Expression) -> Expression:
    return Compare(Comparison.AT_MOST, amount, limit)
