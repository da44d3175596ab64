from datetime import date
from fractions import Fraction
from functools import cache

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.core.program import Program
from policy_engine.core.values import NONE, Value
from policy_engine.decisions.decide import decide
from policy_engine.explanation.because import because
from policy_engine.facts.case import Subject
from policy_engine.model.labels import Language
from policy_engine.prose.sentence import sentence
from tests.language import VOCABULARY, Told, outcome, program, refused, rule, run_of, subject, told

WORDS = VOCABULARY + (
    """
  village.insured: {type: int, unit: persons, label: {zh: 参保人数, en: insured persons}, bounds: {min: 0}}
  village.members: {type: int, unit: persons, label: {zh: 应保人数, en: persons to insure}, bounds: {min: 1}}
  village.built: {type: int, period: year, label: {zh: 新建数, en: built}, bounds: {min: 0}}
  village.spent: {type: money, period: year, label: {zh: 支出, en: spent}}
  village.total: {type: int, label: {zh: 累计数, en: total}}
  village.share: {type: rate, label: {zh: 比率, en: share}}
  village.deadline: {type: date, absent: true, label: {zh: 期限日, en: date}}
  village.concerned: {type: bool, label: {zh: 适用, en: concerned}}
  household.built: {type: int, period: year, label: {zh: 户建数, en: built by the household}}
"""
)
RATES = (
    "required: [{by: 2016-12-31, value: 0.8}, {by: 2017-12-31, value: 0.85}, {by: 2018-12-31, value: 0.95}]"
)
SLICES = "required: [{by: 2016-12-31, value: 10}, {by: 2017-12-31, value: 5}, {by: 2018-12-31, value: 7}]"
TOTALS = "required: [{by: 2016-12-31, value: 10}, {by: 2017-12-31, value: 15}, {by: 2018-12-31, value: 22}]"
PARAMETER = """
parameters:
  goal:
    title: {zh: 目标值, en: goal}
    type: money
    values: [{area: "62", value: 100}, {area: "63", value: 200}]
"""


@cache
def made(*lines: str) -> Program:
    """A program with one target of a village."""
    return program(rule("target", "village", *lines) + PARAMETER, words=WORDS)


def village(**facts: Value) -> Subject:
    """A village."""
    return subject("village", "v", **facts)  # type: ignore[arg-type]


def seen(lines: tuple[str, ...], root: Subject, on: date) -> tuple[str, list[object]]:
    """Status, and actual, required, by and shortfall as far as they are told."""
    found = outcome(made(*lines), root, on)
    return found.status, [found.detail(name) for name in ("actual", "required", "by", "shortfall")]


@pytest.mark.parametrize(
    ("on", "actual", "status", "required", "by", "shortfall"),
    [
        (date(2010, 1, 1), 800_000, "met", "0.8", "2016-12-31", None),
        (date(2016, 12, 31), 800_000, "met", "0.8", "2016-12-31", None),
        (date(2016, 12, 31), 799_999, "behind", "0.8", "2016-12-31", "0.000001"),
        (date(2017, 1, 1), 800_000, "behind", "0.85", "2017-12-31", "0.05"),
        (date(2017, 12, 31), 850_000, "met", "0.85", "2017-12-31", None),
        (date(2018, 1, 1), 850_000, "behind", "0.95", "2018-12-31", "0.1"),
        (date(2018, 12, 31), 950_000, "met", "0.95", "2018-12-31", None),
        (date(2030, 1, 1), 949_999, "behind", "0.95", "2018-12-31", "0.000001"),
    ],
)
def test_the_first_date_that_has_not_passed_decides(
    on: date, actual: int, status: str, required: str, by: str, shortfall: str | None
) -> None:
    """After the last date the last figure stands."""
    found, (_, *figures) = seen(("actual: share", RATES), village(share=actual), on)
    assert (found, figures) == (status, [required, by, shortfall])


