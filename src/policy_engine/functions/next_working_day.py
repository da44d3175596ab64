"""next_working_day: a date put off to a working day."""

from policy_engine.core.expression import CalendarStep
from policy_engine.functions.dates import of_dates
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import DATE


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return of_dates(site, CalendarStep.NEXT_WORKING_DAY, arguments, DATE)


FUNCTION = Function(
    name="next_working_day",
    label="顺延至工作日",
    arguments=("date",),
    meaning="日期为工作日的即该日，否则为其后第一个工作日。 The date itself if it is a working day, else the first one after it.",
    lower=_lower,
    examples=(
        ('next_working_day(date("2020-01-24"))', "2020-02-03"),
        ('next_working_day(date("2020-01-23"))', "2020-01-23"),
    ),
)
