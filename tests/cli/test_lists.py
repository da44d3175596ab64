"""The commands `ask`, `rules`, `check` and `schema`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_questions_as_a_table(run: Run, case: str) -> None:
    """How much hangs on it, what is missing, and its label in the language asked for."""
    assert run("ask", case).out == (
        "可定  涉及  待补             名称\n"
        "   1     1  person:p3.pupil  在校生\n"
        "   1     1  relief.meal      餐补\n"
    )
    assert run("ask", case, "--lang", "en").out == (
        "Settles  Concerns  To be given      Label\n"
        "      1         1  person:p3.pupil  pupil\n"
        "      1         1  relief.meal      meal subsidy\n"
    )


def test_questions_on_a_narrow_terminal(run: Run, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is never broken: the label stands below it; what is piped stays one line a fact."""
    monkeypatch.setenv("COLUMNS", "30")
    assert "person:p3.pupil  在校生\n" in run("ask", case).out
    monkeypatch.setattr("policy_engine.cli.ask.on_terminal", lambda: True)
    assert run("ask", case).out == (
        "可定  涉及  待补\n            名称\n"
        "   1     1  person:p3.pupil\n            在校生\n"
        "   1     1  relief.meal\n            餐补\n"
    )


def test_questions_as_data(run: Run, case: str) -> None:
    """The same for programs, with the rules that wait."""
    assert json.loads(run("ask", case, "--format", "json").out) == [
        {
            "fact": "person:p3.pupil",
            "label": {"zh": "在校生", "en": "pupil"},
            "settles": 1,
            "concerns": 1,
            "rules": ["relief.meals"],
        },
        {
            "parameter": "relief.meal",
            "label": {"zh": "餐补", "en": "meal subsidy"},
            "settles": 1,
            "concerns": 1,
            "rules": ["relief.meals"],
        },
    ]


def test_no_question_is_said(run: Run, case: str) -> None:
    """A complete case leaves nothing to ask."""
    Path(case).write_text('{"on": "2019-12-31", "county": {"households": []}}', encoding="utf-8")
    assert run("ask", case).out == "没有待补的事实。\n"
    assert run("ask", case, "--lang", "en").out == "No fact is missing.\n"


def test_rules_as_a_list(run: Run) -> None:
    """Name, kind and entity, title, place and dates, items."""
    text = run("rules", "--lang", "en").out
    assert text.startswith(
        "relief.at_home alert, person\n    A child of school age is not at school\n    d1-school\n"
    )
    assert (
        "relief.county_pilot alert, household\n"
        "    Pilot reminder\n"
        "    Lanzhou, Gansu (6201), from 2019-01-01, until 2021-01-01\n"
        "    d1-relief, d1-classes\n"
    ) in text
    chinese = run("rules").out
    assert chinese.startswith("relief.at_home 预警，人员\n")
    assert "    甘肃省兰州市（6201）, 自 2019-01-01, 至 2021-01-01\n" in chinese


def test_rules_as_data(run: Run, small: Path) -> None:
    """Every key of a rule, and its place."""
    found = {each["rule"]: each for each in json.loads(run("rules", "--format", "json").out)}
    assert sorted(found) == [
        "relief.at_home",
        "relief.cash",
        "relief.county_pilot",
        "relief.family",
        "relief.meals",
    ]
    pilot = found["relief.county_pilot"]
    place = pilot.pop("place")
    assert pilot == {
        "rule": "relief.county_pilot",
        "kind": "alert",
        "entity": "household",
        "title": {"zh": "试点提醒", "en": "Pilot reminder"},
        "sentence": {
            "zh": "在甘肃省兰州市（6201），自2019年1月1日起，至2020年12月31日止，"
            "家庭符合以下条件的，发出预警“试点提醒”（紧急程度低）：人数超过5。由县处置。",
            "en": "In Lanzhou, Gansu (6201), from 2019-01-01, until 2020-12-31, "
            "the alert “Pilot reminder” (low) is raised for a household if size is more than 5. To act: county.",
        },
        "parameters": [],
        "template": False,
        "area": ["6201"],
        "from": "2019-01-01",
        "until": "2021-01-01",
        "items": ["d1-relief", "d1-classes"],
        "exception_to": None,
        "change": None,
    }
    assert Path(place.rsplit(":", 2)[0]).resolve() == small / "relief.yaml"


CHANGE = """\
module: local
policy: changes
title: {zh: 调整, en: Changes}
overrides:
  relief.cash:
    area: "62"
    reason: {zh: 本省标准更高, en: The provincial line is higher}
    source: d1-relief
    when: income < line * 2
"""


@pytest.mark.usefixtures("case")
def test_a_change_is_told_with_its_reason(run: Run) -> None:
    """An override is listed beside the rule that it changes."""
    Path("changes.yaml").write_text(CHANGE, encoding="utf-8")
    assert "The provincial line is higher" in run("rules", "--policies", "changes.yaml", "--lang", "en").out
    found = json.loads(run("rules", "--policies", "changes.yaml", "--format", "json").out)
    assert [each["change"]["action"] for each in found if each["change"]] == ["override"]


