import pytest

from policy_engine.testing.mutation.slips import neighbours, slips

STAGES = {"primary": "junior", "junior": "primary"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("age >= 60", ["age > 60", "age >= 61", "age >= 59"]),
        ("a < b", ["a <= b"]),
        ("a != none", ["a == none"]),
        ("a and not b", ["a or not b", "a and b"]),
        ("a or b", ["a and b"]),
        ('stage in ("primary", "x")', ['stage not in ("primary", "x")', 'stage in ("junior", "x")']),
        ('stage not in ("x",)', ['stage in ("x",)']),
        ("any(p.age for p in persons)", ["all(p.age for p in persons)"]),
        ("insured == true", ["insured != true", "insured == false"]),
        ("cost - base", ["cost + base"]),
        ("-cost", []),
        ("max(a, b)", ["min(a, b)"]),
        ("p.any and andes", ["p.any or andes"]),
        ("grade_1", []),
        ("1.50", ["1.51", "1.49"]),
        ("0", ["1"]),
        ("0.5", ["0.6", "0.4"]),
        ("2019-12-31", ["2020-01-01"]),
        ('date("2019-12-31")', []),
        ("high", []),
    ],
)
def test_slips(text: str, found: list[str]) -> None:
    """Numbers, operators, values of enums and dates, one at a time; names and words of the language stay."""
    assert [slip.applied(text) for slip in slips(text, STAGES.get)] == found


@pytest.mark.parametrize(
    ("number", "beside"), [("100", ["101", "99"]), ("0.05", ["0.06", "0.04"]), ("1_000", ["1001", "999"])]
)
def test_numbers_beside_a_number(number: str, beside: list[str]) -> None:
    """In the last written place."""
    assert list(neighbours(number)) == beside
