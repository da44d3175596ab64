from datetime import date

import pytest

from policy_engine.core.program import Program
from policy_engine.core.values import NONE
from policy_engine.decisions.outcome import LISTED, Outcome
from policy_engine.diagnostics import PolicyError
from policy_engine.facts.case import Subject
from tests.language import HEAD, outcome, outcomes, program, rule, subject
from tests.support import assert_diagnostic

TABLES = """parameters:
  open: {title: {zh: 未定标准, en: open figure}, type: money, values: []}
  pay: {title: {zh: 补助, en: pay}, type: money, values: [{area: "62", value: 80}, {area: "34", value: unset}]}
"""
LANZHOU = "620102001001"


def person(**facts: object) -> Subject:
    """A person in Lanzhou."""
    return subject("person", "p1", code=LANZHOU, **facts)  # type: ignore[arg-type]


def missing(found: Outcome) -> list[str]:
    """What an outcome waits for, with its sort."""
    return [f"{each.sort.value} {each.name}" for each in found.missing]


def entitlement(*lines: str) -> Program:
    """A program with one entitlement of persons."""
    return program(rule("entitlement", "person", *lines, head=HEAD + TABLES))


@pytest.mark.parametrize(
    ("lines", "root", "status", "amount", "waits"),
    [
        (("when: insured",), person(insured=True), "granted", None, []),
        (("when: insured",), person(insured=False), "not_eligible", None, []),
        (("when: insured",), person(), "undetermined", None, ["fact person:p1.insured"]),
        (("when: insured", "amount: cost"), person(insured=True, cost=123450), "granted", "1234.50", []),
        (("when: insured", "amount: cost"), person(insured=True, cost=0), "granted", "0.00", []),
        (("when: insured", "amount: cost"), person(insured=True), "eligible", None, ["fact person:p1.cost"]),
        (("when: insured", "amount: cost"), person(insured=False), "not_eligible", None, []),
        (("when: insured", "amount: cost"), person(insured=True, cost=NONE), "not_eligible", None, []),
        (("when: insured", "amount: open"), person(insured=True), "eligible", None, ["parameter m.open"]),
        (("when: cost > open",), person(cost=5), "undetermined", None, ["parameter m.open"]),
        (("when: count(s for s in hospital_stays) > 1",), person(), "undetermined", None, ["records person:p1.hospital_stays"]),
        (("when: insured", "amount: pay"), subject("person", "p1", insured=True), "eligible", None, ["fact person:p1.code"]),
        (("when: insured", "amount: pay"), subject("person", "p1", insured=True, code="341221001001"), "eligible", None, ["parameter m.pay"]),
        (("when: insured", "amount: pay"), person(insured=True), "granted", "80.00", []),
        (("when: insured", "amount: weight"), person(insured=True, weight=1500000), "granted", "1.5", []),
    ],
)  # fmt: skip
def test_an_entitlement(
    lines: tuple[str, ...], root: Subject, status: str, amount: str | None, waits: list[str]
) -> None:
    """Granted with its amount, eligible without one, not eligible, or open with what it waits for."""
    found = outcome(entitlement(*lines), root)
    assert (found.status, found.detail("amount"), missing(found)) == (status, amount, waits)


def test_what_is_missing_stands_in_the_order_of_the_rule() -> None:
    """All that may decide, each once; what no longer matters is left out."""
    when = "when: (cost > open or insured) and count(s for s in hospital_stays) > 1 and insured and poor"
    assert missing(outcome(entitlement(when), person(poor=True))) == [
        "fact person:p1.cost",
        "parameter m.open",
        "fact person:p1.insured",
        "records person:p1.hospital_stays",
    ]
    assert missing(outcome(entitlement(when), person(poor=False))) == []
    assert missing(outcome(entitlement(when), person(poor=True, insured=True))) == [
        "records person:p1.hospital_stays"
    ]


