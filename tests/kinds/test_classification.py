import pytest

from policy_engine.core.values import NONE, UNKNOWN, Value
from tests.language import HEAD, Told, outcome, program, refused, rule, run_of, subject, told

CLASSES = "classes: {rich: cost > 100, poor: {when: cost < 10 and insured, title: {zh: 困难, en: in need}}, old: age > 60}"
LETTERS = "its values: plain, hill"


@pytest.mark.parametrize(
    ("facts", "status", "value", "missing"),
    [
        ({"cost": 10_001, "age": 70}, "classified", "rich", []),
        ({"cost": 10_000, "age": 70}, "classified", "old", []),
        ({"cost": 999, "insured": True, "age": 70}, "classified", "poor", []),
        ({"cost": 999, "insured": False, "age": 70}, "classified", "old", []),
        ({"cost": 999, "insured": False, "age": 60}, "unclassified", None, []),
        ({"cost": 999, "age": 70}, "undetermined", None, ["person:1.insured"]),
        ({"age": 70}, "undetermined", None, ["person:1.cost", "person:1.insured"]),
        ({"cost": 2000}, "undetermined", None, ["person:1.age"]),
        ({"cost": 20_000}, "classified", "rich", []),
        ({"r": "poor"}, "classified", "poor", []),
        ({"r": NONE}, "unclassified", None, []),
    ],
)
def test_the_first_class_whose_condition_holds_is_the_class(
    facts: dict[str, Value], status: str, value: str | None, missing: list[str]
) -> None:
    """An open condition before it leaves the class open, and a class that the case states fills it."""
    found = outcome(program(rule("classification", "person", CLASSES)), subject("person", **facts))  # type: ignore[arg-type]
    names = [each.name for each in found.missing]
    assert (found.status, found.detail("value")) == (status, value)
    assert names[: len(missing)] == missing
    assert bool(names) == (status == "undetermined")


def test_the_class_is_a_variable_of_other_rules() -> None:
    """By the name of the rule, with the names and titles of the classes as its values."""
    classed = rule("classification", "person", CLASSES, name="need")
    user = rule("derive", "person", "type: bool", 'value: need == "困难" or need == "old"', name="helped")
    made = program(
        HEAD + "rules:\n" + classed.split("rules:\n")[1] + user.split("rules:\n")[1].replace("乙", "帮扶")
    )
    for facts, helped in (({"cost": 20_000}, False), ({"cost": 999, "insured": True}, True), ({}, UNKNOWN)):
        run = run_of(subject("person", **facts), made)  # type: ignore[arg-type]
        assert run.variable(run.case.root, "helped") is helped


def test_a_variable_of_the_vocabulary_may_be_classified() -> None:
    """Its declared values are the classes; for a place it is that of the rule's own entity."""
    made = program(
        rule("classification", "village", "variable: kind", "classes: {hill: land > 5, plain: land > 1}")
    )
    for land, value in ((6, "hill"), (2, "plain"), (1, None)):
        assert outcome(made, subject("village", land=land * 1_000_000)).detail("value") == value


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        (("classes: {}",), [("PE540", "`m.r` has no classes", "r", "")]),
        (("variable: kind", "classes: {plain: poor, x: poor}"), [("PE541", "`kind` has no value `x`", "poor", LETTERS)]),
        (("variable: kid", "classes: {plain: poor}"), [
            ("PE214", "the village has no variable `kid` to compute", "r", "did you mean `kind`?")]),
        (("classes: {a: poor, b: {when: poor}, c: [x], d: , e: {when: poor, titel: x, title: {zh: 甲, en: a}}}",), [
            ("PE132", "the key `title` is missing here", "{when: poor}", "add `title: ...`"),
            ("PE133", "expected a mapping with the keys when, title, found a list", "[x]", ""),
            ("PE120", "there is no expression here", "", "write one"),
            ("PE131", "there is no key `titel` here", "titel", "did you mean `title`?")]),
        (("classes: {a: land}",), [("PE310", "expected yes or no, found a number", "land", "")]),
    ],
)  # fmt: skip
def test_wrong_classes_are_refused(lines: tuple[str, ...], findings: list[Told]) -> None:
    """None at all, values that are not declared, conditions that are none."""
    assert told(refused(rule("classification", "village", *lines))) == findings


def test_an_override_can_only_use_declared_classes() -> None:
    """Others rely on the values of the variable."""
    base = rule("classification", "village", "classes: {a: poor}")
    change = HEAD + "overrides: {m.r: {area: '62', reason: {zh: 甲, en: A}, source: s2, classes: {b: poor}}}"
    assert told(refused(base, change)) == [("PE541", "`r` has no value `b`", "poor", "its values: a")]
