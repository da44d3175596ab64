"""Periods of the calendar: their first and last days, semesters and school years."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from policy_engine.model.labels import Labels
from policy_engine.model.period import AUTUMN_START, SPRING_START


class CalendarPeriod(StrEnum):
    """A period that begins on a fixed day: weeks on Mondays, school years and autumn semesters in August."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SEMESTER = "semester"
    SCHOOL_YEAR = "school_year"


PERIOD_LABELS = {
    CalendarPeriod.WEEK: Labels("周", "week"),
    CalendarPeriod.MONTH: Labels("月", "month"),
    CalendarPeriod.QUARTER: Labels("季度", "quarter"),
    CalendarPeriod.HALF_YEAR: Labels("半年", "half-year"),
    CalendarPeriod.YEAR: Labels("年", "year"),
    CalendarPeriod.SEMESTER: Labels("学期", "semester"),
    CalendarPeriod.SCHOOL_YEAR: Labels("学年", "school year"),
}
SEMESTER_LABELS = {
    "spring": Labels("春季学期", "spring semester"),
    "autumn": Labels("秋季学期", "autumn semester"),
}
_MONTHS = {
    CalendarPeriod.MONTH: (1, 1),
    CalendarPeriod.QUARTER: (3, 1),
    CalendarPeriod.HALF_YEAR: (6, 1),
    CalendarPeriod.YEAR: (12, 1),
    CalendarPeriod.SEMESTER: (6, SPRING_START),
    CalendarPeriod.SCHOOL_YEAR: (12, AUTUMN_START),
}
"""How many months a period has, and the month in which one begins."""


def first_day(period: CalendarPeriod, day: date) -> date:
    """The first day of the period that holds the day.

    >>> first_day(CalendarPeriod.QUARTER, date(2019, 12, 31))
    datetime.date(2019, 10, 1)
    """
    if period is CalendarPeriod.WEEK:
        return day - timedelta(days=day.weekday())
    year, month = divmod(_first_month(period, day), 12)
    return date(year, month + 1, 1)


def last_day(period: CalendarPeriod, day: date) -> date:
    """The last day of the period that holds the day.

    >>> last_day(CalendarPeriod.MONTH, date(2020, 2, 1))
    datetime.date(2020, 2, 29)
    """
    if period is CalendarPeriod.WEEK:
        return day + timedelta(days=6 - day.weekday())
    length, _ = _MONTHS[period]
    year, month = divmod(_first_month(period, day) + length - 1, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def semester_of(day: date) -> str:
    """The semester that holds the day: `spring` or `autumn`."""
    return "spring" if _first_month(CalendarPeriod.SEMESTER, day) % 12 + 1 == SPRING_START else "autumn"


def school_year_of(day: date) -> int:
    """The school year that holds the day, by the year in which it begins."""
    return _first_month(CalendarPeriod.SCHOOL_YEAR, day) // 12


def _first_month(period: CalendarPeriod, day: date) -> int:
    """The month in which the period begins, counted from the year 0."""
    length, begins = _MONTHS[period]
    month = day.year * 12 + day.month - 1
    return month - (month - begins + 1) % length
