from datetime import date

import pytest

from policy_engine.backends.horizon import Horizon
from policy_engine.backends.interpreter import Run
from policy_engine.backends.outlook import Outlook
from policy_engine.core.program import Program
from policy_engine.facts.reader import read_case
from tests import language
from tests.language import HEAD, WORDS, bare_program, checked, program, rule
from tests.properties.strategies import JsonObject

END = date(2022, 1, 1)
TABLES = language.parameters(
    """parameters:
  limit:
    title: {zh: 线, en: limit}
    type: money
    keys: {poor: bool}
    values:
      - {until: 2020-07-01, value: 90}
      - {from: 2020-07-01, poor: true, value: 100}
      - {from: 2020-07-01, poor: false, value: 110}
      - {from: 2020-09-01, area: "62", value: 120}
"""
)


def run_on(on: str, made: Program, person: JsonObject, **household: object) -> Run:
    """A person of a household on a day."""
    case = {"on": on, "household": {"id": "h", "persons": [{"id": "p", **person}], **household}}
    return Run(made, read_case(case, WORDS))


def horizon(
    text: str, on: str = "2020-01-31", end: date = END, person: JsonObject | None = None, **household: object
) -> Horizon:
    """How long an expression about the person holds."""
    run = run_on(on, bare_program(TABLES), person or {}, **household)
    found = checked(text, "person", TABLES)
    assert found.findings == ()
    subject = next(each for each in run.case.subjects if each.entity == "person")
    return Outlook(run, end).of(found.typed.expression, subject)


def told(found: Horizon) -> tuple[str, set[tuple[str, str]]]:
    """The day, and what changes on it."""
    return str(found.day), {(each.cause.sort.value, each.cause.name) for each in found.sources}


NOTHING: tuple[str, set[tuple[str, str]]] = ("None", set())
BIRTH, EXIT = {"birth_date": "2004-03-01"}, {"exit_date": "2020-01-15"}
STAGES = {"stage": {"2019-09-01": "primary", "2020-09-01": "junior", "2021-09-01": None}}
WAGES = {"2020-01": "100", "2020-03": "100"}

# expression, facts of the person, of the household, the day, what changes
FROM_31_JANUARY: dict[str, tuple[str, JsonObject, JsonObject, str, tuple[str, str]]] = {
    "the date": ("days_between(context.date, exit_date) > 3", EXIT, {}, "None", ("", "")),
    "a birthday": ("years_between(birth_date, context.date)", BIRTH, {}, "2020-03-01", ("time", "person:p.birth_date")),
    "the day of the month": ("months_between(exit_date, context.date)", EXIT, {}, "2020-02-15", ("time", "person:p.exit_date")),
    "the next day": ("days_between(exit_date, context.date)", EXIT, {}, "2020-02-01", ("time", "person:p.exit_date")),
    "an age that is reached": ("years_between(birth_date, context.date) >= 17", BIRTH, {}, "2021-03-01", ("time", "person:p.birth_date")),
    "an age that is past": ("years_between(birth_date, context.date) >= 15", BIRTH, {}, "None", ("", "")),
    "an age that lies beyond the span": ("years_between(birth_date, context.date) >= 18", BIRTH, {}, "None", ("", "")),
    "a number of days": ("days_between(exit_date, context.date) > 30", EXIT, {}, "2020-02-15", ("time", "person:p.exit_date")),
    "exactly so many days": ("days_between(exit_date, context.date) == 30", EXIT, {}, "2020-02-14", ("time", "person:p.exit_date")),
    "a deadline, met on its day": ("add_days(exit_date, 30) >= context.date", EXIT, {}, "2020-02-15", ("time", "person:p.exit_date")),
    "a date that is written": ('context.date >= date("2020-05-01")', {}, {}, "2020-05-01", ("law", "")),
    "a year that is written": ("context.year >= 2021", {}, {}, "2021-01-01", ("law", "")),
    "a quarter": ('start_of("quarter")', {}, {}, "2020-04-01", ("time", "context.date")),
    "the month of the date": ("month_of(context.date) in (2, 3)", {}, {}, "2020-02-01", ("time", "context.date")),
    "back in a month of the same number": ("month_of(context.date) == 1", {}, {}, "2020-02-01", ("time", "context.date")),
    "a state": ('stage == "junior"', STAGES, {}, "2020-09-01", ("facts", "person:p.stage")),
    "a state that never changes": ('stage == "junior"', {"stage": "junior"}, {}, "None", ("", "")),
    "the next month": ("household.wage > 0", {}, {"wage": WAGES}, "2020-02-01", ("facts", "household:h.wage")),
    "the next year": ("household.income > 0", {}, {"income": {"2020": "1"}}, "2021-01-01", ("facts", "household:h.income")),
    "nothing known of any month": ("household.wage > 0", {}, {}, "None", ("", "")),
    "what is asked for of another month": ("previous(household.wage) > 0", {}, {}, "2020-02-01", ("facts", "household:h.wage")),
    "a year by its number": ("household.income.at(2019) > 0", {}, {"income": {"2019": "1"}}, "2021-01-01", ("facts", "household:h.income")),
    "a row that ends": ("limit(poor=poor)", {"poor": True}, {}, "2020-07-01", ("law", "m.limit")),
    "an age nobody knows": ("years_between(birth_date, context.date) >= 17", {}, {}, "None", ("", "")),
    "days since an unknown day": ("days_between(exit_date, context.date) > 30", {}, {}, "None", ("", "")),
    "days since no day": ("days_between(exit_date, context.date) > 30", {"exit_date": "none"}, {}, "None", ("", "")),
    "decided by another part": ('insured and stage == "junior"', {"insured": False, **STAGES}, {}, "None", ("", "")),
    "decided by another part, either way": ('insured or stage == "junior"', {"insured": True, **STAGES}, {}, "None", ("", "")),
    "not decided by another part": ('insured and stage == "junior"', {"insured": True, **STAGES}, {}, "2020-09-01", ("facts", "person:p.stage")),
    "not decided by an unknown part": ('insured and stage == "primary"', STAGES, {}, "2020-09-01", ("facts", "person:p.stage")),
    "a branch not taken": ('1 if insured else 2 if stage == "junior" else 3', {"insured": True, **STAGES}, {}, "None", ("", "")),
    "a branch that is taken": ('1 if insured else 2 if stage == "junior" else 3', {"insured": False, **STAGES}, {}, "2020-09-01", ("facts", "person:p.stage")),
}  # fmt: skip


