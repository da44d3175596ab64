from datetime import date

import pytest

from policy_engine.core.values import NONE
from tests.language import checked, subject, value_of
from tests.support import assert_diagnostic

ROUND = "write `round_to(..., 4)` or `floor_to(..., 4)` around it"

# expression, code, message, underlined, help
REFUSED = [
    ("insured == 1", "PE310", "expected yes or no, found the number 1", "1", ""),
    ("insured < true", "PE315", "`<` needs numbers or dates, found yes or no", "insured < true", ""),
    ('stage < "junior"', "PE315", "`<` needs numbers or dates, found one of primary, junior", 'stage < "junior"', ""),
    ('remark < "x"', "PE315", "`<` needs numbers or dates, found a text", 'remark < "x"', ""),
    ('disease == "hypertension"', "PE315", "a variable that holds many values cannot be compared", 'disease == "hypertension"', 'write `"value" in variable`'),
    ("disease < 1", "PE310", "expected several values, each a text, found the number 1", "1", ""),
    ("cost < none", "PE315", "`none` can only be compared with `==` and `!=`", "cost < none", ""),
    ("none >= 1", "PE315", "`none` can only be compared with `==` and `!=`", "none >= 1", ""),
    ('stage == "primry"', "PE203", "there is no value `primry` here", '"primry"', "did you mean `primary`?"),
    ('stage == "中学"', "PE203", "there is no value `中学` here", '"中学"', "declared values: primary (小学), junior (初中)"),
    ("stage == household.grade", "PE310", "expected one of primary, junior, found one of A, B, C", "household.grade", ""),
    ("stage == remark", "PE310", "expected one of primary, junior, found a text", "remark", ""),
    ('birth_date > "2019-01-01"', "PE310", "expected a date, found the text `2019-01-01`", '"2019-01-01"', 'write a date as `date("2019-01-31")`'),
    ('age > "x"', "PE310", "expected a count, found the text `x`", '"x"', ""),
    ("age > birth_date", "PE310", "expected a count, found a date", "birth_date", ""),
    ("cost > 0.001", "PE314", "`0.001` has more decimal places than an amount of money can have (2)", "0.001", ""),
    ('age in (1, "b")', "PE310", "expected a count, found the text `b`", '"b"', ""),
    ('stage in ("primary")', "PE315", "`in` needs a list or a variable that holds many values, found a text", '"primary"', "write a list of one value as `(value,)`"),
    ('stage in ("primary", "x")', "PE203", "there is no value `x` here", '"x"', "declared values: primary (小学), junior (初中)"),
    ('stage in ("primary", none)', "PE315", "`none` cannot stand in a list", "none", "write `x == none or x in (...)`"),
    ("age in (1, age)", "PE315", "the list after `in` holds written values only", "age", ""),
    ("household.income in (1, 2) == true", "PE315", "`in` cannot stand in a chain of comparisons", "household.income in (1, 2) == true", "join two comparisons by `and`"),
    ('disease in ("diabetes",)', "PE315", "a variable that holds many values is not one of a list", "disease", "write `any_of(variable, ...)`"),
    ("none in (1, 2)", "PE315", "`none` is no value among others", "none", "write `variable == none`"),
    ("none in disease", "PE315", "`none` is no value among others", "none", "write `variable == none`"),
    ("stage in disease", "PE310", "expected a text, found one of primary, junior", "stage", ""),
    ('"hypertensio" in disease', "PE203", "there is no value `hypertensio` here", '"hypertensio"', "did you mean `hypertension`?"),
    ("5 in disease", "PE310", "expected a text, found the number 5", "5", ""),
    ("age in 5", "PE315", "`in` needs a list or a variable that holds many values, found a count", "5", "write a list of one value as `(value,)`"),
    ("age / 2 > 1", "PE313", "this result can have any number of decimal places", "age / 2", ROUND),
    ("household.income < household.wage", "PE312", "a value by the month stands where one by the year is expected", "household.wage", "write `annual(...)` around the monthly amount"),
    ("household.wage < household.income", "PE312", "a value by the year stands where one by the month is expected", "household.income", "write `monthly(...)` around the yearly amount"),
    ("cost < household.income", "PE312", "a value by the year stands where one without a period is expected", "household.income", "bring both to the same period"),
    ("household.village.land < household.village.floor", "PE311", "expected mu, found m2", "household.village.floor", ""),
    ("1 < 2 < true", "PE310", "expected yes or no, found the number 2", "2", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "message", "underlined", "help_text"), REFUSED)
