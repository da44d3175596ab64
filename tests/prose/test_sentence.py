"""Rules of each kind as sentences; the order, the place and the changes are said."""

import attrs
import pytest

from policy_engine.core.program import Program
from policy_engine.model.labels import Language
from policy_engine.prose.sentence import sentence
from tests.language import HEAD, program, rule


def said(made: Program, position: int = 0) -> tuple[str, str]:
    """The sentence of a rule in both languages."""
    found = made.rules[position]
    return sentence(found, made, Language.ZH), sentence(found, made, Language.EN)


@pytest.mark.parametrize(
    ("lines", "zh", "en"),
    [
        (("when: insured", "amount: 1500", "per: year", "paid_by: bank"), "人员符合以下条件的，应当享受“乙”：参保。每年金额为1,500元。由bank支付。", "A person is entitled to “B” if insured. The amount per year is 1,500 yuan. Paid by: bank."),
        (("when: insured", "amount: cost", "per: once"), "人员符合以下条件的，应当享受“乙”：参保。金额（一次性）为费用。", "A person is entitled to “B” if insured. The amount, counted once, is cost."),
        (("when: insured", "amount: count", "form: service", "per: harvest"), "人员符合以下条件的，应当得到“乙”（服务）：参保。每harvest数量为次数。", "A person is entitled to the service “B” if insured. The number per harvest is times."),
        (("when: insured", "form: exemption", "paid_by: big_bank"), "人员符合以下条件的，应当享受“乙”（减免）：参保。由big_bank落实。", "A person is entitled to the exemption “B” if insured. Granted by: big bank."),
        (("when: insured", "form: priority"), "人员符合以下条件的，优先享受“乙”：参保。", "A person has priority for “B” if insured."),
        (("when: true",), "人员应当享受“乙”。", "A person is entitled to “B”."),
        (("when: insured and poor and age < 16",), "人员符合以下条件的，应当享受“乙”：参保，且贫困，且年龄不满16岁。", "A person is entitled to “B” if insured, and poor, and age is under 16 years."),
        (("when: insured and poor and age < 16 and cost > 5",), "人员符合以下条件的，应当享受“乙”：（1）参保；（2）贫困；（3）年龄不满16岁；（4）费用高于5元。", "A person is entitled to “B” if all of these hold: (1) insured; (2) poor; (3) age is under 16 years; (4) cost is above 5 yuan."),
        (("when: insured or poor or age < 16 or cost > 5",), "人员符合以下条件的，应当享受“乙”：有下列情形之一：（1）参保；（2）贫困；（3）年龄不满16岁；（4）费用高于5元。", "A person is entitled to “B” if one of these holds: (1) insured; (2) poor; (3) age is under 16 years; (4) cost is above 5 yuan."),
    ],
)  # fmt: skip
def test_an_entitlement(lines: tuple[str, ...], zh: str, en: str) -> None:
    """Who, what, how much, by whom; more than three conditions are numbered."""
    assert said(program(rule("entitlement", "person", *lines))) == (zh, en)


@pytest.mark.parametrize(
    ("lines", "zh", "en"),
    [
        ((), "由school、office处置。", "To act: school, office."),
        (("within: 15",), "由school、office在15日内处置。", "To act within 15 days: school, office."),
        (("within: 15", "since: birth_date"), "由school、office自出生日期起15日内处置。", "To act within 15 days of date of birth: school, office."),
        (("within: {working_days: 5}",), "由school、office在5个工作日内处置。", "To act within 5 working days: school, office."),
    ],
)  # fmt: skip
def test_an_alert(lines: tuple[str, ...], zh: str, en: str) -> None:
    """How urgent it is, who acts, and by when."""
    made = program(
        rule("alert", "person", "when: poor", "severity: high", "notify: [school, office]", *lines)
    )
    assert said(made) == (
        f"人员符合以下条件的，发出预警“乙”（紧急程度高）：贫困。{zh}",
        f"The alert “B” (high) is raised for a person if poor. {en}",
    )


def test_classes_in_their_order() -> None:
    """By title, the one for the rest as such."""
    lines = (
        "classes:",
        "  a: {when: age < 3, title: {zh: '婴{幼}', en: infant}}",
        "  b: poor",
        "  c: 'true'",
    )
    assert said(program(rule("classification", "person", *lines))) == (
        "人员依次判断：年龄不满3岁的，归为“婴{幼}”；贫困的，归为“b”；其余的，归为“c”。",
        "A person is classed in this order: “infant” if age is under 3 years; “b” if poor; otherwise “c”.",
    )


def test_a_standard() -> None:
    """To whom it applies, and each criterion with its title."""
    lines = (
        "applies: poor",
        "criteria:",
        "  a: {when: insured, title: {zh: 已保, en: covered}}",
        "  b: age < 3",
    )
    assert said(program(rule("standard", "person", *lines))) == (
        "贫困的人员，须达到“乙”的以下标准：（1）已保：参保；（2）b：年龄不满3岁。",
        "If poor, a person must meet “B”: (1) covered: insured; (2) b: age is under 3 years.",
    )


@pytest.mark.parametrize(
    ("lines", "zh", "en"),
    [
        (("type: bool", "value: insured"), "人员符合以下条件的，视为“乙”：参保。", "“B” holds for a person if insured."),
        (("type: money", "value: cost * 2"), "人员的“乙”：费用 × 2。", "“B” of a person: cost × 2."),
        (
            ("type: money", "table:", "  - {when: poor, value: 5}", "  - {when: insured, value: 3}"),
            "人员的“乙”：（1）贫困的，为5元；（2）参保的，为3元；（3）其他情形，为无。",
            "“B” of a person: (1) 5 yuan if poor; (2) 3 yuan if insured; (3) otherwise none.",
        ),
    ],
)  # fmt: skip
def test_a_derivation(lines: tuple[str, ...], zh: str, en: str) -> None:
    """A truth by its condition, a figure by its formula, a table by its rows."""
    assert said(program(rule("derive", "person", *lines))) == (zh, en)


def test_place_dates_and_exceptions() -> None:
    """The last day is told; a repeal is told by the rule that it takes from."""
    base = rule(
        "entitlement", "person", 'area: "62"', "from: 2015-01-01", "until: 2021-01-01", "when: insured"
    )
    repeal = (
        f'{HEAD}repeals:\n  m.r: {{area: "6201", from: 2016-01-01, reason: {{zh: 丙, en: C}}, source: s2}}\n'
    )
    assert said(program(base, repeal)) == (
        "在区划62，自2015年1月1日起，至2020年12月31日止，人员符合以下条件的，应当享受“乙”：参保。在区划6201，自2016年1月1日起除外。",
        "In area 62, from 2015-01-01, until 2020-12-31, a person is entitled to “B” if insured. Except in area 6201, from 2016-01-01.",
    )


def test_a_kind_without_words() -> None:
    """Its states are said, each with its condition."""
    made = program(rule("standard", "person", "applies: poor", "criteria: {a: insured}"))
    bare = attrs.evolve(made, wordings={})
    assert said(bare) == (
        "符合以下条件的，不适用：并非“贫困”。符合以下条件的，达标：参保。",
        "Not applicable if not poor. Met if insured.",
    )
