"""What would have to be different: the smallest set of conditions that turns an outcome around."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.decisions.outcome import Outcome
from policy_engine.explanation.reasons import opened
from policy_engine.facts.case import Subject
from policy_engine.model.types import Kind

MOST_WAYS = 32
"""How many ways are followed up at each step, the shortest first."""

Change = tuple[Expression, Subject, bool]
"""A condition, whose it is, and what it would have to be."""
Way = Mapping[tuple[Expression, Subject], bool]
"""What conditions must be, those included that are so already, for something to be as wanted."""
Ways = list[Way]


def flip(outcome: Outcome, run: Run) -> tuple[Change, ...] | None:
    """The fewest conditions to change; None when no change of conditions does it, as where only an amount is none."""
    subject = outcome.subject
    main = outcome.states[-1]
    held = next((state for state in outcome.states if evaluate(state.condition, subject, run) is True), None)
    if held is main and outcome.status == outcome.output.otherwise:
        return None
    if held is not None:
        ways = _ways(held.condition, subject, run, wanted=False)
    else:
        ways = _together(
            (_ways(state.condition, subject, run, wanted=state is main) for state in outcome.states), run
        )
    return tuple(_changes(ways[0], run)) if ways else None


def _ways(node: Expression, subject: Subject, run: Run, *, wanted: bool) -> Ways:
    """The ways in which a condition is as wanted."""
    match node:
        case Constant() | Within():
            return [{}] if _is(evaluate(node, subject, run), wanted) else []
        case Not():
            return _ways(node.operand, subject, run, wanted=not wanted)
        case All() | Any():
            parts = (_ways(operand, subject, run, wanted=wanted) for operand in node.operands)
            return _together(parts, run) if isinstance(node, All) is wanted else _either(parts, run)
        case Choose():
            of_value = partial(_ways, subject=subject, run=run, wanted=wanted)
            return _either(_branches(node, subject, run, of_value), run)
        case Read() if node.type.kind is Kind.BOOL:
            itself: Way = {(node, subject): wanted}
            return _behind(itself, node, subject, run, partial(_ways, run=run, wanted=wanted))
        case Compare(left=Read() as read, right=Constant(value=special)) if special is NONE:
            none = wanted is (node.comparison is Comparison.EQUAL)
            itself = {(node, subject): wanted}
            return _behind(itself, read, subject, run, partial(_ways_to_none, run=run, none=none))
    return [{(node, subject): wanted}]


def _behind(
    itself: Way, read: Read, subject: Subject, run: Run, of_formula: Callable[[Expression, Subject], Ways]
) -> Ways:
    """The ways behind a computed variable; the condition itself where the variable is given, or could only be given."""
    found = opened(read, subject, run)
    if found is None:
        return [itself]
    owner, formula = found
    ways = of_formula(formula, owner)
    return [itself] if not ways and evaluate(formula, owner, run) is UNKNOWN else ways


def _ways_to_none(node: Expression, subject: Subject, run: Run, *, none: bool) -> Ways:
    """The ways in which a value is none, or is not."""
    if isinstance(node, Choose):
        of_value = partial(_ways_to_none, subject=subject, run=run, none=none)
        return _either(_branches(node, subject, run, of_value), run)
    value = evaluate(node, subject, run)
    return [{}] if value is not UNKNOWN and (value is NONE) is none else []


def _branches(
    node: Choose, subject: Subject, run: Run, of_value: Callable[[Expression], Ways]
) -> Iterator[Ways]:
    """For each branch, the ways in which it is taken and its value is as it should be."""
    before: Ways = [{}]
    for branch in node.branches:
        taken = _ways(branch.condition, subject, run, wanted=True)
        yield _together((before, taken, of_value(branch.value)), run)
        before = _together((before, _ways(branch.condition, subject, run, wanted=False)), run)
    yield _together((before, of_value(node.otherwise)), run)


def _together(parts: Iterable[Ways], run: Run) -> Ways:
    """The ways in which all parts are as wanted; what would have to be so and not so at once is left out."""
    result: Ways = [{}]
    for ways in parts:
        joined = ({**one, **other} for one in result for other in ways if _agree(one, other))
        result = _shortest(joined, run)
    return result


def _either(parts: Iterable[Ways], run: Run) -> Ways:
    return _shortest((way for ways in parts for way in ways), run)


def _agree(one: Way, other: Way) -> bool:
    return all(one.get(condition, wanted) is wanted for condition, wanted in other.items())


def _shortest(ways: Iterable[Way], run: Run) -> Ways:
    return sorted(ways, key=lambda way: sum(1 for _ in _changes(way, run)))[:MOST_WAYS]


def _changes(way: Way, run: Run) -> Iterator[Change]:
    for (condition, subject), wanted in way.items():
        if not _is(evaluate(condition, subject, run), wanted):
            yield condition, subject, wanted


def _is(value: Value, wanted: bool) -> bool:  # noqa: FBT001 - a truth beside a truth
    return value is wanted or (value is NONE and not wanted)
