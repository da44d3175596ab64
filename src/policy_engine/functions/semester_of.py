"""semester_of: the semester of a date."""

from policy_engine.core.expression import CalendarStep
from policy_engine.functions.dates import of_dates
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.calendar import SEMESTER_LABELS
from policy_engine.model.types import EnumValue, Kind, Type

RESULT = Type(Kind.ENUM, values=tuple(EnumValue(name, labels) for name, labels in SEMESTER_LABELS.items()))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return of_dates(site, CalendarStep.SEMESTER_OF, arguments, RESULT)


FUNCTION = Function(
    name="semester_of",
    label="所在学期",
    arguments=("date",),
    meaning='日期所在学期：`"spring"` 为2月至7月，`"autumn"` 为8月至次年1月。 The semester of the date: `"spring"` from February to July, `"autumn"` from '
    "August to January.",
    lower=_lower,
    examples=(('semester_of(date("2020-01-31"))', "autumn"), ('semester_of(date("2020-02-01"))', "spring")),
)
