import attrs
import pytest

from policy_engine.core.expression import Within
from policy_engine.explanation.phrases import formula
from policy_engine.facts.case import Subject
from tests.explanation.saying import formulas, speakers
from tests.language import parameters, subject

TABLES = parameters(
    """
parameters:
  line: {title: {zh: 救助线, en: relief line}, type: money, unit: yuan / year, values: [{area: "62", from: 2015-01-01, value: 3000}, {area: "6201", value: unset}]}
  retire: {title: {zh: 退休年龄, en: retirement age}, type: int, unit: years, value: 60, source: s1}
  pay: {title: {zh: 补助标准, en: subsidy}, type: money, keys: {grade: [A, B], sure: bool}, values: []}
""".replace(", source: s1", "")
)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        # literals
        ("3000", "3000", "3000"),
        ("0.6", "0.6", "0.6"),
        ("true", "是", "yes"),
        ("none", "无", "none"),
        ('"x"', "x", "x"),
        ('date("2019-01-05")', "2019年1月5日", "2019-01-05"),
        # names
        ("age", "年龄", "age"),
        ("household.income", "家庭纯收入", "net income of the household"),
        ("previous(household.income)", "家庭上年纯收入", "net income of the household in the previous year"),
        ("village.poor", "村贫困", "poor of the village"),
        ("context.date", "日期", "date"),
        ("line", "救助线", "relief line"),
        ('pay(grade="A", sure=insured)', "补助标准（A）", "subsidy (A)"),
        # ages, and lengths of time
        ("age < 16", "年龄 < 16岁", "age < 16 years"),
        ("16 > age", "16岁 > 年龄", "16 years > age"),
        ("age + 1 < retire", "年龄 + 1年 < 退休年龄", "age + 1 year < retirement age"),
        ("min(age, 18) > 3", "较小者（年龄、18岁） > 3岁", "the smaller of (age, 18 years) > 3 years"),
        ("max(p.age for p in household.persons) < 20", "人员中最大的年龄 < 20岁", "largest age of persons < 20 years"),
        ("years_between(birth_date, context.date) > 3", "出生日期至日期的周岁数 > 3岁", "completed years of age from date of birth to date > 3 years"),
        # comparisons
        ("cost == 5", "费用 = 5.00元", "cost = 5.00 yuan"),
        ("cost != 5", "费用 ≠ 5.00元", "cost ≠ 5.00 yuan"),
        ("cost <= 5", "费用 ≤ 5.00元", "cost ≤ 5.00 yuan"),
        ("cost >= 5", "费用 ≥ 5.00元", "cost ≥ 5.00 yuan"),
        ("3 < cost and cost > 5", "3.00元 < 费用 且 费用 > 5.00元", "3.00 yuan < cost and cost > 5.00 yuan"),
        ("add_days(birth_date, -1) < exit_date", "出生日期减1天 < 退出日期", "date of birth minus 1 day < exit date"),
        ('add_years(birth_date, -1, "down") < exit_date', "出生日期减1年 < 退出日期", "date of birth minus 1 year < exit date"),
        ("3 < cost < 5", "3.00元 < 费用 < 5.00元", "3.00 yuan < cost < 5.00 yuan"),
        ('stage == "小学"', "学段 = 小学", "stage = primary school"),
        ("exit_date == none", "退出日期 = 无", "exit date = none"),
        ("(age < 3) == insured", "（年龄 < 3岁） = 参保", "(age < 3 years) = insured"),
        # membership
        ('stage in ("junior", "primary")', "学段 为 小学或初中", "stage is primary school or junior school"),
        ('stage not in ("primary",)', "学段 不为 小学", "stage is not primary school"),
        ('"diabetes" in disease', "病种 含 糖尿病", "disease includes sugar disease"),
        ('"diabetes" not in disease', "病种 不含 糖尿病", "disease does not include sugar disease"),
        # logic
        ("insured and (poor or age < 3)", "参保 且 （贫困 或 年龄 < 3岁）", "insured and (poor or age < 3 years)"),
        ("insured or poor and age < 3", "参保 或 （贫困 且 年龄 < 3岁）", "insured or (poor and age < 3 years)"),
        ("not insured", "并非参保", "not insured"),
        ("not (insured and poor)", "并非（参保 且 贫困）", "not (insured and poor)"),
        ("not (age < 3)", "并非（年龄 < 3岁）", "not (age < 3 years)"),
        # arithmetic
        ("cost + 5", "费用 + 5.00元", "cost + 5.00 yuan"),
        ("cost - (cost - 5)", "费用 − （费用 − 5.00元）", "cost − (cost − 5.00 yuan)"),
        ("cost * (share + 0.1)", "费用 × （比例 + 10%）", "cost × (share + 10%)"),
        ("cost * share / 2", "费用 × 比例 ÷ 2", "cost × share ÷ 2"),
        ("cost / (count + 1)", "费用 ÷ （次数 + 1）", "cost ÷ (times + 1)"),
        ("-(cost + 5)", "−（费用 + 5.00元）", "−(cost + 5.00 yuan)"),
        ("cost // 3", "（费用 ÷ 3）向下取到0.01", "(cost ÷ 3) rounded down to 0.01"),
        ("cost % 7", "费用 ÷ 7.00元 的余数", "the rest of cost ÷ 7.00 yuan"),
        ("round_to(cost, -2)", "费用四舍五入到100", "cost rounded to 100"),
        ("floor_to(cost + 1, 0)", "（费用 + 1.00元）向下取到1", "(cost + 1.00 yuan) rounded down to 1"),
        ("round_to(weight / count, 2)", "（重量 ÷ 次数）四舍五入到0.01", "(weight ÷ times) rounded to 0.01"),
        ("floor_to(weight / 3, 1)", "（重量 ÷ 3）向下取到0.1", "(weight ÷ 3) rounded down to 0.1"),
        ("max(cost, 5)", "较大者（费用、5.00元）", "the larger of (cost, 5.00 yuan)"),
        ("cost if insured else cost * 2", "参保时为费用，否则为费用 × 2", "cost if insured, else cost × 2"),
        ("(cost if insured else 5) + cost", "（参保时为费用，否则为5.00元） + 费用", "(cost if insured, else 5.00 yuan) + cost"),
        ("annual(household.wage)", "家庭月工资 × 12", "wage of the household × 12"),
        # dates
        ("add_days(birth_date, 1)", "出生日期加1天", "date of birth plus 1 day"),
        ('add_months(birth_date, 15, "down")', "出生日期加15个月", "date of birth plus 15 months"),
        ('add_months(birth_date, 15, "up")', "出生日期加15个月（当月无此日的，为次月1日）",
         "date of birth plus 15 months (the first of the next month where there is no such day)"),
        ('add_years(birth_date, 18, "down")', "出生日期加18年", "date of birth plus 18 years"),
        ("add_working_days(birth_date, 1)", "出生日期加1个工作日", "date of birth plus 1 working day"),
        ("any(add_working_days(birth_date, s.days) < context.date for s in hospital_stays)", "有住院符合“人员出生日期加天数（工作日） < 日期”",
         "some hospital stays meet “date of birth of the person plus days (working days) < date”"),
        ("next_working_day(birth_date)", "出生日期（非工作日的，顺延至下一工作日）", "date of birth (the next working day if it is none)"),
        ("is_working_day(birth_date)", "出生日期为工作日", "date of birth is a working day"),
        ("not is_working_day(birth_date)", "并非（出生日期为工作日）", "not (date of birth is a working day)"),
        ('start_of("month")', "日期所在月的首日", "first day of the month of date"),
        ('start_of("school_year", birth_date)', "出生日期所在学年的首日", "first day of the school year of date of birth"),
        ('end_of("week", birth_date)', "出生日期所在周的末日", "last day of the week of date of birth"),
        ('end_of("half_year", birth_date)', "出生日期所在半年的末日", "last day of the half-year of date of birth"),
        ("semester_of(birth_date)", "出生日期所在学期", "semester of date of birth"),
        ('semester_of(birth_date) == "spring"', "出生日期所在学期 = 春季学期", "semester of date of birth = spring semester"),
        ("school_year_of(birth_date)", "出生日期所在学年", "school year of date of birth"),
        ("in_period(birth_date, exit_date, context.date)", "退出日期 ≤ 出生日期 < 日期", "exit date ≤ date of birth < date"),
        ("age_on(birth_date, context.date) > 3", "出生日期至日期的周岁数 > 3岁", "completed years of age from date of birth to date > 3 years"),
        ("days_between(birth_date, context.date)", "出生日期至日期的天数", "days from date of birth to date"),
        ("months_between(birth_date, context.date)", "出生日期至日期的足月数", "full months from date of birth to date"),
        ("year_of(birth_date)", "出生日期的年份", "year of date of birth"),
        ("month_of(birth_date)", "出生日期的月份", "month of date of birth"),
        # aggregates
        ("count(p for p in household.persons)", "人员数", "number of persons"),
        ("count(s for s in hospital_stays if s.days > 3)", "（天数 > 3天的）住院数", "number of hospital stays with (days > 3 days)"),
        ("sum(s.expense for s in hospital_stays)", "住院的住院费用合计", "sum of expense over hospital stays"),
        ("min(s.expense for s in hospital_stays)", "住院中最小的住院费用", "smallest expense of hospital stays"),
        ("any(s.days > 3 for s in hospital_stays)", "有住院符合“天数 > 3天”", "some hospital stays meet “days > 3 days”"),
        ("not any(s.days > 3 for s in hospital_stays)", "没有住院符合“天数 > 3天”", "no hospital stays meet “days > 3 days”"),
        ("all(s.days > 3 for s in hospital_stays)", "每个住院都符合“天数 > 3天”", "all hospital stays meet “days > 3 days”"),
        ("not all(s.days > 3 for s in hospital_stays)", "并非每个住院都符合“天数 > 3天”", "not all hospital stays meet “days > 3 days”"),
        ("count(s for s in hospital_stays if insured)", "（人员参保的）住院数", "number of hospital stays with (insured of the person)"),
    ],
)  # fmt: skip
def test_an_expression_in_words(text: str, zh: str, en: str) -> None:
    """Every node of the core, with brackets where they are needed."""
    assert formulas(text, tables=TABLES) == (zh, en)


