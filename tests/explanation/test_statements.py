from datetime import date

import pytest

from policy_engine.core.expression import Within
from policy_engine.core.values import NONE, UNKNOWN
from policy_engine.explanation.statements import statement
from policy_engine.facts.case import Subject
from tests.explanation.saying import expression, speakers, statements, wishes
from tests.language import parameters, subject

TABLES = parameters(
    """
parameters:
  line: {title: {zh: 费用线, en: cost line}, type: money, values: [{area: "62", from: 2015-01-01, value: 30}]}
  open: {title: {zh: 未定线, en: open line}, type: money, values: []}
  wide: {title: {zh: 扩面, en: extended}, type: bool, keys: {group: [young, old]}, values: [{group: old, value: true, area: "62"}, {group: young, value: false}]}
"""
)
DAY = date(2019, 3, 2)


def person(**facts: object) -> Subject:
    """A person in Lanzhou."""
    return subject("person", "p1", code="620102001001", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "root", "zh", "en"),
    [
        # a comparison, true, false, unknown, none
        ("cost > 40", person(cost=5005), "费用（50.05元） > 40.00元", "cost (50.05 yuan) > 40.00 yuan"),
        ("cost > 60", person(cost=5005), "费用（50.05元） ≤ 60.00元", "cost (50.05 yuan) ≤ 60.00 yuan"),
        ("cost <= 40", person(cost=5005), "费用（50.05元） > 40.00元", "cost (50.05 yuan) > 40.00 yuan"),
        ("cost < 40", person(cost=5005), "费用（50.05元） ≥ 40.00元", "cost (50.05 yuan) ≥ 40.00 yuan"),
        ("cost >= 60", person(cost=5005), "费用（50.05元） < 60.00元", "cost (50.05 yuan) < 60.00 yuan"),
        ("60 > cost", person(cost=5005), "费用（50.05元） < 60.00元", "cost (50.05 yuan) < 60.00 yuan"),
        ("60 <= cost", person(cost=5005), "费用（50.05元） < 60.00元", "cost (50.05 yuan) < 60.00 yuan"),
        ("cost > 60", person(), "尚不知是否费用（未知） > 60.00元", "unknown whether cost (unknown) > 60.00 yuan"),
        ("cost > 60", person(cost=NONE), "费用为无", "cost is none"),
        ("age >= 16", person(age=12), "年龄（12岁） < 16岁", "age (12 years) < 16 years"),
        ("share > 0.5", person(share=600000), "比例（60%） > 50%", "share (60%) > 50%"),
        ("exit_date <= context.date", person(exit_date=DAY), "退出日期（2019年3月2日） ≤ 日期（2019年12月31日）", "exit date (2019-03-02) ≤ date (2019-12-31)"),
        ("exit_date <= context.date", person(exit_date=NONE), "退出日期为无", "exit date is none"),
        ("context.date >= exit_date", person(exit_date=NONE), "退出日期为无", "exit date is none"),
        ("cost + 1 > 60", person(cost=5005), "费用 + 1.00元（= 51.05元） ≤ 60.00元", "cost + 1.00 yuan (= 51.05 yuan) ≤ 60.00 yuan"),
        # dates
        ("is_working_day(exit_date)", person(exit_date=DAY), "退出日期为工作日：否", "exit date is a working day: no"),
        ("next_working_day(exit_date) > exit_date", person(exit_date=DAY), "退出日期（非工作日的，顺延至下一工作日）（= 2019年3月4日） > 退出日期（2019年3月2日）",
         "exit date (the next working day if it is none) (= 2019-03-04) > exit date (2019-03-02)"),
        ('start_of("month") <= exit_date', person(exit_date=DAY), "日期所在月的首日（= 2019年12月1日） > 退出日期（2019年3月2日）",
         "first day of the month of date (= 2019-12-01) > exit date (2019-03-02)"),
        ('semester_of(exit_date) == "autumn"', person(exit_date=DAY), "退出日期所在学期为春季学期，不是“秋季学期”",
         "semester of exit date is spring semester, not “autumn semester”"),
        ("is_working_day(exit_date)", person(), "退出日期为工作日：未知", "exit date is a working day: unknown"),
        # with parameters
        ("cost > line", person(cost=5005), "费用（50.05元） > 费用线（30.00元，区划62，自2015-01-01起）", "cost (50.05 yuan) > cost line (30.00 yuan, area 62, since 2015-01-01)"),
        ("cost > open", person(cost=5005), "尚不知是否费用（50.05元） > 未定线（未设定）", "unknown whether cost (50.05 yuan) > open line (not set)"),
        ("cost > open * 2", person(cost=5005), "尚不知是否费用（50.05元） > 未定线 × 2（未知）", "unknown whether cost (50.05 yuan) > open line × 2 (unknown)"),
        ('wide(group="old")', person(), "扩面（old）：是，区划62", "extended (old): yes, area 62"),
        ('wide(group="young")', person(), "扩面（young）：否", "extended (young): no"),
        # equality
        ('stage == "小学"', person(stage="primary"), "学段为小学", "stage is primary school"),
        ('stage == "小学"', person(stage="junior"), "学段为初中，不是“小学”", "stage is junior school, not “primary school”"),
        ('stage != "小学"', person(stage="junior"), "学段为初中，不是“小学”", "stage is junior school, not “primary school”"),
        ('stage != "小学"', person(stage="primary"), "学段为小学", "stage is primary school"),
        ('stage == "小学"', person(), "学段为未知", "stage is unknown"),
        ("count == 3", person(count=5), "次数为5，不是3", "times is 5, not 3"),
        ("3 != count", person(count=5), "次数为5，不是3", "times is 5, not 3"),
        ('remark == "x"', person(remark="y"), "备注为y，不是“x”", "remark is y, not “x”"),
        ("exit_date == none", person(exit_date=NONE), "退出日期为无", "exit date is none"),
        ("exit_date != none", person(exit_date=NONE), "退出日期为无", "exit date is none"),
        ("exit_date == none", person(exit_date=DAY), "退出日期为2019年3月2日", "exit date is 2019-03-02"),
        ("exit_date == none", person(), "退出日期为未知", "exit date is unknown"),
        ("disease == none", person(disease=frozenset()), "病种为无", "disease is none"),
        ("disease != none", person(disease=frozenset({"diabetes", "hypertension"})), "病种为高血压、糖尿病", "disease is high blood pressure, sugar disease"),
        ("insured == poor", person(insured=True, poor=False), "参保（是） ≠ 贫困（否）", "insured (yes) ≠ poor (no)"),
        # membership in what is written, and in a fact with many values
        ('stage in ("primary", "junior")', person(stage="junior"), "学段为初中", "stage is junior school"),
        ('stage in ("primary",)', person(stage="junior"), "学段为初中，不是“小学”", "stage is junior school, not “primary school”"),
        ("count in (1, 2)", person(count=5), "次数为5，不是“1或2”", "times is 5, not “1 or 2”"),
        ('stage in ("primary", "junior")', person(), "学段为未知", "stage is unknown"),
        ('"diabetes" in disease', person(disease=frozenset({"diabetes"})), "病种（糖尿病） 含 糖尿病", "disease (sugar disease) includes sugar disease"),
        ('"diabetes" in disease', person(disease=frozenset({"hypertension"})), "病种（高血压） 不含 糖尿病", "disease (high blood pressure) does not include sugar disease"),
        ('"diabetes" in disease', person(disease=frozenset()), "病种（无） 不含 糖尿病", "disease (none) does not include sugar disease"),
        ('"diabetes" in disease', person(), "尚不知是否病种（未知） 含 糖尿病", "unknown whether disease (unknown) includes sugar disease"),
        # yes or no
        ("insured", person(insured=True), "参保：是", "insured: yes"),
        ("insured", person(insured=False), "参保：否", "insured: no"),
        ("insured", person(), "参保：未知", "insured: unknown"),
        ("insured == true", person(insured=False), "参保：否", "insured: no"),
    ],
)  # fmt: skip
def test_what_is_the_case(text: str, root: Subject, zh: str, en: str) -> None:
    """True, false, unknown and none are told apart, and each with the value that makes it so."""
    assert statements(text, root, tables=TABLES) == (zh, en)


