from datetime import date

import pytest

from policy_engine.backends.places import lies_in, row_for
from policy_engine.core.program import ParameterKey, ParameterRow, ParameterTable
from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL, INT, TEXT
from tests.language import case, subject

U = UNKNOWN
DAY = date(2019, 12, 31)


@pytest.mark.parametrize(
    ("entity", "code", "area", "inside"),
    [
        ("person", "620102001002", "620102001002", True), ("person", "620102", "62", True), ("person", "620102", "", True),
        ("person", None, "", True), ("person", None, "62", U), ("person", "62", "6201", U), ("person", "62", "63", False),
        ("person", "620102", "6202", False), ("person", "620102", "620102001", U), ("person", "6201", "620202", False),
        ("county", "620102", "620102001", False), ("county", "6201", "620102", U), ("village", "620102001", "620102001002", U),
        ("village", "620102001002", "620102001", True), ("village", "620102001002", "620102001003", False),
        ("hospital_stay", "620102", "620102001", U),
    ],
)  # fmt: skip
def test_inside_outside_or_not_known(entity: str, code: str | None, area: str, inside: bool) -> None:
    """A place that states the code of its own level is never inside a smaller area; all others may be."""
    assert lies_in(subject(entity, code=code), area) is inside


def test_the_code_is_handed_down() -> None:
    """A person has the code of the village, a stay that of the person."""
    stay = subject("hospital_stay", "s")
    village = subject(
        "village", "v", subject("household", "h", subject("person", "p", stay)), code="620102001002"
    )
    assert {each.code for each in case(village).subjects} == {"620102001002"}


def _row(
    value: Value, area: str = "", *keys: Value | None, start: date | None = None, until: date | None = None
) -> ParameterRow:
    return ParameterRow(value, area, start, until, (*keys, *[None] * (2 - len(keys))))


def _found(
    rows: list[ParameterRow], code: str | None = "620102", keys: tuple[Value, Value] = (U, U), day: date = DAY
) -> Value:
    both = (ParameterKey("poor", BOOL), ParameterKey("grade", TEXT))
    table = ParameterTable("m.a", INT, Labels("甲", "a"), both, tuple(rows))
    found = row_for(table, keys, subject("person", code=code), day)
    assert (found.row is None) or not found.open
    return "open" if found.open else "unset" if found.row is None else found.value


NATION, PROVINCE, CITY, OTHER = _row(1), _row(2, "62"), _row(3, "6201"), _row(4, "31")


@pytest.mark.parametrize(
    ("rows", "code", "value"),
    [
        ([NATION, PROVINCE, CITY, OTHER], "620102", 3), ([CITY, PROVINCE, NATION], "620102", 3), ([NATION, PROVINCE, CITY], "620202", 2),
        ([NATION, PROVINCE, CITY], "110000", 1), ([PROVINCE, CITY], "110000", "unset"), ([], "620102", "unset"),
        ([NATION, PROVINCE], None, "open"), ([NATION], None, 1), ([NATION, PROVINCE, CITY], "62", "open"), ([NATION, PROVINCE], "62", 2),
        ([NATION, OTHER], "62", 1), ([CITY], "62", "open"), ([NATION, _row(1, "6201")], "62", 1),
        ([NATION, PROVINCE, _row(2, "6201")], "62", 2), ([_row(U), PROVINCE], "11", U), ([NATION, _row(U, "62")], "620102", U),
        ([_row(U), NATION], "62", 1), ([NATION, _row(U)], "62", 1),
    ],
)  # fmt: skip
def test_the_longest_area_wins(rows: list[ParameterRow], code: str | None, value: Value) -> None:
    """Whatever the order of the rows; open only where another place would give another value; a set row before an unset one."""
    assert _found(rows, code) == value


FIRST, SECOND = date(2019, 1, 1), date(2020, 1, 1)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2018, 12, 31), "unset"), (FIRST, 5), (date(2019, 12, 31), 5), (SECOND, 6), (date(2021, 6, 30), 6), (date(2021, 7, 1), "unset"),
    ],
)  # fmt: skip
def test_rows_hold_from_their_first_day_until_the_day_before_their_last(day: date, value: Value) -> None:
    """The latest beginning goes before earlier ones that still hold."""
    rows = [_row(6, start=SECOND, until=date(2021, 7, 1)), _row(5, start=FIRST, until=date(2020, 6, 1))]
    assert _found(rows, day=day) == value


def test_a_longer_area_goes_before_a_later_date() -> None:
    """A city that kept its figure when the province raised its own."""
    assert _found([_row(5, "6201", start=FIRST), _row(6, "62", start=SECOND)], day=SECOND) == 5


POOR, RICH, GRADE_A = _row(1, "", True), _row(2, "", False), _row(3, "", None, "A")


@pytest.mark.parametrize(
    ("rows", "keys", "value"),
    [
        ([POOR, RICH], (True, U), 1), ([POOR, RICH], (False, U), 2), ([POOR, RICH], (U, U), "open"), ([POOR, RICH], (NONE, U), "unset"),
        ([POOR], (False, U), "unset"), ([POOR], (U, U), "open"), ([GRADE_A], (U, "A"), 3), ([GRADE_A], (U, "B"), "unset"),
        ([_row(1, "", True, "A"), _row(2, "", True, "B")], (True, "B"), 2), ([_row(1, "", True, "A")], (False, U), "unset"),
        ([_row(1, "", True, "A")], (True, U), "open"), ([_row(7, "", True), _row(7, "", False)], (U, U), "open"),
        ([_row(9, "62", True), _row(8, "6201")], (U, U), 8), ([_row(9, "6201", True), _row(8, "62")], (U, U), "open"),
        ([_row(8, "6201", True), _row(8, "62")], (U, U), 8), ([NATION, _row(9, "62", False)], (True, U), 1),
    ],
)  # fmt: skip
def test_keys_choose_among_rows(rows: list[ParameterRow], keys: tuple[Value, Value], value: Value) -> None:
    """A cell left out fits every key, an unknown key leaves the choice open only where it matters, and none fits no cell."""
    assert _found(rows, keys=keys) == value