PERSON = subject(
    "village",
    "v1",
    subject(
        "household",
        "h1",
        subject("person", "p1", subject("hospital_stay", "s1", expense=10000, days=2), age=17, insured=True, cost=5005),
        income=300000,
        income__1=200000,
    ),
    code="620102001001",
)  # fmt: skip
OUTSIDE = subject("person", "p1", code="341221001001")
NOWHERE = subject("person", "p1")


@pytest.mark.parametrize(
    ("text", "root", "zh", "en"),
    [
        ("cost", PERSON, "费用（50.05元）", "cost (50.05 yuan)"),
        ("weight", PERSON, "重量（未知）", "weight (unknown)"),
        ("previous(household.income)", PERSON, "家庭上年纯收入（2,000.00元/年）", "net income of the household in the previous year (2,000.00 yuan / year)"),
        ("age + 1 < retire", PERSON, "年龄（17岁） + 1年 < 退休年龄（60岁）", "age (17 years) + 1 year < retirement age (60 years)"),
        ("context.date", PERSON, "日期（2019年12月31日）", "date (2019-12-31)"),
        ("village.poor", NOWHERE, "村贫困（未知）", "poor of the village (unknown)"),
        ("sum(s.expense for s in hospital_stays)", PERSON, "住院的住院费用合计（100.00元）", "sum of expense over hospital stays (100.00 yuan)"),
        ("not insured", PERSON, "并非参保（是）", "not insured (yes)"),
        ("retire", PERSON, "退休年龄（60岁）", "retirement age (60 years)"),
        ("line", PERSON, "救助线（未设定）", "relief line (not set)"),
        ("line", attrs.evolve(PERSON, code="620301001001"), "救助线（3,000.00元/年，区划62，自2015-01-01起）", "relief line (3,000.00 yuan / year, area 62, since 2015-01-01)"),
        ("line", OUTSIDE, "救助线（未设定）", "relief line (not set)"),
        ("line", NOWHERE, "救助线（未知）", "relief line (unknown)"),
        ('pay(grade="A", sure=insured)', PERSON, "补助标准（A）（未设定）", "subsidy (A) (not set)"),
    ],
)  # fmt: skip
def test_names_with_their_values(text: str, root: Subject, zh: str, en: str) -> None:
    """A parameter says where and since when it holds, that nobody set it, or that it hangs on what is not known."""
    assert formulas(text, root=root, tables=TABLES, values=True) == (zh, en)


def test_the_areas_of_a_rule() -> None:
    """By code, where nobody has named them."""
    both = speakers(PERSON)
    assert [formula(Within(("62", "6501")), each) for each in both] == [
        "位于区划62或区划6501",
        "in area 62 or area 6501",
    ]


def test_a_choice_between_conditions_is_bracketed() -> None:
    """So that one sees how far it goes."""
    text = "(insured if poor else age < 3) and insured"
    assert formulas(text) == (
        "（贫困时为参保，否则为（年龄 < 3岁）） 且 参保",
        "(insured if poor, else (age < 3 years)) and insured",
    )
