"""Reassessments add up: nothing differs from itself, turning the cases turns the signs, and spans add up to longer ones."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policy_engine.core.program import Program
from policy_engine.engine.reassessment import Line, Reassessment, compare
from policy_engine.engine.settling import Settled, payments
from policy_engine.engine.timeline import Timeline
from tests import language
from tests.properties import timed
from tests.properties.strategies import JsonObject

POLICIES = timed.policies().map(lambda texts: language.program(*texts))
LENGTHS = st.integers(1, 200)
SETTLED = st.sampled_from(Settled)
Due = tuple[str, str, date, Decimal | None, Decimal | None]


def known(found: Timeline | None) -> Timeline:
    """The timeline of a case that is not refused."""
    assume(found is not None)
    assert found is not None
    return found


def dues(lines: tuple[Line, ...], *, turned: bool = False) -> set[Due]:
    """What is due before and after for each payment."""
    return {(line.rule.name, line.subject, line.payment.first, *sides(line, turned=turned)) for line in lines}


def sides(line: Line, *, turned: bool) -> tuple[Decimal | None, Decimal | None]:
    """The amounts before and after, or after and before."""
    before, after = line.before.amount, line.after.amount
    return (after, before) if turned else (before, after)


@pytest.mark.slow
@given(POLICIES, timed.cases(), timed.days(), LENGTHS, SETTLED)
def test_nothing_differs_from_itself(
    program: Program, case: JsonObject, start: date, length: int, settled: Settled
) -> None:
    """What is open is open on both sides."""
    found = known(timed.timeline(program, case, start, start + timedelta(days=length)))
    same = compare(found, found, settled)
    assert (same.lines, same.underpaid, same.overpaid) == ((), {}, {})
    assert all(line.before.amount is None and line.after.amount is None for line in same.open)


@pytest.mark.slow
@given(POLICIES, timed.cases(), timed.cases(), timed.days(), LENGTHS, SETTLED)
def test_turning_the_cases_turns_the_signs(
    program: Program, one: JsonObject, other: JsonObject, start: date, length: int, settled: Settled
) -> None:
    """What one way is paid too little is the other way paid too much."""
    end = start + timedelta(days=length)
    first, second = (known(timed.timeline(program, case, start, end)) for case in (one, other))
    there, back = compare(first, second, settled), compare(second, first, settled)
    assert (there.underpaid, there.overpaid) == (back.overpaid, back.underpaid)
    assert dues(there.lines) == dues(back.lines, turned=True)
    assert dues(there.open) == dues(back.open, turned=True)


@given(
    POLICIES, timed.cases(), timed.cases(), st.integers(0, 20), st.integers(1, 6), st.integers(1, 6), SETTLED
)
def test_spans_add_up(
    program: Program,
    one: JsonObject,
    other: JsonObject,
    month: int,
    first: int,
    second: int,
    settled: Settled,
) -> None:
    """Two spans that meet where periods begin pay what the span over both pays; only rights paid once are paid in each."""
    start, cut, end = (timed.first_of(month + step) for step in (0, first, first + second))
    found: list[Reassessment] = []
    for span in ((start, end), (start, cut), (cut, end)):
        before, after = (known(timed.timeline(program, case, *span)) for case in (one, other))
        found.append(compare(before, after, settled))
    whole, early, late = (periodic(each, cut) for each in found)
    assert whole == early | late


def periodic(found: Reassessment, cut: date) -> set[Due]:
    """What is due for periods; where their last days settle them, only for those that the cut does not divide."""
    whole = {
        per
        for per in ("day", "week", "month", "semester", "year")
        if found.settled is Settled.FIRST_DAY or [*payments(per, cut, cut + timedelta(days=1))]
    }
    return dues(tuple(line for line in (*found.lines, *found.open) if line.counting.per in whole))
