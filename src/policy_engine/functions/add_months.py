"""add_months: a date moved by months."""

from policy_engine.core.expression import Calendar, CalendarStep
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import DATE, Kind, Type

COUNT = Type(Kind.INT, (("month", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    start = site.fit(arguments[0], DATE).expression
    count = site.fit(arguments[1], COUNT).expression
    return Typed(Calendar(CalendarStep.ADD_MONTHS, (start, count), DATE), DATE, site.span)


FUNCTION = Function(
    name="add_months",
    arguments=("date", "months"),
    meaning="The date so many months later; the last day of the month where it is shorter.",
    lower=_lower,
    examples=(('add_months(date("2019-01-31"), 1)', "2019-02-28"),),
)
