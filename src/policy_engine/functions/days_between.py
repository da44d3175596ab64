"""days_between: the days from one date to another."""

from policy_engine.core.expression import CalendarStep
from policy_engine.functions.dates import of_dates
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import Kind, Type

RESULT = Type(Kind.INT, (("day", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return of_dates(site, CalendarStep.DAYS_BETWEEN, arguments, RESULT)


FUNCTION = Function(
    name="days_between",
    label="相差天数",
    arguments=("from", "to"),
    meaning="从前一日期到后一日期的天数；后者在前时为负。 Days from the first date to the second; negative when it comes before.",
    lower=_lower,
    examples=(('days_between(date("2019-01-30"), date("2019-02-02"))', "3"),),
)
