"""Entitlements under one cap: what of it is left for each, when one is cut or dropped, and to what it is cut."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

import attrs

from policy_engine.checking.adjustment import Cap
from policy_engine.checking.rule_kind import Definition
from policy_engine.core.building import every, not_negative, some
from policy_engine.core.expression import (
    All,
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
    Asked,
    Cut,
    Drop,
    Member,
    Sheet,
)
from policy_engine.lowering.sentences import cap_said
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL, MONEY, MONEY_SCALE, NUMBER
from policy_engine.model.vocabulary import Variable

ZERO = Constant(0, MONEY)


@attrs.frozen
class _Share:
    """What a cap means for one member: when its amount goes beyond it, when nothing is left for it, and what is paid of it."""

    beyond: Expression
    nothing: Expression
    paid: Expression


@attrs.frozen
class _Claim:
    """A member as the subject of the interaction has it."""

    right: Expression
    amount: Expression


def limit_together(asked: Asked, members: tuple[Member, ...], cap: Cap, sheet: Sheet) -> Output:
    """Puts on the sheet what the cap does to its members; gives its own outcome."""
    title = asked.rule.labels
    labels = Labels(f"“{title.zh}”的上限", f"limit of “{title.en}”")
    limit = sheet.compute(asked.rule, f"{asked.key}#limit", not_negative(cap.limit), labels)
    known = Compare(Comparison.DIFFERENT, cap.limit, Constant(NONE, cap.limit.type))
    applies = sheet.applies(asked, *((known,) if sheet.may_be_none(cap.limit) else ()))
    claims = [_Claim(sheet.right_at(asked, each), sheet.amount_at(asked, each)) for each in members]
    if cap.in_proportion:
        shares = _in_proportion(asked, members, claims, limit, sheet)
    else:
        shares = _in_order(asked, members, claims, cap.leaves, limit, sheet)
    told = [
        _adjust(asked, member, share, applies, sheet) for member, share in zip(members, shares, strict=True)
    ]
    names = [member.name for member in members]
    kept = [every(claim.right, Not(dropped)) for claim, (_, dropped) in zip(claims, told, strict=True)]
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
    asked: Asked, members: tuple[Member, ...], claims: Sequence[_Claim], leaves: tuple[Variable | None, ...],
    limit: Read, sheet: Sheet,
) -> Iterator[_Share]:  # fmt: skip
    """Each is paid from what those before it leave."""
    left = limit
    for position, (member, claim, variable) in enumerate(zip(members, claims, leaves, strict=True)):
        before = claims[:position]
        beyond = some(*(_sum_is(Comparison.MORE, (*each, claim), limit) for each in _selections(before)))
        nothing = some(*(_sum_is(Comparison.AT_LEAST, each, limit) for each in _selections(before)))
        paid = Pick(Extremum.MIN, (claim.amount, left), MONEY)
        yield _Share(beyond, nothing, paid)
        rest = Branch(claim.right, Sum((left, Negate(paid, MONEY)), MONEY))
        none_left = Branch(Compare(Comparison.AT_MOST, left, ZERO), ZERO)
        left = _left(asked, member, variable, Choose((none_left, rest), left, MONEY), sheet)


def _selections(claims: Sequence[_Claim]) -> Iterator[tuple[_Claim, ...]]:
    """All selections of the claims, the smallest first.

    A limit is asked about for each of them by itself: so the answer is known as soon as those claims that are known suffice for
    it, or as soon as all that may be rights together do not.
    """
    return chain.from_iterable(combinations(claims, count) for count in range(len(claims) + 1))


def _sum_is(comparison: Comparison, claims: Sequence[_Claim], limit: Expression) -> Expression:
    """Whether all these are rights and their sum compares so with the limit."""
    amounts = tuple(claim.amount for claim in claims)
    total = ZERO if not amounts else amounts[0] if len(amounts) == 1 else Sum(amounts, MONEY)
    return every(*(claim.right for claim in claims), Compare(comparison, total, limit))


def _left(
    asked: Asked, member: Member, variable: Variable | None, expression: Expression, sheet: Sheet
) -> Read:
    if variable is not None:
        sheet.declared.append((asked.scope, Definition(variable, expression, asked.rule.span)))
        return Read(variable.entity, variable.name, variable.type)
    title = member.rule.labels
    labels = Labels(f"{title.zh}之后的余额", f"left after {title.en}")
    return sheet.compute(asked.rule, f"{asked.key}#{member.name}#left", expression, labels)


def _in_proportion(
    asked: Asked, members: tuple[Member, ...], claims: Sequence[_Claim], limit: Read, sheet: Sheet
) -> Iterator[_Share]:
    """Each is paid its share of the limit, down to the fen; what rounding leaves is not paid."""
    title = asked.rule.labels
    labels = Labels(f"“{title.zh}”的合计", f"total of “{title.en}”")
    owed = (Choose((Branch(claim.right, claim.amount),), ZERO, MONEY) for claim in claims)
    total = sheet.compute(asked.rule, f"{asked.key}#total", Sum(tuple(owed), MONEY), labels)
    above = Labels(f"合计超出“{title.zh}”的上限", f"the total is above the limit of “{title.en}”")
    beyond = some(*(_sum_is(Comparison.MORE, each, limit) for each in _selections(claims) if each))
    beyond = sheet.compute(asked.rule, f"{asked.key}#beyond", beyond, above)
    nothing = Compare(Comparison.AT_MOST, limit, ZERO)
    for member in members:
        product = Multiply(sheet.amount(member), limit, NUMBER.scale, Rounding.HALF_AWAY, NUMBER)
        share = Divide(product, total, MONEY_SCALE, Rounding.FLOOR, MONEY)
        some_total = Compare(Comparison.MORE, total, ZERO)
        yield _Share(beyond, nothing, Choose((Branch(some_total, share),), ZERO, MONEY))


def _adjust(
    asked: Asked, member: Member, share: _Share, applies: Expression | None, sheet: Sheet
) -> tuple[Expression, Expression]:
    """Whether the member, as the subject of the interaction has it, is cut, and whether it is dropped."""
    entity, name, title = member.rule.entity, f"{asked.key}#{member.name}", member.rule.labels
    above = Labels(f"{title.zh}超出上限", f"{title.en} is above the limit")
    something = Compare(Comparison.MORE, sheet.amount(member), ZERO)
    cut = sheet.compute(asked.rule, f"{name}#cut", every(applies, something, share.beyond), above, entity)
    nothing = Labels(f"{title.zh}已无余额", f"nothing is left for {title.en}")
    dropped = sheet.compute(asked.rule, name, every(applies, something, share.nothing), nothing, entity)
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
