"""add_years: a date moved by years."""

from policy_engine.core.expression import Calendar, CalendarStep, Constant, Multiply, Rounding
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import DATE, INT, Kind, Type

COUNT = Type(Kind.INT, (("year", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    start = site.fit(arguments[0], DATE).expression
    count = site.fit(arguments[1], COUNT).expression
    return Typed(
        Calendar(
            CalendarStep.ADD_MONTHS,
            (start, Multiply(count, Constant(12, INT), 0, Rounding.HALF_AWAY, INT)),
            DATE,
        ),
        DATE,
        site.span,
    )


FUNCTION = Function(
    name="add_years",
    arguments=("date", "years"),
    meaning="The date so many years later; 28 February for 29 February in other years.",
    lower=_lower,
    examples=(('add_years(date("2020-02-29"), 1)', "2021-02-28"),),
)