@pytest.mark.parametrize("name", FROM_31_JANUARY)
def test_a_value_holds_until_the_day(name: str) -> None:
    """From 31 January 2020 on, over a span that ends with 2021."""
    text, person, household, day, cause = FROM_31_JANUARY[name]
    found = horizon(text, person=person, **household)
    assert told(found) == (day, {cause} if cause != ("", "") else set())


@pytest.mark.parametrize(
    ("on", "day"),
    [
        ("2020-08-31", "2020-09-01"),
        ("2020-09-01", "2021-09-01"),
        ("2021-08-31", "2021-09-01"),
        ("2021-09-01", "None"),
    ],
)
def test_a_state_changes_on_its_days(on: str, day: str) -> None:
    """The day itself belongs to the new state, unknown from the last one on."""
    assert told(horizon('stage == "junior"', on, person=STAGES))[0] == day


@pytest.mark.parametrize(
    ("code", "day"), [("62", "2020-09-01"), ("341221001001", "None"), (None, "2020-09-01")]
)
def test_rows_of_other_areas_do_not_matter(code: str | None, day: str) -> None:
    """Unless the place is not known."""
    assert told(horizon("limit(poor=poor)", "2020-08-01", person={"poor": True}, code=code))[0] == day


def test_what_comes_on_the_first_day_after_the_span_is_not_told() -> None:
    """The day before it is."""
    assert told(horizon('stage == "junior"', end=date(2020, 9, 1), person=STAGES)) == NOTHING
    assert told(horizon('stage == "junior"', end=date(2020, 9, 2), person=STAGES))[0] == "2020-09-01"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("any(p.stage == 'primary' for p in persons)", "2021-09-01"),
        ("all(p.stage == 'primary' for p in persons)", "2020-09-01"),
        ("count(p for p in persons if p.stage == 'primary')", "2020-09-01"),
        ("any(p.stage == 'primary' for p in persons if p.insured)", "2020-09-01"),
    ],
)
def test_an_aggregate_holds_as_long_as_a_member_decides_it(text: str, day: str) -> None:
    """Two persons in primary school, of whom the insured one leaves it first."""
    persons = [
        {"insured": True, **STAGES},
        {"insured": False, "stage": {"2019-09-01": "primary", "2021-09-01": "junior"}},
    ]
    case = {"on": "2020-01-31", "household": {"persons": persons}}
    found = checked(text, "household")
    run = Run(bare_program(), read_case(case, WORDS))
    assert told(Outlook(run, END).of(found.typed.expression, run.case.root))[0] == day


def test_a_variable_moves_as_its_formula_does() -> None:
    """It is named in place of the facts behind it; where it cannot be computed, what the case gives counts."""
    made = program(
        rule("derive", "person", "variable: age", "value: years_between(birth_date, context.date)")
    )
    condition = checked("age >= 17", "person").typed.expression
    for person, expected in (
        ({"birth_date": "2004-03-01"}, ("2021-03-01", {("time", "person:p.age")})),
        ({"age": {"2019-01-01": 16, "2020-05-01": 17}}, ("2020-05-01", {("facts", "person:p.age")})),
        ({}, NOTHING),
    ):
        run = run_on("2020-01-31", made, person)
        subject = run.case.subjects[-1]
        assert told(Outlook(run, END).of(condition, subject)) == expected


def test_a_rule_that_begins_is_told_by_its_date() -> None:
    """The formula of a rule with dates is a choice by the date."""
    text = rule(
        "derive",
        "person",
        "type: money",
        "value: cost",
        "from: 2020-05-01",
        "until: 2020-06-01",
        name="aid",
        head=HEAD,
    )
    made = program(text)
    expression = made.formulas["person", "aid"].expression
    days = []
    for on in ("2020-04-30", "2020-05-01", "2020-05-31", "2020-06-01"):
        run = run_on(on, made, {"cost": "3"})
        days.append(told(Outlook(run, END).of(expression, run.case.subjects[-1]))[0])
    assert days == ["2020-05-01", "2020-06-01", "2020-06-01", "None"]


def test_a_year_that_the_case_gives_alone_is_asked_for_again() -> None:
    """It stands for whatever period holds the day, and may as well be another one: the day is too early, never too late."""
    assert told(horizon("household.income > 0", income="3"))[0] == "2021-01-01"


@pytest.mark.parametrize(
    ("text", "day"),
    [("is_working_day(context.date)", "2004-01-01"), ("is_working_day(exit_date)", "None")],
)
def test_holidays_that_are_not_known_may_be_known_the_next_day(text: str, day: str) -> None:
    """Where the operation moves with the date; the holidays of a day that is written stay unknown."""
    found = horizon(text, "2003-12-31", date(2004, 2, 1), {"exit_date": "2003-12-31"})
    assert str(found.day) == day
