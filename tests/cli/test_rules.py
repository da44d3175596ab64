"""The command `rules RULE`: what rules say."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

CHANGES = """\
module: local
policy: changes
title: {zh: 调整, en: Changes}
overrides:
  relief.cash:
    area: "62"
    from: 2016-01-01
    reason: {zh: 本省标准更高, en: The provincial line is higher}
    source: d1-relief
    when: income < line * 2
repeals:
  relief.meals:
    area: "6201"
    reason: {zh: 已由学校承担, en: Taken over by the schools}
    source: d1-school
settings:
  relief.meal: [{area: "62", from: 2018-01-01, until: 2020-01-01, value: 90, source: d1-school}]
"""


def test_a_rule_in_full(run: Run) -> None:
    """Name and title, what it says, its figures with their rows, its clauses."""
    assert run("rules", "relief.cash").out == (
        "relief.cash 现金救助\n"
        "  家庭符合以下条件的，应当享受“现金救助”：纯收入低于救助线。每年金额为救助线 − 纯收入。由县支付。\n"
        "  relief.line 救助线\n"
        "    全国：3,000.00元/年 [d1-relief]\n"
        "  依据：救助办法 1 [d1-relief]\n\n"
    )
    assert run("rules", "Cash relief", "--lang", "en").out == (
        "relief.cash Cash relief\n"
        "  A household is entitled to “Cash relief” if net income is below relief line. The amount per year\n"
        "  is relief line − net income. Paid by: county.\n"
        "  relief.line relief line\n"
        "    everywhere: 3,000.00 yuan / year [d1-relief]\n"
        "  source: Relief measures 1 [d1-relief]\n\n"
    )


def test_place_and_dates_are_in_the_sentence(run: Run) -> None:
    """The last day is told, not the first one after it."""
    text = " ".join(run("rules", "relief.county_pilot", "--lang", "en").out.split())
    assert ", from 2019-01-01, until 2020-12-31, the alert “Pilot reminder” (low) is raised for a" in text


@pytest.mark.usefixtures("case")
def test_changes_are_told_of_both_forms(run: Run) -> None:
    """The rule says where it no longer holds, its override that it is one; rows that settings add stand with the others."""
    Path("changes.yaml").write_text(CHANGES, encoding="utf-8")
    text = run("rules", "relief.cash", "relief.meals", "--policies", "changes.yaml", "--lang", "en").out
    words = " ".join(text.split())
    assert "Paid by: county. Except in " in words
    assert "(62), from 2016-01-01." in words
    assert "net income is below (relief line × 2)" in words
    assert words.count("changed by local") == 2
    assert "The provincial line is higher" in words
    assert "repealed by local" in words
    assert ", from 2018-01-01, until 2019-12-31: 90.00 yuan / month [d1-school]" in words


def test_a_figure_that_nobody_set(run: Run) -> None:
    """It is told so, not left out."""
    assert "    全国：未定\n" in run("rules", "营养餐").out
    assert "    everywhere: unset\n" in run("rules", "relief.meals", "--lang", "en").out


def test_a_whole_module(run: Run) -> None:
    """Each of its rules once, though one is named too."""
    text = run("rules", "relief", "relief.cash", "--lang", "en").out
    assert [line for line in text.splitlines() if line.startswith("relief.")] == [
        "relief.at_home A child of school age is not at school",
        "relief.cash Cash relief",
        "relief.county_pilot Pilot reminder",
        "relief.family Size of the family",
        "relief.meals Meals",
    ]


def test_sentences_as_data(run: Run) -> None:
    """In both languages, whatever `--lang` says, with the names of the parameters."""
    (found,) = json.loads(run("rules", "relief.family", "--format", "json").out)
    assert found["sentence"] == {
        "zh": "家庭依次判断：人数超过4的，归为“大家庭”；人数不超过4的，归为“小家庭”。",
        "en": "A household is classed in this order: “large family” if size is more than 4; "
        "“small family” if size is at most 4.",
    }
    assert found["parameters"] == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("relief.cahs", "there is no rule `relief.cahs`; did you mean `relief.cash`?"),
        ("现金补助", "there is no rule `现金补助`; did you mean `relief.cash` (现金救助)?"),
        ("releif", "there is no module `releif`; did you mean `relief`?"),
        ("weather", "there is no rule `weather`; `policy-engine rules` lists them"),
    ],
)
def test_a_name_that_nothing_has(run: Run, name: str, message: str) -> None:
    """A usage error with the nearest name."""
    result = run("rules", "relief.cash", name)
    assert (result.code, result.out) == (2, "")
    assert message in " ".join(result.err.split())
