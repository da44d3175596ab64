"""Working days: weekdays without public holidays, and the weekend days worked in their stead."""

from datetime import date, timedelta

from chinese_calendar import holidays, workdays  # type: ignore[import-untyped]

_HOLIDAYS: frozenset[date] = frozenset(holidays)
_MADE_UP: frozenset[date] = frozenset(workdays)
KNOWN_YEARS = (min(_HOLIDAYS).year, max(_HOLIDAYS).year)
"""The first and last year for which public holidays are known."""


class OutsideCalendar(Exception):  # noqa: N818 - it says what is the case
    """A year for which public holidays are not known."""


def is_known(day: date) -> bool:
    """Whether it is known if the day is a working day."""
    first, last = KNOWN_YEARS
    return first <= day.year <= last


def is_working_day(day: date) -> bool:
    """Whether the day is a working day.

    >>> is_working_day(date(2020, 1, 19)), is_working_day(date(2020, 1, 24))
    (True, False)

    Raises:
        OutsideCalendar: when it is not known.

    """
    if not is_known(day):
        raise OutsideCalendar(day.year)
    return day in _MADE_UP or (day.weekday() < 5 and day not in _HOLIDAYS)


def next_working_day(day: date) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """The working day that is so many working days after the day, before it when the count is negative; the day itself for 0."""
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day
