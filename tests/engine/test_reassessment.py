import json
from decimal import Decimal
from pathlib import Path

import pytest

from policy_engine import Engine, PolicyError
from policy_engine.engine import Reassessment
from tests.engine.spans import engine_in, family
from tests.properties.strategies import JsonObject

YEAR = ("2019-01-01", "2020-01-01")
POOR: JsonObject = {"income": {"2018": "3000", "2019": "3000", "2020": "3000"}}

ELSEWHERE = """module: elsewhere
policy: elsewhere
title: {{zh: 别处, en: Elsewhere}}
overrides:
  relief.cash:
    area: "34"
    reason: {{zh: 因, en: because}}
    source: d1-relief
    {change}
"""


@pytest.fixture
def engine(small: Path, tmp_path: Path) -> Engine:
    """An engine whose rules change with time."""
    assert small.is_dir()
    return engine_in(tmp_path)


def told(found: Reassessment, rule: str) -> list[tuple[str, object, object, object]]:
    """First day, amounts before and after, and difference of each line."""
    texts = [line.to_dict("en") for line in found.lines if line.rule.name == rule]
    return [
        (str(each["first"]), amount(each["before"]), amount(each["after"]), each["difference"])
        for each in texts
    ]


def amount(side: object) -> object:
    """What a side of a line gives."""
    assert isinstance(side, dict)
    return side["amount"]


def pupil(since: str | bool) -> JsonObject:
    """A family with a child that is at school since a day, or not at all."""
    at_school = {"2000-01-01": False, since: True} if isinstance(since, str) else since
    return family({"pupil": at_school, "birth_date": "2010-01-01"}, **POOR)


def test_months_that_were_not_paid(engine: Engine) -> None:
    """At school since July, not since October: three months, of which the last has the raised amount."""
    found = engine.reassess(pupil("2019-10-01"), pupil("2019-07-01"), YEAR)
    assert told(found, "relief.meals") == [
        ("2019-07-01", "0.00", "80.00", "80.00"),
        ("2019-08-01", "0.00", "80.00", "80.00"),
        ("2019-09-01", "0.00", "100.00", "100.00"),
    ]
    assert found.underpaid == {"yuan": Decimal(260), "number": Decimal(2)}
    assert found.overpaid == {}


def test_the_other_way_round_is_what_was_paid_too_much(engine: Engine) -> None:
    """Of the same amounts."""
    found = engine.reassess(pupil("2019-07-01"), pupil("2019-10-01"), YEAR)
    assert found.overpaid == {"yuan": Decimal(260), "number": Decimal(2)}
    assert found.underpaid == {}
    assert [each[3] for each in told(found, "relief.meals")] == ["-80.00", "-80.00", "-100.00"]


@pytest.mark.parametrize(
    ("since", "settled", "months"),
    [
        ("2019-10-01", "first_day", 3),
        ("2019-10-02", "first_day", 2),
        ("2019-10-02", "last_day", 3),
        ("2019-10-31", "last_day", 3),
        ("2019-11-01", "last_day", 2),
    ],
)
def test_one_day_of_a_period_settles_its_amount(
    engine: Engine, since: str, settled: str, months: int
) -> None:
    """Its first, or its last."""
    found = engine.reassess(pupil(False), pupil(since), YEAR, settled=settled)
    assert len(told(found, "relief.meals")) == months


def test_a_right_by_the_year(engine: Engine) -> None:
    """The income of each year turns out to be lower."""
    before, after = (
        family(income={"2018": income, "2019": income, "2020": "3000"}) for income in ("3000", "2000")
    )
    found = engine.reassess(before, after, ("2018-01-01", "2021-01-01"))
    assert told(found, "relief.cash") == [
        ("2018-01-01", "0.00", "1000.00", "1000.00"),
        ("2019-01-01", "0.00", "1000.00", "1000.00"),
    ]


def test_what_is_paid_once_is_counted_once(engine: Engine) -> None:
    """However long it is granted."""
    before, after = (
        family({"birth_date": day, "pupil": False}, **POOR) for day in ("2002-02-01", "2001-02-01")
    )
    found = engine.reassess(before, after, YEAR)
    assert told(found, "local.grown_up") == [("2019-01-01", "0.00", "500.00", "500.00")]


