"""month_of: the month of a date."""

from policy_engine.core.expression import Calendar, CalendarStep
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import DATE, INT


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    day = site.fit(arguments[0], DATE).expression
    return Typed(Calendar(CalendarStep.MONTH_OF, (day,), INT), INT, site.span)


FUNCTION = Function(
    name="month_of",
    arguments=("date",),
    meaning="The number of the month of the date.",
    lower=_lower,
    examples=(('month_of(date("2019-03-02"))', "3"),),
)
