import pytest

from tests.language import checked, parameters, subject, value_of
from tests.support import assert_diagnostic

TABLES = parameters("""
parameters:
  poverty_line: {title: {zh: 贫困线, en: poverty line}, type: money, unit: yuan / year, value: 4000}
  by_grade:
    title: {zh: 档, en: by grade}
    type: money
    unit: yuan / month
    keys: {grade: [A, B, C]}
    values: [{grade: A, value: 100}, {grade: B, value: 50}]
  by_insured:
    title: {zh: 保, en: by insured}
    type: rate
    keys: {insured: bool, age: int}
    values: [{insured: true, value: 0.8}, {insured: false, age: 7, value: 0.1}]
  by_stage: {title: {zh: 段, en: by stage}, type: money, keys: {stage: [primary, junior]}, values: [{stage: junior, value: 9}]}
""")
FUNCTIONS = (
    "functions: abs, add_days, add_months, add_working_days, add_years, age_on, all, annual, any, any_of, clip, count, days_between, end_of, "
    "floor_to, in_period, is_working_day, max, min, month_of, monthly, months_between, next_working_day, previous, round_to, school_year_of, "
    "semester_of, start_of, sum, year_of, years_between"
)

# expression, code, message, underlined, help
REFUSED = [
    ("by_grade", "PE201", "nothing here is called `grade`", "by_grade", "did you mean `household.grade`?"),
    ('by_grade(grad="A")', "PE206", "`m.by_grade` has no key `grad`", 'by_grade(grad="A")', "did you mean `grade`?"),
    ('by_grade("A")', "PE206", "the keys of `m.by_grade` are given by name", 'by_grade("A")', "it has grade=..."),
    ('by_grade(grade="X")', "PE203", "there is no value `X` here", '"X"', "declared values: A, B, C"),
    ('by_grade(grade="A", grade="B")', "PE206", "a key of `m.by_grade` is given twice", 'by_grade(grade="A", grade="B")', "keep one of the two"),
    ("by_stage(stage=household.grade)", "PE310", "expected one of primary, junior, found one of A, B, C", "household.grade", ""),
    ("poverty_line(x=1)", "PE206", "`m.poverty_line` has no key `x`", "poverty_line(x=1)", "it has no keys"),
    ("by_insured(age=1, insured=1)", "PE310", "expected yes or no, found the number 1", "1", ""),
    ("by_insured(insured=true, age=2.5)", "PE314", "`2.5` has more decimal places than a count can have (0)", "2.5", ""),
    ("m.poverty_lin", "PE201", "the module `m` has no parameter `poverty_lin`", "m.poverty_lin", "did you mean `poverty_line`?"),
    ("poverty_lin(x=1)", "PE204", "there is no function or parameter `poverty_lin`", "poverty_lin(x=1)", "did you mean `poverty_line`?"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "message", "underlined", "help_text"), REFUSED)
def test_wrong_keys_are_refused(text: str, code: str, message: str, underlined: str, help_text: str) -> None:
    """A parameter is asked by the names of its keys, with values of their types."""
    finding = checked(text, tables=TABLES).finding
    assert_diagnostic(finding, code=code, message=message, underlined=underlined, help=help_text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("poverty_line", "4000.00"),
        ("poverty_line()", "4000.00"),
        ("贫困线", "4000.00"),
        ("m.poverty_line", "4000.00"),
        ("household.income < poverty_line", True),
        ("by_grade(grade=household.grade)", "50.00"),
        ('by_grade(grade="A")', "100.00"),
        ('m.by_grade(grade="A")', "100.00"),
        ('by_grade(grade="C")', "unknown"),
        ("by_grade(grade=none)", "unknown"),
        ("by_insured", "0.1"),
        ("by_insured(insured=true)", "0.8"),
        ("by_insured(insured=poor)", "unknown"),
        ("by_insured(age=8)", "unknown"),
        ("by_stage", "9.00"),
    ],
)
def test_keys_are_the_variables_of_their_names_or_given(text: str, value: object) -> None:
    """A count with a unit serves as a key without one; a key without a row leaves the parameter unset."""
    person = subject("person", insured=False, age=7, stage="junior")
    assert value_of(text, subject("household", "h", person, grade="B", income=1), "person:1", TABLES) == value
