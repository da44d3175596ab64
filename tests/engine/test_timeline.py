import json
from datetime import date
from pathlib import Path

import pytest

from policy_engine import Engine, PolicyError
from policy_engine.engine.timeline import Timeline, Track
from tests.engine.spans import engine_in, family
from tests.properties.strategies import JsonObject

PUPIL = {"pupil": {"2019-03-01": True, "2019-07-15": False}}


@pytest.fixture
def engine(small: Path, tmp_path: Path) -> Engine:
    """An engine whose rules change with time."""
    assert small.is_dir()
    return engine_in(tmp_path)


def track(timeline: Timeline, rule: str, subject: str) -> Track:
    """A track that must be there."""
    found = timeline.track(rule, subject)
    assert found is not None
    return found


def told(found: Track) -> list[tuple[str, str, object, list[tuple[str, str]]]]:
    """First day, status, amount and causes of each segment."""
    return [
        (
            str(segment.start),
            segment.status,
            dict(segment.details).get("amount"),
            [(cause.sort.value, cause.name) for cause in segment.causes],
        )
        for segment in found.segments
    ]


def test_facts_and_law_change_what_is_due(engine: Engine) -> None:
    """One child is at school for a while, the other all the time, when the amount is raised."""
    timeline = engine.timeline(family(PUPIL, {"pupil": True}), "2019-01-01", "2020-01-01")
    assert told(track(timeline, "relief.meals", "person:p1")) == [
        ("2019-01-01", "undetermined", None, []),
        ("2019-03-01", "granted", "80.00", [("facts", "person:p1.pupil")]),
        ("2019-07-15", "not_eligible", None, [("facts", "person:p1.pupil")]),
    ]
    assert told(track(timeline, "relief.meals", "person:p2")) == [
        ("2019-01-01", "granted", "80.00", []),
        ("2019-09-01", "granted", "100.00", [("law", "relief.meal")]),
    ]


@pytest.mark.parametrize(
    ("birth", "first", "second"),
    [
        ("2001-06-01", "not_eligible", "granted"),
        ("2001-05-31", "granted", "granted"),
        ("2001-06-02", "not_eligible", "not_eligible"),
    ],
)
def test_time_changes_what_is_due(engine: Engine, birth: str, first: str, second: str) -> None:
    """On the eighteenth birthday and not the day before."""
    timeline = engine.timeline(family({"birth_date": birth}), "2019-05-31", "2019-06-02")
    found = track(timeline, "local.grown_up", "person:p1")
    assert [found.on(date(2019, 5, 31)).status, found.on(date(2019, 6, 1)).status] == [first, second]
    if first != second:
        assert told(found)[1] == ("2019-06-01", "granted", "500.00", [("time", "person:p1.birth_date")])


def test_a_flow_changes_with_its_period(engine: Engine) -> None:
    """The income of each year, and none known after."""
    case = family(income={"2018": "2400", "2019": "2000.50"})
    timeline = engine.timeline(case, "2018-06-01", "2020-06-01")
    assert told(track(timeline, "relief.cash", "household:h1")) == [
        ("2018-06-01", "granted", "600.00", []),
        ("2019-01-01", "granted", "999.50", [("facts", "household:h1.income")]),
        ("2020-01-01", "undetermined", None, [("facts", "household:h1.income")]),
    ]


def test_a_rule_holds_for_its_time(engine: Engine) -> None:
    """Before its first day and from its last on it says nothing; a rule that never says anything has no track."""
    case = family(code="620102", size=6)
    timeline = engine.timeline(case, "2018-12-31", "2021-01-02")
    law = [("law", "relief.county_pilot")]
    assert told(track(timeline, "relief.county_pilot", "household:h1")) == [
        ("2018-12-31", "not_in_force", None, []),
        ("2019-01-01", "raised", None, law),
        ("2021-01-01", "not_in_force", None, law),
    ]
    assert (
        engine.timeline(case, "2021-01-01", "2021-01-02").track("relief.county_pilot", "household:h1") is None
    )


def test_each_day_of_a_span_is_what_is_decided_on_it(engine: Engine) -> None:
    """With reasons and all: those of a segment are those of its first day."""
    case = family(PUPIL, {"pupil": True, "birth_date": "2001-06-01"}, income={"2018": "2400", "2019": "2000"})
    timeline = engine.timeline(case, "2018-12-25", "2019-12-31")
    for day in sorted({segment.start for each in timeline.tracks for segment in each.segments}):
        decision = engine.evaluate(case, day)
        for outcome in decision.outcomes:
            segment = track(timeline, *outcome.key).on(day)
            assert (segment.status, segment.details, segment.missing) == (
                outcome.status, outcome.details, outcome.missing,
            )  # fmt: skip
            if segment.start == day:
                assert segment.because("en") == decision.because(outcome, "en")


def test_a_day_outside_the_span_has_no_segment(engine: Engine) -> None:
    """The end is such a day."""
    found = track(engine.timeline(family(PUPIL), "2019-01-01", "2019-02-01"), "relief.meals", "person:p1")
    for day in (date(2018, 12, 31), date(2019, 2, 1)):
        with pytest.raises(LookupError):
            found.on(day)


