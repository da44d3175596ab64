import pytest

from policy_engine.core.program import Program
from policy_engine.core.values import NONE
from policy_engine.explanation.because import because
from policy_engine.facts.case import Subject
from policy_engine.model.labels import Language
from tests.explanation.saying import decided, reason
from tests.language import HEAD, program, rule, subject

TABLES = """parameters:
  rate: {title: {zh: 报销比例, en: share paid}, type: rate, values: [{area: "62", from: 2015-01-01, value: 0.5}]}
  pay: {title: {zh: 补助标准, en: subsidy}, type: money, unit: yuan / month, values: [{area: "62", value: 80}]}
  open: {title: {zh: 未定标准, en: open figure}, type: money, values: []}
"""


def entitlement(*lines: str) -> Program:
    """A program with one entitlement of persons."""
    return program(rule("entitlement", "person", *lines, head=HEAD + TABLES))


def person(**facts: object) -> Subject:
    """A person in Lanzhou."""
    return subject("person", "p1", code="620102001001", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "root", "zh", "en"),
    [
        (("when: insured",), person(insured=True), "应当享受：参保：是。", "granted: insured: yes."),
        (("when: insured",), person(insured=False), "不符合条件：参保：否。", "not eligible: insured: no."),
        (("when: insured",), person(), "无法判定：参保：未知。缺少：人员p1的参保。", "undetermined: insured: unknown. missing: insured of person p1."),
        (("when: 'true'",), person(), "应当享受。", "granted."),
        # amounts: written, of a parameter, worked out, of a variable, chosen, open, known to be none
        (("when: insured", "amount: 500", "per: year"), person(insured=True), "应当享受：参保：是。金额：500.00元/年。", "granted: insured: yes. amount: 500.00 yuan / year."),
        (("when: insured", "amount: pay", "per: month"), person(insured=True), "应当享受：参保：是。金额：补助标准（区划62） = 80.00元/月。", "granted: insured: yes. amount: subsidy (area 62) = 80.00 yuan / month."),
        (("when: insured", "amount: (cost - 10) * rate", "per: year"), person(insured=True, cost=5000), "应当享受：参保：是。金额：（费用（50.00元） − 10.00元） × 报销比例（50%，区划62，自2015-01-01起） = 20.00元/年。", "granted: insured: yes. amount: (cost (50.00 yuan) − 10.00 yuan) × share paid (50%, area 62, since 2015-01-01) = 20.00 yuan / year."),
        (("when: insured", "amount: cost", "per: stay"), person(insured=True, cost=5000), "应当享受：参保：是。金额：费用 = 50.00元/次住院。", "granted: insured: yes. amount: cost = 50.00 yuan / stay."),
        (("when: insured", "amount: cost"), person(insured=True, cost=5000), "应当享受：参保：是。金额：费用 = 50.00元。", "granted: insured: yes. amount: cost = 50.00 yuan."),
        (("when: insured", "amount: pay if poor else pay * 2", "per: month"), person(insured=True, poor=False), "应当享受：参保：是。金额：补助标准（80.00元/月，区划62） × 2 = 160.00元/月。", "granted: insured: yes. amount: subsidy (80.00 yuan / month, area 62) × 2 = 160.00 yuan / month."),
        (("when: insured", "amount: pay if poor else 90", "per: month"), person(insured=True, poor=False), "应当享受：参保：是。金额：90.00元/月。", "granted: insured: yes. amount: 90.00 yuan / month."),
        (("when: insured", "amount: open"), person(insured=True), "符合条件，金额待定：参保：是。缺少：参数“未定标准”未设定。", "eligible, amount open: insured: yes. missing: the parameter “open figure” is not set."),
        (("when: insured", "amount: cost"), person(insured=True, cost=NONE), "不符合条件：参保：是。金额：费用 = 无。", "not eligible: insured: yes. amount: cost = none."),
    ],
)  # fmt: skip
def test_the_reason_of_an_entitlement(lines: tuple[str, ...], root: Subject, zh: str, en: str) -> None:
    """The status, the conditions, how the amount comes about, what is missing."""
    assert reason(entitlement(*lines), root) == (zh, en)


