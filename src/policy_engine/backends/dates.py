"""Calendar arithmetic on plain dates."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from policy_engine.core.expression import CalendarStep
from policy_engine.core.values import Value
from policy_engine.model.calendar import CalendarPeriod, first_day, last_day, school_year_of, semester_of
from policy_engine.model.working_days import add_working_days, is_working_day, next_working_day


def calendar_value(step: CalendarStep, arguments: list[Value]) -> Value:
    """The result of a calendar operation.

    Raises:
        OverflowError: for a date outside the years 1 to 9999.
        ValueError: the same.
        OutsideCalendar: for a working day in years for which none are known.

    """
    day = _day(arguments[0])
    if step in _OF_A_DAY:
        return _OF_A_DAY[step](day)
    if step in _MOVED:
        return _MOVED[step](day, _count(arguments[1]))
    return _BETWEEN[step](day, _day(arguments[1]))


def _days(start: date, end: date) -> int:
    return (end - start).days


def _months(start: date, end: date) -> int:
    if end < start:
        return -_months(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def _years(start: date, end: date) -> int:
    months = _months(start, end)
    return months // 12 if months >= 0 else -(-months // 12)


def _days_later(start: date, count: int) -> date:
    return start + timedelta(days=count)


def _months_later(start: date, count: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _months_later_up(start: date, count: int) -> date:
    later = _months_later(start, count)
    return later if later.day == start.day else later + timedelta(days=1)


def _day(value: Value) -> date:
    assert isinstance(value, date)
    return value


def _count(value: Value) -> int:
    assert isinstance(value, int)
    return value


_OF_A_DAY: dict[CalendarStep, Callable[[date], Value]] = {
    CalendarStep.YEAR_OF: lambda day: day.year,
    CalendarStep.MONTH_OF: lambda day: day.month,
    CalendarStep.SEMESTER_OF: semester_of,
    CalendarStep.SCHOOL_YEAR_OF: school_year_of,
    CalendarStep.IS_WORKING_DAY: is_working_day,
    CalendarStep.NEXT_WORKING_DAY: next_working_day,
    **{CalendarStep(f"start_of_{period}"): partial(first_day, period) for period in CalendarPeriod},
    **{CalendarStep(f"end_of_{period}"): partial(last_day, period) for period in CalendarPeriod},
}
_MOVED: dict[CalendarStep, Callable[[date, int], date]] = {
    CalendarStep.ADD_DAYS: _days_later,
    CalendarStep.ADD_MONTHS: _months_later,
    CalendarStep.ADD_MONTHS_UP: _months_later_up,
    CalendarStep.ADD_WORKING_DAYS: add_working_days,
}
_BETWEEN: dict[CalendarStep, Callable[[date, date], int]] = {
    CalendarStep.DAYS_BETWEEN: _days,
    CalendarStep.MONTHS_BETWEEN: _months,
    CalendarStep.YEARS_BETWEEN: _years,
}