def test_a_parameter_of_another_place_is_unknown_while_the_place_is() -> None:
    """It is neither set nor unset."""
    assert statements("cost > line", subject("person", "p1", cost=5005), tables=TABLES) == (
        "尚不知是否费用（50.05元） > 费用线（未知）",
        "unknown whether cost (50.05 yuan) > cost line (unknown)",
    )


def ill(*days: int | None, known: tuple[str, ...] = ()) -> Subject:
    """A person with hospital stays of so many days."""
    stays = (
        subject("hospital_stay", f"s{number}", days=UNKNOWN if each is None else each)
        for number, each in enumerate(days, 1)
    )
    return subject("person", "p1", *stays, known=known)


@pytest.mark.parametrize(
    ("text", "root", "zh", "en"),
    [
        ("any(s.days > 3 for s in hospital_stays)", ill(2, 5, 7), "有住院符合“天数 > 3天”（住院s2、住院s3）", "some hospital stays meet “days > 3 days” (hospital stay s2, hospital stay s3)"),
        ("any(s.days > 3 for s in hospital_stays)", ill(4, 5, 6, 7, 8), "有住院符合“天数 > 3天”（住院s1、住院s2、住院s3等5个）", "some hospital stays meet “days > 3 days” (hospital stay s1, hospital stay s2, hospital stay s3 and 2 more)"),
        ("any(s.days > 3 for s in hospital_stays)", ill(1, 2), "没有住院符合“天数 > 3天”", "no hospital stays meet “days > 3 days”"),
        ("any(s.days > 3 for s in hospital_stays)", ill(known=("hospital_stay",)), "没有住院符合“天数 > 3天”", "no hospital stays meet “days > 3 days”"),
        ("any(s.days > 3 for s in hospital_stays)", ill(1, None), "尚不知是否有住院符合“天数 > 3天”", "unknown whether some hospital stays meet “days > 3 days”"),
        ("any(s.days > 3 for s in hospital_stays)", ill(), "尚不知是否有住院符合“天数 > 3天”", "unknown whether some hospital stays meet “days > 3 days”"),
        ("any(s.days > 3 for s in hospital_stays if s.days > 6)", ill(4, 7), "有（天数 > 6天的）住院符合“天数 > 3天”（住院s2）", "some hospital stays with (days > 6 days) meet “days > 3 days” (hospital stay s2)"),
        ("all(s.days > 3 for s in hospital_stays)", ill(4, 5), "每个住院都符合“天数 > 3天”", "all hospital stays meet “days > 3 days”"),
        ("all(s.days > 3 for s in hospital_stays)", ill(4, 2, None), "并非每个住院都符合“天数 > 3天”（住院s2）", "not all hospital stays meet “days > 3 days” (hospital stay s2)"),
        ("all(s.days > 3 for s in hospital_stays)", ill(None), "尚不知是否每个住院都符合“天数 > 3天”", "unknown whether all hospital stays meet “days > 3 days”"),
        ("count(s for s in hospital_stays) > 1", ill(1, 1), "住院数（2） > 1", "number of hospital stays (2) > 1"),
        ("sum(s.days for s in hospital_stays) > 9", ill(1, 2), "住院的天数合计（3天） ≤ 9天", "sum of days over hospital stays (3 days) ≤ 9 days"),
        ("sum(s.days for s in hospital_stays) > 9", ill(), "尚不知是否住院的天数合计（未知） > 9天", "unknown whether sum of days over hospital stays (unknown) > 9 days"),
        ("max(s.days for s in hospital_stays) > 9", ill(known=("hospital_stay",)), "住院中最大的天数为无", "largest days of hospital stays is none"),
    ],
)  # fmt: skip
def test_what_is_the_case_about_several(text: str, root: Subject, zh: str, en: str) -> None:
    """Those that make it so are named, the first three where there are many."""
    assert statements(text, root) == (zh, en)


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("620102001001", "位于区划62或区划6501", "in area 62 or area 6501"),
        ("341221001001", "不在区划62或区划6501", "not in area 62 or area 6501"),
        (None, "尚不知是否位于区划62或区划6501", "unknown whether in area 62 or area 6501"),
    ],
)
def test_a_place(code: str | None, zh: str, en: str) -> None:
    """Inside, outside, or not known."""
    both = speakers(subject("person", "p1", code=code))
    assert [statement(Within(("62", "6501")), each) for each in both] == [zh, en]


