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
    """The row of a parameter that holds; no row: unset. `open` names what the choice hangs on: keys or the place."""

    row: ParameterRow | None
    open: bool = False

    @property
    def value(self) -> Value:
        """The value, unknown where it is unset or open."""
        return self.row.value if self.row is not None and not self.open else UNKNOWN


def row_for(table: ParameterTable, keys: Sequence[Value], subject: Subject, day: date) -> Found:
    """The row in force on the day with the longest area around the subject; among equals the latest."""
    best: ParameterRow | None = None
    for row in table.rows:
        if not row.holds_on(day):
            continue
        fits = _fits(row, keys)
        inside = lies_in(subject, row.area) if fits is not False else False
        if inside is False:
            continue
        if best is not None and _rank(row) < _rank(best):
            continue
        if fits is UNKNOWN or inside is UNKNOWN:
            return Found(row, open=True)
        best = row
    return Found(best)


def _rank(row: ParameterRow) -> tuple[int, date]:
    return len(row.area), row.start or date.min


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