def test_a_service_without_a_number_has_no_line(engine: Engine) -> None:
    """One that is counted has a total of its own."""
    found = engine.reassess(pupil(False), pupil(True), YEAR)
    assert [line.counting.unit for line in found.lines if line.rule.name == "local.books"] == [
        "number",
        "number",
    ]
    assert found.underpaid["number"] == Decimal(4)


def test_open_amounts_are_told_and_not_counted(engine: Engine) -> None:
    """Neither side counts as nothing."""
    before, after = family(), family(income={"2019": "2000"})
    found = engine.reassess(before, after, YEAR)
    assert (found.lines, found.underpaid) == ((), {})
    (line,) = found.open
    assert (line.rule.name, line.before.amount, line.after.amount) == ("relief.cash", None, Decimal(1000))
    data = line.to_dict("en")
    assert data["difference"] is None
    assert isinstance(data["before"], dict)
    assert data["before"]["missing"] == [{"fact": "household:h1.income"}]
    assert data["before"]["status"] == "undetermined"


@pytest.mark.parametrize("change", ["when: income < 1000", "amount: 90\n    per: month"])
def test_a_right_that_an_unknown_place_decides_is_open(small: Path, tmp_path: Path, change: str) -> None:
    """Elsewhere there is none, or it counts by something else: that is not nothing."""
    assert small.is_dir()
    (tmp_path / "elsewhere.yaml").write_text(ELSEWHERE.format(change=change), encoding="utf-8")
    before, after = family(income={"2019": "2000"}), family(income={"2019": "2000"}, code="341221")
    found = engine_in(tmp_path).reassess(before, after, YEAR)
    assert found.lines == ()
    assert {line.before.amount for line in found.open} == {None}
    assert {line.rule.name for line in found.open} == {"relief.cash"}


def test_a_subject_that_only_one_case_has_was_due_nothing_in_the_other(engine: Engine) -> None:
    """A child that nobody had reported, or that turns out to be another household's."""
    without, child = family(**POOR), pupil(True)
    found = engine.reassess(without, child, ("2019-01-01", "2019-02-01"))
    assert told(found, "relief.meals") == [("2019-01-01", "0.00", "80.00", "80.00")]
    (line,) = [line for line in found.lines if line.rule.name == "relief.meals"]
    before, after = line.because("en")
    assert before == "The case does not have this subject, or the rule never holds for it."
    assert "80" in after
    assert engine.reassess(child, without, ("2019-01-01", "2019-02-01")).overpaid == {"yuan": Decimal(80)}


def test_nothing_differs_from_itself(engine: Engine) -> None:
    """What is open stays open."""
    case = family({"pupil": True})
    found = engine.reassess(case, case, YEAR)
    assert (found.lines, found.underpaid, found.overpaid) == ((), {}, {})
    assert {line.rule.name for line in found.open} == {"relief.cash", "local.grown_up"}


def test_the_reassessment_as_json(engine: Engine) -> None:
    """Totals first, then each line with both reasons."""
    found = engine.reassess(pupil("2019-10-01"), pupil("2019-09-01"), YEAR)
    data = json.loads(found.to_json("en"))
    assert data == found.to_dict("en")
    assert (data["underpaid"], data["overpaid"], data["settled"]) == ({"yuan": "100.00"}, {}, "first_day")
    (line,) = data["lines"]
    assert (line["first"], line["last"], line["per"], line["difference"]) == (
        "2019-09-01",
        "2019-09-30",
        "month",
        "100.00",
    )
    assert line["before"]["status"] == "not_eligible"
    assert all(line[side]["because"] for side in ("before", "after"))


def test_a_case_that_cannot_be_read_is_refused(engine: Engine) -> None:
    """Whichever it is."""
    for cases in ((family(), family({"pupl": True})), (family({"pupl": True}), family())):
        with pytest.raises(PolicyError):
            engine.reassess(*cases, YEAR)