@pytest.mark.parametrize(
    ("lines", "facts", "status", "due", "waits"),
    [
        ((), {"age": 12}, "raised", None, []),
        ((), {"age": 20}, "clear", None, []),
        ((), {}, "undetermined", None, ["fact person:p1.age"]),
        (("within: 15",), {"age": 12}, "raised", "2020-01-15", []),
        (("within: 0",), {"age": 12}, "raised", "2019-12-31", []),
        (("within: 15",), {"age": 20}, "clear", None, []),
        (("within: 15", "since: exit_date"), {"age": 12, "exit_date": date(2019, 2, 20)}, "raised", "2019-03-07", []),
        (("within: 15", "since: exit_date"), {"age": 12}, "raised", None, ["fact person:p1.exit_date"]),
        (("within: 15", "since: exit_date"), {"age": 12, "exit_date": NONE}, "raised", None, []),
    ],
)  # fmt: skip
def test_an_alert(
    lines: tuple[str, ...], facts: dict[str, object], status: str, due: str | None, waits: list[str]
) -> None:
    """Raised whether or not it is known by when somebody must act."""
    made = program(rule("alert", "person", "when: age < 16", "severity: high", "notify: [school]", *lines))
    found = outcome(made, person(**facts))
    assert (found.status, found.detail("due"), missing(found)) == (status, due, waits)


@pytest.mark.parametrize(
    ("facts", "status", "value", "waits"),
    [
        ({"age": 12}, "classified", "young", []),
        ({"age": 12, "poor": True}, "classified", "young", []),
        ({"age": 20, "poor": True}, "classified", "poor", []),
        ({"age": 20, "poor": False}, "unclassified", None, []),
        ({"age": 20}, "undetermined", None, ["fact person:p1.poor"]),
        ({"poor": True}, "undetermined", None, ["fact person:p1.age"]),
    ],
)
def test_a_classification(facts: dict[str, object], status: str, value: str | None, waits: list[str]) -> None:
    """The first class whose condition holds, none of them, or open."""
    found = outcome(program(rule("classification", "person", "classes: {young: age < 16, poor: poor}")), person(**facts))  # fmt: skip
    assert (found.status, found.detail("value"), missing(found)) == (status, value, waits)


@pytest.mark.parametrize(
    ("facts", "status", "criteria", "waits"),
    [
        ({"poor": True, "insured": True, "age": 20}, "met", ["met", "met"], []),
        ({"poor": True, "insured": False, "age": 20}, "not_met", ["not_met", "met"], []),
        ({"poor": True, "insured": False}, "not_met", ["not_met", "undetermined"], []),
        ({"poor": True, "insured": True}, "undetermined", ["met", "undetermined"], ["fact person:p1.age"]),
        ({"poor": False, "insured": False, "age": 20}, "not_applicable", ["not_met", "met"], []),
        ({"insured": True, "age": 20}, "undetermined", ["met", "met"], ["fact person:p1.poor"]),
    ],
)
def test_a_standard(facts: dict[str, object], status: str, criteria: list[str], waits: list[str]) -> None:
    """With each of its criteria, whether or not it applies."""
    made = program(rule("standard", "person", "applies: poor", "criteria: {cover: insured, grown: age > 16}"))
    found = outcome(made, person(**facts))
    assert (found.status, [each.status for each in found.criteria], missing(found)) == (
        status,
        criteria,
        waits,
    )


def test_what_is_told_unasked() -> None:
    """Rights, warnings, classes, failed standards and what is open; the rest with `--all`."""
    assert {"granted", "eligible", "raised", "classified", "not_met", "undetermined"} <= LISTED
    assert not {"not_eligible", "clear", "unclassified", "met", "not_applicable", "done"} & LISTED


def test_the_order_is_that_of_the_case_and_then_of_rule_names() -> None:
    """Whatever the order of the rules."""
    texts = [
        rule(
            "entitlement",
            entity,
            "when: 'true'",
            name=name,
            head=f"module: m\npolicy: {name}\ntitle: {{zh: 甲, en: A}}\n",
        )
        for name, entity in (("z", "person"), ("b", "household"), ("a", "person"), ("c", "household"))
    ]
    root = subject("household", "h", subject("person", "2"), subject("person", "1"))
    assert list(outcomes(program(*texts), root)) == [
        ("m.b", "household:h"),
        ("m.c", "household:h"),
        ("m.a", "person:2"),
        ("m.z", "person:2"),
        ("m.a", "person:1"),
        ("m.z", "person:1"),
    ]


def test_nothing_is_said_outside_the_place_and_dates_of_a_rule() -> None:
    """From the first day to the last; the day of `until` is outside."""
    made = entitlement("when: insured", 'area: "62"', "from: 2019-01-01", "until: 2020-01-01")
    inside = person(insured=True)
    for day, number in (
        (date(2018, 12, 31), 0),
        (date(2019, 1, 1), 1),
        (date(2019, 12, 31), 1),
        (date(2020, 1, 1), 0),
    ):
        assert len(outcomes(made, inside, day)) == number
    assert outcomes(made, subject("person", "p1", insured=True, code="341221001001")) == {}


