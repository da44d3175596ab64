"""in_period: whether a date lies in a half-open period."""

from policy_engine.core.expression import All, Compare, Comparison
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import BOOL, DATE


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    day, start, until = (site.fit(argument, DATE).expression for argument in arguments)
    begun, not_ended = Compare(Comparison.AT_MOST, start, day), Compare(Comparison.LESS, day, until)
    return Typed(All((begun, not_ended)), BOOL, site.span)


FUNCTION = Function(
    name="in_period",
    label="在期间内",
    arguments=("date", "from", "until"),
    meaning="日期是否在期间内：自起始日起，到截止日前一日止。 Whether the date lies in the period: from the first day on, up to the day before `until`.",
    lower=_lower,
    examples=(
        ('in_period(date("2020-01-01"), date("2020-01-01"), date("2020-02-01"))', "true"),
        ('in_period(date("2020-02-01"), date("2020-01-01"), date("2020-02-01"))', "false"),
    ),
)
