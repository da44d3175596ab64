from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.core.expression import Compare, Read
from policy_engine.core.program import Program
from policy_engine.core.values import NONE, Value
from policy_engine.explanation.flip import flip
from policy_engine.facts.case import Subject
from tests.explanation.saying import decided, different
from tests.language import outcome, program, rule, subject


def person(code: str | None = "620102001001", /, **facts: Value) -> Subject:
    """A person."""
    return subject("person", "p1", code=code, known=(), **facts)


def entitled(when: str, *lines: str, others: str = "") -> Program:
    """A program with one entitlement of persons, and further rules."""
    return program(rule("entitlement", "person", f"when: |-\n  {when}", *lines) + others)


def changes(when: str, root: Subject, *lines: str) -> list[str]:
    """What would have to be different, in Chinese."""
    return different(entitled(when, *lines), root)[0].split("\n")


NOTHING = [""]


@pytest.mark.parametrize(
    ("when", "root", "expected"),
    [
        # one condition, both ways
        ("insured", person(insured=False), ["参保：是（现为否）"]),
        ("insured", person(insured=True), ["参保：否（现为是）"]),
        ("age < 16", person(age=20), ["年龄 < 16岁（现为20岁）"]),
        ("age < 16", person(age=12), ["年龄 ≥ 16岁（现为12岁）"]),
        ("not insured", person(insured=True), ["参保：否（现为是）"]),
        ("not insured", person(insured=False), ["参保：是（现为否）"]),
        # all: those that fail, or any one of them
        ("insured and poor and age < 16", person(insured=False, poor=True, age=20), ["参保：是（现为否）", "年龄 < 16岁（现为20岁）"]),
        ("insured and poor", person(insured=True, poor=True), ["参保：否（现为是）"]),
        # any: one of them, or all that hold
        ("insured or poor", person(insured=False, poor=False), ["参保：是（现为否）"]),
        ("insured or poor or age < 16", person(insured=True, poor=True, age=20), ["参保：否（现为是）", "贫困：否（现为是）"]),
        # nested: the smaller way
        ("insured and age < 16 or poor", person(insured=False, age=20, poor=False), ["贫困：是（现为否）"]),
        ("(insured or poor) and (age < 16 or poor)", person(insured=False, age=20, poor=False), ["贫困：是（现为否）"]),
        ("not (insured and (poor or age < 16))", person(insured=True, poor=True, age=12), ["参保：否（现为是）"]),
        # a choice: another branch, or another value in the one taken
        ("poor if insured else age < 16", person(insured=True, poor=False, age=12), ["贫困：是（现为否）"]),
        ("poor if insured else true", person(insured=True, poor=False), ["贫困：是（现为否）"]),
        ("false if insured else true", person(insured=True), ["参保：否（现为是）"]),
        # unknown: what it would have to be
        ("insured and age < 16", person(insured=True), ["年龄 < 16岁（现为未知）"]),
        ("insured and age < 16", person(), ["参保：是（现为未知）", "年龄 < 16岁（现为未知）"]),
        ("insured or age < 16", person(), ["参保：是（现为未知）"]),
        # none
        ("exit_date < context.date", person(exit_date=NONE), ["退出日期 < 日期（2019年12月31日）（现为无）"]),
        ("exit_date == none", person(exit_date=NONE), ["退出日期 ≠ 无（现为无）"]),
        # many values
        ('"diabetes" in disease', person(disease=frozenset({"hypertension"})), ["病种 含 糖尿病（现为高血压）"]),
        ('"diabetes" in disease', person(disease=frozenset({"diabetes"})), ["病种 不含 糖尿病（现为糖尿病）"]),
        ('any_of(disease, ("diabetes", "hypertension"))', person(disease=frozenset()), ["病种 含 糖尿病（现为无）"]),
        # the same condition twice is one change; wanted both ways it is none
        ("insured and (insured or poor) and insured", person(insured=False, poor=False), ["参保：是（现为否）"]),
        ("insured and not insured", person(insured=True), NOTHING),
        # nothing that could be different
        ("true", person(), NOTHING),
        ("false and insured", person(insured=True), NOTHING),
        ("false or insured", person(insured=False), ["参保：是（现为否）"]),
    ],
)  # fmt: skip
def test_the_fewest_conditions(when: str, root: Subject, expected: list[str]) -> None:
    """For a right that is had, those that would end it; for one that is not, those that would give it."""
    assert changes(when, root) == expected


def test_a_place_cannot_be_different() -> None:
    """Only the facts that hold at it."""
    assert changes("insured", person(None, insured=True), 'area: "62"') == NOTHING


def test_an_amount_of_none_cannot_be_changed_by_conditions() -> None:
    """The condition holds already; to make it fail would not turn the outcome around."""
    base = """  base:
    {kind: derive, title: {zh: 基数, en: base}, for: person, type: money, source: s1, table: [{when: poor, value: 10}]}
"""
    made = entitled("insured", "amount: base", "per: once", others=base)
    assert different(made, person(insured=True, poor=False))[0].split("\n") == NOTHING


DERIVED = """  child:
    {kind: derive, title: {zh: 儿童, en: child}, for: person, type: bool, source: s1, value: age < 16}
  needy:
    {kind: derive, title: {zh: 困难, en: needy}, for: household, type: bool, source: s1, value: income < 10}
  helped:
    {kind: derive, title: {zh: 受助, en: helped}, for: person, type: bool, source: s1, value: child and household.needy}
  local:
    {kind: derive, title: {zh: 本地, en: local}, for: person, type: bool, source: s1, area: "62", value: insured}
"""


