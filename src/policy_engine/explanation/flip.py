"""What would have to be different: the smallest set of conditions that turns an outcome around."""

from collections.abc import Iterable, Iterator

from policy_engine.backends.interpreter import Run, evaluate
from policy_engine.core.expression import All, Any, Choose, Constant, Expression, Not, Read, Within
from policy_engine.core.values import NONE
from policy_engine.decisions.outcome import Outcome
from policy_engine.facts.case import Subject
from policy_engine.model.types import Kind

Change = tuple[Expression, Subject, bool]
"""A condition, whose it is, and what it would have to be."""


def flip(outcome: Outcome, run: Run) -> tuple[Change, ...] | None:
    """The fewest conditions to change; None when no change of conditions does it."""
    subject = outcome.subject
    main = outcome.states[-1]
    held = next((state for state in outcome.states if evaluate(state.condition, subject, run) is True), None)
    if held is main:
        return _set(main.condition, subject, run, wanted=False)
    parts = [_set(state.condition, subject, run, wanted=state is main) for state in outcome.states]
    return _union(parts)


def _set(node: Expression, subject: Subject, run: Run, *, wanted: bool) -> tuple[Change, ...] | None:
    """The changes after which the condition is as wanted; empty when it is already."""
    value = evaluate(node, subject, run)
    if value is wanted or (value is NONE and not wanted):
        return ()
    match node:
        case Constant() | Within():
            return None
        case Not():
            return _set(node.operand, subject, run, wanted=not wanted)
        case All():
            return _combined(node.operands, subject, run, wanted=wanted, every=wanted)
        case Any():
            return _combined(node.operands, subject, run, wanted=wanted, every=not wanted)
        case Choose() if node.type.kind is Kind.BOOL:
            return _smallest(_choices(node, subject, run, wanted=wanted))
        case Read() if node.type.kind is Kind.BOOL and not node.shift:
            owner = run.subject_of(node.entity, subject)
            formula = run.program.formulas.get((owner.entity, node.name)) if owner else None
            if owner is not None and formula is not None:
                return _set(formula.expression, owner, run, wanted=wanted)
    return ((node, subject, wanted),)


def _combined(
    operands: Iterable[Expression], subject: Subject, run: Run, *, wanted: bool, every: bool
) -> tuple[Change, ...] | None:
    parts = [_set(operand, subject, run, wanted=wanted) for operand in operands]
    return _union(parts) if every else _smallest(parts)


def _choices(
    node: Choose, subject: Subject, run: Run, *, wanted: bool
) -> Iterator[tuple[Change, ...] | None]:
    before: list[tuple[Change, ...] | None] = []
    for branch in node.branches:
        here = _set(branch.condition, subject, run, wanted=True)
        yield _union([*before, here, _set(branch.value, subject, run, wanted=wanted)])
        before.append(_set(branch.condition, subject, run, wanted=False))
    yield _union([*before, _set(node.otherwise, subject, run, wanted=wanted)])


def _union(parts: Iterable[tuple[Change, ...] | None]) -> tuple[Change, ...] | None:
    found: dict[tuple[Expression, Subject], Change] = {}
    for part in parts:
        if part is None:
            return None
        for change in part:
            if found.setdefault(change[:2], change)[2] is not change[2]:
                return None
    return tuple(found.values())


def _smallest(parts: Iterable[tuple[Change, ...] | None]) -> tuple[Change, ...] | None:
    possible = [part for part in parts if part is not None]
    return min(possible, key=len) if possible else None
