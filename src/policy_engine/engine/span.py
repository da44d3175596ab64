"""Spans of days: from the first day on, up to the last one but without it."""

from datetime import date

from policy_engine.diagnostics import Code, Diagnostic, PolicyError
from policy_engine.facts.problem import Problem
from policy_engine.facts.values import read_date

EMPTY_SPAN = Code("PE710", "empty-span")


def read_span(start: date | str, end: date | str) -> tuple[date, date]:
    """The two days; raises PolicyError where one is no day, or no day lies between them."""
    first, last = _read_day(start, "the first day of the span"), _read_day(end, "the day after the span")
    if first >= last:
        message = f"the span from {first} until {last} has no day: `until` is the first day that no longer belongs to it"
        raise PolicyError([Diagnostic(EMPTY_SPAN, message, help="give a later day as `until`")])
    return first, last


def _read_day(value: date | str, what: str) -> date:
    day = read_date(value)
    if isinstance(day, Problem):
        message = f"{what}: expected {day.expected}, found {day.found}"
        raise PolicyError(
            [Diagnostic(day.code, message, help=day.help, expected=day.expected, found=day.found)]
        )
    return day