@pytest.mark.parametrize(
    ("direction", "actual", "status", "shortfall"),
    [
        ("at_least", 900_000, "met", None),
        ("at_least", 750_000, "behind", "0.05"),
        ("at_most", 800_000, "met", None),
        ("at_most", 800_001, "behind", "0.000001"),
        ("at_most", 700_000, "met", None),
        ("at_most", 900_000, "behind", "0.1"),
        ("at_least", NONE, "behind", None),
    ],
)
def test_directions(direction: str, actual: Value, status: str, shortfall: str | None) -> None:
    """What is too little, or too much, is told as it is; what is not there reaches nothing."""
    found, figures = seen(
        ("actual: share", RATES, f"direction: {direction}"), village(share=actual), date(2016, 1, 1)
    )
    assert (found, figures[3]) == (status, shortfall)


@pytest.mark.parametrize(
    ("direction", "insured", "required", "status", "actual"),
    [
        ("at_least", 2, "0.666667", "behind", "0.666666"),
        ("at_least", 2, "0.666666", "met", "0.666666"),
        ("at_least", 3, "1", "met", "1"),
        ("at_most", 2, "0.666666", "behind", "0.666667"),
        ("at_most", 2, "0.666667", "met", "0.666667"),
        ("at_most", 1, "0.333333", "behind", "0.333334"),
    ],
)
def test_a_quotient_stays_on_its_side_of_the_figure(
    direction: str, insured: int, required: str, status: str, actual: str
) -> None:
    """It is cut away from the figure, never rounded to it."""
    lines = (
        "actual: insured / members",
        f"required: {required}",
        "by: 2020-12-31",
        f"direction: {direction}",
    )
    found, figures = seen(lines, village(insured=insured, members=3), date(2020, 1, 1))
    assert (found, figures[0]) == (status, actual)


@given(st.integers(0, 2000), st.integers(1, 2000), st.integers(0, 1_100_000), st.booleans())
def test_a_quotient_is_compared_as_a_fraction(insured: int, members: int, required: int, upper: bool) -> None:
    """Whatever places it has."""
    lines = (
        "actual: insured / members",
        "required: share",
        "by: 2020-12-31",
        f"direction: {'at_most' if upper else 'at_least'}",
    )
    found, figures = seen(lines, village(insured=insured, members=members, share=required), date(2020, 1, 1))
    actual, limit = Fraction(insured, members), Fraction(required, 1_000_000)
    assert found == ("met" if (actual <= limit if upper else actual >= limit) else "behind")
    if found == "behind":
        assert Fraction(str(figures[3])) > 0


