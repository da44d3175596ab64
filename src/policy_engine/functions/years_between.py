"""years_between: the years from one date to another."""

from policy_engine.core.expression import Calendar, CalendarStep
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import DATE, Kind, Type

RESULT = Type(Kind.INT, (("year", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    dates = tuple(site.fit(argument, DATE).expression for argument in arguments)
    return Typed(Calendar(CalendarStep.YEARS_BETWEEN, dates, RESULT), RESULT, site.span)


FUNCTION = Function(
    name="years_between",
    arguments=("from", "to"),
    meaning="Completed years from the first date to the second: an age.",
    lower=_lower,
    examples=(('years_between(date("2012-02-29"), date("2019-02-28"))', "6"),),
)
