import pytest

from tests.language import HEAD, program, refused, rule, told

HELP = "write `... if divisor > 0 else ...` around the division, or declare `bounds: {min: 1}` for the fact"
DIVISOR = (
    "parameters: {n: {title: {zh: 数, en: n}, type: int, values: [{value: 4}, {area: '62', value: %s}]}}\n"
)


def _policy(value: str, parameter: str = "2") -> str:
    made = rule("derive", "person", "type: money", f"value: {value}")
    return made.replace(HEAD, HEAD + DIVISOR % parameter)


@pytest.mark.parametrize(
    "value",
    [
        "cost / 3",
        "cost / household.size",
        "cost / n",
        "cost / (household.size * 2 + 1)",
        "cost / max(1, count)",
        "cost / (count(s for s in hospital_stays) + 1)",
        "cost / count if count > 0 else cost",
        "cost / count if count >= 1 else cost",
        "cost / count if count != 0 else cost",
        "cost if count == 0 else cost / count",
        "cost if count <= 0 else cost / count",
        "cost if count < 1 else cost / count",
        "cost / count if insured and count > 0 else cost",
        "cost if poor or count == 0 else cost / count",
        "cost / count if not count == 0 else cost",
        "(cost / count if count > 0 else cost) if insured else cost",
        "sum(s.expense / s.year for s in hospital_stays if s.year > 0)",
        "cost % 3",
        "cost // household.size",
        "round_to(cost / (share + 0.5), 2)",
    ],
)
def test_a_divisor_that_cannot_be_zero_is_accepted(value: str) -> None:
    """By its bounds, its rows, or a condition around the division."""
    assert program(_policy(value)).formulas


@pytest.mark.parametrize(
    ("value", "parameter", "shown"),
    [
        ("cost / count", "2", "`person.count`"),
        ("cost / household.village.population", "2", "`village.population`"),
        ("cost / n", "0", "the divisor"),
        ("cost / n", "-4", "the divisor"),
        ("cost / (count - 1)", "2", "the divisor"),
        ("cost / count if count >= 0 else cost", "2", "`person.count`"),
        ("cost / count if count < 5 else cost", "2", "`person.count`"),
        ("cost / count if insured or count > 0 else cost", "2", "`person.count`"),
        ("cost if poor and count == 0 else cost / count", "2", "`person.count`"),
        ("cost if count > 0 else cost / count", "2", "`person.count`"),
        ("sum(s.expense / s.year for s in hospital_stays)", "2", "`hospital_stay.year`"),
        ("round_to(cost / share, 2)", "2", "`person.share`"),
        ("cost // count", "2", "`person.count`"),
        ("cost / (1 + 6 // (0 - household.size))", "2", "the divisor"),
    ],
)
def test_a_divisor_that_may_be_zero_is_refused(value: str, parameter: str, shown: str) -> None:
    """Where neither its bounds nor a condition around exclude it."""
    finding = ("PE506", f"`r` divides by {shown}, which may be zero", "r", HELP)
    assert told(refused(_policy(value, parameter))) == [finding]


def test_no_division_is_judged_before_its_rule_is_right() -> None:
    """A finding of the stage before is told alone."""
    assert [code for code, *_ in told(refused(_policy("cost / count + nosuch")))] == ["PE201"]