@pytest.mark.parametrize(
    ("lines", "facts", "on", "status", "figures"),
    [
        (("actual: total", TOTALS), {"total": 14}, date(2017, 6, 1), "behind", ["14", "15", "2017-12-31", "1"]),
        (("actual: total", SLICES, "figures: yearly"), {"total": 14}, date(2017, 6, 1), "behind", ["14", "15", "2017-12-31", "1"]),
        (("actual: total", SLICES, "figures: yearly"), {"total": 22}, date(2018, 12, 31), "met", ["22", "22", "2018-12-31", None]),
        (("actual: total", SLICES, "figures: yearly"), {"total": 21}, date(2021, 1, 1), "behind", ["21", "22", "2018-12-31", "1"]),
        (("actual: built", TOTALS), {"built": 6, "built__1": 9}, date(2017, 12, 31), "met", ["15", "15", "2017-12-31", None]),
        (("actual: built", TOTALS), {"built": 5, "built__1": 9}, date(2017, 12, 31), "behind", ["14", "15", "2017-12-31", "1"]),
        (("actual: built", TOTALS), {"built": 5, "built__1": 9, "built__2": 100}, date(2018, 1, 1), "met", ["114", "22", "2018-12-31", None]),
        (("actual: built", TOTALS), {"built": 50, "built__1": 7, "built__2": 6, "built__3": 8}, date(2019, 1, 1), "behind", ["21", "22", "2018-12-31", "1"]),
        (("actual: built", TOTALS), {"built": 50}, date(2015, 12, 31), "behind", ["0", "10", "2016-12-31", "10"]),
        (("actual: built", TOTALS, "since: 2015"), {"built": 5, "built__1": 9, "built__2": 1}, date(2017, 1, 1), "met", ["15", "15", "2017-12-31", None]),
        (("actual: built", SLICES, "figures: yearly"), {"built": 5, "built__1": 0}, date(2017, 1, 1), "met", ["5", "5", "2017-12-31", None]),
        (("actual: built", SLICES, "figures: yearly"), {"built": 4, "built__1": 20}, date(2017, 1, 1), "behind", ["4", "5", "2017-12-31", "1"]),
        (("actual: built", SLICES, "figures: yearly"), {"built": 0, "built__1": 7}, date(2019, 1, 1), "met", ["7", "7", "2018-12-31", None]),
        (("actual: built", "required: [{by: 2016-12-31, value: 3}, {by: 2018-12-31, value: 5}]", "figures: yearly"), {"built": 2, "built__1": 3}, date(2018, 1, 1), "met", ["5", "5", "2018-12-31", None]),
        (("actual: built", "required: 4", "by: 2018-12-31", "since: 2017"), {"built": 3, "built__1": 1}, date(2018, 1, 1), "met", ["4", "4", "2018-12-31", None]),
        (("actual: built", "required: 4", "by: deadline", "figures: yearly"), {"built": 4, "deadline": date(2018, 5, 1)}, date(2018, 1, 1), "met", ["4", "4", "2018-05-01", None]),
        (("actual: spent / members", "required: [{by: 2017-12-31, value: 50}]", "figures: yearly"), {"spent": 10_000, "members": 2}, date(2018, 1, 1), "met", ["50.00", "50.00", "2017-12-31", None]),
    ],
)  # fmt: skip
def test_totals_and_yearly_figures(
    lines: tuple[str, ...], facts: dict[str, Value], on: date, status: str, figures: list[object]
) -> None:
    """Both are brought to one count: years of a yearly fact are added up, or the figures of the years are."""
    assert seen(lines, village(**facts), on) == (status, figures)


def test_sums_over_records_by_the_year() -> None:
    """A sum of yearly facts of those below is one itself."""
    lines = ("actual: sum(h.built for h in households) + built", TOTALS)
    members = [subject("household", str(number), built=3, built__1=4) for number in range(2)]
    root = subject("village", "v", *members, built=1, built__1=0)
    assert seen(lines, root, date(2017, 1, 1)) == ("met", ["15", "15", "2017-12-31", None])


@pytest.mark.parametrize(
    ("lines", "facts", "status", "missing"),
    [
        (("actual: share", RATES), {}, "undetermined", ["village:v.share"]),
        (("actual: built", TOTALS), {"built": 20}, "undetermined", ["village:v.built@2016"]),
        (("actual: built", SLICES, "figures: yearly"), {"built": 20}, "met", []),
        (("actual: share", RATES, "applies: concerned"), {"share": 1}, "undetermined", ["village:v.concerned"]),
        (("actual: share", RATES, "applies: concerned"), {"concerned": False}, "not_applicable", []),
        (("actual: share", RATES, "applies: concerned"), {"concerned": True, "share": 850_000}, "met", []),
        (("actual: fund", "required: goal", "by: 2020-12-31"), {"fund": 10_000}, "undetermined", ["village:v.code"]),
        (("actual: fund", "required: goal", "by: 2020-12-31"), {"fund": 10_000, "code": "62"}, "met", []),
        (("actual: fund", "required: goal", "by: 2020-12-31"), {"fund": 19_999, "code": "63"}, "behind", []),
        (("actual: fund", "required: goal", "by: deadline"), {"fund": 10_000, "code": "62"}, "met", ["village:v.deadline"]),
    ],
)  # fmt: skip
def test_what_is_not_known(
    lines: tuple[str, ...], facts: dict[str, Value], status: str, missing: list[str]
) -> None:
    """Only what decides is asked for; a date that is open leaves the status."""
    found = outcome(made(*lines), village(**facts), date(2017, 6, 1))
    assert (found.status, [each.name for each in found.missing]) == (status, missing)


