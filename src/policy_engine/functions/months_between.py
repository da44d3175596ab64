"""months_between: the months from one date to another."""

from policy_engine.core.expression import CalendarStep
from policy_engine.functions.dates import of_dates
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import Kind, Type

RESULT = Type(Kind.INT, (("month", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return of_dates(site, CalendarStep.MONTHS_BETWEEN, arguments, RESULT)


FUNCTION = Function(
    name="months_between",
    label="相差月数",
    arguments=("from", "to"),
    meaning="从前一日期到后一日期的足月数：到同日为满一个月；当月无此日的，到次月1日为满。日期颠倒时为相反数。 Completed months from the first date to the "
    "second: a month is completed on the same day of the month, or on the first of the next where there is no such day. With the "
    "dates the other way round, the same number below zero.",
    lower=_lower,
    examples=(
        ('months_between(date("2019-01-31"), date("2019-02-28"))', "0"),
        ('months_between(date("2019-01-31"), date("2019-03-01"))', "1"),
        ('months_between(date("2019-03-01"), date("2019-01-31"))', "-1"),
    ),
)
