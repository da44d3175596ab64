import pytest

from policy_engine.checking.fitting import kind_text
from policy_engine.model.units import unit_text
from tests.language import checked, subject, value_of
from tests.support import assert_diagnostic

ROUND = "write `round_to(..., 4)` or `floor_to(..., 4)` around it"

# expression, code, message, underlined, help
REFUSED = [
    ("-insured", "PE315", "`-` works on numbers, found yes or no", "insured", ""),
    ("-birth_date", "PE315", "`-` works on numbers, found a date", "birth_date", ""),
    ("insured + 1", "PE315", "`+` works on numbers, found yes or no", "insured", ""),
    ("remark * 2", "PE315", "`*` works on numbers, found a text", "remark", ""),
    ("birth_date + 5", "PE315", "`+` works on numbers, found a date", "birth_date", "write `add_days`, `add_months` or `days_between`"),
    ("cost * cost", "PE315", "an amount of money cannot be multiplied by an amount of money", "cost * cost", ""),
    ("2 / cost", "PE315", "only an amount of money can be divided by an amount of money", "2 / cost", ""),
    ("3 // cost", "PE315", "only an amount of money can be divided by an amount of money", "3 // cost", ""),
    ("cost + age", "PE310", "expected an amount of money, found a count", "age", ""),
    ("cost + share", "PE310", "expected an amount of money, found a rate", "share", ""),
    ("share * share + 1", "PE313", "this result can have any number of decimal places", "share * share", ROUND),
    ("weight * weight > 1", "PE313", "this result can have any number of decimal places", "weight * weight", ROUND),
    ("age / 2 > 1", "PE313", "this result can have any number of decimal places", "age / 2", ROUND),
    ("share / 2 > 1", "PE313", "this result can have any number of decimal places", "share / 2", ROUND),
    ("1 / 2 > 1", "PE313", "this result can have any number of decimal places", "1 / 2", ROUND),
    ("cost / share > 1", "PE313", "this result can have any number of decimal places", "cost / share", ROUND),
    ("cost / cost > 1", "PE313", "this result can have any number of decimal places", "cost / cost", ROUND),
    ("round_to(-(age / 2), 2)", "PE313", "this result can have any number of decimal places", "age / 2", ROUND),
    ("-(age / 2)", "PE313", "this result can have any number of decimal places", "age / 2", ROUND),
    ("cost + household.income", "PE312", "a value by the year stands where one without a period is expected", "household.income", "bring both to the same period"),
    ("household.village.land + household.village.floor", "PE311", "expected mu, found m2", "household.village.floor", ""),
    ("household.income + household.wage", "PE312", "a value by the month stands where one by the year is expected", "household.wage", "write `annual(...)` around the monthly amount"),
    ("household.wage - household.income", "PE312", "a value by the year stands where one by the month is expected", "household.income", "write `monthly(...)` around the yearly amount"),
    ("cost % age", "PE310", "expected an amount of money, found a count", "age", ""),
    ("9999999999 * 9999999999 * 10", "PE314", "`99999999980000000001` has more digits than a number can have", "9999999999 * 9999999999", ""),
    ("0.000001 * 0.1", "PE314", "`0.0000001` has more digits than a number can have", "0.000001 * 0.1", ""),
    ("cost + 0.001", "PE314", "`0.001` has more decimal places than an amount of money can have (2)", "0.001", ""),
    ("cost + 99999999999999999", "PE314", "`99999999999999999` is too large for an amount of money", "99999999999999999", ""),
    ("age + true", "PE315", "`+` works on numbers, found yes or no", "true", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "message", "underlined", "help_text"), REFUSED)
