"""Calendar arithmetic on plain dates."""

from calendar import monthrange
from datetime import date, timedelta
from typing import assert_never

from policy_engine.core.expression import CalendarStep
from policy_engine.core.values import Value


def calendar_value(step: CalendarStep, arguments: list[Value]) -> Value:
    """The result of a calendar operation; raises OverflowError or ValueError outside the years 1 to 9999."""
    first = arguments[0]
    second = arguments[1] if len(arguments) > 1 else None
    assert isinstance(first, date)
    match step:
        case CalendarStep.ADD_DAYS:
            return first + timedelta(days=_count(second))
        case CalendarStep.ADD_MONTHS:
            return _months_later(first, _count(second))
        case CalendarStep.DAYS_BETWEEN:
            return (_day(second) - first).days
        case CalendarStep.MONTHS_BETWEEN:
            return _months(first, _day(second))
        case CalendarStep.YEARS_BETWEEN:
            months = _months(first, _day(second))
            return months // 12 if months >= 0 else -(-months // 12)
        case CalendarStep.YEAR_OF:
            return first.year
        case CalendarStep.MONTH_OF:
            return first.month
        case _:
            assert_never(step)


def _months(start: date, end: date) -> int:
    if end < start:
        return -_months(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def _months_later(start: date, count: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _day(value: Value | None) -> date:
    assert isinstance(value, date)
    return value


def _count(value: Value | None) -> int:
    assert isinstance(value, int)
    return value
