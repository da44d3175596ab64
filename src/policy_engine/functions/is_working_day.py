"""is_working_day: whether a date is a working day."""

from policy_engine.core.expression import CalendarStep
from policy_engine.functions.dates import of_dates
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import BOOL


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return of_dates(site, CalendarStep.IS_WORKING_DAY, arguments, BOOL)


FUNCTION = Function(
    name="is_working_day",
    label="是工作日",
    arguments=("date",),
    meaning="日期是否为工作日：计入调休上班，除去周末和节假日；放假安排未知的年份报错。 Whether the date is a working day: weekdays without public holidays, and make-up days; an error in years whose holidays are not known.",
    lower=_lower,
    examples=(
        ('is_working_day(date("2020-01-19"))', "true"),
        ('is_working_day(date("2020-01-24"))', "false"),
    ),
)
