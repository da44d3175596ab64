"""year_of: the year of a date."""

from policy_engine.core.expression import CalendarStep
from policy_engine.functions.dates import of_dates
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import INT


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return of_dates(site, CalendarStep.YEAR_OF, arguments, INT)


FUNCTION = Function(
    name="year_of",
    label="所在年份",
    arguments=("date",),
    meaning="日期的年份。 The calendar year of the date.",
    lower=_lower,
    examples=(('year_of(date("2019-03-02"))', "2019"),),
)