def test_rights_of_a_span(engine: Engine) -> None:
    """Those that are granted on some day."""
    timeline = engine.timeline(family(PUPIL), "2019-01-01", "2020-01-01")
    assert [each.key for each in timeline.entitlements] == [
        ("local.books", "person:p1"),
        ("relief.meals", "person:p1"),
    ]
    assert timeline.tracks[0].key == ("relief.cash", "household:h1")


def test_the_timeline_as_json(engine: Engine) -> None:
    """Each segment says all that an outcome says; text and bytes of a case give the same."""
    case = family(PUPIL, income={"2019": "3000"})
    timeline = engine.timeline(case, "2019-01-01", "2019-04-01")
    data = json.loads(timeline.to_json("en"))
    assert timeline.to_dict("en") == data
    assert engine.timeline(json.dumps(case), date(2019, 1, 1), "2019-04-01").to_json(
        "en"
    ) == timeline.to_json("en")
    assert (
        engine.timeline(json.dumps(case).encode(), "2019-01-01", "2019-04-01").to_json() == timeline.to_json()
    )
    assert {name: data[name] for name in ("start", "end", "policy_digest")} == {
        "start": "2019-01-01", "end": "2019-04-01", "policy_digest": engine.digest,
    }  # fmt: skip
    tracks = data["tracks"]
    meals = next(each for each in tracks if each["rule"] == "relief.meals")
    assert meals["subject"] == "person:p1"
    first, second = meals["segments"]
    assert first["missing"] == [{"fact": "person:p1.pupil"}]
    assert (second["start"], second["end"], second["changed"]) == (
        "2019-03-01",
        "2019-04-01",
        [{"facts": "person:p1.pupil"}],
    )
    assert (second["status"], second["amount"], second["per"]) == ("granted", "80.00", "month")
    assert second["source"][0]["item"] == "d1-school"
    assert second["because"]
    listed = {(each["rule"], each["subject"]) for each in tracks}
    assert ("relief.cash", "household:h1") not in listed
    everything = timeline.to_dict(everything=True)["tracks"]
    assert isinstance(everything, list)
    assert len(everything) == len(timeline.tracks)


def refused(engine: Engine, case: JsonObject, start: str, end: str) -> list[tuple[str, str, str]]:
    """Code, message and help of the findings."""
    with pytest.raises(PolicyError) as caught:
        engine.timeline(case, start, end)
    return [(each.code.number, each.message, each.help) for each in caught.value.diagnostics]


def test_a_span_without_a_day_is_refused(engine: Engine) -> None:
    """One day is enough."""
    (finding,) = refused(engine, family(), "2019-06-01", "2019-06-01")
    assert finding == (
        "PE710",
        "the span from 2019-06-01 until 2019-06-01 has no day: `until` is the first day that no longer belongs to it",
        "give a later day as `until`",
    )
    assert engine.timeline(family(), "2019-06-01", "2019-06-02").tracks


def test_days_of_a_span_are_dates(engine: Engine) -> None:
    """As in a case."""
    (finding,) = refused(engine, family(), "2019-06-01", "2019/07/01")
    assert finding == (
        "PE802",
        'the day after the span: expected a date such as "2019-01-31", found the text "2019/07/01"',
        'write `"2019-07-01"`',
    )


def test_a_case_that_cannot_be_read_is_told_as_ever(engine: Engine) -> None:
    """No day has anything to do with it."""
    ((code, message, _),) = refused(engine, family({"pupl": True}), "2019-06-01", "2019-07-01")
    assert (code, message) == ("PE804", "a person has no `pupl`")


CHECKED = """module: more
policy: more
title: {zh: 更多, en: More}
rules:
  age:
    {kind: derive, title: {zh: 年龄, en: age}, for: person, variable: age, source: d1-school, value: "years_between(birth_date, context.date)"}
"""


@pytest.mark.parametrize(
    ("start", "message", "way_out"),
    [
        (
            "2018-05-31",
            "on 2018-05-31: the facts make `age` of person:p1 -1; it is at least 0",
            "begin the span after it",
        ),
        (
            "2019-06-01",
            "on 2020-06-01: `age` of person:p2 is given as 9, but the other facts make it 10",
            "end the span on 2020-06-01, which is then left out",
        ),
    ],
)
def test_a_day_on_which_the_case_cannot_be_is_named(
    small: Path, tmp_path: Path, start: str, message: str, way_out: str
) -> None:
    """Somebody is not born yet; somebody no longer has the age that is given. The days before and after are right."""
    assert small.is_dir()
    (tmp_path / "age.yaml").write_text(CHECKED, encoding="utf-8")
    engine = engine_in(tmp_path)
    case = family(
        {"birth_date": "2019-06-01"},
        {"birth_date": "2010-06-01", "age": {"2019-01-01": None, "2019-06-01": 9}},
    )
    ((_, told_message, told_help),) = refused(engine, case, start, "2021-01-01")
    assert told_message == message
    assert told_help.endswith(f"; or {way_out}")
    assert engine.timeline(case, "2019-06-01", "2020-06-01").tracks
