import pytest

from tests.language import checked, parameters, program, rule, value_of

TABLES = parameters(
    """
parameters:
  line: {title: {zh: 救助线, en: relief line}, type: money, keys: {grade: [A, B]}, values: [{grade: A, value: 3}]}
  add_up: {title: {zh: 加月, en: to add up}, type: money, value: 7}
"""
)
REST = ("severity: high", "notify: village")


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("参保 and 年龄 >= 16", "insured and age >= 16"),
        ('学段 == "小学" or "糖尿病" in 病种', 'stage == "primary" or "diabetes" in disease'),
        ('家庭.低保档次 in ("甲类", "乙类")', 'household.grade in ("A", "B")'),
        ("救助线(grade=家庭.低保档次)", "line(grade=household.grade)"),
        ("最大(费用, 5) + 最小(费用, 最大(3, 费用))", "max(cost, 5) + min(cost, max(3, cost))"),
        ("限于(年龄, 1, 16)", "clip(age, 1, 16)"),
        ("四舍五入(重量 / 次数, 2)", "round_to(weight / count, 2)"),
        ("向下取(费用 * 比例, 0)", "floor_to(cost * share, 0)"),
        ("绝对值(重量)", "abs(weight)"),
        ('含任一(病种, "糖尿病")', 'any_of(disease, "diabetes")'),
        ("折年(家庭.月工资) > 上期(家庭.纯收入)", "annual(household.wage) > previous(household.income)"),
        ("折月(家庭.纯收入.于(2018))", "monthly(household.income.at(2018))"),
        ('相差天数(日期("2019-01-31"), 评估情境.日期)', 'days_between(date("2019-01-31"), context.date)'),
        ("相差月数(出生日期, 退出日期)", "months_between(birth_date, exit_date)"),
        ("相差年数(出生日期, 退出日期)", "years_between(birth_date, exit_date)"),
        ("周岁(出生日期, 评估情境.日期) >= 60", "age_on(birth_date, context.date) >= 60"),
        ('加天(加年(出生日期, 18, "取月末"), 1)', 'add_days(add_years(birth_date, 18, "down"), 1)'),
        ("加工作日(顺延至工作日(出生日期), 3)", "add_working_days(next_working_day(birth_date), 3)"),
        ("是工作日(评估情境.日期)", "is_working_day(context.date)"),
        ('在期间内(出生日期, 期初("学年"), 期末("周"))', 'in_period(birth_date, start_of("school_year"), end_of("week"))'),
        ('所在学期(出生日期) == "秋季学期"', 'semester_of(birth_date) == "autumn"'),
        ("所在年份(出生日期) + 所在月份(出生日期)", "year_of(birth_date) + month_of(birth_date)"),
        ("所在学年(出生日期)", "school_year_of(birth_date)"),
        ("求和(甲.费用 for 甲 in 家庭.人员 if 甲.参保)", "sum(p.cost for p in household.persons if p.insured)"),
        ("计数(次 for 次 in 住院 if 次.天数 > 3)", "count(s for s in hospital_stays if s.days > 3)"),
        ("最大(甲.年龄 for 甲 in 家庭.人员)", "max(p.age for p in household.persons)"),
        ("最小(甲.年龄 for 甲 in 家庭.人员)", "min(p.age for p in household.persons)"),
        ('任一(次.天数 > 3 for 次 in 住院) and 出生日期 < 加年(期初("年"), -60)',
         'any(s.days > 3 for s in hospital_stays) and birth_date < add_years(start_of("year"), -60)'),
        ("任一(次.天数 > 3 for 次 in 住院) and not 全部(次.天数 > 3 for 次 in 住院)",
         "any(s.days > 3 for s in hospital_stays) and not all(s.days > 3 for s in hospital_stays)"),
    ],
)  # fmt: skip
def test_an_expression_in_chinese_is_its_english_twin(chinese: str, english: str) -> None:
    """The same core, whatever is written by its label: entities, facts, values, parameters, functions and aggregates."""
    ours, theirs = checked(chinese, tables=TABLES), checked(english, tables=TABLES)
    assert (ours.findings, theirs.findings) == ((), ())
    assert (ours.typed.expression, ours.typed.type) == (theirs.typed.expression, theirs.typed.type)


def test_a_rule_in_chinese_is_its_english_twin() -> None:
    """From the text of the policy to the program."""
    chinese = rule("alert", "person", "when: '最大(次.天数 for 次 in 住院) > 3 and 学段 == \"小学\"'", *REST)
    english = rule(
        "alert", "person", "when: 'max(s.days for s in hospital_stays) > 3 and stage == \"primary\"'", *REST
    )
    assert program(chinese).outputs[0].states == program(english).outputs[0].states


def test_a_parameter_goes_before_the_label_of_a_function() -> None:
    """It keeps its meaning when a function of that name is added; the function has its English name still."""
    assert value_of("加月()", tables=TABLES) == value_of("加月", tables=TABLES) == "7.00"
    assert value_of('add_months(date("2019-01-01"), 1)', tables=TABLES) == "2019-02-01"


def test_a_variable_is_never_called() -> None:
    """A name that stands alone is the variable, whatever functions are called."""
    assert checked("年龄").findings == ()
    assert checked("最大").finding.message == "nothing here is called `最大`"
    assert checked("年龄(1)").finding.message == "there is no function or parameter `年龄`"


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("四舍五人(费用, 1)", "there is no function or parameter `四舍五人`", "did you mean `四舍五入`?"),
        ("求和(费用)", "`求和` works on records", "write `求和(x... for x in records)`"),
        ("计数(住院)", "`计数` works on records", "write `计数(x for x in records)`"),
        ("计数(次.天数 for 次 in 住院)", "`计数` counts records: write `计数(次 for 次 in ...)`", "put conditions after `if`"),
        ("限于(年龄, 1)", "`clip` is called with 2 arguments", "write `clip(number, low, high)`"),
        ("加月(出生日期, 1)", "`add_months` does not say what to do in a month that has no such day",
         'write `加月(出生日期, 1, "down")` for the last day of that month, or `加月(出生日期, 1, "up")` for the first day of the next'),
    ],
)  # fmt: skip
def test_slips_in_chinese_names(text: str, message: str, advice: str) -> None:
    """They are told like those in English."""
    finding = checked(text).finding
    assert (finding.message, finding.help) == (message, advice)
