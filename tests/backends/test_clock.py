from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.backends.clock import day_of_change
from policy_engine.backends.dates import calendar_value
from policy_engine.core.expression import CalendarStep
from policy_engine.core.values import Value

TODAY = date(2019, 12, 30)
DAYS = st.dates(date(2018, 1, 1), date(2022, 12, 31))
TURNING = {CalendarStep.MONTH_OF, CalendarStep.SEMESTER_OF, CalendarStep.IS_WORKING_DAY}


@pytest.mark.parametrize("steady", [True, False])
@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (date(2020, 1, 1), None),
        (date(2020, 1, 2), date(2020, 1, 1)),
        (date(2025, 6, 1), date(2020, 1, 1)),
        (date(2019, 12, 31), None),
        (date(2019, 12, 30), None),
    ],
)
def test_the_first_day_with_another_value_is_found(end: date, expected: date | None, *, steady: bool) -> None:
    """The end no longer belongs to the span."""
    assert day_of_change(lambda day: day.year, TODAY, end, steady=steady) == expected


def test_what_comes_back_is_found_on_its_way() -> None:
    """Day by day, where halving would miss it."""
    assert day_of_change(lambda day: day.month, TODAY, date(2020, 12, 31), steady=False) == date(2020, 1, 1)


def test_a_day_without_a_value_is_a_change() -> None:
    """There the interpreter tells what is wrong."""
    first, end = date(9999, 12, 20), date(9999, 12, 31)

    def at(day: date) -> Value:
        return calendar_value(CalendarStep.ADD_DAYS, [day, 5]) != day

    assert day_of_change(at, first, end, steady=True) == date(9999, 12, 27)


@given(
    st.sampled_from([step for step in CalendarStep if step not in TURNING]),
    DAYS,
    st.integers(-40, 40),
    st.integers(1, 800),
)
def test_steady_steps_are_steady(step: CalendarStep, other: date, count: int, length: int) -> None:
    """What halving finds is what going day by day finds, whichever argument is the date."""
    end = date.fromordinal(TODAY.toordinal() + length)
    for at in ways(step, other, count):
        halved, walked = (day_of_change(at, TODAY, end, steady=steady) for steady in (True, False))
        assert halved == walked


def ways(step: CalendarStep, other: date, count: int) -> list[Callable[[date], Value]]:
    """The step with each of its arguments that is a date as the one that moves."""
    if step.value.endswith("_between"):
        return [
            lambda day: calendar_value(step, [day, other]),
            lambda day: calendar_value(step, [other, day]),
        ]
    if step.value.startswith("add_"):
        return [lambda day: calendar_value(step, [day, count])]
    return [lambda day: calendar_value(step, [day])]