@pytest.mark.parametrize(
    ("text", "root", "wanted", "zh", "en"),
    [
        ("cost > 60", person(cost=5005), True, "费用 > 60.00元（现为50.05元）", "cost > 60.00 yuan (now 50.05 yuan)"),
        ("cost > 40", person(cost=5005), False, "费用 ≤ 40.00元（现为50.05元）", "cost ≤ 40.00 yuan (now 50.05 yuan)"),
        ("60 < cost", person(), True, "费用 > 60.00元（现为未知）", "cost > 60.00 yuan (now unknown)"),
        ("age >= 16", person(age=12), True, "年龄 ≥ 16岁（现为12岁）", "age ≥ 16 years (now 12 years)"),
        ("cost > line", person(cost=5), True, "费用 > 费用线（30.00元，区划62，自2015-01-01起）（现为0.05元）", "cost > cost line (30.00 yuan, area 62, since 2015-01-01) (now 0.05 yuan)"),
        ('stage == "小学"', person(stage="junior"), True, "学段 = 小学（现为初中）", "stage = primary school (now junior school)"),
        ('stage == "小学"', person(stage="primary"), False, "学段 ≠ 小学（现为小学）", "stage ≠ primary school (now primary school)"),
        ('stage in ("primary", "junior")', person(), True, "学段 为 小学或初中（现为未知）", "stage is primary school or junior school (now unknown)"),
        ('stage in ("primary",)', person(stage="primary"), False, "学段 不为 小学（现为小学）", "stage is not primary school (now primary school)"),
        ('"diabetes" in disease', person(disease=frozenset({"hypertension"})), True, "病种 含 糖尿病（现为高血压）", "disease includes sugar disease (now high blood pressure)"),
        ('"diabetes" in disease', person(disease=frozenset({"diabetes"})), False, "病种 不含 糖尿病（现为糖尿病）", "disease does not include sugar disease (now sugar disease)"),
        ("insured", person(insured=False), True, "参保：是（现为否）", "insured: yes (now no)"),
        ("insured", person(insured=True), False, "参保：否（现为是）", "insured: no (now yes)"),
        ("not insured", person(insured=True), True, "参保：否（现为是）", "insured: no (now yes)"),
        ("any(s.days > 3 for s in hospital_stays)", ill(1), True, "有住院符合“天数 > 3天”", "some hospital stays meet “days > 3 days”"),
        ("any(s.days > 3 for s in hospital_stays)", ill(4), False, "没有住院符合“天数 > 3天”（涉及住院s1）", "no hospital stays meet “days > 3 days” (concerns hospital stay s1)"),
        ("any(s.days > 3 for s in hospital_stays)", ill(), True, "有住院符合“天数 > 3天”（现为未知）", "some hospital stays meet “days > 3 days” (now unknown)"),
        ("all(s.days > 3 for s in hospital_stays)", ill(1, 5, 2), True, "每个住院都符合“天数 > 3天”（涉及住院s1、住院s3）", "all hospital stays meet “days > 3 days” (concerns hospital stay s1, hospital stay s3)"),
    ],
)  # fmt: skip
def test_what_would_have_to_be(text: str, root: Subject, wanted: bool, zh: str, en: str) -> None:
    """Said as a condition, with the value as it is now."""
    assert wishes(text, root, wanted=wanted, tables=TABLES) == (zh, en)


def test_whose_a_name_is_depends_on_who_is_spoken_of() -> None:
    """A reader of a person's outcome is told that a fact is the household's, even where the household is spoken of."""
    home = subject("household", "h1", subject("person", "p1"), income=100)
    zh, en = speakers(home, "person:p1")
    household = zh.subject.parent
    assert household is not None
    condition = expression("income > 5", "household")
    assert statement(condition, zh.of(household)) == "家庭纯收入（1.00元/年） ≤ 5.00元/年"
    assert statement(condition, en.of(household)).startswith("net income of the household (1.00 yuan / year)")