def test_what_cannot_be_computed_is_refused(
    text: str, code: str, message: str, underlined: str, help_text: str
) -> None:
    """Operands of wrong types, units and periods; results that must be rounded; numbers too large or too fine."""
    finding = checked(text).finding
    assert_diagnostic(finding, code=code, message=message, underlined=underlined, help=help_text)


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("-cost", "an amount of money", "yuan"),
        ("cost + 5", "an amount of money", "yuan"),
        ("5.25 + cost", "an amount of money", "yuan"),
        ("household.income - 100", "an amount of money", "yuan / year"),
        ("cost * share", "an amount of money", "yuan"),
        ("share * cost", "an amount of money", "yuan"),
        ("cost * weight", "an amount of money", "yuan"),
        ("cost * 0.6", "an amount of money", "yuan"),
        ("cost * 2 * 3", "an amount of money", "yuan"),
        ("cost / 3", "an amount of money", "yuan"),
        ("cost / household.size", "an amount of money", "yuan"),
        ("household.income / household.size", "an amount of money", "yuan / year"),
        ("cost // 3", "an amount of money", "yuan"),
        ("cost // cost", "a count", "a plain number"),
        ("cost % 3", "an amount of money", "yuan"),
        ("age * 2", "a count", "year"),
        ("age // 2", "a count", "year"),
        ("age % 2", "a count", "year"),
        ("age + 1", "a count", "year"),
        ("age + 0.5", "a number", "year"),
        ("share + share", "a rate", "a plain number"),
        ("1 - share", "a rate", "a plain number"),
        ("share * 2", "a number", "a plain number"),
        ("weight + share", "a number", "a plain number"),
        ("weight * age", "a number", "year"),
        ("weight // 2", "a count", "a plain number"),
        ("round_to(share * share, 6)", "a number", "a plain number"),
        ("round_to(cost / cost, 4)", "a number", "a plain number"),
        ("round_to(cost / share, 2)", "an amount of money", "yuan"),
        ("cost * age", "an amount of money", "year yuan"),
        ("household.village.land * household.village.floor", "a number", "m2 mu"),
        ("round_to(household.village.land / household.village.population, 2)", "a number", "mu"),
        ("1 + 2 * 3", "a count", "a plain number"),
        ("0.1 + 0.2", "a number", "a plain number"),
        ("0.5 * 2", "a count", "a plain number"),
    ],
)
def test_results_have_the_types_and_units_of_the_guide(text: str, kind: str, unit: str) -> None:
    """Money stays money, fractions win over counts, and units are multiplied and divided."""
    found = checked(text)
    assert found.findings == ()
    assert found.typed.type is not None
    assert (kind_text(found.typed.type), unit_text(found.typed.type.dimension)) == (kind, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("cost + 0.01", "10.06"),
        ("5 - cost", "-5.05"),
        ("-cost", "-10.05"),
        ("cost * 0.5", "5.03"),
        ("-cost * 0.5", "-5.03"),
        ("cost * share", "3.35"),
        ("cost / 2", "5.03"),
        ("-cost / 2", "-5.03"),
        ("cost // 2", "5.02"),
        ("-cost // 2", "-5.03"),
        ("cost % 2", "0.05"),
        ("-cost % 2", "1.95"),
        ("age // 2", "3"),
        ("-age // 2", "-4"),
        ("age % 2", "1"),
        ("-age % 2", "1"),
        ("age + 0.5", "7.5"),
        ("1 - share", "0.666667"),
        ("share * 3", "0.999999"),
        ("weight // 0.5", "3"),
        ("cost // 0.1", "100.50"),
        ("cost // cost", "1"),
        ("1 - 0.9", "0.1"),
        ("3 * 0.1", "0.3"),
        ("999999999999 * 0.000001", "999999.999999"),
    ],
)
def test_values_are_exact(text: str, value: str) -> None:
    """Money in fen, rates in millionths, halves away from zero, and `//` downwards, below zero as well."""
    facts = subject("person", cost=1005, share=333_333, age=7, weight=1_900_000)
    assert value_of(text, facts) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("cost / 3", "66.67"),
        ("floor_to(cost / 3, 2)", "66.66"),
        ("floor_to(cost * share, 2)", "133.33"),
        ("cost * share", "133.34"),
        ("round_to(cost * share, 0)", "133.00"),
        ("round_to(cost / 3, -1)", "70.00"),
        ("floor_to(cost / 3, -1)", "60.00"),
        ("round_to(cost // 3, 0)", "67.00"),
        ("round_to(round_to(cost / 80, 1), 0)", "3.00"),
        ("floor_to(-cost / 3, 0)", "-67.00"),
        ("floor_to(-(cost / 3), 0)", "-67.00"),
    ],
)
def test_a_rounding_function_rounds_the_exact_result_once(text: str, value: str) -> None:
    """What stands directly inside is not rounded to the fen before; what was rounded by a function, or by `//`, stays so."""
    assert value_of(text, subject("person", cost=20_000, share=666_683)) == value


def test_a_finding_has_no_consequences() -> None:
    """What is wrong is told once, whatever is done with it."""
    for text in (
        "nosuch + 1",
        "nosuch * cost",
        "-nosuch",
        "(nosuch + age) * 2 > cost",
        "round_to(nosuch / 2, 2)",
    ):
        assert [finding.message for finding in checked(text).findings] == ["nothing here is called `nosuch`"]


def test_two_mistakes_are_told_at_once() -> None:
    """An author mends a rule in one go."""
    assert [finding.message for finding in checked("nosuch + nothere > 5").findings] == [
        "nothing here is called `nosuch`",
        "nothing here is called `nothere`",
    ]
