"""add_days: a date moved by days."""

from policy_engine.core.expression import Calendar, CalendarStep
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import DATE, Kind, Type

COUNT = Type(Kind.INT, (("day", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    start = site.fit(arguments[0], DATE).expression
    count = site.fit(arguments[1], COUNT).expression
    return Typed(Calendar(CalendarStep.ADD_DAYS, (start, count), DATE), DATE, site.span)


FUNCTION = Function(
    name="add_days",
    label="加天",
    arguments=("date", "days"),
    meaning="若干天以后的日期。 The date so many days later.",
    lower=_lower,
    examples=(('add_days(date("2019-12-31"), 1)', "2020-01-01"),),
)
