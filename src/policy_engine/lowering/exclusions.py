"""Exclusive entitlements: conditions under which each is dropped for another, or stands beside others to choose from."""

from itertools import combinations

import attrs

from policy_engine.checking.adjustment import Keep
from policy_engine.core.building import every, some
from policy_engine.core.expression import All, Compare, Comparison, Expression, Not
from policy_engine.core.program import Listing, Output, State
from policy_engine.lowering.members import Asked, Drop, Member, Sheet
from policy_engine.lowering.sentences import exclusion_said
from policy_engine.model.labels import Labels


def exclude(asked: Asked, members: tuple[Member, ...], keep: Keep, sheet: Sheet) -> Output:
    """Puts on the sheet what the exclusion does to its members; gives its own outcome."""
    rights = tuple(sheet.right_at(asked, member) for member in members)
    applies = sheet.applies(asked)
    pairs = tuple(All(pair) for pair in combinations(rights, 2))
    applied = State("applied", every(applies, some(*pairs)))
    lists: tuple[Listing, ...]
    if keep is Keep.CHOICE:
        _offer(members, rights, applies, sheet)
        held = tuple((member.name, right) for member, right in zip(members, rights, strict=True))
        lists = tuple(Listing(name, held, ("applied",)) for name in ("kept", "alternatives"))
    else:
        better = _by_amount(asked, members, rights, sheet) if keep is Keep.HIGHEST else _by_order(rights)
        lists = _drop(asked, members, rights, better, applies, sheet)
    return Output(
        asked.rule,
        (applied,),
        "not_applied",
        lists=lists,
        scope=asked.scope,
        clauses=exclusion_said(asked, members, keep),
    )


def _by_order(rights: tuple[Expression, ...]) -> list[tuple[Expression, ...]]:
    """For each member the rights that go before its own."""
    return [rights[:position] for position in range(len(rights))]


def _by_amount(
    asked: Asked, members: tuple[Member, ...], rights: tuple[Expression, ...], sheet: Sheet
) -> list[tuple[Expression, ...]]:
    """The same where the higher amount goes first, and of equal ones the first in order."""
    amounts = [sheet.amount_at(asked, member) for member in members]

    def goes_before(other: int, own: int) -> Expression:
        comparison = Comparison.AT_LEAST if other < own else Comparison.MORE
        return All((rights[other], Compare(comparison, amounts[other], amounts[own])))

    numbers = range(len(members))
    return [tuple(goes_before(other, own) for other in numbers if other != own) for own in numbers]


def _drop(
    asked: Asked, members: tuple[Member, ...], rights: tuple[Expression, ...], better: list[tuple[Expression, ...]],
    applies: Expression | None, sheet: Sheet,
) -> tuple[Listing, ...]:  # fmt: skip
    dropped, kept = [], []
    for member, right, before in zip(members, rights, better, strict=True):
        if not before:
            kept.append((member.name, right))
            continue
        labels = Labels(
            f"因“{asked.rule.labels.zh}”不再享受{member.rule.labels.zh}",
            f"{member.rule.labels.en} is dropped by “{asked.rule.labels.en}”",
        )
        condition = every(applies, some(*before))
        drop = sheet.compute(asked.rule, f"{asked.key}#{member.name}", condition, labels)
        sheet.members[member.name] = attrs.evolve(member, drops=(*member.drops, Drop(asked.rule, drop)))
        dropped.append((member.name, All((right, drop))))
        kept.append((member.name, All((right, Not(drop)))))
    return (Listing("dropped", tuple(dropped), ("applied",)), Listing("kept", tuple(kept), ("applied",)))


def _offer(
    members: tuple[Member, ...], rights: tuple[Expression, ...], applies: Expression | None, sheet: Sheet
) -> None:
    offers = [(member.name, every(applies, right)) for member, right in zip(members, rights, strict=True)]
    for member in members:
        others = (offer for offer in offers if offer[0] != member.name)
        sheet.members[member.name] = attrs.evolve(member, alternatives=(*member.alternatives, *others))
