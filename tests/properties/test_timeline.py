"""A timeline says on every day what an evaluation says on that day."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine import PolicyError
from policy_engine.backends.interpreter import Run
from policy_engine.core.program import Program
from policy_engine.decisions.decide import decide
from policy_engine.decisions.lasting import said
from policy_engine.decisions.outcome import Outcome
from policy_engine.engine.timeline import Track
from policy_engine.engine.walk import tracks
from policy_engine.facts.reader import read_case
from tests import language
from tests.properties import test_allocations, timed
from tests.properties.strategies import JsonObject

Key = tuple[str, str]


def on_day(program: Program, case: JsonObject, day: date) -> Run:
    """The program on the case on the day."""
    return Run(program, read_case(case, program.vocabulary, day))


def told(outcome: Outcome | None) -> tuple[Any, ...] | None:
    """All that an outcome says of the days of a segment."""
    return said(outcome) if outcome else None


def walked(program: Program, case: JsonObject, start: date, end: date) -> dict[Key, Track] | str:
    """The tracks by rule and subject, or the message with which the case is refused."""
    try:
        return {track.key: track for track in tracks(lambda day: on_day(program, case, day), start, end)}
    except PolicyError as error:
        return error.diagnostics[0].message


def evaluated(program: Program, case: JsonObject, day: date) -> dict[Key, Outcome] | str:
    """The outcomes by rule and subject, or the message with which the case is refused."""
    try:
        return {outcome.key: outcome for outcome in decide(on_day(program, case, day))}
    except PolicyError as error:
        return f"on {day}: {error.diagnostics[0].message}"


def assert_tiled(track: Track, start: date, end: date) -> None:
    """Each segment has a day, ends where the next begins, and says something else than this; together they are the span."""
    assert [each.start for each in track.segments] == [start, *(each.end for each in track.segments[:-1])]
    assert track.segments[-1].end == end
    assert all(each.start < each.end for each in track.segments)
    all_told = [told(each.outcome) for each in track.segments]
    assert all(one != other for one, other in pairwise(all_told))
    assert [bool(each.causes) for each in track.segments] == [False, *(True for _ in all_told[1:])]


@pytest.mark.slow
@given(timed.policies(), timed.cases(), timed.days(), st.integers(1, 40) | st.integers(1, 400))
def test_a_timeline_agrees_with_an_evaluation_on_every_day(
    texts: tuple[str, str], case: JsonObject, start: date, length: int
) -> None:
    """Segments tile the span; a case that is refused on a day is refused, and the first such day is named."""
    assert_agreement(language.program(*texts), case, start, length)


@pytest.mark.slow
@given(test_allocations.ways(grouped=True), timed.populations(), timed.days(), st.integers(1, 200))
def test_so_does_that_of_a_ranked_population(
    way: test_allocations.Way, case: JsonObject, start: date, length: int
) -> None:
    """Whoever comes in or changes place changes it for all the others."""
    assert_agreement(way.program, case, start, length)


def assert_agreement(program: Program, case: JsonObject, start: date, length: int) -> None:
    """On each day of the span."""
    end = start + timedelta(days=length)
    found = walked(program, case, start, end)
    for step in range(length):
        day = start + timedelta(days=step)
        outcomes = evaluated(program, case, day)
        if isinstance(outcomes, str) or isinstance(found, str):
            assert found == outcomes or (isinstance(found, str) and not found.startswith(f"on {day}:"))
            if found == outcomes:
                return
            continue
        segments = {key: track.on(day) for key, track in found.items()}
        assert {key: told(each.outcome) for key, each in segments.items() if each.outcome} == {
            key: told(outcome) for key, outcome in outcomes.items()
        }, day
        for key, outcome in outcomes.items():
            assert segments[key].start < day or segments[key].details == outcome.details
    assert not isinstance(found, str), found
    for track in found.values():
        assert_tiled(track, start, end)
