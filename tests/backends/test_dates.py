from datetime import date

import pytest

from policy_engine.backends import dates
from policy_engine.backends.dates import calendar_value
from policy_engine.core.expression import CalendarStep
from policy_engine.core.values import Value


@pytest.mark.parametrize(
    ("step", "arguments", "value"),
    [
        (CalendarStep.ADD_DAYS, [date(2019, 12, 31), 1], date(2020, 1, 1)),
        (CalendarStep.ADD_DAYS, [date(2020, 3, 1), -1], date(2020, 2, 29)),
        (CalendarStep.ADD_MONTHS, [date(2019, 12, 31), 2], date(2020, 2, 29)),
        (CalendarStep.ADD_MONTHS, [date(2020, 1, 31), -2], date(2019, 11, 30)),
        (CalendarStep.ADD_MONTHS, [date(2020, 2, 29), 12], date(2021, 2, 28)),
        (CalendarStep.ADD_MONTHS, [date(2020, 2, 29), 0], date(2020, 2, 29)),
        (CalendarStep.ADD_MONTHS, [date(1, 1, 31), 1], date(1, 2, 28)),
        (CalendarStep.ADD_MONTHS, [date(9999, 11, 30), 1], date(9999, 12, 30)),
        (CalendarStep.ADD_MONTHS_UP, [date(2019, 1, 31), 1], date(2019, 3, 1)),
        (CalendarStep.ADD_MONTHS_UP, [date(2019, 1, 29), 1], date(2019, 3, 1)),
        (CalendarStep.ADD_MONTHS_UP, [date(2020, 1, 29), 1], date(2020, 2, 29)),
        (CalendarStep.ADD_MONTHS_UP, [date(2019, 12, 31), -1], date(2019, 12, 1)),
        (CalendarStep.ADD_MONTHS_UP, [date(2019, 12, 31), 1], date(2020, 1, 31)),
        (CalendarStep.ADD_WORKING_DAYS, [date(2020, 1, 17), 3], date(2020, 1, 21)),
        (CalendarStep.NEXT_WORKING_DAY, [date(2020, 1, 24)], date(2020, 2, 3)),
        (CalendarStep.IS_WORKING_DAY, [date(2020, 1, 19)], True),
        (CalendarStep.DAYS_BETWEEN, [date(2019, 1, 1), date(2020, 1, 1)], 365),
        (CalendarStep.MONTHS_BETWEEN, [date(2019, 1, 31), date(2019, 2, 28)], 0),
        (CalendarStep.MONTHS_BETWEEN, [date(2019, 2, 28), date(2019, 1, 31)], 0),
        (CalendarStep.MONTHS_BETWEEN, [date(2019, 3, 31), date(2019, 2, 28)], -1),
        (CalendarStep.YEARS_BETWEEN, [date(2012, 2, 29), date(2013, 2, 28)], 0),
        (CalendarStep.YEARS_BETWEEN, [date(2013, 2, 28), date(2012, 2, 29)], 0),
        (CalendarStep.YEARS_BETWEEN, [date(2014, 3, 1), date(2012, 2, 29)], -2),
        (CalendarStep.YEAR_OF, [date(2019, 5, 6)], 2019),
        (CalendarStep.MONTH_OF, [date(2019, 5, 6)], 5),
        (CalendarStep.SEMESTER_OF, [date(2019, 7, 31)], "spring"),
        (CalendarStep.SEMESTER_OF, [date(2020, 1, 31)], "autumn"),
        (CalendarStep.SCHOOL_YEAR_OF, [date(2020, 7, 31)], 2019),
        (CalendarStep.START_OF_WEEK, [date(2019, 12, 31)], date(2019, 12, 30)),
        (CalendarStep.END_OF_SCHOOL_YEAR, [date(2019, 12, 31)], date(2020, 7, 31)),
    ],
)
def test_calendar_steps(step: CalendarStep, arguments: list[Value], value: Value) -> None:
    """Completed months and years, negative where the second date comes first; the last day of a shorter month."""
    assert calendar_value(step, arguments) == value


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_later_and_back(month: int) -> None:
    """From the 28th on, a month later is a completed month later."""
    for day in (1, 15, 28):
        start = date(2019, month, day)
        later = calendar_value(CalendarStep.ADD_MONTHS, [start, 1])
        assert calendar_value(CalendarStep.MONTHS_BETWEEN, [start, later]) == 1
        assert calendar_value(CalendarStep.ADD_MONTHS, [later, -1]) == start


def test_every_step_is_of_one_shape() -> None:
    """Of a date, of a date and a count, or between two dates."""
    shapes = [*dates._OF_A_DAY, *dates._MOVED, *dates._BETWEEN]
    assert sorted(shapes) == sorted(CalendarStep)
