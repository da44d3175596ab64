"""Small core conditions, put together without what is always true."""

from policy_engine.core.building import TRUE, every, some
from policy_engine.core.expression import (
    All,
    Any,
    Calendar,
    CalendarStep,
    Compare,
    Comparison,
    Constant,
    Expression,
)
from policy_engine.core.values import NONE
from policy_engine.model.types import DATE, INT

NO_DAY = Constant(NONE, DATE)


def all_of(*conditions: Expression) -> Expression:
    """Whether all hold."""
    parts = (part for each in conditions for part in (each.operands if isinstance(each, All) else (each,)))
    return every(*(part for part in parts if part != TRUE))


def any_of(*conditions: Expression) -> Expression:
    """Whether one holds."""
    return TRUE if TRUE in conditions else some(*conditions)


def not_after(day: Expression, other: Expression) -> Expression:
    """Whether a day comes before another or is the same; no if there is no such day."""
    return Compare(Comparison.AT_MOST, day, other)


def before(day: Expression, end: Expression | None) -> Expression:
    """Whether a day comes before an end, which there may not be."""
    if end is None:
        return TRUE
    return Any((Compare(Comparison.LESS, day, end), Compare(Comparison.EQUAL, end, NO_DAY)))


def moved(day: Expression, days: int) -> Expression:
    """A day so many days later."""
    return Calendar(CalendarStep.ADD_DAYS, (day, Constant(days, INT)), DATE)