@pytest.mark.parametrize(
    ("lines", "root", "zh", "en"),
    [
        ((), person(age=12), "预警：年龄（12岁） < 16岁。", "raised: age (12 years) < 16 years."),
        ((), person(age=20), "无预警：年龄（20岁） ≥ 16岁。", "clear: age (20 years) ≥ 16 years."),
        (("within: 15",), person(age=12), "预警：年龄（12岁） < 16岁。期限：2020年1月15日。", "raised: age (12 years) < 16 years. due: 2020-01-15."),
        (("within: 15", "since: exit_date"), person(age=12), "预警：年龄（12岁） < 16岁。期限：未知。缺少：人员p1的退出日期。", "raised: age (12 years) < 16 years. due: unknown. missing: exit date of person p1."),
        (("within: 15", "since: exit_date"), person(age=12, exit_date=NONE), "预警：年龄（12岁） < 16岁。期限：无。", "raised: age (12 years) < 16 years. due: none."),
    ],
)  # fmt: skip
def test_the_reason_of_an_alert(lines: tuple[str, ...], root: Subject, zh: str, en: str) -> None:
    """With the day by which somebody must act."""
    made = program(rule("alert", "person", "when: age < 16", "severity: high", "notify: school", *lines))
    assert reason(made, root) == (zh, en)


@pytest.mark.parametrize(
    ("root", "zh", "en"),
    [
        (person(age=12), "已归类：年龄（12岁） < 16岁。结果：儿童。", "classified: age (12 years) < 16 years. result: child."),
        (person(age=20, poor=True), "已归类：贫困：是。结果：poor。", "classified: poor: yes. result: poor."),
        (person(age=20, poor=False), "不属于任何类别：年龄（20岁） ≥ 16岁；贫困：否。", "unclassified: age (20 years) ≥ 16 years; poor: no."),
        (person(age=20), "无法判定：贫困：未知。缺少：人员p1的贫困。", "undetermined: poor: unknown. missing: poor of person p1."),
    ],
)  # fmt: skip
def test_the_reason_of_a_class(root: Subject, zh: str, en: str) -> None:
    """The condition of the class, or of none of them."""
    classes = "classes: {young: {when: age < 16, title: {zh: 儿童, en: child}}, poor: poor}"
    assert reason(program(rule("classification", "person", classes)), root) == (zh, en)


@pytest.mark.parametrize(
    ("root", "zh", "en"),
    [
        (person(poor=True, insured=True, age=20), "达标：参保：是；年龄（20岁） > 16岁。", "met: insured: yes; age (20 years) > 16 years."),
        (person(poor=True, insured=False, age=20), "未达标：贫困：是；参保：否。", "not met: poor: yes; insured: no."),
        (person(poor=False), "不适用：贫困：否。", "not applicable: poor: no."),
        (person(poor=True, insured=True), "无法判定：贫困：是；尚不知是否年龄（未知） > 16岁。缺少：人员p1的年龄。", "undetermined: poor: yes; unknown whether age (unknown) > 16 years. missing: age of person p1."),
    ],
)  # fmt: skip
def test_the_reason_of_a_standard(root: Subject, zh: str, en: str) -> None:
    """The criteria that fail, or all of them."""
    made = program(rule("standard", "person", "applies: poor", "criteria: {cover: insured, grown: age > 16}"))
    assert reason(made, root) == (zh, en)


