from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.model.working_days import (
    KNOWN_YEARS,
    OutsideCalendar,
    add_working_days,
    is_known,
    is_working_day,
    next_working_day,
)

FIRST, LAST = date(KNOWN_YEARS[0], 1, 1), date(KNOWN_YEARS[1], 12, 31)
DAYS = st.dates(FIRST + timedelta(days=60), LAST - timedelta(days=60))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2019, 12, 31), True),  # a Tuesday
        (date(2020, 1, 1), False),  # New Year
        (date(2020, 1, 18), False),  # a Saturday
        (date(2020, 1, 19), True),  # a Sunday that makes up for the Spring Festival
        (date(2020, 1, 23), True),
        (date(2020, 1, 24), False),  # its holidays, longer in that year
        (date(2020, 2, 2), False),
        (date(2020, 2, 3), True),
        (date(2018, 9, 29), True),  # a Saturday that makes up for the National Day
        (date(2015, 9, 3), False),  # a holiday of one year only
        (date(2016, 9, 3), False),  # a Saturday
        (date(2015, 9, 6), True),  # its make-up day
    ],
)
def test_holidays_and_make_up_days(day: date, *, working: bool) -> None:
    """As published by the State Council for each year."""
    assert is_working_day(day) is working


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        (date(2019, 12, 27), 1, date(2019, 12, 30)),
        (date(2019, 12, 31), 1, date(2020, 1, 2)),
        (date(2020, 1, 1), 1, date(2020, 1, 2)),
        (date(2020, 1, 17), 1, date(2020, 1, 19)),
        (date(2020, 1, 23), 1, date(2020, 2, 3)),
        (date(2020, 1, 23), 6, date(2020, 2, 10)),
        (date(2020, 1, 25), 0, date(2020, 1, 25)),
        (date(2020, 2, 3), -1, date(2020, 1, 23)),
        (date(2020, 1, 25), -1, date(2020, 1, 23)),
    ],
)
def test_counting_working_days(day: date, count: int, later: date) -> None:
    """The day itself does not count; over weekends, holidays and make-up days."""
    assert add_working_days(day, count) == later


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2020, 1, 23), date(2020, 1, 23)),
        (date(2020, 1, 24), date(2020, 2, 3)),
        (date(2020, 1, 18), date(2020, 1, 19)),
        (date(2020, 1, 19), date(2020, 1, 19)),
    ],
)
def test_the_next_working_day(day: date, moved: date) -> None:
    """A working day stays where it is."""
    assert next_working_day(day) == moved


@given(day=DAYS, count=st.integers(1, 30))
def test_counting_is_what_it_says(day: date, count: int) -> None:
    """Exactly so many of the days after it are working days, the last one included; and backwards it is undone."""
    later = add_working_days(day, count)
    between = [day + timedelta(days=each) for each in range(1, (later - day).days + 1)]
    assert sum(map(is_working_day, between)) == count
    assert is_working_day(later)
    assert add_working_days(later, -count) <= day
    assert next_working_day(day) in {day, add_working_days(day, 1)}


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_years_that_are_not_known(day: date) -> None:
    """They are never guessed; the first and the last known day still are known."""
    assert (is_known(day), is_known(FIRST), is_known(LAST)) == (False, True, True)
    with pytest.raises(OutsideCalendar, match=str(day.year)):
        is_working_day(day)
    with pytest.raises(OutsideCalendar, match=str(LAST.year + 1)):
        add_working_days(LAST, 1)
    with pytest.raises(OutsideCalendar, match=str(FIRST.year - 1)):
        add_working_days(FIRST, -1)


def test_every_year_in_between_has_its_holidays() -> None:
    """Each has at least the seven days of the law of 1999, and none has workdays on all Mondays to Fridays."""
    for year in range(KNOWN_YEARS[0], KNOWN_YEARS[1] + 1):
        days = [date(year, 1, 1) + timedelta(days=each) for each in range(365)]
        free = [day for day in days if day.weekday() < 5 and not is_working_day(day)]
        assert len(free) >= 7, year
