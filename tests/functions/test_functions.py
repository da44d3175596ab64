from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.checking.gathering import Gatherer
from policy_engine.core.values import NONE
from policy_engine.functions import builtin_functions
from tests.language import FUNCTIONS, checked, subject, value_of

EXAMPLES = [
    (function.name, text, value) for function in builtin_functions() for text, value in function.examples
]
NEED_FACTS = {"annual", "monthly", "previous", "any_of"}


@pytest.mark.parametrize(("name", "text", "value"), EXAMPLES)
def test_the_examples_of_functions_are_true(name: str, text: str, value: str) -> None:
    """Each function shows on its page what it gives, and calls itself in doing so."""
    assert str(value_of(text)).lower() == value
    assert f"{name}(" in text


def test_every_function_shows_an_example() -> None:
    """But for those that need facts of a case; theirs are below."""
    assert {function.name for function in builtin_functions() if not function.examples} == NEED_FACTS


def test_a_function_says_how_it_is_called() -> None:
    """For messages and for the generated page."""
    assert FUNCTIONS["clip"].usage == "clip(number, low, high)"
    assert FUNCTIONS["min"].usage == "min(first, others...)"
    assert (FUNCTIONS["min"].takes(1), FUNCTIONS["min"].takes(2), FUNCTIONS["min"].takes(9)) == (
        False,
        True,
        True,
    )
    assert (FUNCTIONS["clip"].takes(2), FUNCTIONS["clip"].takes(3)) == (False, True)
    assert FUNCTIONS["start_of"].usage == "start_of(period, date?)"
    assert [FUNCTIONS["start_of"].takes(count) for count in range(4)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('add_days(date("2019-02-28"), 1)', "2019-03-01"),
        ('add_days(date("2020-02-28"), 1)', "2020-02-29"),
        ('add_days(date("2019-03-01"), -1)', "2019-02-28"),
        ('add_days(date("2019-12-31"), 0)', "2019-12-31"),
        ('add_months(date("2019-01-31"), 1, "down")', "2019-02-28"),
        ('add_months(date("2019-01-31"), 1, "up")', "2019-03-01"),
        ('add_months(date("2020-01-31"), 1, "down")', "2020-02-29"),
        ('add_months(date("2020-01-30"), 1, "up")', "2020-03-01"),
        ('add_months(date("2020-01-29"), 1, "up")', "2020-02-29"),
        ('add_months(date("2019-03-31"), -1, "down")', "2019-02-28"),
        ('add_months(date("2019-03-31"), -1, "up")', "2019-03-01"),
        ('add_months(date("2019-11-30"), 2, "down")', "2020-01-30"),
        ('add_months(date("2019-01-31"), -13, "down")', "2017-12-31"),
        ('add_months(date("2019-10-31"), 1, "取月末")', "2019-11-30"),
        ('add_months(date("2019-10-31"), 1, "取次月首日")', "2019-12-01"),
        ('add_months(date("2019-01-28"), 1)', "2019-02-28"),
        ('add_months(start_of("month", date("2019-01-31")), 1)', "2019-02-01"),
        ('add_years(start_of("school_year", date("2020-02-29")), -1)', "2018-08-01"),
        ('add_years(date("2020-02-29"), 4, "down")', "2024-02-29"),
        ('add_years(date("2020-02-29"), 1, "down")', "2021-02-28"),
        ('add_years(date("2020-02-29"), 1, "up")', "2021-03-01"),
        ('add_years(date("2020-02-29"), -1, "down")', "2019-02-28"),
        ('add_working_days(date("2019-12-31"), 1)', "2020-01-02"),
        ('add_working_days(date("2019-12-31"), 0)', "2019-12-31"),
        ('add_working_days(date("2020-02-03"), -1)', "2020-01-23"),
        ('next_working_day(date("2020-01-18"))', "2020-01-19"),
        ('is_working_day(date("2020-01-18"))', False),
        ('is_working_day(date("2020-01-19"))', True),
        ('start_of("week", date("2019-12-29"))', "2019-12-23"),
        ('end_of("week", date("2019-12-30"))', "2020-01-05"),
        ('start_of("月", date("2019-12-29"))', "2019-12-01"),
        ('end_of("half_year", date("2019-06-30"))', "2019-06-30"),
        ('start_of("half_year", date("2019-07-01"))', "2019-07-01"),
        ('start_of("semester", date("2020-01-31"))', "2019-08-01"),
        ('end_of("school_year", date("2020-08-01"))', "2021-07-31"),
        ('start_of("school_year")', "2019-08-01"),
        ('end_of("month")', "2019-12-31"),
        ('age_on(date("2004-02-29"), date("2004-02-28"))', "0"),
        ('age_on(date("2004-02-29"), date("2024-02-28"))', "19"),
        ('age_on(date("2004-02-29"), date("2024-02-29"))', "20"),
        ('school_year_of(date("2019-07-31"))', "2018"),
        ('semester_of(date("2019-07-31"))', "spring"),
        ('semester_of(date("2019-08-01"))', "autumn"),
        ('semester_of(date("2019-08-01")) == "秋季学期"', True),
        ('in_period(date("2019-12-31"), date("2020-01-01"), date("2021-01-01"))', False),
        ('in_period(date("2020-12-31"), date("2020-01-01"), date("2021-01-01"))', True),
        ('in_period(date("2020-01-01"), date("2020-01-01"), date("2020-01-01"))', False),
        ('days_between(date("2019-12-31"), date("2020-12-31"))', "366"),
        ('days_between(date("2019-02-02"), date("2019-01-30"))', "-3"),
        ('days_between(date("2019-02-02"), date("2019-02-02"))', "0"),
        ('months_between(date("2019-01-31"), date("2019-02-28"))', "0"),
        ('months_between(date("2019-01-31"), date("2019-03-01"))', "1"),
        ('months_between(date("2019-01-31"), date("2019-03-30"))', "1"),
        ('months_between(date("2019-01-31"), date("2019-03-31"))', "2"),
        ('months_between(date("2019-01-15"), date("2019-02-14"))', "0"),
        ('months_between(date("2019-01-15"), date("2019-02-15"))', "1"),
        ('months_between(date("2019-02-15"), date("2019-01-15"))', "-1"),
        ('months_between(date("2019-02-15"), date("2019-01-16"))', "0"),
        ('years_between(date("2012-02-29"), date("2019-02-28"))', "6"),
        ('years_between(date("2012-02-29"), date("2019-03-01"))', "7"),
        ('years_between(date("2012-02-29"), date("2020-02-29"))', "8"),
        ('years_between(date("2003-09-01"), date("2019-08-31"))', "15"),
        ('years_between(date("2003-09-01"), date("2019-09-01"))', "16"),
        ('years_between(date("2019-09-01"), date("2003-09-01"))', "-16"),
        ('years_between(date("2019-09-01"), date("2003-09-02"))', "-15"),
        ('year_of(date("9999-12-31"))', "9999"),
        ('month_of(date("2019-12-31"))', "12"),
        ('min(date("2019-01-02"), date("2019-01-01"))', "2019-01-01"),
        ('max(date("2019-01-02"), date("2019-01-01"))', "2019-01-02"),
        ('clip(date("2018-01-01"), date("2019-01-01"), date("2020-01-01"))', "2019-01-01"),
        ("min(3, 1, 2)", "1"),
        ("max((3, 1, 2))", "3"),
        ("max(1, 2.5)", "2.5"),
        ("min(-1, 0.5)", "-1"),
        ("clip(5, 1, 5)", "5"),
        ("clip(6.5, 1, 5)", "5"),
        ("abs(-2.5)", "2.5"),
        ("abs(0)", "0"),
        ("round_to(0.5, 0)", "1"),
        ("round_to(-0.5, 0)", "-1"),
        ("round_to(1.5, 0)", "2"),
        ("round_to(2.5, 0)", "3"),
        ("round_to(-2.5, 0)", "-3"),
        ("round_to(0.4999, 0)", "0"),
        ("round_to(1.000005, 5)", "1.00001"),
        ("round_to(-1.000005, 5)", "-1.00001"),
        ("round_to(1.000005, 9)", "1.000005"),
        ("round_to(150, -2)", "200"),
        ("round_to(-150, -2)", "-200"),
        ("round_to(149, -2)", "100"),
        ("round_to(5, -18)", "0"),
        ("round_to(1 / 3, 6)", "0.333333"),
        ("round_to(2 / 3, 0)", "1"),
        ("round_to(5 / 2, 0)", "3"),
        ("round_to(-5 / 2, 0)", "-3"),
        ("floor_to(0.99, 0)", "0"),
        ("floor_to(-0.01, 0)", "-1"),
        ("floor_to(199, -2)", "100"),
        ("floor_to(-101, -2)", "-200"),
        ("floor_to(-1 / 3, 4)", "-0.3334"),
        ("floor_to(1 / 3, 4)", "0.3333"),
    ],
)  # fmt: skip
def test_boundaries(text: str, value: object) -> None:
    """29 February, the ends of months, dates in the wrong order, halves on both sides of zero, and places before the point."""
    assert value_of(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("annual(household.wage)", "12000.12"),
        ("annual(previous(household.wage))", "-12000.00"),
        ("monthly(household.income)", "0.01"),
        ("monthly(previous(household.income))", "-0.01"),
        ("monthly(household.income * 11)", "0.06"),
        ("floor_to(monthly(household.income * 11), 2)", "0.05"),
        ("previous(household.income)", "-0.06"),
        ("max(0, previous(household.income))", "0.00"),
        ("abs(previous(household.income))", "0.06"),
        ("round_to(cost, 1)", "0.10"),
        ("round_to(-cost, 1)", "-0.10"),
        ("floor_to(-cost, 1)", "-0.10"),
        ("floor_to(cost, 1)", "0.00"),
        ("round_to(cost, -2)", "0.00"),
        ('any_of(disease, ("diabetes", "高血压"))', True),
        ('any_of(disease, "diabetes", "糖尿病")', False),
    ],
)
def test_functions_of_facts(text: str, value: object) -> None:
    """Twelve times the month, a twelfth of the year rounded half away from zero, and the period before."""
    person = subject("person", cost=5, disease=frozenset({"hypertension"}))
    home = subject("household", "h", person, wage=100_001, wage__1=-100_000, income=6, income__1=-6)
    result = value_of(text, home, "person:1")
    assert result == value, result


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("years_between(birth_date, exit_date)", "none"),
        ("add_days(exit_date, 5)", "none"),
        ("max(exit_date, birth_date)", "none"),
        ("years_between(birth_date, context.date)", "unknown"),
        ("abs(weight)", "unknown"),
        ("round_to(weight, 2)", "unknown"),
        ("min(weight, 1)", "unknown"),
        ('add_months(birth_date, 1, "up")', "unknown"),
        ("add_working_days(birth_date, 1)", "unknown"),
        ("next_working_day(birth_date)", "unknown"),
        ("is_working_day(birth_date)", "unknown"),
        ('start_of("month", birth_date)', "unknown"),
        ("age_on(birth_date, context.date)", "unknown"),
        ("semester_of(birth_date)", "unknown"),
        ("in_period(birth_date, exit_date, context.date)", False),
        ('in_period(birth_date, date("2019-01-01"), context.date)', "unknown"),
        ('in_period(birth_date, date("2019-01-01"), date("2018-01-01"))', "unknown"),
        ("in_period(context.date, context.date, birth_date)", "unknown"),
        ('in_period(date("2018-12-31"), date("2019-01-01"), birth_date)', False),
        ('add_months(exit_date, 1, "up")', "none"),
        ("add_working_days(exit_date, 1)", "none"),
        ("next_working_day(exit_date)", "none"),
        ("is_working_day(exit_date)", "none"),
        ('end_of("week", exit_date)', "none"),
        ("age_on(birth_date, exit_date)", "none"),
        ("school_year_of(exit_date)", "none"),
        ("semester_of(exit_date)", "none"),
        ("max(none, 1)", "none"),
        ('any_of(disease, ("diabetes",))', "unknown"),
    ],
)
def test_functions_of_unknown_and_none(text: str, value: object) -> None:
    """Unknown spreads; none goes before it."""
    assert value_of(text, subject("person", exit_date=NONE)) == value


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_every_function_refuses_no_arguments(function: str) -> None:
    """With its own way of being called as the help."""
    finding = checked(f"{function}()").finding
    assert (finding.code.number, finding.help) == ("PE205", f"write `{FUNCTIONS[function].usage}`")


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("add_months(birth_date, 1)", "add_months(birth_date, 1"),
        ("add_years(exit_date,\n  1)", "add_years(exit_date, 1"),
        ('add_months(date("2019-01-29"), 1)', 'add_months(date("2019-01-29"), 1'),
        ('add_months(start_of("week"), 1)', 'add_months(start_of("week"), 1'),
        ('add_months(end_of("month"), 1)', 'add_months(end_of("month"), 1'),
    ],
)
def test_the_end_of_a_short_month_is_never_guessed(text: str, call: str) -> None:
    """The help shows both ways to write it."""
    finding = checked(text).finding
    name = text.partition("(")[0]
    assert (finding.code.number, finding.message) == (
        "PE324",
        f"`{name}` does not say what to do in a month that has no such day",
    )
    assert finding.help == (
        f'write `{call}, "down")` for the last day of that month, or `{call}, "up")` for the first day of the next'
    )


