import json
from pathlib import Path

import pytest

from policy_engine import Engine
from policy_engine.cli.console import lines
from tests.cli.conftest import HOUSEHOLD, Run

LOCAL = """module: local
policy: local
title: {zh: 本地, en: Local}
rules:
  yearly_report:
    kind: obligation
    title: {zh: 年度报告, en: Yearly report}
    for: household
    source: d1-school
    actor: town
    dated: date("2017-05-01")
    every: year
    window: calendar
  few:
    kind: target
    title: {zh: 人口目标, en: Target of the size}
    for: household
    source: d1-school
    actual: size
    required: 5
    by: 2019-12-31
  told:
    kind: alert
    title: {zh: 告知, en: Notice}
    for: household
    source: d1-school
    when: size > 2
    severity: low
    notify: [town]
"""
ACTORS = "vocabulary: offices\nactors:\n  town: {zh: 乡镇政府, en: township government}\n"


def because(rule: str, subject: str, lang: str) -> str:
    """The reason as the table shows it: broken at the plain width, and indented."""
    decision = Engine.load().evaluate(HOUSEHOLD)
    outcome = decision.outcome(rule, subject)
    assert outcome is not None
    return "\n".join(f"      {line}" for line in lines(decision.because(outcome, lang), 94))


def test_the_table_groups_outcomes_by_subject_and_kind(run: Run, case: str) -> None:
    """Entitlements first, the undetermined last and without their reasons; other reasons are broken and indented."""
    result = run("evaluate", case)
    assert (
        result.out
        == f"""\
2019-12-31: 应当享受 1, 金额待定 1, 预警 1, 归类 1, 无法判定 1

household:h1
  待遇
    现金救助 relief.cash
{because("relief.cash", "household:h1", "zh")}
  分类
    家庭规模 relief.family
{because("relief.family", "household:h1", "zh")}

person:p1
  预警
    学龄儿童未在校 relief.at_home
{because("relief.at_home", "person:p1", "zh")}
      级别：高；通知：乡镇, 学校

person:p2
  待遇
    营养餐 relief.meals
{because("relief.meals", "person:p2", "zh")}
      待补：relief.meal

person:p3
  无法判定
    营养餐 relief.meals  待补：person:p3.pupil
"""
    )
    assert (result.code, result.err) == (0, "")


def test_english_with_everything(run: Run, case: str) -> None:
    """Headings follow the language; `--all` also lists what is not granted and clear."""
    result = run("evaluate", case, "--lang", "en", "--all")
    p1 = result.out.partition("\nperson:p1\n")[2].partition("\nperson:p2\n")[0]
    assert (
        p1
        == f"""\
  Entitlements
    Meals relief.meals
{because("relief.meals", "person:p1", "en")}
  Alerts
    A child of school age is not at school relief.at_home
{because("relief.at_home", "person:p1", "en")}
      severity: high; notify: township, school
"""
    )


def test_many_undetermined_outcomes_have_a_summary(run: Run, case: str) -> None:
    """What is missing is counted, whoever it is of; a long list of names is cut to its line."""
    persons = [{"id": f"p{number}"} for number in range(22)]
    Path(case).write_text(
        json.dumps(
            {"on": "2019-12-31", "household": {"id": "h", "code": "62", "size": 1, "persons": persons}}
        ),
        encoding="utf-8",
    )
    told = run("evaluate", case, "--lang", "en").out
    assert told.endswith(
        "\nWhat the undetermined outcomes wait for\n"
        "     44  pupil person.pupil\n     22  age person.age\n      1  net income household.income\n"
    )
    assert max(len(line) for line in told.splitlines()) <= 100
    assert "\n    Meals relief.meals  to be given: person:p7.pupil\n" in told


