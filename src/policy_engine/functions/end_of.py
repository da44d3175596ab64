"""end_of: the last day of a period of the calendar."""

from policy_engine.functions.dates import edge_of_period
from policy_engine.functions.signature import CallSite, Function, Typed


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return edge_of_period(site, "end", arguments)


FUNCTION = Function(
    name="end_of",
    label="期末",
    arguments=("period", "date?"),
    meaning='日期（不写则为评估日）所在期间的末日：`"week"`（周一至周日）、`"month"`、`"quarter"`、`"half_year"`、`"year"`、`"semester"`、`"school_year"`。 '
    "The last day of the period that holds the date, by default that of evaluation; weeks run from Monday to Sunday.",
    lower=_lower,
    examples=(
        ('end_of("month", date("2020-02-01"))', "2020-02-29"),
        ('end_of("semester", date("2020-02-01"))', "2020-07-31"),
        ('end_of("year")', "2019-12-31"),
    ),
)
