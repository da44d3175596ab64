import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from policy_engine.decisions.lasting import said
from tests.properties.asking import national
from tests.properties.strategies import JsonObject

START, END = date(2018, 7, 1), date(2020, 7, 1)


@pytest.fixture(scope="module")
def household(root: Path) -> JsonObject:
    """The household of the examples, whose grade of low-income support is lowered, and then unknown."""
    case: JsonObject = json.loads((root / "examples" / "household.json").read_text(encoding="utf-8"))
    grades = {"2018-01-01": "A", "2019-04-10": "B", "2020-05-01": None}
    return {**case, "household": {**case["household"], "dibao_grade": grades}}


def test_the_timeline_of_the_household_agrees_on_both_sides_of_every_change(household: JsonObject) -> None:
    """All national rules, over two years; on days without a change, too."""
    timeline = national().timeline(household, START, END)
    changes = {segment.start for track in timeline.tracks for segment in track.segments}
    assert date(2019, 4, 10) in changes
    days = {day - timedelta(days=back) for day in changes - {START} for back in (0, 1)}
    for day in sorted(days | {START, date(2019, 8, 15), END - timedelta(days=1)}):
        decision = national().evaluate(household, day)
        segments = {track.key: track.on(day) for track in timeline.tracks}
        assert {key: said(each.outcome) for key, each in segments.items() if each.outcome} == {
            outcome.key: said(outcome) for outcome in decision.outcomes
        }, day


def test_a_year_costs_a_few_days(household: JsonObject) -> None:
    """Few days of a year are looked at, and most rules on the first one only."""
    timeline = national().timeline(household, date(2019, 1, 1), date(2020, 1, 1))
    runs = {segment.run.case.on for track in timeline.tracks for segment in track.segments}
    assert len(runs) < 20
    assert sum(len(track.segments) for track in timeline.tracks) < 2 * len(timeline.tracks)
