import json

import pytest

from policy_engine.core.program import Program
from policy_engine.decisions.json import outcome_json
from policy_engine.facts.case import Subject
from policy_engine.model.labels import Language
from tests.language import HEAD, outcome, program, rule, subject

SOURCE = [{"item": "s1", "document": "办法", "section": "1"}]


def person(**facts: object) -> Subject:
    """A person."""
    return subject("person", "p1", **facts)  # type: ignore[arg-type]


def entitlement(*lines: str) -> Program:
    """A program with one entitlement of persons."""
    return program(rule("entitlement", "person", *lines))


ALERT = program(
    rule(
        "alert",
        "person",
        "when: age < 16",
        "severity: high",
        "notify: [school, town]",
        "within: 15",
        "since: exit_date",
    )
)
PAID = entitlement("when: insured", "amount: cost", "per: year", "form: cash", "paid_by: fund")
STANDARD = program(rule("standard", "person", "applies: poor", "criteria: {cover: insured, grown: age > 16}"))
CLASSES = program(rule("classification", "person", "classes: {young: age < 16}"))


@pytest.mark.parametrize(
    ("made", "root", "expected"),
    [
        (
            PAID,
            person(insured=True, cost=123450),
            {"kind": "entitlement", "subject": "person:p1", "status": "granted", "amount": "1234.50", "unit": "yuan", "per": "year", "form": "cash", "paid_by": "fund"},
        ),
        (
            PAID,
            person(insured=True),
            {"kind": "entitlement", "subject": "person:p1", "status": "eligible", "unit": "yuan", "per": "year", "form": "cash", "paid_by": "fund", "missing": [{"fact": "person:p1.cost"}]},
        ),
        (
            PAID,
            person(insured=False),
            {"kind": "entitlement", "subject": "person:p1", "status": "not_eligible", "unit": "yuan", "per": "year", "form": "cash", "paid_by": "fund"},
        ),
        (
            entitlement("when: insured", "form: service"),
            person(insured=True),
            {"kind": "entitlement", "subject": "person:p1", "status": "granted", "per": "once", "form": "service"},
        ),
        (
            entitlement("when: insured", "amount: weight"),
            person(insured=True, weight=2500000),
            {"kind": "entitlement", "subject": "person:p1", "status": "granted", "amount": "2.5", "unit": "number", "per": "once", "form": "cash"},
        ),
        (
            ALERT,
            person(age=12),
            {"kind": "alert", "subject": "person:p1", "status": "raised", "severity": "high", "notify": ["school", "town"], "missing": [{"fact": "person:p1.exit_date"}]},
        ),
        (
            program(rule("alert", "person", "when: age < 16", "severity: low", "notify: school", "within: 1")),
            person(age=12),
            {"kind": "alert", "subject": "person:p1", "status": "raised", "severity": "low", "notify": ["school"], "due": "2020-01-01"},
        ),
        (
            CLASSES,
            person(age=12),
            {"kind": "classification", "subject": "person:p1", "status": "classified", "value": "young"},
        ),
        (CLASSES, person(age=20), {"kind": "classification", "subject": "person:p1", "status": "unclassified"}),
        (
            STANDARD,
            person(poor=True, insured=True),
            {
                "kind": "standard", "subject": "person:p1", "status": "undetermined",
                "criteria": [{"id": "cover", "status": "met"}, {"id": "grown", "status": "undetermined"}],
                "missing": [{"fact": "person:p1.age"}],
            },
        ),
    ],
)  # fmt: skip
def test_an_outcome_as_the_contract_writes_it(
    made: Program, root: Subject, expected: dict[str, object]
) -> None:
    """Exactly these keys in this order, between the rule and its source."""
    entry = outcome_json(outcome(made, root), "why")
    whole = {"rule": "m.r", **expected, "source": SOURCE, "because": "why"}
    assert json.dumps(entry, ensure_ascii=False) == json.dumps(whole, ensure_ascii=False)


def test_all_sorts_of_missing_things() -> None:
    """Facts, parameters and records."""
    head = HEAD + "parameters:\n  open: {title: {zh: 甲, en: A}, type: money, values: []}\n"
    when = "when: cost > open and count(s for s in hospital_stays) > 1"
    entry = outcome_json(outcome(program(rule("entitlement", "person", when, head=head)), person()), "")
    assert entry["missing"] == [
        {"fact": "person:p1.cost"},
        {"parameter": "m.open"},
        {"records": "person:p1.hospital_stays"},
    ]


def test_the_document_is_named_in_the_language() -> None:
    """The item and the section are the same in both."""
    entry = outcome_json(outcome(CLASSES, person(age=12)), "", Language.EN)
    assert entry["source"] == [{"item": "s1", "document": "Measures", "section": "1"}]
