from datetime import date

import pytest
from jsonschema import Draft202012Validator

from policy_engine.core.values import UNKNOWN, Value
from policy_engine.decisions.decide import decide
from policy_engine.decisions.json import outcome_json
from policy_engine.decisions.schema import decision_schema
from policy_engine.facts.case import Subject
from tests.kinds.obligations import HEAD_LINES, MONTHLY, WORDS, household, made
from tests.language import program, rule, run_of, subject

CHECK = Draft202012Validator(decision_schema())
ON = date(2019, 9, 5)
PHASED = (*HEAD_LINES, "every: [{every: month, until: left}, {every: quarter}]", "window: calendar")


@pytest.mark.parametrize(
    ("lines", "root", "status"),
    [
        (MONTHLY, household(date(2019, 9, 1)), "done"),
        (MONTHLY, household(date(2019, 9, 1), UNKNOWN), "done"),
        (MONTHLY, household(date(2019, 8, 1)), "due"),
        (MONTHLY, household(), "overdue"),
        (PHASED, household(), "overdue"),
        (MONTHLY, subject("household", "h"), "undetermined"),
    ],
)
def test_obligations_fit_the_schema(lines: tuple[str, ...], root: Subject, status: str) -> None:
    """Those too whose status is known while a figure waits for a fact."""
    (found,) = (each for each in decide(run_of(root, made(*lines), ON)) if each.subject.parent is None)
    assert found.status == status
    assert [error.message for error in CHECK.iter_errors(_decision(outcome_json(found, "...")))] == []


@pytest.mark.parametrize(
    ("facts", "status", "missing"),
    [({"population": 10}, "met", True), ({"population": 9}, "behind", True), ({}, "undetermined", True)],
)
def test_targets_fit_the_schema(facts: dict[str, Value], status: str, missing: bool) -> None:
    """A date that is open leaves the status."""
    words = WORDS + "  village.day: {type: date, label: {zh: 某日, en: day}}\n"
    lines = ("actual: population", "required: 10", "by: day")
    root = subject("village", "v", **facts)  # type: ignore[arg-type]
    run = run_of(root, program(rule("target", "village", *lines), words=words), ON)
    (found,) = decide(run)
    assert (found.status, bool(found.missing)) == (status, missing)
    assert [error.message for error in CHECK.iter_errors(_decision(outcome_json(found, "...")))] == []


def _decision(outcome: object) -> dict[str, object]:
    return {
        "on": ON.isoformat(),
        "policy_digest": "sha256:" + "0" * 64,
        "engine": "policy_engine 0.1.0",
        "outcomes": [outcome],
    }
