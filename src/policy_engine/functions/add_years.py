"""add_years: a date moved by years."""

from policy_engine.core.expression import Constant, Multiply, Rounding
from policy_engine.functions.dates import moved_by_months
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import INT, Kind, Type

COUNT = Type(Kind.INT, (("year", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    start, years, *rounding = arguments
    months = Multiply(site.fit(years, COUNT).expression, Constant(12, INT), 0, Rounding.HALF_AWAY, INT)
    return moved_by_months(site, start, months, tuple(rounding))


FUNCTION = Function(
    name="add_years",
    label="加年",
    arguments=("date", "years", "rounding?"),
    meaning='若干年以后的同日；该年无2月29日的，`"down"` 取2月28日，`"up"` 取3月1日。 The same day so many years later; for 29 February in other '
    'years 28 February (`"down"`) or 1 March (`"up"`).',
    lower=_lower,
    examples=(
        ('add_years(date("2020-02-29"), 1, "down")', "2021-02-28"),
        ('add_years(date("2020-02-29"), 1, "up")', "2021-03-01"),
    ),
)
