"""month_of: the month of a date."""

from policy_engine.core.expression import CalendarStep
from policy_engine.functions.dates import of_dates
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import INT


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return of_dates(site, CalendarStep.MONTH_OF, arguments, INT)


FUNCTION = Function(
    name="month_of",
    label="所在月份",
    arguments=("date",),
    meaning="日期的月份数。 The number of the month of the date.",
    lower=_lower,
    examples=(('month_of(date("2019-03-02"))', "3"),),
)
