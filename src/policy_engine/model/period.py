"""Periods of flows: the month, semester or year that holds a date, and its neighbours.

A spring semester runs from February to July, an autumn semester from August to January.
"""

import re
from datetime import date
from enum import StrEnum

SPRING_START, AUTUMN_START = 2, 8
_KEY = re.compile(r"([0-9]{4})(?:-([0-9]{2}|spring|autumn))?")
_RANGE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{4}-[0-9]{2}-[0-9]{2})")


class Period(StrEnum):
    """How often a flow is counted; `once` belongs to its record and to no calendar period."""

    YEAR = "year"
    SEMESTER = "semester"
    MONTH = "month"
    ONCE = "once"


def ordinal(period: Period, day: date) -> int:
    """The number of the period that holds the day; neighbours differ by one."""
    match period:
        case Period.YEAR:
            return day.year
        case Period.MONTH:
            return day.year * 12 + day.month - 1
        case Period.SEMESTER:
            if day.month < SPRING_START:
                return day.year * 2 - 1
            return day.year * 2 + (1 if day.month >= AUTUMN_START else 0)
        case Period.ONCE:
            return 0


def ordinal_of_key(period: Period, key: str) -> int | None:
    """The period that a key of a case names (`2019`, `2019-03`, `2019-spring`, `2019-01-01/2019-12-31`); None if it names none of this kind."""
    found = _KEY.fullmatch(key)
    if found:
        return _ordinal_of_parts(period, int(found[1]), found[2])
    days = _RANGE.fullmatch(key)
    if not days:
        return None
    try:
        first, last = date.fromisoformat(days[1]), date.fromisoformat(days[2])
        number = ordinal(period, first)
        return number if (first, last) == _first_and_last(period, number) else None
    except ValueError:
        return None


def key_of(period: Period, number: int) -> str:
    """The key by which a case names the period."""
    match period:
        case Period.MONTH:
            return f"{number // 12:04d}-{number % 12 + 1:02d}"
        case Period.SEMESTER:
            return f"{number // 2:04d}-{'autumn' if number % 2 else 'spring'}"
        case _:
            return f"{number:04d}"


def _ordinal_of_parts(period: Period, year: int, part: str | None) -> int | None:
    if part is None:
        return year if period is Period.YEAR else None
    if part in ("spring", "autumn"):
        return year * 2 + (part == "autumn") if period is Period.SEMESTER else None
    month = int(part)
    if period is Period.MONTH and 1 <= month <= 12:
        return year * 12 + month - 1
    return None


def _first_and_last(period: Period, number: int) -> tuple[date, date]:
    return first_day(period, number), date.fromordinal(first_day(period, number + 1).toordinal() - 1)


def first_day(period: Period, number: int) -> date:
    """The first day of the period."""
    match period:
        case Period.MONTH:
            return date(number // 12, number % 12 + 1, 1)
        case Period.SEMESTER:
            return date(number // 2, AUTUMN_START if number % 2 else SPRING_START, 1)
        case _:
            return date(number, 1, 1)
