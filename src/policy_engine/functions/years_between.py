"""years_between: the years from one date to another."""

from policy_engine.core.expression import CalendarStep
from policy_engine.functions.dates import of_dates
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import Kind, Type

RESULT = Type(Kind.INT, (("year", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return of_dates(site, CalendarStep.YEARS_BETWEEN, arguments, RESULT)


FUNCTION = Function(
    name="years_between",
    label="相差年数",
    arguments=("from", "to"),
    meaning="从前一日期到后一日期的周年数；2月29日起算的，平年到3月1日为满。日期颠倒时为相反数。 Completed years from the first date to the second; from "
    "29 February, a year is completed on 1 March of other years. With the dates the other way round, the same number below zero.",
    lower=_lower,
    examples=(
        ('years_between(date("2012-02-29"), date("2019-02-28"))', "6"),
        ('years_between(date("2012-02-29"), date("2019-03-01"))', "7"),
    ),
)
