"""school_year_of: the school year of a date."""

from policy_engine.core.expression import CalendarStep
from policy_engine.functions.dates import of_dates
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import INT


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return of_dates(site, CalendarStep.SCHOOL_YEAR_OF, arguments, INT)


FUNCTION = Function(
    name="school_year_of",
    label="所在学年",
    arguments=("date",),
    meaning="日期所在学年，以其开始的年份表示；学年自8月1日起。 The school year of the date, by the year in which it begins, on 1 August.",
    lower=_lower,
    examples=(
        ('school_year_of(date("2020-07-31"))', "2019"),
        ('school_year_of(date("2020-08-01"))', "2020"),
    ),
)
