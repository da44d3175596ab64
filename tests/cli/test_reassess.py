import json
from pathlib import Path

import pytest

from policy_engine import Engine
from tests.cli.conftest import Run

SPAN = ("--from", "2019-01-01", "--until", "2020-01-01")
LOCAL = """module: local
policy: local
title: {zh: 本地, en: Local}
settings:
  relief.meal: [{value: 80, source: d1-school}]
"""


def family(since: str, income: str | None) -> dict[str, object]:
    """A household with a pupil since a day."""
    person = {"id": "p1", "age": 9, "pupil": {"2000-01-01": False, since: True}}
    incomes = {"income": {"2019": income}} if income else {}
    return {"household": {"id": "h1", "persons": [person], **incomes}}


BEFORE, AFTER = family("2019-10-01", "2000"), family("2019-07-01", "2500.50")


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was known, what is known now, and what a meal costs."""
    monkeypatch.chdir(tmp_path)
    Path("before.json").write_text(json.dumps(BEFORE), encoding="utf-8")
    Path("after.json").write_text(json.dumps(AFTER), encoding="utf-8")
    Path("open.json").write_text(json.dumps(family("2019-07-01", None)), encoding="utf-8")
    Path("local.yaml").write_text(LOCAL, encoding="utf-8")


def test_the_table_has_totals_and_lines(run: Run) -> None:
    """Equal payments that follow each other stand on one line."""
    result = run("reassess", "before.json", "after.json", *SPAN, "--policies", "local.yaml", "--lang", "en")
    assert (
        result.out
        == """\
from 2019-01-01 until 2020-01-01 (that day excluded)
to be paid in addition: 240.00 yuan
paid too much: 500.50 yuan

household:h1
  Cash relief relief.cash
    2019-01-01/2019-12-31  1000.00 yuan / year → 499.50 yuan / year: -500.50

person:p1
  Meals relief.meals
    2019-07-01/2019-09-30 × 3  0.00 yuan / month → 80.00 yuan / month: +80.00
"""
    )
    assert (result.code, result.err) == (0, "")


def test_one_rule_alone(run: Run) -> None:
    """The totals are those of the rule."""
    options = ("--policies", "local.yaml", "--rule", "relief.meals", "--lang", "en")
    result = run("reassess", "before.json", "after.json", *SPAN, *options)
    assert "to be paid in addition: 240.00 yuan\npaid too much: 0\n" in result.out
    assert "relief.cash" not in result.out


def test_what_is_open_is_told_apart(run: Run) -> None:
    """In Chinese; nothing is counted for it."""
    result = run("reassess", "before.json", "open.json", *SPAN, "--policies", "local.yaml")
    assert "应补发: 240.00元\n应追回: 0\n" in result.out
    assert (
        "\n尚不能确定\n\nhousehold:h1\n  现金救助 relief.cash\n    2019-01-01/2019-12-31  1000.00元/年 → 无法判定\n"
        in result.out
    )


def test_json_is_that_of_the_engine(run: Run) -> None:
    """With the option that says which day settles a period."""
    engine = Engine.load(paths=["local.yaml"])
    for settled in ("first_day", "last_day"):
        expected = engine.reassess(BEFORE, AFTER, ("2019-01-01", "2020-01-01"), settled=settled)
        result = run(
            "reassess",
            "before.json",
            "after.json",
            *SPAN,
            "--policies",
            "local.yaml",
            "--settled",
            settled,
            "--format",
            "json",
        )
        assert result.out == expected.to_json()


def test_a_bad_case_is_named(run: Run) -> None:
    """The second one, not the first."""
    Path("after.json").write_text('{"household": {"incom": 3}}', encoding="utf-8")
    result = run("reassess", "before.json", "after.json", *SPAN)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("after.json:1:16: error[PE804] unknown-name-in-case: ")
