from datetime import date

import pytest

from policy_engine.core.values import NONE, Value
from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.model.working_days import KNOWN_YEARS
from tests.language import Told, outcome, program, refused, rule, subject, told

HEAD_LINES = ("when: insured", "severity: high", "notify: [township, village]")
FIXED = {"severity": "high", "notify": ["township", "village"]}


@pytest.mark.parametrize(
    ("lines", "facts", "status", "due", "missing"),
    [
        ((), {"insured": True}, "raised", None, []),
        ((), {"insured": False}, "clear", None, []),
        ((), {}, "undetermined", None, ["person:1.insured"]),
        (("within: 15",), {"insured": True}, "raised", "2020-01-15", []),
        (("within: 0",), {"insured": True}, "raised", "2019-12-31", []),
        (("within: 15",), {"insured": False}, "clear", None, []),
        (("within: 15", "since: exit_date"), {"insured": True, "exit_date": date(2019, 12, 1)}, "raised", "2019-12-16", []),
        (("within: {working_days: 1}",), {"insured": True}, "raised", "2020-01-02", []),
        (("within: {working_days: 15}",), {"insured": True}, "raised", "2020-01-21", []),
        (("within: {working_days: 0}",), {"insured": True}, "raised", "2019-12-31", []),
        (("within: {working_days: 1}", "since: exit_date"), {"insured": True, "exit_date": date(2020, 1, 23)}, "raised", "2020-02-03", []),
        (("within: {working_days: 1}", "since: exit_date"), {"insured": True, "exit_date": NONE}, "raised", None, []),
        (("within: {working_days: 1}", "since: exit_date"), {"insured": False, "exit_date": date(1990, 1, 1)}, "clear", None, []),
        (("within: 15", "since: exit_date"), {"insured": True}, "raised", None, ["person:1.exit_date"]),
        (("within: 15", "since: exit_date"), {"insured": True, "exit_date": NONE}, "raised", None, []),
        (("within: 15", "since: 'add_months(birth_date, 1, \"down\")'"), {"insured": True, "birth_date": date(2019, 1, 31)}, "raised", "2019-03-15", []),
    ],
)  # fmt: skip
def test_an_alert_is_raised_or_clear(
    lines: tuple[str, ...], facts: dict[str, Value], status: str, due: str | None, missing: list[str]
) -> None:
    """It says whom to tell, how urgent it is, and by when; without the day to count from, what that waits for."""
    found = outcome(program(rule("alert", "person", *HEAD_LINES, *lines)), subject("person", **facts))  # type: ignore[arg-type]
    details = dict(found.details)
    assert (found.status, details.pop("due", None), [each.name for each in found.missing]) == (
        status,
        due,
        missing,
    )
    assert details == FIXED


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        (("since: exit_date",), [
            ("PE530", "`m.r` says `since:` but not within how many days", "r", "add `within:` with a number of days")]),
        (("within: ten",), [
            ("PE133", "expected a whole number such as 15, found `ten`", "ten", "")]),
        (("within: {working_days: ten}",), [
            ("PE133", "expected a whole number such as 15, found `ten`", "ten", "")]),
        (("within: {workin_days: 10, working_days: 10}",), [
            ("PE131", "there is no key `workin_days` here", "workin_days", "did you mean `working_days`?")]),
        (("within: 15", "since: age"), [
            ("PE310", "expected a date, found a count", "age", "")]),
        (("within: 15", 'since: \'"2019-01-01"\''), [
            ("PE310", "expected a date, found the text `2019-01-01`", '"2019-01-01"', 'write a date as `date("2019-01-31")`')]),
    ],
)  # fmt: skip
def test_a_wrong_deadline_is_refused(lines: tuple[str, ...], findings: list[Told]) -> None:
    """Days need a day to count from, and that must be a date."""
    assert told(refused(rule("alert", "person", *HEAD_LINES, *lines))) == findings


def test_a_deadline_beyond_the_known_holidays_is_an_error() -> None:
    """It is not guessed, and the error says which years are known."""
    made = program(rule("alert", "person", *HEAD_LINES, "within: {working_days: 1}", "since: exit_date"))
    with pytest.raises(PolicyError) as caught:
        outcome(made, subject("person", insured=True, exit_date=date(2099, 1, 1)))
    first, last = KNOWN_YEARS
    message = (
        f"the rules lead to working days of 2099, where the calendar knows {first} to {last} for person:1"
    )
    assert [(each.code.number, each.message) for each in caught.value.diagnostics] == [("PE707", message)]


def test_who_is_not_declared_is_told() -> None:
    """A warning: the rule works, but a misspelt office would never be told."""
    findings: list[Diagnostic] = []
    text = rule("alert", "person", "when: insured", "severity: low", "notify: [townshp, village]")
    program(text, findings=findings)
    assert [(each.code.number, each.code.severity, each.message, each.help) for each in findings] == [
        (
            "PE220",
            "warning",
            "nobody who pays or acts is called `townshp`",
            "did you mean `township`? or declare it under `actors:` in a file of vocabulary",
        )
    ]
