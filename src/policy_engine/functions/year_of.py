"""year_of: the year of a date."""

from policy_engine.core.expression import Calendar, CalendarStep
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import DATE, INT


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    day = site.fit(arguments[0], DATE).expression
    return Typed(Calendar(CalendarStep.YEAR_OF, (day,), INT), INT, site.span)


FUNCTION = Function(
    name="year_of",
    arguments=("date",),
    meaning="The calendar year of the date.",
    lower=_lower,
    examples=(('year_of(date("2019-03-02"))', "2019"),),
)
