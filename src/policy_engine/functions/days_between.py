"""days_between: the days from one date to another."""

from policy_engine.core.expression import Calendar, CalendarStep
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import DATE, Kind, Type

RESULT = Type(Kind.INT, (("day", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    dates = tuple(site.fit(argument, DATE).expression for argument in arguments)
    return Typed(Calendar(CalendarStep.DAYS_BETWEEN, dates, RESULT), RESULT, site.span)


FUNCTION = Function(
    name="days_between",
    arguments=("from", "to"),
    meaning="Days from the first date to the second; negative when it comes before.",
    lower=_lower,
    examples=(('days_between(date("2019-01-30"), date("2019-02-02"))', "3"),),
)
