"""What would have to be different: the smallest set of conditions that turns an outcome around."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

import attrs

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
Truths = Mapping[tuple[Expression, Subject], bool]


@attrs.frozen
class Way:
    """What conditions must be, those included that are so already, for something to be as wanted; and those that are not so yet."""

    needs: Truths = attrs.field(factory=dict)
    changes: Truths = attrs.field(factory=dict)

    def agrees(self, other: "Way") -> bool:
        """Whether no condition would have to be so and not so at once."""
        return all(self.needs.get(condition, wanted) is wanted for condition, wanted in other.needs.items())

    def joined(self, other: "Way") -> "Way":
        """What both need."""
        return Way({**self.needs, **other.needs}, {**self.changes, **other.changes})


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
            _ways(state.condition, subject, run, wanted=state is main) for state in outcome.states
        )
    if not ways:
        return None
    return tuple((*condition, wanted) for condition, wanted in ways[0].changes.items())


def _ways(node: Expression, subject: Subject, run: Run, *, wanted: bool) -> Ways:
    """The ways in which a condition is as wanted."""
    match node:
        case Constant() | Within():
            return [Way()] if _is(evaluate(node, subject, run), wanted) else []
        case Not():
            return _ways(node.operand, subject, run, wanted=not wanted)
        case All() | Any():
            parts = (_ways(operand, subject, run, wanted=wanted) for operand in node.operands)
            return _together(parts) if isinstance(node, All) is wanted else _either(parts)
        case Choose():
            of_value = partial(_ways, subject=subject, run=run, wanted=wanted)
            return _either(_branches(node, subject, run, of_value))
        case Read() if node.type.kind is Kind.BOOL:
            itself = _itself(node, subject, run, wanted=wanted)
            return _behind(itself, node, subject, run, partial(_ways, run=run, wanted=wanted))
        case Compare(left=Read() as read, right=Constant(value=special)) if special is NONE:
            none = wanted is (node.comparison is Comparison.EQUAL)
            itself = _itself(node, subject, run, wanted=wanted)
            return _behind(itself, read, subject, run, partial(_ways_to_none, run=run, none=none))
    return [_itself(node, subject, run, wanted=wanted)]


def _itself(condition: Expression, subject: Subject, run: Run, *, wanted: bool) -> Way:
    needs = {(condition, subject): wanted}
    return Way(needs, {} if _is(evaluate(condition, subject, run), wanted) else needs)


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
        return _either(_branches(node, subject, run, of_value))
    value = evaluate(node, subject, run)
    return [Way()] if value is not UNKNOWN and (value is NONE) is none else []


def _branches(
    node: Choose, subject: Subject, run: Run, of_value: Callable[[Expression], Ways]
) -> Iterator[Ways]:
    """For each branch, the ways in which it is taken and its value is as it should be."""
    before: Ways = [Way()]
    for branch in node.branches:
        taken = _ways(branch.condition, subject, run, wanted=True)
        yield _together((before, taken, of_value(branch.value)))
        before = _together((before, _ways(branch.condition, subject, run, wanted=False)))
    yield _together((before, of_value(node.otherwise)))


def _together(parts: Iterable[Ways]) -> Ways:
    """The ways in which all parts are as wanted, those with the fewest changes; what contradicts itself is left out."""
    result: Ways = [Way()]
    for ways in parts:
        pairs = [(one, other) for one in result for other in ways if one.agrees(other)]
        pairs.sort(key=lambda pair: len(pair[0].changes.keys() | pair[1].changes.keys()))
        result = [one.joined(other) for one, other in pairs[:MOST_WAYS]]
    return result


def _either(parts: Iterable[Ways]) -> Ways:
    return sorted(chain.from_iterable(parts), key=lambda way: len(way.changes))[:MOST_WAYS]


def _is(value: Value, wanted: bool) -> bool:  # noqa: FBT001 - a truth beside a truth
    return value is wanted or (value is NONE and not wanted)
