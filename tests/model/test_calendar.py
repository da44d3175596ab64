from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.model.calendar import CalendarPeriod, first_day, last_day, school_year_of, semester_of

DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31))
PERIODS = st.sampled_from(CalendarPeriod)


@pytest.mark.parametrize(
    ("period", "day", "first", "last"),
    [
        (CalendarPeriod.WEEK, date(2019, 12, 29), date(2019, 12, 23), date(2019, 12, 29)),
        (CalendarPeriod.WEEK, date(2019, 12, 30), date(2019, 12, 30), date(2020, 1, 5)),
        (CalendarPeriod.MONTH, date(2020, 2, 29), date(2020, 2, 1), date(2020, 2, 29)),
        (CalendarPeriod.MONTH, date(2019, 12, 1), date(2019, 12, 1), date(2019, 12, 31)),
        (CalendarPeriod.QUARTER, date(2019, 3, 31), date(2019, 1, 1), date(2019, 3, 31)),
        (CalendarPeriod.QUARTER, date(2019, 4, 1), date(2019, 4, 1), date(2019, 6, 30)),
        (CalendarPeriod.HALF_YEAR, date(2019, 6, 30), date(2019, 1, 1), date(2019, 6, 30)),
        (CalendarPeriod.HALF_YEAR, date(2019, 7, 1), date(2019, 7, 1), date(2019, 12, 31)),
        (CalendarPeriod.YEAR, date(2019, 12, 31), date(2019, 1, 1), date(2019, 12, 31)),
        (CalendarPeriod.SEMESTER, date(2020, 1, 31), date(2019, 8, 1), date(2020, 1, 31)),
        (CalendarPeriod.SEMESTER, date(2020, 2, 1), date(2020, 2, 1), date(2020, 7, 31)),
        (CalendarPeriod.SCHOOL_YEAR, date(2020, 7, 31), date(2019, 8, 1), date(2020, 7, 31)),
        (CalendarPeriod.SCHOOL_YEAR, date(2020, 8, 1), date(2020, 8, 1), date(2021, 7, 31)),
        (CalendarPeriod.YEAR, date(9999, 12, 31), date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_first_and_last_days(period: CalendarPeriod, day: date, first: date, last: date) -> None:
    """On both sides of the turn of each period."""
    assert (first_day(period, day), last_day(period, day)) == (first, last)


@given(period=PERIODS, day=DAYS)
def test_periods_tile_the_calendar(period: CalendarPeriod, day: date) -> None:
    """Every day lies in its period, all days of a period agree on it, and the next begins the day after."""
    first, last = first_day(period, day), last_day(period, day)
    assert first <= day <= last
    assert {first_day(period, each) for each in (first, last)} == {first}
    assert first_day(period, last + timedelta(days=1)) == last + timedelta(days=1)


@pytest.mark.parametrize("day", [date(1, 1, 31), date(9999, 12, 31)])
def test_periods_beyond_the_calendar_are_an_error(day: date) -> None:
    """A school year that begins before the year 1 or ends after 9999."""
    with pytest.raises(ValueError, match="year"):
        (first_day if day.year == 1 else last_day)(CalendarPeriod.SCHOOL_YEAR, day)


@pytest.mark.parametrize(
    ("day", "semester", "year"),
    [
        (date(2019, 7, 31), "spring", 2018),
        (date(2019, 8, 1), "autumn", 2019),
        (date(2020, 1, 31), "autumn", 2019),
        (date(2020, 2, 1), "spring", 2019),
        (date(1, 1, 31), "autumn", 0),
    ],
)
def test_semesters_and_school_years(day: date, semester: str, year: int) -> None:
    """January still belongs to the autumn semester; a school year is named by the year in which it begins."""
    assert (semester_of(day), school_year_of(day)) == (semester, year)