def test_a_line_has_as_many_cells_as_columns_says(
    run: Run, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a title and what is missing have no room beside each other, they take two lines."""
    Path(case).write_text(
        '{"on": "2019-12-31", "household": {"id": "h", "code": "62", "persons": [{"id": "p1"}]}}',
        encoding="utf-8",
    )
    monkeypatch.setenv("COLUMNS", "40")
    told = run("evaluate", case).out
    assert "\n    营养餐 relief.meals\n      待补：person:p1.pupil\n" in told
    assert "\n    学龄儿童未在校 relief.at_home\n      待补：person:p1.age 等2项\n" in told


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        (("--rule", "relief.cash"), {"relief.cash"}),
        (("--rule", "营养餐"), {"relief.meals"}),
        (("--module", "relief"), {"relief.cash", "relief.meals", "relief.at_home", "relief.family"}),
    ],
)
def test_one_rule_or_module_alone(run: Run, case: str, options: tuple[str, ...], rules: set[str]) -> None:
    """The options narrow both forms of the answer."""
    outcomes = json.loads(run("evaluate", case, "--format", "json", *options).out)["outcomes"]
    assert {each["rule"] for each in outcomes} == rules
    told = run("evaluate", case, *options).out
    assert all(rule in told for rule in rules)


def test_nothing_to_tell_is_said(run: Run, case: str) -> None:
    """A household about which no rule says anything gives a line, not an empty page."""
    Path(case).write_text('{"on": "2019-12-31", "county": {"households": []}}', encoding="utf-8")
    assert run("evaluate", case).out == "2019-12-31: 没有结果\n"
    assert run("evaluate", case, "--lang", "en").out == "2019-12-31: nothing applies\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("everything", [True, False])
def test_json_is_the_decision(run: Run, case: str, lang: str, *, everything: bool) -> None:
    """The bytes are those of the API."""
    decision = Engine.load().evaluate(HOUSEHOLD)
    options = ["--all"] if everything else []
    result = run("evaluate", case, "--format", "json", "--lang", lang, *options)
    assert result.out == decision.to_json(lang, everything=everything)


def test_the_option_overrides_the_date_of_the_case(run: Run, case: str) -> None:
    """`--on` wins."""
    result = run("evaluate", case, "--on", "2020-06-01", "--format", "json")
    assert json.loads(result.out)["on"] == "2020-06-01"


def test_yaml_and_standard_input_give_the_same(run: Run, case: str) -> None:
    """One case, three ways in, the same bytes out."""
    Path("case.yaml").write_text(json.dumps(HOUSEHOLD), encoding="utf-8")
    expected = run("evaluate", case, "--format", "json").out
    assert run("evaluate", "case.yaml", "--format", "json").out == expected
    assert run("evaluate", "-", "--format", "json", given=Path(case).read_bytes()).out == expected


def test_further_policies(run: Run, case: str) -> None:
    """A local file sets a parameter that the circulars leave open."""
    Path("local.yaml").write_text(
        "module: local\npolicy: settings\ntitle: {zh: 设定, en: Settings}\n"
        'settings: {relief.meal: [{area: "62", value: 80, source: d1-school}]}\n',
        encoding="utf-8",
    )
    outcomes = json.loads(run("evaluate", case, "--format", "json", "--policies", "local.yaml").out)[
        "outcomes"
    ]
    meals = next(each for each in outcomes if each["subject"] == "person:p2")
    assert (meals["status"], meals["amount"]) == ("granted", "80.00")


def test_a_wide_text_is_broken_between_characters() -> None:
    """A Chinese text fills its line, punctuation does not begin one, and words stay whole."""
    assert lines("一二三四五，六七", 10) == ["一二三四", "五，六七"]
    assert lines("有 household:h1 的记录", 16) == ["有 household:h1", "的记录"]
    assert lines("", 10) == [""]


def test_each_kind_has_a_heading_and_counts(run: Run, case: str) -> None:
    """What is behind and overdue is counted at the top; those who are told stand by label."""
    Path("local").mkdir()
    Path("local/local.yaml").write_text(LOCAL, encoding="utf-8")
    Path("local/offices.yaml").write_text(ACTORS, encoding="utf-8")
    zh, en = (
        run("evaluate", case, "--policies", "local", "--module", "local", "--lang", lang).out
        for lang in ("zh", "en")
    )
    assert zh.startswith("2019-12-31: 预警 1, 未完成进度 1, 逾期 1\n")
    assert "\n  目标\n    人口目标 " in zh
    assert "\n  责任事项\n    年度报告 " in zh
    assert "\n      级别：低；通知：乡镇政府\n" in zh
    assert en.startswith("2019-12-31: raised 1, behind 1, overdue 1\n")
    assert "\n  Targets\n" in en
    assert "\n  Obligations\n" in en
