import json
from pathlib import Path

import pytest

from policy_engine import Engine
from tests.cli.conftest import Run

SPAN = ("--from", "2018-12-01", "--until", "2020-02-01")
FAMILY = {
    "household": {
        "id": "h1",
        "code": "620102",
        "income": {"2018": "2400", "2019": "2000.50"},
        "size": 6,
        "persons": [{"id": "p1", "age": 9, "pupil": {"2018-01-01": True, "2019-07-15": False}}],
    }
}


@pytest.fixture
def family(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A household whose income and school attendance change, in `family.json`."""
    monkeypatch.chdir(tmp_path)
    Path("family.json").write_text(json.dumps(FAMILY), encoding="utf-8")
    return "family.json"


def test_the_table_has_a_line_for_each_change(run: Run, family: str) -> None:
    """Under each subject its rules, under each rule its segments, with what changed."""
    result = run("timeline", family, *SPAN, "--lang", "en")
    assert (
        result.out
        == """\
from 2018-12-01 until 2020-02-01 (that day excluded): days with changes: 3

household:h1
  Cash relief relief.cash
    2018-12-01  granted 600.00 yuan / year
    2019-01-01  granted 999.50 yuan / year (changed: facts household:h1.income)
    2020-01-01  undetermined (changed: facts household:h1.income)
  Pilot reminder relief.county_pilot
    2018-12-01  not in force
    2019-01-01  raised (changed: law relief.county_pilot)
  Size of the family relief.family
    2018-12-01  classified large

person:p1
  A child of school age is not at school relief.at_home
    2018-12-01  clear
    2019-07-15  raised (changed: facts person:p1.pupil)
  Meals relief.meals
    2018-12-01  eligible, amount open
    2019-07-15  not eligible (changed: facts person:p1.pupil)
"""
    )
    assert (result.code, result.err) == (0, "")


def test_the_table_in_chinese(run: Run, family: str) -> None:
    """With units and what changed in words."""
    result = run("timeline", family, *SPAN)
    assert "2018-12-01 至 2020-02-01（不含）：有 3 天发生变化\n" in result.out
    assert "    2018-12-01  应当享受 600.00元/年\n" in result.out
    assert "    2019-01-01  预警 （变化：法规 relief.county_pilot）\n" in result.out
    assert "    2018-12-01  规则不适用\n" in result.out


def test_what_never_holds_is_listed_on_request(run: Run, family: str) -> None:
    """As for an evaluation."""
    few = ("--from", "2019-08-01", "--until", "2019-09-01", "--lang", "en")
    assert "relief.meals" not in run("timeline", family, *few).out
    assert (
        "  Meals relief.meals\n    2019-08-01  not eligible\n" in run("timeline", family, *few, "--all").out
    )


@pytest.mark.parametrize("option", [("--rule", "营养餐"), ("--module", "relief")])
def test_one_rule_or_module_alone(run: Run, family: str, option: tuple[str, str]) -> None:
    """By name or title, as for an evaluation; the days with changes are those of what is listed."""
    result = run("timeline", family, *SPAN, *option, "--lang", "en", "--all")
    assert ("relief.cash" in result.out) is (option[0] == "--module")
    assert ("days with changes: 1\n" in result.out) is (option[0] == "--rule")
    assert "    2018-12-01  eligible, amount open\n" in result.out


def test_json_is_that_of_the_engine(run: Run, family: str) -> None:
    """The same bytes."""
    expected = Engine.load().timeline(FAMILY, "2018-12-01", "2020-02-01")
    for lang in ("zh", "en"):
        result = run("timeline", family, *SPAN, "--format", "json", "--lang", lang)
        assert result.out == expected.to_json(lang)
    everything = run("timeline", family, *SPAN, "--format", "json", "--all")
    assert everything.out == expected.to_json(everything=True)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--from", "2019-12-01", "--until", "2019-12-01"), "family.json:1:1: error[PE710] empty-span: "),
        (("--from", "2019-12-01"), "Missing option '--until'"),
        (("--from", "2019年", "--until", "2019-12-01"), "`2019年` is not a date; write it as 2019-12-31"),
    ],
)
def test_a_bad_span_is_refused(run: Run, family: str, arguments: tuple[str, ...], part: str) -> None:
    """With nothing on standard output."""
    result = run("timeline", family, *arguments)
    assert (result.code, result.out) == (2, "")
    assert part in result.err


def test_a_bad_case_names_its_place(run: Run, family: str) -> None:
    """As elsewhere."""
    Path(family).write_text('{"household": {"incom": 3}}', encoding="utf-8")
    result = run("timeline", family, *SPAN)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("family.json:1:16: error[PE804] unknown-name-in-case: ")
