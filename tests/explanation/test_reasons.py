import pytest

from policy_engine.core.values import NONE
from policy_engine.explanation.reasons import reasons
from policy_engine.explanation.speaker import Speaker
from policy_engine.explanation.statements import statement
from policy_engine.facts.case import Subject
from policy_engine.model.labels import Language
from tests.explanation.saying import expression
from tests.language import HEAD, bare_program, program, run_of, subject


def said(text: str, root: Subject) -> list[str]:
    """The decisive conditions of an expression about the root."""
    run = run_of(root, bare_program())
    place = run.case.root
    found = reasons(expression(text, place.entity), place, run)
    return [statement(each.condition, Speaker(run, each.subject, Language.ZH)) for each in found]


def person(**facts: object) -> Subject:
    """A person."""
    return subject("person", "p1", code="620102001001", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "root", "expected"),
    [
        # all hold: each of them is needed
        ("insured and age < 16", person(insured=True, age=12), ["参保：是", "年龄（12岁） < 16岁"]),
        # one fails: those that fail
        ("insured and age < 16 and poor", person(insured=False, age=20, poor=True), ["参保：否", "年龄（20岁） ≥ 16岁"]),
        ("insured and age < 16", person(insured=False), ["参保：否"]),
        # it is open for want of what is unknown
        ("insured and age < 16", person(insured=True), ["尚不知是否年龄（未知） < 16岁"]),
        ("insured or age < 16", person(insured=False), ["尚不知是否年龄（未知） < 16岁"]),
        # one is enough: the first that holds
        ("insured or age < 16", person(insured=True, age=12), ["参保：是"]),
        ("insured or age < 16", person(age=12), ["年龄（12岁） < 16岁"]),
        # none holds: each of them
        ("insured or age < 16", person(insured=False, age=20), ["参保：否", "年龄（20岁） ≥ 16岁"]),
        # nested and denied
        ("insured and (poor or age < 16)", person(insured=True, poor=False, age=20), ["贫困：否", "年龄（20岁） ≥ 16岁"]),
        ("not (insured and poor)", person(insured=False, poor=True), ["参保：否"]),
        ("not (insured or poor)", person(insured=False, poor=False), ["参保：否", "贫困：否"]),
        ("not insured", person(insured=True), ["参保：是"]),
        # choices: the conditions up to the one that holds, and what it gives
        ("poor if insured else age < 16", person(insured=True, poor=True), ["参保：是", "贫困：是"]),
        ("poor if insured else age < 16", person(insured=False, age=20), ["参保：否", "年龄（20岁） ≥ 16岁"]),
        ("poor if insured else age < 16", person(poor=True), ["参保：未知"]),
        # what is none counts as false
        ("insured and exit_date < context.date", person(insured=True, exit_date=NONE), ["退出日期为无"]),
        # constants say nothing
        ("true", person(), []),
        ("insured and true", person(insured=True), ["参保：是"]),
    ],
)  # fmt: skip
def test_the_decisive_conditions(text: str, root: Subject, expected: list[str]) -> None:
    """Those without which the truth would be another."""
    assert said(text, root) == expected


DERIVED = (
    HEAD
    + """
rules:
  child:
    {kind: derive, title: {zh: 儿童, en: child}, for: person, type: bool, source: s1, value: age < 16}
  needy:
    {kind: derive, title: {zh: 困难, en: needy}, for: household, type: bool, source: s1, value: income < 10 and size > 2}
  helped:
    {kind: derive, title: {zh: 受助, en: helped}, for: person, type: bool, source: s1, value: child or household.needy}
  sort:
    {kind: classification, title: {zh: 类别, en: sort}, for: person, source: s1, classes: {young: child, poor: poor}}
"""
)


def opened(text: str, *root_facts: tuple[str, object], **facts: object) -> list[str]:
    """The decisive conditions of an expression of a rule that uses computed variables, each with its subject."""
    rules = DERIVED + (
        f"  asked:\n    {{kind: derive, title: {{zh: 问, en: asked}}, for: person, type: bool, source: s1, value: '{text}'}}\n"
    )
    made = program(rules)
    root = subject("household", "h1", subject("person", "p1", **facts), **dict(root_facts))  # type: ignore[arg-type]
    run = run_of(root, made)
    place = run.case.subjects[1]
    found = reasons(made.formulas["person", "asked"].expression, place, run)
    return [
        f"{each.subject.id} {statement(each.condition, Speaker(run, each.subject, Language.ZH))}"
        for each in found
    ]


def test_computed_variables_are_opened_up_to_facts() -> None:
    """Also those of the household, and computed from computed ones."""
    assert opened("helped", age=12) == ["p1 年龄（12岁） < 16岁"]
    assert opened("helped", ("income", 500), ("size", 3), age=20) == [
        "h1 纯收入（5.00元/年） < 10.00元/年",
        "h1 人数（3） > 2",
    ]
    assert opened("not helped", ("income", 5000), ("size", 3), age=20) == [
        "p1 年龄（20岁） ≥ 16岁",
        "h1 纯收入（50.00元/年） ≥ 10.00元/年",
    ]


def test_a_computed_variable_that_is_given_stands_for_itself() -> None:
    """What it would be computed from is not known."""
    assert opened("helped", child=True) == ["p1 儿童：是"]
    assert opened("helped and child", child=True, helped=True) == ["p1 儿童：是", "p1 儿童：是"]


def test_a_class_is_opened_where_it_is_asked_whether_there_is_one() -> None:
    """And stands for itself where a certain class is asked for."""
    assert opened("sort != none", age=20, poor=True) == ["p1 贫困：是"]
    assert opened("sort == none", age=20, poor=False) == ["p1 年龄（20岁） ≥ 16岁", "p1 贫困：否"]
    assert opened('sort == "poor"', age=20, poor=True) == ["p1 类别为poor"]


def test_a_place_is_no_reason_where_a_rule_holds() -> None:
    """Only where the subject lies outside, or where that is not known."""
    rules = DERIVED.replace("value: age < 16", 'area: "62", value: age < 16')
    made = program(rules)
    for code, expected in (("620102001001", ["年龄（12岁） < 16岁"]), (None, ["尚不知是否位于区划62"])):
        run = run_of(subject("person", "p1", code=code, age=12), made)
        found = reasons(made.formulas["person", "child"].expression, run.case.root, run)
        assert [
            statement(each.condition, Speaker(run, each.subject, Language.ZH)) for each in found
        ] == expected
