"""What would have to be different: the smallest set of conditions that turns an outcome around."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from policy_engine.backends.interpreter import Run, evaluate
from policy_engine.core.expression import (
    All,
    Any,
    Choose,
    Compare,
    Comparison,
    Constant,
    Expression,
    Not,
    Read,
    Within,
)
from policy_engine.core.values import NONE, UNKNOWN
from policy_engine.decisions.outcome import Outcome
from policy_engine.explanation.reasons import opened
from policy_engine.facts.case import Subject
from policy_engine.model.types import Kind

Change = tuple[Expression, Subject, bool]
"""A condition, whose it is, and what it would have to be."""
Changes = tuple[Change, ...] | None
"""Conditions to change together; None where no change of conditions does it."""


def flip(outcome: Outcome, run: Run) -> Changes:
    """The fewest conditions to change; None when no change of conditions does it."""
    subject = outcome.subject
    main = outcome.states[-1]
    held = next((state for state in outcome.states if evaluate(state.condition, subject, run) is True), None)
    if held is main:
        return _set(main.condition, subject, run, wanted=False)
    parts = [_set(state.condition, subject, run, wanted=state is main) for state in outcome.states]
    return _union(parts)


def _set(node: Expression, subject: Subject, run: Run, *, wanted: bool) -> Changes:
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
        case Choose():
            of_value = partial(_set, subject=subject, run=run, wanted=wanted)
            return _smallest(_choices(node, subject, run, of_value))
        case Read() if node.type.kind is Kind.BOOL:
            return _behind((node, subject, wanted), node, run, partial(_set, run=run, wanted=wanted))
        case Compare(left=Read() as read, right=Constant(value=special)) if special is NONE:
            none = wanted is (node.comparison is Comparison.EQUAL)
            return _behind((node, subject, wanted), read, run, partial(_set_none, run=run, none=none))
    return ((node, subject, wanted),)


def _behind(
    itself: Change, read: Read, run: Run, of_formula: Callable[[Expression, Subject], Changes]
) -> Changes:
    """The changes behind a computed variable; the condition itself where the variable is given, or could only be given."""
    found = opened(read, itself[1], run)
    if found is None:
        return (itself,)
    owner, formula = found
    changes = of_formula(formula, owner)
    return (itself,) if changes is None and evaluate(formula, owner, run) is UNKNOWN else changes


def _set_none(node: Expression, subject: Subject, run: Run, *, none: bool) -> Changes:
    """The changes after which a value is none, or is not."""
    if isinstance(node, Choose):
        return _smallest(
            _choices(node, subject, run, partial(_set_none, subject=subject, run=run, none=none))
        )
    value = evaluate(node, subject, run)
    return () if value is not UNKNOWN and (value is NONE) is none else None


def _combined(
    operands: Iterable[Expression], subject: Subject, run: Run, *, wanted: bool, every: bool
) -> Changes:
    parts = [_set(operand, subject, run, wanted=wanted) for operand in operands]
    return _union(parts) if every else _smallest(parts)


def _choices(
    node: Choose, subject: Subject, run: Run, of_value: Callable[[Expression], Changes]
) -> Iterator[Changes]:
    """For each branch, the changes after which it is the one taken, and its value as it should be."""
    before: list[Changes] = []
    for branch in node.branches:
        here = _set(branch.condition, subject, run, wanted=True)
        yield _union([*before, here, of_value(branch.value)])
        before.append(_set(branch.condition, subject, run, wanted=False))
    yield _union([*before, of_value(node.otherwise)])


def _union(parts: Iterable[Changes]) -> Changes:
    found: dict[tuple[Expression, Subject], Change] = {}
    for part in parts:
        if part is None:
            return None
        for change in part:
            if found.setdefault(change[:2], change)[2] is not change[2]:
                return None
    return tuple(found.values())


def _smallest(parts: Iterable[Changes]) -> Changes:
    possible = [part for part in parts if part is not None]
    return min(possible, key=len) if possible else None
