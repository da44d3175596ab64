"""Division codes: whether a subject lies in an area, and which row of a parameter holds for it."""

from collections.abc import Sequence
from datetime import date

import attrs

from policy_engine.core.program import ParameterRow, ParameterTable
from policy_engine.core.values import NONE, UNKNOWN, Truth, Value
from policy_engine.facts.case import Subject
from policy_engine.model.vocabulary import CODE_LENGTHS


def lies_in(subject: Subject, area: str) -> Truth:
    """Whether the subject lies in the area; unknown when its code is missing or too short to tell."""
    code = subject.code
    if not area:
        return True
    if code is None:
        return UNKNOWN
    if code.startswith(area):
        return True
    whole = len(code) >= CODE_LENGTHS.get(subject.entity, max(CODE_LENGTHS.values()))
    return UNKNOWN if area.startswith(code) and not whole else False


@attrs.frozen
class Found:
    """The row of a parameter that holds; none where it is unset, or while the rows `waiting` hang on unknown keys or the place."""

    row: ParameterRow | None
    waiting: tuple[ParameterRow, ...] = ()

    @property
    def open(self) -> bool:
        """Whether another key or place would decide which row holds."""
        return bool(self.waiting)

    @property
    def value(self) -> Value:
        """The value, unknown where it is unset or open."""
        return self.row.value if self.row is not None else UNKNOWN


def row_for(table: ParameterTable, keys: Sequence[Value], subject: Subject, day: date) -> Found:
    """The row in force on the day with the longest area around the subject; among equals the latest, then one that is set.

    It is open where a row that would go before hangs on an unknown key or place, unless it says the same.
    """
    fitting: list[tuple[ParameterRow, Truth]] = []
    for row in table.rows:
        if row.holds_on(day):
            fits, inside = _fits(row, keys), lies_in(subject, row.area)
            if fits is not False and inside is not False:
                fitting.append((row, UNKNOWN if UNKNOWN in (fits, inside) else True))
    fitting.sort(key=lambda entry: _rank(entry[0]), reverse=True)
    waiting: list[ParameterRow] = []
    for row, certain in fitting:
        if certain is True:
            return (
                Found(row)
                if all(each.value == row.value for each in waiting)
                else Found(None, tuple(waiting))
            )
        waiting.append(row)
    return Found(None, tuple(waiting))


def _rank(row: ParameterRow) -> tuple[int, date, bool]:
    return len(row.area), row.start or date.min, row.value is not UNKNOWN


def _fits(row: ParameterRow, keys: Sequence[Value]) -> Truth:
    result: Truth = True
    for cell, key in zip(row.keys, keys, strict=True):
        if cell is None:
            continue
        if key is UNKNOWN:
            result = UNKNOWN
        elif key is NONE or key != cell:
            return False
    return result
