"""months_between: the months from one date to another."""

from policy_engine.core.expression import Calendar, CalendarStep
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import DATE, Kind, Type

RESULT = Type(Kind.INT, (("month", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    dates = tuple(site.fit(argument, DATE).expression for argument in arguments)
    return Typed(Calendar(CalendarStep.MONTHS_BETWEEN, dates, RESULT), RESULT, site.span)


FUNCTION = Function(
    name="months_between",
    arguments=("from", "to"),
    meaning="Completed months from the first date to the second.",
    lower=_lower,
    examples=(('months_between(date("2019-01-31"), date("2019-02-28"))', "0"),),
)