@pytest.mark.parametrize(
    ("text", "underlined", "message", "advice"),
    [
        ('add_months(birth_date, 1, "don")', '"don"', "there is no value `don` here", "did you mean `down`?"),
        ('start_of("moth")', '"moth"', "there is no value `moth` here", "did you mean `month`?"),
        ('start_of("moth") < birth_date', '"moth"', "there is no value `moth` here", "did you mean `month`?"),
        ("add_months(age, 1)", "age", "expected a date, found a count", ""),
        ("start_of(none)", "none", 'expected one of "week", "month", "quarter", "half_year", "year", "semester", "school_year"', ""),
    ],
)  # fmt: skip
def test_words_that_must_be_written(text: str, underlined: str, message: str, advice: str) -> None:
    """The periods and roundings are known by name."""
    finding = checked(text).finding
    assert finding.span
    assert (finding.span.text, finding.message, finding.help) == (underlined, message, advice)


@given(start=st.dates(date(1900, 1, 1), date(2100, 12, 31)), count=st.integers(-600, 600))
def test_the_two_roundings_enclose_the_month(start: date, count: int) -> None:
    """They agree where there is such a day, else lie on both sides of the turn of the month."""
    down, up = (value_of(f'add_months(date("{start}"), {count}, "{word}")') for word in ("down", "up"))
    first, second = date.fromisoformat(str(down)), date.fromisoformat(str(up))
    assert second == (first if first.day == start.day else first + timedelta(days=1))
    assert (second.day == 1) or first == second


def test_functions_have_chinese_names_of_their_own() -> None:
    """Each works like its twin, none twice, and none is the name of an aggregate that means something else."""
    labels = [function.label for function in builtin_functions()]
    assert len(set(labels)) == len(labels)
    assert {label for label in labels if label in Gatherer.WORDS} == {"最大", "最小"}
    assert all(label.isidentifier() and not label.isascii() for label in labels)
