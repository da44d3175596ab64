"""age_on: an age on a date."""

from policy_engine.core.expression import CalendarStep
from policy_engine.functions.dates import of_dates
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import Kind, Type

RESULT = Type(Kind.INT, (("year", 1),))


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return of_dates(site, CalendarStep.YEARS_BETWEEN, arguments, RESULT)


FUNCTION = Function(
    name="age_on",
    label="周岁",
    arguments=("birth_date", "date"),
    meaning="某日的周岁年龄；2月29日出生的，平年在3月1日长一岁。 The completed years of age on a date; whoever was born on 29 February turns a year older on "
    "1 March of other years.",
    lower=_lower,
    examples=(
        ('age_on(date("2003-09-01"), date("2019-08-31"))', "15"),
        ('age_on(date("2004-02-29"), date("2022-02-28"))', "17"),
        ('age_on(date("2004-02-29"), date("2022-03-01"))', "18"),
    ),
)