COUNTED = "count(p for p in persons)"
SHARED = WORDS + (
    """
  village.visited: {type: int, period: year, unit: visits, label: {zh: 走访数, en: visits}, bounds: {min: 1}}
  village.seen: {type: int, period: year, unit: persons, label: {zh: 受访人数, en: persons seen}}
  village.met: {type: int, period: year, unit: persons, label: {zh: 见面人数, en: persons met}, bounds: {min: 1}}
  village.money: {type: money, label: {zh: 总额, en: whole}, bounds: {min: 1}}
  village.acres: {type: number, unit: mu, label: {zh: 总面积, en: acres}, bounds: {min: 1}}
  village.places: {type: int, label: {zh: 名额, en: places}, bounds: {min: 1}}
"""
)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("insured / members", "不低于80%"),
        (
            "floor_to(insured / members, 6) if members > 1 else 1",
            "其他情形，为100%。到2020年12月31日不低于80%",
        ),
        ("count(p for p in persons if p.insured) / members", "不低于80%"),
        (f"floor_to(insured / {COUNTED}, 6) if {COUNTED} > 0 else none", "不低于80%"),
        ("sum(h.size for h in households) / members", "不低于80%"),
        ("(insured + population) / members", "不低于80%"),
        ("fund / money", "不低于80%"),
        ("land / acres", "不低于80%"),
        ("seen / met", "不低于80%"),
        ("share", "不低于80%"),
        ("count(h for h in households) / members", "不低于0.8"),
        ("(insured + total) / members", "不低于0.8"),
        ("total / places", "不低于0.8"),
        ("built / visited", "不低于0.8"),
        ("seen / visited", "不低于0.8"),
    ],
)
def test_shares_are_said_in_percent(measure: str, said: str) -> None:
    """Quotients of two amounts of one sort are shares, and no other ones."""
    lines = (f"actual: {measure}", "required: 0.8", "by: 2020-12-31")
    made_here = program(rule("target", "village", *lines), words=SHARED)
    assert said in sentence(made_here.rules[0], made_here, Language.ZH)


def test_a_share_is_told_in_percent_and_given_as_a_number() -> None:
    """The reason is for people, the figures for programs."""
    made_here = made("actual: insured / members", "required: 0.8", "by: 2020-12-31")
    run = run_of(village(insured=3, members=4), made_here)
    (found,) = decide(run)
    assert [found.detail(name) for name in ("actual", "required", "shortfall")] == ["0.75", "0.8", "0.05"]
    assert "actual: 75%; required: 80%" in because(found, run, Language.EN)


@pytest.mark.parametrize(
    ("lines", "zh", "en"),
    [
        (('by: end_of("year")',), "每年不低于400。", "At least 400 every year."),
        (("by: 2018-12-31",), "到2018年12月31日当年不低于400。", "At least 400 in the year by 2018-12-31."),
    ],
)
def test_what_is_asked_for_every_year_says_so_once(lines: tuple[str, ...], zh: str, en: str) -> None:
    """And not what the last day of the year is."""
    made_here = made("actual: built", "required: 400", "figures: yearly", *lines)
    texts = [sentence(made_here.rules[0], made_here, language) for language in (Language.ZH, Language.EN)]
    assert [text.endswith(end) for text, end in zip(texts, (zh, en), strict=True)] == [True, True], texts


