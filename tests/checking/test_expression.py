import pytest

from tests.language import checked, subject, value_of
from tests.support import assert_diagnostic

ROUND = "write `round_to(..., 4)` or `floor_to(..., 4)` around it"
FUNCTIONS = (
    "functions: abs, add_days, add_months, add_working_days, add_years, age_on, all, annual, any, any_of, clip, count, days_between, end_of, "
    "floor_to, in_period, is_working_day, max, min, month_of, monthly, months_between, next_working_day, previous, round_to, school_year_of, "
    "semester_of, start_of, sum, year_of, years_between"
)

# expression, code, message, underlined, help
REFUSED = [
    ("household.grade == A", "PE201", "nothing here is called `A`", "A", 'write `"A"` in quotes'),
    ("stage == 小学", "PE201", "nothing here is called `小学`", "小学", 'write `"小学"` in quotes'),
    ("insured == 是", "PE201", "nothing here is called `是`", "是", "write `true`"),
    ('insured == "否"', "PE310", "expected yes or no, found the text `否`", '"否"', "write `false`"),
    ("yes", "PE201", "nothing here is called `yes`", "yes", "write `true`"),
    ("参保且贫困", "PE201", "nothing here is called `参保且贫困`", "参保且贫困", "write `参保 and 贫困`"),
    ("not age", "PE310", "expected yes or no, found a count", "age", ""),
    ("age and insured", "PE310", "expected yes or no, found a count", "age", ""),
    ("insured or 1", "PE310", "expected yes or no, found the number 1", "1", ""),
    ("1 if age else 2", "PE310", "expected yes or no, found a count", "age", ""),
    ("1 if insured else true", "PE310", "expected yes or no, found the number 1", "1", ""),
    ("cost if insured else age", "PE310", "expected an amount of money, found a count", "age", ""),
    ("insured if poor else 1", "PE310", "expected yes or no, found the number 1", "1", ""),
    ('stage == ("primary" if insured else "x")', "PE203", "there is no value `x` here", '"x"', "declared values: primary (小学), junior (初中)"),
    ('age > (2 if insured else "x")', "PE310", "expected a count, found the text `x`", '"x"', ""),
    ("round_to(insured, 1)", "PE320", "`round_to` rounds numbers only", "insured", ""),
    ("round_to(cost, age)", "PE205", "expected a whole number written out, found a count", "age", ""),
    ("round_to(cost, 1.5)", "PE205", "expected a whole number written out, found a number", "1.5", ""),
    ("round_to(cost, none)", "PE205", "expected a whole number written out, found none", "none", ""),
    ("round_to(cost, -19)", "PE320", "no number has -19 decimal places", "-19", ""),
    ("max(age / 2, 1)", "PE313", "this result can have any number of decimal places", "age / 2", ROUND),
    ("min(true, false)", "PE320", "`min` works on numbers and dates only", "min(true, false)", ""),
    ('max("a", "b")', "PE320", "`max` works on numbers and dates only", 'max("a", "b")', ""),
    ("abs(insured)", "PE320", "`abs` works on numbers only", "abs(insured)", ""),
    ("abs(birth_date)", "PE320", "`abs` works on numbers only", "abs(birth_date)", ""),
    ("clip(insured, true, false)", "PE320", "`clip` works on numbers and dates only", "clip(insured, true, false)", ""),
    ("min(1)", "PE205", "`min` is called with 1 argument", "min(1)", "write `min(first, others...)`"),
    ("min()", "PE205", "`min` is called with 0 arguments", "min()", "write `min(first, others...)`"),
    ("clip(age, 1)", "PE205", "`clip` is called with 2 arguments", "clip(age, 1)", "write `clip(number, low, high)`"),
    ("abs(age, sign=1)", "PE205", "`abs` is called with 1 argument and keys", "abs(age, sign=1)", "write `abs(number)`"),
    ("nofunc(1)", "PE204", "there is no function or parameter `nofunc`", "nofunc(1)", FUNCTIONS),
    ("mni(1, 2)", "PE204", "there is no function or parameter `mni`", "mni(1, 2)", "did you mean `min`?"),
    ("max(1, 2)(3)", "PE204", "only functions and parameters can be called", "max(1, 2)(3)", FUNCTIONS),
    ("add_days(birth_date, age)", "PE311", "expected day, found year", "age", ""),
    ("add_days(5, 5)", "PE310", "expected a date, found the number 5", "5", 'write a date as `date("2019-01-31")`'),
    ("add_days(birth_date, 2.5)", "PE314", "`2.5` has more decimal places than a count can have (0)", "2.5", ""),
    ("add_years(birth_date, weight, 'down')", "PE310", "expected a count, found a number", "weight", ""),
    ("years_between(birth_date)", "PE205", "`years_between` is called with 1 argument", "years_between(birth_date)", "write `years_between(from, to)`"),
    ('year_of("2019-01-01")', "PE310", "expected a date, found the text `2019-01-01`", '"2019-01-01"', 'write a date as `date("2019-01-31")`'),
    ("annual(household.income)", "PE321", "`annual` takes an amount by the month, found yuan / year", "household.income", ""),
    ("annual(cost)", "PE321", "`annual` takes an amount by the month, found yuan", "cost", ""),
    ("annual(insured)", "PE320", "`annual` works on numbers only", "insured", ""),
    ("monthly(5)", "PE321", "`monthly` takes an amount by the year, found a plain number", "5", ""),
    ("monthly(household.wage)", "PE321", "`monthly` takes an amount by the year, found yuan / month", "household.wage", ""),
    ("monthly(remark)", "PE320", "`monthly` works on numbers only", "remark", ""),
    ("previous(age)", "PE323", "`previous` takes a fact that has a period", "age", ""),
    ("previous(household.income + 1)", "PE323", "`previous` takes a fact that has a period", "household.income + 1", ""),
    ("previous(5)", "PE323", "`previous` takes a fact that has a period", "5", ""),
    ("household.wage.at(2018)", "PE205", "`.at(year)` follows a fact that is given by the year", "household.wage.at(2018)", ""),
    ("household.income.at(true)", "PE205", "`.at(...)` takes a year such as 2019", "household.income.at(true)", ""),
    ("household.income.at(2018.5)", "PE205", "`.at(...)` takes a year such as 2019", "household.income.at(2018.5)", ""),
    ("household.income.at(context.year)", "PE205", "`.at(...)` takes a year such as 2019", "household.income.at(context.year)", ""),
    ("household.income.at()", "PE205", "`.at(...)` takes a year such as 2019", "household.income.at()", ""),
    ("age.at(2018)", "PE205", "`.at(year)` follows a fact that is given by the year", "age.at(2018)", ""),
    ("previous(household.income).at(2018)", "PE205", "`.at(year)` follows a fact that is given by the year", "previous(household.income).at(2018)", ""),
    ('any_of(stage, "primary")', "PE322", "`any_of` looks into a variable that holds many values", "stage", "write `x in (...)` for a single value"),
    ("any_of(disease)", "PE205", "`any_of` is called with 1 argument", "any_of(disease)", "write `any_of(values, wanted...)`"),
    ('any_of(disease, ("hypertension", "x"))', "PE203", "there is no value `x` here", '"x"', "declared values: hypertension (高血压), diabetes (糖尿病)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "message", "underlined", "help_text"), REFUSED)
def test_wrong_conditions_and_calls_are_refused(
    text: str, code: str, message: str, underlined: str, help_text: str
) -> None:
    """Conditions that are no conditions, branches that differ, and functions called with what they do not take."""
    finding = checked(text).finding
    assert_diagnostic(finding, code=code, message=message, underlined=underlined, help=help_text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("cost if insured else 0", "10.05"),
        ("0 if insured else cost", "0.00"),
        ("none if insured else cost", "none"),
        ("cost if poor else none", "unknown"),
        ("0 if poor else 1", "unknown"),
        ("1 if poor or insured else 2", "1"),
        ("cost + (1 if insured else 2)", "11.05"),
        ("cost * (1 if insured else 2)", "10.05"),
        ("0.5 if insured else 2", "0.5"),
        ("max(cost, 1 if insured else 20)", "10.05"),
        ("household.income", "20000.00"),
        ("previous(household.income)", "18000.00"),
        ("previous(previous(household.income))", "unknown"),
        ("household.income.at(2018)", "18000.00"),
        ("household.income.at(2019)", "20000.00"),
        ("previous(household.income.at(2019))", "18000.00"),
        ("previous(household.wage)", "1500.00"),
        ("household.income - previous(household.income)", "2000.00"),
        ("annual(household.wage)", "18000.12"),
        ("monthly(household.income)", "1666.67"),
        ("annual(household.wage) < household.income", True),
    ],
)
def test_choices_and_flows_have_their_values(text: str, value: object) -> None:
    """Branches of one type, `none` in either; this period, the one before, and that of a year."""
    person = subject("person", cost=1005, insured=True)
    home = subject(
        "household", "h", person, income=2_000_000, income__1=1_800_000, wage=150_001, wage__1=150_000
    )
    assert value_of(text, home, at="person:1") == value


def test_both_branches_and_the_condition_are_checked() -> None:
    """Three mistakes, three findings."""
    assert [finding.message for finding in checked("nosuch if age else nothere").findings] == [
        "expected yes or no, found a count",
        "nothing here is called `nosuch`",
        "nothing here is called `nothere`",
    ]


def test_a_finding_inside_a_call_has_no_consequences() -> None:
    """Neither the other arguments nor the result are judged by it."""
    for text in ("cost > min(nosuch, 1)", "add_days(nosuch, 'x')", "annual(nosuch)", "round_to(cost, nosuch)",
                 "any_of(nosuch, 'x')", "previous(nosuch)", "nosuch.at(2018)", "cost > (1 if insured else nosuch)"):  # fmt: skip
        assert [finding.message for finding in checked(text).findings] == ["nothing here is called `nosuch`"]
