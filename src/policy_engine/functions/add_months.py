"""add_months: a date moved by months."""

from policy_engine.functions.dates import moved_by_months
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import Kind, Type

COUNT = Type(Kind.INT, (("month", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    start, months, *rounding = arguments
    return moved_by_months(site, start, site.fit(months, COUNT).expression, tuple(rounding))


FUNCTION = Function(
    name="add_months",
    label="加月",
    arguments=("date", "months", "rounding?"),
    meaning='若干月以后的同日；当月无此日的，`"down"` 取月末，`"up"` 取次月首日。 The same day so many months later; in a month without such a '
    'day its last one (`"down"`) or the first of the next month (`"up"`).',
    lower=_lower,
    examples=(
        ('add_months(date("2019-01-31"), 1, "down")', "2019-02-28"),
        ('add_months(date("2019-01-31"), 1, "up")', "2019-03-01"),
        ('add_months(start_of("month", date("2019-01-31")), 1)', "2019-02-01"),
    ),
)
