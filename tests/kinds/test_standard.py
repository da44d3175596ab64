import pytest

from policy_engine.core.values import NONE, Value
from tests.language import Told, outcome, program, refused, rule, subject, told

CRITERIA = "criteria: {roof: inhabited, room: {when: area >= 20, title: {zh: 面积达标, en: large enough}}}"
MET, OPEN, MISSED = "met", "undetermined", "not_met"


@pytest.mark.parametrize(
    ("facts", "status", "criteria", "missing"),
    [
        ({"inhabited": True, "area": 20_000_000}, "met", [MET, MET], []),
        ({"inhabited": True, "area": 19_999_999}, "not_met", [MET, MISSED], []),
        ({"inhabited": False, "area": 20_000_000}, "not_met", [MISSED, MET], []),
        ({"inhabited": False}, "not_met", [MISSED, OPEN], []),
        ({"inhabited": NONE, "area": 20_000_000}, "not_met", [MISSED, MET], []),
        ({"inhabited": True}, "undetermined", [MET, OPEN], ["dwelling:1.area"]),
        ({}, "undetermined", [OPEN, OPEN], ["dwelling:1.inhabited", "dwelling:1.area"]),
    ],
)
def test_a_standard_is_met_when_all_criteria_are(
    facts: dict[str, Value], status: str, criteria: list[str], missing: list[str]
) -> None:
    """One that fails decides, whatever else is open; each criterion has a status of its own."""
    found = outcome(program(rule("standard", "dwelling", CRITERIA)), subject("dwelling", **facts))  # type: ignore[arg-type]
    assert (found.status, [each.name for each in found.missing]) == (status, missing)
    assert [(each.name, each.status) for each in found.criteria] == [
        *zip(("roof", "room"), criteria, strict=True)
    ]


@pytest.mark.parametrize(
    ("facts", "status", "missing"),
    [
        ({"insured": False}, "not_applicable", []),
        ({"insured": True, "poor": True}, "met", []),
        ({"insured": True, "poor": False}, "not_met", []),
        ({"insured": False, "poor": True}, "not_applicable", []),
        ({"poor": True}, "undetermined", ["person:1.insured"]),
        ({"poor": False}, "undetermined", ["person:1.insured"]),
        ({"insured": True}, "undetermined", ["person:1.poor"]),
        ({"insured": NONE, "poor": False}, "not_applicable", []),
    ],
)
def test_a_standard_applies_to_some(facts: dict[str, Value], status: str, missing: list[str]) -> None:
    """The others are neither met nor missed."""
    made = program(rule("standard", "person", "applies: insured", "criteria: {help: poor}"))
    found = outcome(made, subject("person", **facts))  # type: ignore[arg-type]
    assert (found.status, [each.name for each in found.missing]) == (status, missing)


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        (("criteria: {}",), [("PE550", "`m.r` has no criteria", "r", "")]),
        (("applies: area", "criteria: {a: inhabited}"), [("PE310", "expected yes or no, found a number", "area", "")]),
        (("criteria: {a: area, b: [x], c: {when: inhabited}, d: {when: inhabted, title: {zh: 甲, en: a}}}",), [
            ("PE310", "expected yes or no, found a number", "area", ""),
            ("PE133", "expected a mapping with the keys when, title, found a list", "[x]", ""),
            ("PE132", "the key `title` is missing here", "{when: inhabited}", "add `title: ...`"),
            ("PE201", "nothing here is called `inhabted`", "inhabted", "did you mean `inhabited`?")]),
    ],
)  # fmt: skip
def test_wrong_criteria_are_refused(lines: tuple[str, ...], findings: list[Told]) -> None:
    """All of them at once."""
    assert told(refused(rule("standard", "dwelling", *lines))) == findings