def test_computed_variables_are_followed_to_their_facts() -> None:
    """Also to those of another subject, which is then named."""
    made = entitled("helped", others=DERIVED)
    home = subject("household", "h1", subject("person", "p1", age=20), income=5000)
    texts = different(made, home, "person:p1")
    assert texts == (
        "年龄 < 16岁（现为20岁）\n家庭h1：纯收入 < 10.00元/年（现为50.00元/年）",
        "age < 16 years (now 20 years)\nhousehold h1: net income < 10.00 yuan / year (now 50.00 yuan / year)",
    )


def test_a_computed_variable_that_is_given_is_itself_the_condition() -> None:
    """Its formula has nothing to go by; and where the formula says nothing of the place, it could only be given."""
    made = entitled("child", others=DERIVED)
    assert different(made, person(child=False))[0] == "儿童：是（现为否）"
    assert different(made, person())[0] == "年龄 < 16岁（现为未知）"
    assert different(entitled("local", others=DERIVED), person("341221001001"))[0] == "本地：是（现为未知）"


def test_a_class_is_reached_through_its_conditions() -> None:
    """And left by the fewest changes after which no condition holds."""
    made = program(rule("classification", "person", "classes: {young: age < 16 and insured, poor: poor}"))
    assert different(made, person(age=20, insured=False, poor=False))[0] == "贫困：是（现为否）"
    assert different(made, person(age=12, insured=True, poor=False))[0] == "年龄 ≥ 16岁（现为12岁）"
    assert different(made, person(age=12, insured=True, poor=True))[0] == (
        "年龄 ≥ 16岁（现为12岁）\n贫困：否（现为是）"
    )
    assert different(made, person(age=20, insured=False))[0] == "贫困：是（现为未知）"


def test_a_class_whose_last_row_always_holds_cannot_be_left() -> None:
    """Nothing makes it none."""
    made = program(rule("classification", "person", "classes: {young: age < 16, other: 'true'}"))
    assert different(made, person(age=20))[0] == ""


STANDARD = program(rule("standard", "person", "applies: poor", "criteria: {cover: insured, grown: age > 16}"))


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        (person(poor=True, insured=True, age=20), ["参保：否（现为是）"]),
        (person(poor=True, insured=False, age=12), ["参保：是（现为否）", "年龄 > 16岁（现为12岁）"]),
        (person(poor=False, insured=True, age=20), ["贫困：是（现为否）"]),
        (person(poor=False, insured=False, age=20), ["贫困：是（现为否）"]),
        (person(poor=True, insured=True), ["年龄 > 16岁（现为未知）"]),
    ],
)
def test_a_standard_is_met_or_failed(root: Subject, expected: list[str]) -> None:
    """One that does not apply would say something if it applied."""
    assert different(STANDARD, root)[0].split("\n") == expected


@pytest.mark.parametrize(
    ("root", "expected"),
    [(person(age=12), "年龄 ≥ 16岁（现为12岁）"), (person(age=20), "年龄 < 16岁（现为20岁）")],
)
def test_an_alert_is_raised_or_cleared(root: Subject, expected: str) -> None:
    """By its condition."""
    made = program(rule("alert", "person", "when: age < 16", "severity: low", "notify: school"))
    assert different(made, root)[0] == expected


LEAVES = {"insured": "insured", "poor": "poor", "age < 16": "age", "cost > 5": "cost"}
STORED = {"insured": (True, False), "poor": (True, False), "age": (12, 20), "cost": (900, 100)}
"""What each fact is where its condition is true, and where it is false."""
CONDITIONS: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(list(LEAVES)),
    lambda inner: st.one_of(
        inner.map("(not ({}))".format),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} and {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} or {pair[1]})"),
        st.tuples(inner, inner, inner).map(lambda three: f"({three[0]} if {three[1]} else {three[2]})"),
    ),
    max_leaves=6,
)
TRUTHS = st.fixed_dictionaries(dict.fromkeys(STORED, st.sampled_from((True, False, None))))
HOLDS = {"granted": True, "not_eligible": False, "undetermined": None}


def facts_of(truths: dict[str, bool | None]) -> dict[str, Value]:
    """The facts that make conditions true or false; those of an unknown one left out."""
    return {name: STORED[name][not truth] for name, truth in truths.items() if truth is not None}


def status(made: Program, truths: dict[str, bool | None]) -> bool | None:
    """Whether the right holds."""
    return HOLDS[outcome(made, person(**facts_of(truths))).status]


@given(CONDITIONS, TRUTHS)
def test_what_is_asked_for_turns_the_outcome_around(when: str, truths: dict[str, bool | None]) -> None:
    """And no smaller set of facts does; where nothing is found, no facts at all do."""
    made = entitled(when)
    before = status(made, truths)
    wanted = before is not True
    found, run = decided(made, person(**facts_of(truths)))
    changes = flip(found, run)
    reachable = [
        sum(truths[name] is not truth for name, truth in zip(STORED, each, strict=True))
        for each in product((True, False), repeat=len(STORED))
        if status(made, dict(zip(STORED, each, strict=True))) is wanted
    ]
    if changes is None:
        assert reachable == []
        return
    after = dict(truths)
    for condition, _, truth in changes:
        read = condition.left if isinstance(condition, Compare) else condition
        assert isinstance(read, Read)
        after[read.name] = truth
    assert status(made, after) is wanted
    assert len(changes) <= min(reachable)
