"""add_working_days: a date moved by working days."""

from policy_engine.core.expression import Calendar, CalendarStep
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import DATE, Kind, Type

COUNT = Type(Kind.INT, (("day", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    start = site.fit(arguments[0], DATE).expression
    count = site.fit(arguments[1], COUNT).expression
    return Typed(Calendar(CalendarStep.ADD_WORKING_DAYS, (start, count), DATE), DATE, site.span)


FUNCTION = Function(
    name="add_working_days",
    label="加工作日",
    arguments=("date", "days"),
    meaning="日期之后的第若干个工作日，当日不计；0 为该日本身。 The date so many working days later, the day itself not counted; for 0 the day itself.",
    lower=_lower,
    examples=(
        ('add_working_days(date("2020-01-17"), 1)', "2020-01-19"),
        ('add_working_days(date("2020-01-23"), 1)', "2020-02-03"),
    ),
)