def test_many_conditions_are_cut_after_five() -> None:
    """The rest is counted; the same statement is made once."""
    many = " or ".join(["insured", "insured", *(f"count == {number}" for number in range(6))])
    zh, en = reason(entitlement(f"when: {many}"), person(insured=False, count=9))
    assert (
        zh
        == "不符合条件：参保：否；次数为9，不是0；次数为9，不是1；次数为9，不是2；次数为9，不是3；另有2项条件。"
    )
    assert en.endswith("times is 9, not 3; 2 more conditions.")
    fewer = " or ".join(["insured", *(f"count == {number}" for number in range(5))])
    zh, en = reason(entitlement(f"when: {fewer}"), person(insured=False, count=9))
    assert zh.endswith("；另有1项条件。")
    assert en.endswith("; 1 more condition.")


def family(*members: Subject, **facts: object) -> Subject:
    """A household with persons."""
    return subject("household", "h1", *members, **facts)  # type: ignore[arg-type]


def about_a_household(text: str, root: Subject) -> tuple[str, str]:
    """What is missing for a condition of a household."""
    zh, en = reason(program(rule("entitlement", "household", f"when: {text}")), root)
    return zh.partition("缺少：")[2], en.partition("missing: ")[2]


def test_the_same_fact_of_many_persons_is_named_once() -> None:
    """With the first three, and how many there are."""
    persons = [subject("person", f"p{number}") for number in range(1, 6)]
    text = "any(p.age < 16 and p.insured for p in persons)"
    assert about_a_household(text, family(*persons[:2])) == (
        "人员p1、p2的年龄、人员p1、p2的参保。",
        "age of person p1, p2, insured of person p1, p2.",
    )
    assert about_a_household(text, family(*persons)) == (
        "人员p1、p2、p3等5个的年龄、人员p1、p2、p3等5个的参保。",
        "age of person p1, p2, p3 and 2 more, insured of person p1, p2, p3 and 2 more.",
    )


def test_missing_lists_and_periods_and_places() -> None:
    """Lists of records, facts of an earlier period, and subjects that the case does not have."""
    assert about_a_household("count(p for p in persons) > 2", family()) == (
        "家庭h1的人员清单。",
        "the list of persons of household h1.",
    )
    assert about_a_household("previous(income) > 5", family()) == (
        "家庭h1的2018年纯收入。",
        "net income of household h1 in 2018.",
    )
    assert about_a_household("previous(wage) > 5", family()) == (
        "家庭h1的2019年11月月工资。",
        "wage of household h1 in 2019-11.",
    )
    assert about_a_household("village.poor", family()) == (
        "家庭h1的村的贫困。",
        "poor of village of household h1.",
    )


def test_ids_may_hold_points() -> None:
    """As hosts please."""
    root = subject("household", "a.b.1", subject("person", "c.d"))
    assert about_a_household("any(p.insured for p in persons)", root)[0] == "人员c.d的参保。"
    assert about_a_household("village.poor", root)[0] == "家庭a.b.1的村的贫困。"


def test_a_missing_code_is_asked_for() -> None:
    """Where a rule holds in some places only."""
    zh, en = reason(entitlement("when: insured", 'area: "62"'), subject("person", "p1", insured=True))
    assert zh == "无法判定：尚不知是否位于区划62。缺少：人员p1的行政区划代码。"
    assert en == "undetermined: unknown whether in area 62. missing: division code of person p1."


def test_more_than_five_missing_things_are_counted() -> None:
    """Of different sorts."""
    names = ("insured", "poor", "age < 3", "cost < 3", "count < 3", "share < 0.5", "weight < 3")
    zh, en = reason(entitlement(f"when: {' and '.join(names)}"), person())
    assert zh.endswith("人员p1的次数、另有2项。")
    assert en.endswith("times of person p1, 2 more.")


def test_sources_are_named_once_and_counted_after_three() -> None:
    """Two items of one section are one source."""
    made = program(rule("entitlement", "person", "when: insured").replace("source: s1", "source: [s2, s1]"))
    found, run = decided(made, person(insured=True))
    assert because(found, run, Language.ZH) == "应当享受：参保：是。依据：办法 2；办法 1。"
    assert because(found, run, Language.EN) == "granted: insured: yes. source: Measures 2; Measures 1."
