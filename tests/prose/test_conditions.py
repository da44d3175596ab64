"""Conditions, aggregates and decision tables as running text, in both languages."""

import pytest

from policy_engine.explanation.phrases import formula
from policy_engine.model.labels import Language
from policy_engine.prose.narrator import Narrator
from tests.language import bare_program, checked, parameters

TABLES = parameters("""
parameters:
  line: {title: {zh: 救助线, en: Relief line}, type: money, unit: yuan / year, value: 3000}
  retire: {title: {zh: 退休年龄, en: Retirement age}, type: int, unit: years, value: 60}
  pay: {title: {zh: 补助标准, en: Subsidy}, type: money, keys: {grade: {A: {zh: 甲类, en: class A}, B: {zh: 乙类, en: class B}}}, values: []}
""")


def texts(text: str, entity: str = "person") -> tuple[str, str]:
    """The expression in Chinese and in English, as a rule for the entity writes it."""
    found = checked(text, entity, TABLES)
    assert found.findings == ()
    zh, en = (
        formula(found.typed.expression, Narrator(bare_program(TABLES), entity, language))
        for language in (Language.ZH, Language.EN)
    )
    return zh, en


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        # yes or no
        ("insured", "参保", "insured"),
        ("not insured", "未参保", "not insured"),
        ("not poor", "并非“贫困”", "not poor"),
        ("insured == false", "未参保", "not insured"),
        ("not insured == false", "参保", "insured"),
        ("household.size > 0 and village.poor", "家庭人数大于0且所在村贫困", "size of the household is more than 0 and “poor” holds for the village"),
        ("not village.poor", "所在村并非“贫困”", "“poor” does not hold for the village"),
        # ages, money, dates, counts, rates: both sides of each limit
        ("age < 16", "年龄不满16岁", "age is under 16 years"),
        ("age >= 16", "年龄满16岁", "age is at least 16 years"),
        ("age <= 16", "年龄不超过16岁", "age is at most 16 years"),
        ("age > retire", "年龄超过退休年龄", "age is over retirement age"),
        ("16 > age", "年龄不满16岁", "age is under 16 years"),
        ("cost < 5000", "费用低于5,000元", "cost is below 5,000 yuan"),
        ("cost <= 5.5", "费用不高于5.50元", "cost is at most 5.50 yuan"),
        ("cost >= 5", "费用不低于5元", "cost is at least 5 yuan"),
        ("cost > 0", "费用大于0", "cost is above 0"),
        ("cost == 0", "费用为0", "cost is 0"),
        ("share > 0.5", "比例高于50%", "share is above 50%"),
        ("count < 3", "次数少于3", "times is less than 3"),
        ("count >= 3", "次数不少于3", "times is at least 3"),
        ('birth_date < date("2019-01-01")', "出生日期早于2019年1月1日", "date of birth is before 2019-01-01"),
        ('birth_date >= date("2019-01-01")', "出生日期不早于2019年1月1日", "date of birth is on or after 2019-01-01"),
        ("year_of(birth_date) < context.year", "出生日期的年份早于年度", "year of date of birth is before year"),
        # two limits of one thing, and of two
        ("6 <= age < 16", "年龄满6岁且不满16岁", "age is at least 6 years and is under 16 years"),
        ("age > 6 and cost > 5", "年龄超过6岁且费用高于5元", "age is over 6 years and cost is above 5 yuan"),
        # an order is not turned around, for none is on neither side
        ("not age < 16", "并非“年龄不满16岁”", "not “age is under 16 years”"),
        ("not cost == 5", "费用不为5元", "cost is not 5 yuan"),
        # none
        ("exit_date == none", "没有退出日期", "there is no exit date"),
        ("exit_date != none", "有退出日期", "there is some exit date"),
        ("household.grade == none", "家庭没有低保档次", "there is no grade for the household"),
        # named values
        ('stage == "primary"', "学段为“小学”", "stage is “primary school”"),
        ('stage != "primary"', "学段不为“小学”", "stage is not “primary school”"),
        ('stage in ("primary",)', "学段为“小学”", "stage is “primary school”"),
        ('stage in ("junior", "primary")', "学段为“小学”或“初中”", "stage is “primary school” or “junior school”"),
        ('stage not in ("junior", "primary")', "学段既不为“小学”，也不为“初中”", "stage is neither “primary school” nor “junior school”"),
        ('"diabetes" in disease', "病种包括“糖尿病”", "disease includes “sugar disease”"),
        ('"diabetes" not in disease', "病种不包括“糖尿病”", "disease does not include “sugar disease”"),
        ('any_of(disease, ("diabetes", "hypertension"))', "病种包括“糖尿病”或“高血压”", "disease includes “sugar disease” or “high blood pressure”"),
        # and, or
        ("insured and (poor or age < 3)", "参保且（贫困或年龄不满3岁）", "insured and (poor or age is under 3 years)"),
        ("insured or poor and age < 3", "参保或（贫困且年龄不满3岁）", "insured or (poor and age is under 3 years)"),
        ("not (insured and poor)", "并非（参保且贫困）", "not (insured and poor)"),
        ('insured and stage in ("junior", "primary")', "参保且（学段为“小学”或“初中”）", "insured and (stage is “primary school” or “junior school”)"),
        # amounts
        ("(cost - 5) * share", "（费用 − 5元） × 比例", "(cost − 5 yuan) × share"),
        ("cost > cost * share", "费用高于（费用 × 比例）", "cost is above (cost × share)"),
        ('pay(grade="A")', "补助标准（“甲类”）", "subsidy (“class A”)"),
        ("previous(household.income) < line", "家庭上年纯收入低于救助线", "net income of the household in the previous year is below relief line"),
        ("cost if insured else 5", "参保的，为费用；其他情形，为5元", "cost if insured; otherwise 5 yuan"),
        ("insured if poor else false", "贫困的，看是否参保；其他情形，为否", "whether insured if poor; otherwise no"),
        # aggregates
        ("count(s for s in hospital_stays)", "住院数量", "the number of hospital stays"),
        ("count(s for s in hospital_stays if s.days > 3)", "住院中天数超过3天的数量", "the number of hospital stays for which days is more than 3 days"),
        ("count(p for p in household.persons if p.age >= 60)", "家庭成员中年龄满60岁的人数", "the number of members of the household for whom age is at least 60 years"),
        ("sum(s.expense for s in hospital_stays if s.days > 3)", "天数超过3天的住院的住院费用合计", "the sum of expense over hospital stays for which days is more than 3 days"),
        ("max(s.expense for s in hospital_stays)", "住院中最大的住院费用", "the largest expense of hospital stays"),
        ("min(p.birth_date for p in household.persons)", "家庭成员中最早的出生日期", "the earliest date of birth of members of the household"),
        ("any(s.days > 3 for s in hospital_stays)", "存在天数超过3天的住院", "there is a hospital stay for which days is more than 3 days"),
        ("any(s.days > 3 for s in hospital_stays if s.year == 2019)", "存在住院年度为2019且天数超过3天的住院", "there is a hospital stay for which year is 2019 and days is more than 3 days"),
        ("not any(s.days > 3 for s in hospital_stays)", "不存在天数超过3天的住院", "there is no hospital stay for which days is more than 3 days"),
        ("all(s.days > 3 for s in hospital_stays)", "所有住院均符合“天数超过3天”", "every hospital stay meets “days is more than 3 days”"),
        ("not all(s.days > 3 for s in hospital_stays if s.year == 2019)", "并非住院年度为2019的所有住院均符合“天数超过3天”", "not every hospital stay for which year is 2019 meets “days is more than 3 days”"),
        ("any(insured for s in hospital_stays)", "存在该人员参保的住院", "there is a hospital stay for which “insured” holds for the person"),
    ],
)  # fmt: skip
def test_an_expression_as_running_text(text: str, zh: str, en: str) -> None:
    """Words instead of signs, brackets where the reach of a word could be doubted."""
    assert texts(text) == (zh, en)


@pytest.mark.parametrize(
    ("text", "entity", "zh", "en"),
    [
        ("count(p for p in persons if p.age < 16)", "household", "家庭成员中年龄不满16岁的人数", "the number of members of the household for whom age is under 16 years"),
        ("count(h for h in households)", "village", "家庭户数", "the number of households"),
        ("any(h.size > 5 for h in households)", "village", "存在人数超过5的家庭", "there is a household for which size is more than 5"),
    ],
)  # fmt: skip
def test_those_that_are_counted(text: str, entity: str, zh: str, en: str) -> None:
    """Members of a household, households, by the entity that the rule is for."""
    assert texts(text, entity) == (zh, en)