def test_an_open_place_leaves_open_what_hangs_on_it() -> None:
    """What is not eligible anywhere stays so; what would be a right, or a failed standard, waits for the code."""
    made = entitlement("when: insured", 'area: "62"')
    assert outcome(made, subject("person", "p1", insured=False)).status == "not_eligible"
    waiting = outcome(made, subject("person", "p1", insured=True))
    assert (waiting.status, missing(waiting)) == ("undetermined", ["fact person:p1.code"])
    both = outcome(made, subject("person", "p1"))
    assert missing(both) == ["fact person:p1.code", "fact person:p1.insured"]
    standard = program(rule("standard", "person", "criteria: {cover: insured}", 'area: "62"'))
    for insured in (True, False):
        found = outcome(standard, subject("person", "p1", insured=insured))
        assert (found.status, missing(found)) == ("undetermined", ["fact person:p1.code"])
    assert outcome(standard, person(insured=False)).status == "not_met"


def test_a_rule_of_several_forms_has_one_outcome_where_the_place_is_open() -> None:
    """Open unless all forms agree, and it waits for what any of them waits for."""
    override = """module: g
policy: g
title: {zh: 甲, en: A}
overrides:
  m.r: {area: "62", reason: {zh: 甲, en: A}, source: s2, when: poor and age < 16}
"""
    made = program(rule("entitlement", "person", "when: insured"), override)

    def found(code: str | None, **facts: object) -> tuple[str, list[str]]:
        result = outcome(made, subject("person", "p1", code=code, **facts))  # type: ignore[arg-type]
        return result.status, missing(result)

    code = "fact person:p1.code"
    assert found(LANZHOU, insured=False, poor=True, age=12) == ("granted", [])
    assert found("341221001001", insured=False, poor=True, age=12) == ("not_eligible", [])
    assert found(None, insured=False, poor=False) == ("not_eligible", [])
    assert found(None, insured=True, poor=False) == ("undetermined", [code])
    assert found(None, insured=False, poor=True, age=12) == ("undetermined", [code])
    assert found(None, poor=True) == ("undetermined", [code, "fact person:p1.insured", "fact person:p1.age"])


DERIVED = """
rules:
  needy: {kind: derive, title: {zh: 困难, en: needy}, for: household, type: bool, source: s1, value: income < 10}
  aid: {kind: derive, title: {zh: 救助, en: aid}, for: household, type: money, unit: yuan / year, source: s1, table: [{when: needy, value: income * 2}]}
"""


def contradiction(**facts: object) -> PolicyError:
    """The error with which the facts of a household are refused."""
    with pytest.raises(PolicyError) as error:
        outcomes(program(HEAD + DERIVED.strip() + "\n"), subject("household", "h1", **facts))  # type: ignore[arg-type]
    return error.value


def test_a_given_fact_that_contradicts_a_rule_is_refused() -> None:
    """With both values, as a case would give them."""
    help_text = "correct the facts that it is computed from, or leave it out"
    error = contradiction(income=5000, needy=True)
    assert_diagnostic(
        error,
        code="PE704",
        message="`needy` of household:h1 is given as true, but the other facts make it false",
        help=help_text,
        path="$.needy",
    )
    assert (error.diagnostics[0].expected, error.diagnostics[0].found) == ("false", "true")
    assert_diagnostic(
        contradiction(income=500, aid=999),
        code="PE704",
        message="`aid` of household:h1 is given as 9.99, but the other facts make it 10.00",
        help=help_text,
        path="$.aid",
    )
    assert_diagnostic(
        contradiction(income=5000, aid=999),
        code="PE704",
        message="`aid` of household:h1 is given as 9.99, but the other facts make it none",
        help=help_text,
        path="$.aid",
    )


def test_all_contradictions_are_told_at_once() -> None:
    """One for each fact."""
    error = contradiction(income=5000, needy=True, aid=1)
    assert [each.path for each in error.diagnostics] == ["$.needy", "$.aid"]


def test_a_given_fact_is_used_where_it_cannot_be_computed() -> None:
    """And may repeat what is computed."""
    made = program(HEAD + DERIVED.strip() + "\n  r: {kind: entitlement, title: {zh: 乙, en: B}, for: household, source: s1, when: needy}\n")  # fmt: skip
    assert outcome(made, subject("household", "h1", needy=True)).status == "granted"
    assert outcome(made, subject("household", "h1", needy=True, income=500)).status == "granted"
    assert missing(outcome(made, subject("household", "h1"))) == ["fact household:h1.income"]
