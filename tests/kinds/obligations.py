"""Programs with one obligation of a household, and households with visits."""

from datetime import date
from functools import cache

from policy_engine.core.program import Program
from policy_engine.core.values import Value
from policy_engine.facts.case import Subject
from tests.language import VOCABULARY, outcome, program, rule, subject

WORDS = VOCABULARY.replace(
    "facts:\n", "  visit: {label: {zh: 走访, en: visit}, plural: visits, parents: [household]}\nfacts:\n"
) + (
    """
  household.registered: {type: date, absent: true, label: {zh: 登记日期, en: date of registration}}
  household.left: {type: date, absent: true, label: {zh: 退出日期, en: date of exit}}
  household.again: {type: date, absent: true, label: {zh: 再次退出日期, en: second date of exit}}
  household.last: {type: date, absent: true, label: {zh: 末日, en: last day}}
  household.concerned: {type: bool, label: {zh: 适用, en: concerned}}
  household.times: {type: int, label: {zh: 应访次数, en: visits due}}
  visit.day: {type: date, absent: true, label: {zh: 走访日期, en: date of visit}}
  visit.home: {type: bool, label: {zh: 入户, en: at home}}
"""
)
HEAD_LINES = ("actor: cadre", "records: visits", "dated: day")
MONTHLY = (*HEAD_LINES, "every: month", "window: calendar")
Seen = tuple[str, object, object, object, object]


@cache
def made(*lines: str) -> Program:
    """A program with one obligation of a household."""
    return program(rule("obligation", "household", *lines), words=WORDS)


def household(*days: Value, **facts: Value) -> Subject:
    """A household with visits on the days."""
    visits = (subject("visit", str(number), day=day) for number, day in enumerate(days))
    return subject("household", "h", *visits, known=("visit",), **facts)  # type: ignore[arg-type]


def day(text: str) -> date:
    """A date by month and day of 2019, or in full."""
    return date.fromisoformat(text if len(text) > 5 else f"2019-{text}")


def seen(lines: tuple[str, ...], root: Subject, on: date) -> Seen:
    """Status, period, required, actual and since."""
    found = outcome(made(*lines), root, on)
    assert found.detail("actor") == "cadre"
    period, required, actual, since = (
        found.detail(name) for name in ("period", "required", "actual", "since")
    )
    return found.status, period, required, actual, since
