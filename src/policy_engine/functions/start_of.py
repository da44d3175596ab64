"""start_of: the first day of a period of the calendar."""

from policy_engine.functions.dates import edge_of_period
from policy_engine.functions.signature import CallSite, Function, Typed


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return edge_of_period(site, "start", arguments)


FUNCTION = Function(
    name="start_of",
    label="期初",
    arguments=("period", "date?"),
    meaning='日期（不写则为评估日）所在期间的首日：`"week"`（周一至周日）、`"month"`、`"quarter"`、`"half_year"`、`"year"`、`"semester"`、`"school_year"`。 '
    "The first day of the period that holds the date, by default that of evaluation; weeks run from Monday to Sunday.",
    lower=_lower,
    examples=(
        ('start_of("month", date("2020-02-29"))', "2020-02-01"),
        ('start_of("week", date("2020-02-29"))', "2020-02-24"),
        ('start_of("quarter")', "2019-10-01"),
    ),
)
