import attrs

from policy_engine.core.values import NONE
from policy_engine.explanation.explain import explain
from policy_engine.model.labels import Labels, Language
from policy_engine.model.rule import Change
from tests.explanation.saying import decided, explained
from tests.language import HEAD, program, rule, subject

TABLES = """parameters:
  rate: {title: {zh: 报销比例, en: share paid}, type: rate, values: [{area: "62", from: 2015-01-01, value: 0.5}]}
"""
DERIVED = """  needy:
    {kind: derive, title: {zh: 困难, en: needy}, for: household, type: bool, source: s1, value: income < 10}
  grown:
    kind: derive
    title: {zh: 档, en: step}
    for: person
    type: money
    source: s1
    table: [{when: age < 16, value: 50}, {when: age < 60, value: cost}, {value: 90}]
"""
PERSON = subject(
    "household",
    "h1",
    subject(
        "person",
        "p1",
        subject("hospital_stay", "s1", expense=600000, days=2),
        subject("hospital_stay", "s2", expense=100000, days=9),
        age=20,
        cost=5000,
        insured=True,
    ),
    income=500,
    code="620102001001",
)


ZH = (
    "条件\n"
    "  ✓ 须全部成立\n"
    "    ✓ 参保：是\n"
    "    ✓ 家庭困难：是\n"
    "      ✓ 家庭h1：纯收入（5.00元/年） < 10.00元/年\n"
    "    ✓ 须不成立\n"
    "      ✗ 有住院符合“天数 > 30天”：否\n"
    "        ✗ 住院s1：天数（2天） > 30天\n"
    "        ✗ 住院s2：天数（9天） > 30天\n"
    "金额\n"
    "  = （住院的住院费用合计 − 档） × 报销比例：3,475.00元\n"
    "    = 住院的住院费用合计 − 档：6,950.00元\n"
    "      = 住院的住院费用合计：7,000.00元\n"
    "        = 住院s1：住院费用：6,000.00元\n"
    "        = 住院s2：住院费用：1,000.00元\n"
    "      = 档：50.00元\n"
    "        = 分情形取值：50.00元\n"
    "          ✗ 年龄（20岁） < 16岁\n"
    "          ✓ 年龄（20岁） < 60岁\n"
    "          = 费用：50.00元\n"
    "    = 报销比例：50%，区划62，自2015-01-01起\n"
    "要使结果不同，至少需要\n"
    "  - 参保：否（现为是）\n"
)
EN = (
    "Conditions\n"
    "  ✓ all of these\n"
    "    ✓ insured: yes\n"
    "    ✓ needy of the household: yes\n"
    "      ✓ household h1: net income (5.00 yuan / year) < 10.00 yuan / year\n"
    "    ✓ not this\n"
    "      ✗ some hospital stays meet “days > 30 days”: no\n"
    "        ✗ hospital stay s1: days (2 days) > 30 days\n"
    "        ✗ hospital stay s2: days (9 days) > 30 days\n"
    "Amount\n"
    "  = (sum of expense over hospital stays − step) × share paid: 3,475.00 yuan\n"
    "    = sum of expense over hospital stays − step: 6,950.00 yuan\n"
    "      = sum of expense over hospital stays: 7,000.00 yuan\n"
    "        = hospital stay s1: expense: 6,000.00 yuan\n"
    "        = hospital stay s2: expense: 1,000.00 yuan\n"
    "      = step: 50.00 yuan\n"
    "        = by cases: 50.00 yuan\n"
    "          ✗ age (20 years) < 16 years\n"
    "          ✓ age (20 years) < 60 years\n"
    "          = cost: 50.00 yuan\n"
    "    = share paid: 50%, area 62, since 2015-01-01\n"
    "For another outcome, at least\n"
    "  - insured: no (now yes)\n"
)


def test_the_reasoning_of_a_right() -> None:
    """Every condition with its value, who it is about, and the figures of the amount."""
    lines = (
        "when: insured and household.needy and not any(s.days > 30 for s in hospital_stays)",
        "amount: (sum(s.expense for s in hospital_stays) - grown) * rate",
    )
    made = program(rule("entitlement", "person", *lines, head=HEAD + TABLES) + DERIVED)
    _, zh, en = explained(made, PERSON, "person:p1")
    assert (zh, en) == (ZH, EN)


def test_the_head_says_rule_subject_status_and_reason() -> None:
    """In the language asked for."""
    made = program(rule("entitlement", "person", "when: poor"))
    found = explain(*decided(made, subject("person", "p1", poor=False)))
    assert found.text(Language.ZH).splitlines()[:3] == [
        "m.r 乙",
        "person:p1: 不符合条件",
        "不符合条件：贫困：否。依据：办法 1。",
    ]
    assert found.text(Language.EN).splitlines()[:3] == [
        "m.r B",
        "person:p1: not eligible",
        "not eligible: poor: no. source: Measures 1.",
    ]


def test_what_is_unknown_or_none_is_marked() -> None:
    """A question mark where it is open; none counts as false."""
    made = program(rule("entitlement", "person", "when: insured or exit_date < context.date or poor"))
    _, zh, _ = explained(made, subject("person", "p1", insured=False, exit_date=NONE))
    assert zh == (
        "条件\n"
        "  ? 须有一项成立\n"
        "    ✗ 参保：否\n"
        "    ✗ 退出日期为无\n"
        "    ? 贫困：未知\n"
        "要使结果不同，至少需要\n"
        "  - 参保：是（现为否）\n"
    )