YEARLY = "write `figures: yearly` if every year counts by itself"


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        (("actual: share", "required: []"), [("PE560", "no figure is required here", "[]", "write an expression, or rows such as `{by: 2016-12-31, value: 0.8}`")]),
        (("actual: share", "required: {by: 2016-12-31}"), [("PE560", "no figure is required here", "{by: 2016-12-31}", "write an expression, or rows such as `{by: 2016-12-31, value: 0.8}`")]),
        (("actual: share", "required: [{by: 2016-12-31, value: 0.8}, {by: 2016-12-31, value: 0.9}]"), [("PE561", "2016-12-31 does not come after 2016-12-31", "{by: 2016-12-31, value: 0.9}", "sort the rows by date")]),
        (("actual: share", "required: 0.8"), [("PE562", "`m.r` has a figure without a date", "0.8", "add `by:` with a date")]),
        (("actual: share", RATES, "by: 2016-12-31"), [("PE562", "`by:` is for a single figure; every row of a table has its own", "2016-12-31", "remove it")]),
        (("actual: share", "required: [{value: 0.8}]"), [("PE132", "the key `by` is missing here", "{value: 0.8}", "add `by: ...`")]),
        (("actual: share", "required: [{by: 2016-13-31, value: 0.8}]"), [("PE133", "expected a date such as 2019-01-31, found `2016-13-31`", "2016-13-31", "")]),
        (("actual: spent / members", "required: [{by: 2016-12-31, value: 4000}]"), [("PE563", "only a sum of given facts can be added up over the years", "spent / members", YEARLY)]),
        (("actual: built", "required: 4", "by: deadline"), [("PE563", "the years up to a date can only be added up when it is written out", "built", YEARLY)]),
        (("actual: built", "required: [{by: 2016-06-30, value: 1}, {by: 2016-12-31, value: 2}]", "figures: yearly"), [("PE563", "a figure has no year of its own", "built", "give one figure a year, and no `since:` after the first")]),
        (("actual: built", TOTALS, "since: 2019"), [("PE563", "a figure has no year of its own", "built", "give one figure a year, and no `since:` after the first")]),
        (("actual: total", TOTALS, "since: 2016"), [("PE563", "`since:` is for a measure that is given by the year", "total", "remove it")]),
        (("actual: total", "required: 4", "by: 2016-12-31", "figures: yearly"), [("PE563", "a total cannot be held against the figure of one year", "total", "give the figures of all years as a table, or leave `figures: yearly` out")]),
        (("actual: concerned", RATES), [("PE564", "a target needs a number that can reach a figure", "concerned", "")]),
        (("actual: fund", "required: land", "by: 2016-12-31"), [("PE310", "expected an amount of money, found a number", "land", "")]),
        (("actual: land", "required: floor", "by: 2016-12-31"), [("PE311", "expected mu, found m2", "floor", "")]),
        (("actual: total", "required: 0.8", "by: 2016-12-31"), [("PE314", "`0.8` has more decimal places than a count can have (0)", "0.8", "")]),
        (("actual: insurd", RATES), [("PE201", "nothing here is called `insurd`", "insurd", "did you mean `insured`?")]),
    ],
)  # fmt: skip
def test_wrong_targets_are_refused(lines: tuple[str, ...], findings: list[Told]) -> None:
    """With the place of what is wrong."""
    assert told(refused(rule("target", "village", *lines), words=WORDS)) == findings


YEARS = range(2016, 2020)


@given(
    st.dictionaries(st.sampled_from([*YEARS, 2015]), st.integers(0, 9), max_size=5),
    st.lists(st.sampled_from(YEARS), min_size=1, max_size=3, unique=True).map(sorted),
    st.lists(st.integers(0, 9), min_size=3, max_size=3),
    st.dates(date(2015, 6, 1), date(2020, 12, 31)),
    st.booleans(),
)
def test_years_added_up_read_twice(
    built: dict[int, int], years: list[int], values: list[int], on: date, yearly: bool
) -> None:
    """By a loop over the years of a figure that have begun; one that is not known leaves the target open."""
    rows = ", ".join(
        f"{{by: {year}-12-31, value: {value}}}" for year, value in zip(years, values, strict=False)
    )
    lines = ("actual: built", f"required: [{rows}]", f"figures: {'yearly' if yearly else 'cumulative'}")
    given_facts: dict[tuple[str, int], Value] = {
        ("built", year - on.year): count for year, count in built.items()
    }
    root = attrs.evolve(village(), facts=given_facts)
    place = next((number for number, year in enumerate(years) if on.year <= year), len(years) - 1)
    first = years[0] if place == 0 or not yearly else years[place - 1] + 1
    counted = [year for year in range(first, years[place] + 1) if year <= on.year]
    found, figures = seen(lines, root, on)
    if any(year not in built for year in counted):
        assert found == "undetermined"
        return
    actual = sum(built[year] for year in counted)
    assert found == ("met" if actual >= values[place] else "behind")
    assert figures[:3] == [str(actual), str(values[place]), f"{years[place]}-12-31"]
