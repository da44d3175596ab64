from datetime import date

import pytest

from policy_engine.core.values import LARGEST, UNKNOWN, Value
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL, DATE, INT, MONEY, NUMBER, TEXT, EnumValue, Kind, Type
from policy_engine.resolution.values import expected_text, scaled, value_of_text

GRADE = Type(
    Kind.ENUM,
    values=(EnumValue("B", Labels("一", "A")), EnumValue("A", Labels("二", "two"))),
)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("unset", MONEY, UNKNOWN),
        ("unset", TEXT, UNKNOWN),
        ("3000", MONEY, 300_000),
        ("3000.5", MONEY, 300_050),
        ("-0.01", MONEY, -1),
        ("1_000", MONEY, 100_000),
        ("0.6", NUMBER, 600_000),
        ("0.600000000", NUMBER, 600_000),
        ("12", INT, 12),
        ("12.0", INT, 12),
        ("010", INT, 10),
        ("true", BOOL, True),
        ("false", BOOL, False),
        ("2019-02-28", DATE, date(2019, 2, 28)),
        ("县城", TEXT, "县城"),
        ("A", GRADE, "A"),
        ("一", GRADE, "B"),
        ("two", GRADE, "A"),
    ],
)
def test_written_values_are_stored_by_their_type(text: str, kind: Type, value: Value) -> None:
    """Exactly, by the digits; the name of a value goes before a label that reads the same."""
    assert value_of_text(text, kind) == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("0.001", MONEY), ("0.0000001", NUMBER), ("1.5", INT), ("1e3", INT), ("1e999999999", MONEY), ("NaN", MONEY),
        ("Infinity", NUMBER), ("", MONEY), ("abc", MONEY), ("１２", INT), (" 12", INT), ("12 ", INT), ("+1", INT), (".5", NUMBER),
        ("5.", NUMBER), ("1,000", MONEY), ("99999999999999999999", INT), ("9" * 5000, INT), ("yes", BOOL), ("True", BOOL),
        ("1", BOOL), ("2019-02-29", DATE), ("20190228", DATE), ("2019-W09-4", DATE), ("2019-1-1", DATE), ("C", GRADE),
    ],
)  # fmt: skip
def test_what_is_no_value_of_the_type_is_none(text: str, kind: Type) -> None:
    """Neither too many places, nor digits of other scripts, nor exponents, nor other ways to write a date."""
    assert value_of_text(text, kind) is None


def test_the_largest_number_is_the_largest() -> None:
    """One more than fits into 63 bits is no value."""
    assert scaled(str(LARGEST), 0) == LARGEST
    assert scaled(str(-LARGEST), 0) == -LARGEST
    assert scaled(str(LARGEST + 1), 0) is None
    assert scaled(str(LARGEST // 100 + 1), 2) is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (BOOL, "`true` or `false`"),
        (DATE, "a date such as 2019-01-31"),
        (INT, "a whole number"),
        (MONEY, "a number of at most 2 decimal places"),
        (NUMBER, "a number of at most 6 decimal places"),
        (TEXT, "a text"),
        (GRADE, "one of B, A"),
    ],
)
def test_messages_say_what_was_expected(kind: Type, text: str) -> None:
    """In words of an author."""
    assert expected_text(kind) == text