def test_good_policies_pass_the_check(run: Run, small: Path) -> None:
    """One line says what was loaded; a folder that is loaded already counts once, files of cases are left out."""
    summary = "ok: modules 1, policies 1, rules 5, parameters 2, catalogue items 3, plugins 0\n"
    for arguments in ((), (str(small),), (str(small / "relief.yaml"),)):
        result = run("check", *arguments)
        assert (result.code, result.out, result.err) == (0, summary, "")


@pytest.mark.usefixtures("case")
def test_files_of_cases_are_no_policies(run: Run) -> None:
    """So that `check` can be given everything in a folder."""
    Path("relief.cases.yaml").write_text("cases: []\n", encoding="utf-8")
    assert run("check", "relief.cases.yaml").code == 0


BROKEN = """\
module: local
policy: broken
title: {zh: 错, en: Broken}
rules:
  poor:
    kind: alert
    title: {zh: 穷, en: Poor}
    for: household
    source: d1-relief
    when: incom < relief.line
    severity: high
    notify: county
"""
HEADLINE = "error[PE201] unknown-name: nothing here is called `incom`"


@pytest.mark.usefixtures("case")
def test_findings_are_the_result_of_the_check(run: Run) -> None:
    """On standard output, in each of the three forms, with exit code 1."""
    Path("broken.yaml").write_text(BROKEN, encoding="utf-8")
    full = run("check", "broken.yaml")
    assert (full.code, full.err) == (1, "")
    assert full.out.startswith(
        f"{HEADLINE}\n  --> broken.yaml:10:11\n   |\n10 |     when: incom < relief.line\n   |           ^^^^^ "
    )
    concise = run("check", "broken.yaml", "--format", "concise")
    assert concise.code == 1
    assert concise.out.startswith(f"broken.yaml:10:11: {HEADLINE}")
    data = json.loads(run("check", "broken.yaml", "--format", "json").out)
    assert data["loaded"] is None
    assert [(each["code"], each["file"], each["line"]) for each in data["diagnostics"]] == [
        ("PE201", "broken.yaml", 10)
    ]


def test_the_check_as_data(run: Run) -> None:
    """Without findings it says what was loaded."""
    assert json.loads(run("check", "--format", "json").out) == {
        "diagnostics": [],
        "loaded": {
            "modules": 1,
            "policies": 1,
            "rules": 5,
            "parameters": 2,
            "catalogue items": 3,
            "plugins": 0,
        },
    }


def test_broken_policies_are_bad_input_elsewhere(run: Run, case: str) -> None:
    """Other commands answer nothing and exit with 2."""
    Path("broken.yaml").write_text(BROKEN, encoding="utf-8")
    result = run("evaluate", case, "--policies", "broken.yaml")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"broken.yaml:10:11: {HEADLINE}\n  --> broken.yaml:10:11\n")


EXCEPTION = """\
module: local
policy: local
title: {zh: 本地, en: Local}
rules:
  cash:
    kind: entitlement
    title: {zh: 兰州现金救助, en: Cash relief in Lanzhou}
    for: household
    source: d1-relief
    area: 兰州市
    exception_to: relief.cash
    when: income < 4000
"""


def test_an_exception_is_told_with_its_rule(run: Run, case: str) -> None:
    """Each names the other, as text and as data; the rule says where it does not hold."""
    Path("local.yaml").write_text(EXCEPTION, encoding="utf-8")
    text = run("rules", "--policies", "local.yaml", "--lang", "en").out
    assert (
        "    Cash relief in Lanzhou\n    Lanzhou, Gansu (6201)\n    d1-relief\n    exception to relief.cash\n"
        in text
    )
    assert "    Cash relief\n    d1-relief\n    exceptions: local.cash\n" in text
    chinese = run("rules", "--policies", "local.yaml").out
    assert "    例外于 relief.cash\n" in chinese
    assert "    例外：local.cash\n" in chinese
    found = json.loads(run("rules", "--policies", "local.yaml", "--format", "json").out)
    assert {each["rule"]: each["exception_to"] for each in found if each["exception_to"]} == {
        "local.cash": "relief.cash"
    }
    asked = (
        "explain",
        case,
        "--rule",
        "relief.cash",
        "--subject",
        "household:h1",
        "--policies",
        "local.yaml",
    )
    assert run(*asked).out.endswith("  - 各地，不限时间\n  但以例外 local.cash 为准之处除外\n")
    assert run(*asked, "--lang", "en").out.endswith(
        "  - everywhere, always\n  but not where its exception local.cash holds\n"
    )


@pytest.mark.parametrize(
    "sort", ["file", "policy", "vocabulary", "sources", "areas", "cases", "case", "decision"]
)
def test_a_schema_is_printed(run: Run, sort: str) -> None:
    """As JSON, in the dialect that editors know."""
    result = run("schema", sort)
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["$schema"].endswith("2020-12/schema")


def test_a_schema_knows_the_words_that_are_loaded(run: Run) -> None:
    """The facts of the vocabulary in cases, the kinds of rules in policies."""
    assert "pupil" in json.loads(run("schema", "case").out)["$defs"]["person"]["properties"]
    assert {"alert", "target", "allocation"} <= json.loads(run("schema", "policy").out)["$defs"].keys()
