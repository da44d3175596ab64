from policy_engine.core.program import Program
from policy_engine.decisions.decide import decide
from policy_engine.explanation.ask import Question, questions
from policy_engine.facts.case import Subject
from tests.language import HEAD, program, run_of, subject

RULES = """parameters:
  open: {title: {zh: 未定标准, en: open figure}, type: money, values: []}
rules:
"""


def rules(*conditions: str, amount: str = "") -> Program:
    """A program of entitlements of persons with these conditions."""
    texts = [
        f"  r{number}: {{kind: entitlement, title: {{zh: 乙, en: B}}, for: person, source: s1, when: {when!r}{amount}}}\n"
        for number, when in enumerate(conditions, 1)
    ]
    return program(HEAD + RULES + "".join(texts))


def asked(made: Program, root: Subject) -> list[tuple[str, int, int]]:
    """The questions by name, with what they settle and concern."""
    return [(each.missing.name, each.settles, each.concerns) for each in found(made, root)]


def found(made: Program, root: Subject) -> tuple[Question, ...]:
    """The questions for a root."""
    run = run_of(root, made)
    return questions(decide(run), run)


def test_those_that_settle_most_come_first() -> None:
    """Then those that most outcomes wait for, then by name."""
    made = rules(
        "insured",
        "insured and poor",
        "insured and age < 16",
        "cost < 5",
        "cost < 6",
        "poor and age < 3 and count < 2",
    )
    assert asked(made, subject("person", "p1")) == [
        ("person:p1.cost", 2, 2),
        ("person:p1.insured", 1, 3),
        ("person:p1.age", 0, 2),
        ("person:p1.poor", 0, 2),
        ("person:p1.count", 0, 1),
    ]


def test_the_order_does_not_hang_on_the_order_of_the_case() -> None:
    """The same facts are asked for in the same order."""
    made = rules("insured", "poor and age < 3")
    persons = [subject("person", name) for name in ("b", "a", "c")]
    one = asked(made, subject("household", "h1", *persons))
    other = asked(made, subject("household", "h1", *reversed(persons)))
    assert one == other
    assert [name for name, _, _ in one][:3] == ["person:a.insured", "person:b.insured", "person:c.insured"]


def test_an_open_amount_waits_for_its_parameter() -> None:
    """A right that is granted but for its figure is settled by the figure."""
    made = rules("insured", amount=", amount: open")
    (question,) = found(made, subject("person", "p1", insured=True))
    assert (question.missing.name, question.settles, question.concerns) == ("m.open", 1, 1)
    assert (question.labels.zh, question.labels.en) == ("未定标准", "open figure")
    assert question.rules == ("m.r1",)


def test_labels_of_facts_and_lists_and_places() -> None:
    """As their declarations have them."""
    made = rules("insured", "count(s for s in hospital_stays) > 1")
    labels = {each.missing.name: each.labels.zh for each in found(made, subject("person", "p1"))}
    assert labels == {"person:p1.insured": "参保", "person:p1.hospital_stays": "住院"}
    local = program(
        HEAD
        + "rules:\n  r: {kind: entitlement, title: {zh: 乙, en: B}, for: person, source: s1, area: '62', when: insured}\n"
    )
    (code,) = found(local, subject("person", "p1", insured=True))
    assert (code.missing.name, code.labels.en) == ("person:p1.code", "division code")


def test_nothing_is_asked_where_all_is_decided() -> None:
    """Nor about facts that do not matter."""
    assert asked(rules("insured and poor"), subject("person", "p1", insured=False)) == []


def test_a_rule_is_named_once_for_many_persons() -> None:
    """A fact of the household concerns each outcome that waits for it."""
    root = subject("household", "h1", subject("person", "a"), subject("person", "b"))
    (question,) = found(rules("household.income < 5"), root)
    assert (question.settles, question.concerns, question.rules) == (2, 2, ("m.r1",))