def test_members_are_shown_that_count_or_may_count() -> None:
    """Ten at most, the rest counted; the condition of those of whom it is not known."""
    made = program(rule("alert", "household", "when: count(p for p in persons if p.age < 16) > 11", "severity: low", "notify: x"))  # fmt: skip
    persons = [subject("person", f"p{number}", age=12) for number in range(1, 12)]
    root = subject("household", "h1", subject("person", "q", age=20), *persons, subject("person", "r"))
    _, zh, en = explained(made, root)
    assert zh.splitlines()[1:4] == [
        "  ? （年龄 < 16岁的）人员数（11至12） > 11",
        "    = （年龄 < 16岁的）人员数：11至12",
        "      ✓ 人员p1：年龄（12岁） < 16岁",
    ]
    assert zh.splitlines()[12:15] == [
        "      ✓ 人员p10：年龄（12岁） < 16岁",
        "      另有2个",
        "要使结果不同，至少需要",
    ]
    assert "      2 more\n" in en
    few, _, _ = explained(made, subject("household", "h1", *persons[:2], subject("person", "r")))
    (condition,) = few.conditions
    assert [each.subject.name for each in condition.steps[0].steps] == ["person:p1", "person:p2", "person:r"]


def test_the_reasoning_as_data() -> None:
    """Each step with its text, subject, value and parts; the values by name."""
    made = program(rule("alert", "person", "when: age < 16", "severity: low", "notify: x", "within: 3"))
    found, _, _ = explained(made, subject("person", "p1", age=12))
    data = found.to_dict(Language.EN)
    assert list(data) == ["rule", "subject", "status", "because", "conditions", "values", "different"]
    assert data["conditions"] == [
        {
            "text": "age (12 years) < 16 years",
            "subject": "person:p1",
            "value": "yes",
            "steps": [{"text": "age: 12 years", "subject": "person:p1", "value": "12 years", "steps": []}],
        }
    ]
    assert data["values"] == {
        "due": {
            "text": "date plus 3 days: 2020-01-03",
            "subject": "person:p1",
            "value": "2020-01-03",
            "steps": [
                {"text": "date: 2019-12-31", "subject": "person:p1", "value": "2019-12-31", "steps": []}
            ],
        }
    }
    assert data["different"] == ["age ≥ 16 years (now 12 years)"]


def test_titles_of_values() -> None:
    """Amount, deadline and result."""
    alert = program(rule("alert", "person", "when: 'true'", "severity: low", "notify: x", "within: 3"))
    assert "\n期限\n  = 日期加3天：2020年1月3日\n" in explained(alert, subject("person"))[1]
    kinds = program(rule("classification", "person", "classes: {young: age < 16}"))
    _, zh, en = explained(kinds, subject("person", "1", age=12))
    assert "\n结果\n" in zh
    assert "\nResult\n" in en
    assert "\nDue\n" in explained(alert, subject("person"))[2]


def test_nothing_to_be_different_is_said() -> None:
    """In words."""
    made = program(rule("entitlement", "person", "when: 'true'"))
    _, zh, en = explained(made, subject("person"))
    assert zh.endswith("要使结果不同，至少需要\n  - 没有可改变的条件\n")
    assert en.endswith("For another outcome, at least\n  - no condition could be different\n")


def test_a_changed_rule_says_who_changed_it_and_why() -> None:
    """At the end."""
    made = program(rule("entitlement", "person", "when: poor"))
    found, run = decided(made, subject("person", "p1", poor=True))
    change = Change("gansu", "override", Labels("本地标准", "local standard"), (), None, None, ())
    changed = attrs.evolve(
        found, output=attrs.evolve(found.output, rule=attrs.evolve(found.rule, change=change))
    )
    assert explain(changed, run).text(Language.ZH).endswith("本规则由插件 gansu 调整：本地标准\n")
    assert explain(changed, run).text(Language.EN).endswith("Changed by the plugin gansu: local standard\n")


def test_a_given_variable_has_no_steps_behind_it() -> None:
    """They would not say what it is."""
    made = program(rule("entitlement", "household", "when: needy") + DERIVED)
    _, zh, _ = explained(made, subject("household", "h1", needy=True))
    assert zh.splitlines()[:2] == ["条件", "  ✓ 困难：是"]
    assert zh.splitlines()[2] == "要使结果不同，至少需要"


def test_where_a_variable_comes_from_is_told_once() -> None:
    """Its value again, but not its parts, which stand above; that of another subject has parts of its own."""
    when = "any(p.grown > 20 and p.grown < 90 for p in persons)"
    lines = rule("alert", "household", f"when: {when}", "severity: low", "notify: x") + DERIVED
    root = subject("household", "h1", subject("person", "p1", age=12), subject("person", "p2", age=70))
    _, zh, en = explained(program(lines), root)
    said = [line.strip() for line in zh.splitlines() if "档：" in line]
    assert said == ["= 档：50.00元", "= 档：50.00元（见上）", "= 档：90.00元", "= 档：90.00元（见上）"]
    assert en.count("(see above)") == 2