def test_what_cannot_be_compared_is_refused(
    text: str, code: str, message: str, underlined: str, help_text: str
) -> None:
    """Types and units that differ, values that are not declared, and comparisons that have no order."""
    finding = checked(text).finding
    assert_diagnostic(finding, code=code, message=message, underlined=underlined, help=help_text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("age == 7", True),
        ("age > 6.5", True),
        ("age < 7.5", True),
        ("6 < age <= 7", True),
        ("7 < age < 9 < 5", False),
        ("cost == 10.05", True),
        ("cost > 10", True),
        ("1 < 2.5", True),
        ("share >= 0.333333", True),
        ('stage == "primary"', True),
        ('stage == "小学"', True),
        ('stage == "primary school"', True),
        ('stage != "junior"', True),
        ('"小学" == stage', True),
        ('stage in ("primary", "初中")', True),
        ('stage not in ("小学", "junior school")', False),
        ('stage in ["junior"]', False),
        ("stage in ()", False),
        ("age in (1, 7)", True),
        ("cost in (10.05, 20)", True),
        ("share in (0.5, 0.333333)", True),
        ('birth_date in (date("2012-02-29"),)', True),
        ("insured == true", True),
        ("insured != poor", True),
        ('birth_date < date("2019-01-01") < context.date', True),
        ('remark == "无"', True),
        ('"高血压" in disease', True),
        ('"sugar disease" in disease', False),
        ('"diabetes" not in disease', True),
        ('any_of(disease, ("糖尿病", "hypertension"))', True),
        ('any_of(disease, "diabetes", "糖尿病")', False),
        ("disease == none", False),
        ("disease != none", True),
        ("age == none", False),
        ("age != none", True),
        ("none == none", True),
        ("none != age", True),
        ("exit_date == none", True),
        ("exit_date != none", False),
        ('household.grade == "甲类"', False),
        ('stage == ("primary" if insured else "junior")', True),
        ("cost > (10 if insured else 20.5)", True),
        ("(10 if poor else 20) < cost", False),
        ("cost < ((10 if poor else 20) if insured else 0)", True),
    ],
)
def test_written_values_take_the_type_of_what_they_meet(text: str, value: object) -> None:
    """Numbers the scale, texts the enum, by name or by label of either language."""
    facts = subject(
        "person", cost=1005, share=333_333, age=7, stage="primary", insured=True, poor=False, remark="无",
        birth_date=date(2012, 2, 29), exit_date=NONE, disease=frozenset({"hypertension"}),
    )  # fmt: skip
    home = subject("household", "h", facts, grade=NONE)
    assert value_of(text, home, at="person:1") == value


@pytest.mark.parametrize("text", ["remark == 'x'", "remark in ('a', 'b')", "remark != none"])
def test_a_text_without_known_codes_takes_any_text(text: str) -> None:
    """Only where codes are declared must a written text be one of them."""
    assert checked(text).findings == ()


def test_one_mistake_in_a_list_hides_no_other() -> None:
    """Each unknown value of a list has its own finding."""
    messages = [finding.message for finding in checked('stage in ("x", "primary", "y")').findings]
    assert messages == ["there is no value `x` here", "there is no value `y` here"]


def test_a_finding_has_no_consequences() -> None:
    """What is wrong agrees with every comparison."""
    for text in (
        "nosuch == 1",
        "nosuch == none",
        "'a' in nosuch",
        "nosuch in (1, 2)",
        "1 < nosuch < 'x'",
        "nosuch == insured",
    ):
        assert [finding.message for finding in checked(text).findings] == ["nothing here is called `nosuch`"]
