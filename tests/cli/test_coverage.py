"""The command `coverage`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SOURCES = """sources: county
documents: {c: {title: {zh: 县办法, en: County measures}}}
items:
  c-heat: {document: c, section: "1"}
  c-amount: {document: c, section: "2"}
  c-other-amount: {document: c, section: "2"}
  c-kiln: {document: c, section: "3"}
  c-repealed: {document: c, section: "4"}
  c-line: {document: c, section: "5"}
  c-unused: {document: c, section: "6"}
  c-told: {document: c, section: "7"}
  c-open: {document: c, section: "8"}
"""
REASONS = "not_computable:\n  c-told: {zh: 只是号召, en: It only appeals}\n"
POLICY = """module: county
policy: heating
title: {zh: 取暖, en: Heating}
parameters:
  heating_amount:
    title: {zh: 取暖补贴标准, en: heating allowance}
    type: money
    values:
      - {area: "6201", value: 300, source: c-amount}
      - {area: "6301", value: 200, source: c-other-amount}
rules:
  heating_line: {kind: derive, title: {zh: 线, en: Line}, for: household, source: c-line, type: int, value: 1 if income > 0 else 2}
  unused: {kind: derive, title: {zh: 无用, en: Unused}, for: household, source: c-unused, type: int, value: 1}
  heating:
    kind: entitlement
    title: {zh: 取暖补贴, en: Heating allowance}
    for: household
    area: "62"
    source: [c-heat]
    when: size > heating_line
    amount: heating_amount
  kiln: {kind: alert, title: {zh: 窑洞, en: Kiln}, for: household, template: true, source: c-kiln, when: size > 8, severity: low, notify: county}
  small: {kind: alert, title: {zh: 小, en: Small}, for: household, source: c-repealed, when: size < 2, severity: low, notify: county}
  open: {kind: alert, title: {zh: 大, en: Large}, for: household, source: c-open, when: size > 5, severity: low, notify: county}
repeals:
  county.small: {area: "62", reason: {zh: 停, en: ended}, source: c-repealed}
"""
CASES = """cases:
  - name: two get it, one does not
    on: 2019-12-31
    case:
      county:
        id: k
        code: "620102"
        households: [{id: h1, size: 3, income: 0}, {id: h2, size: 1, income: 1}, {id: h3, size: 2, income: 1}]
    expect:
      county.heating: {household:h1: granted, household:h2: not_eligible, household:h3: {amount: "300.00"}}
      county.open: {household:h1: clear}
"""


def _item(name: str, code: str = "620102", computable: str = "full") -> str:
    return f"- {{id: {name}, programme: heat, kind: alert, module: m, computable: {computable}, place: {{code: '{code}'}}}}\n"


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with policies, cases and a register, which is the current one."""
    folder = tmp_path / "county"
    folder.mkdir()
    for name, text in (
        ("sources", SOURCES), ("reasons", REASONS), ("heating", POLICY), ("heating.cases", CASES),
    ):  # fmt: skip
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(
    ("item", "standing"),
    [
        (_item("c-heat"), "tested"),
        (_item("c-heat", ""), "missing"),  # the rule holds in a province only
        (_item("c-heat", "62"), "tested"),
        (_item("c-heat", "6"), "missing"),
        (_item("c-amount"), "tested"),  # by the row of a parameter
        (_item("c-amount", "6202"), "missing"),  # a row of another prefecture
        (_item("c-other-amount", "6301"), "missing"),  # the row holds there, the rule does not
        (_item("c-line"), "tested"),  # two values of a variable that outcomes rest on
        (_item("c-unused"), "missing"),  # a variable that no outcome rests on
        (_item("c-kiln"), "implemented"),  # a template can be adopted
        (_item("c-repealed"), "missing"),
        (_item("c-repealed", "6301"), "implemented"),
        (_item("c-open"), "implemented"),  # decided one way only
        (_item("c-told"), "not_computable"),
        (_item("c-nowhere"), "missing"),
    ],
)
def test_where_an_item_stands(run: Run, item: str, standing: str) -> None:
    """A rule counts where it holds, and as tested where cases decide it in two ways."""
    Path("items.yaml").write_text(item, encoding="utf-8")
    result = run("coverage", "items.yaml", "county", "--no-installed", "--format", "json")
    data = json.loads(result.out)
    assert [each["standing"] for each in data["items"].values()] == [standing]
    assert data["rules"]["untested"][:3] == ["county.kiln", "county.open", "county.small"]


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(("percent", "code"), [("66.6", 0), ("66.7", 1), ("100", 1)])
def test_too_little_is_an_exit_code(run: Run, percent: str, code: int) -> None:
    """Two of three computable items are tested or listed; narrative ones do not count."""
    items = _item("c-heat") + _item("c-told", computable="partial") + _item("c-open")
    Path("items.yaml").write_text(items + _item("c-nowhere", computable="narrative"), encoding="utf-8")
    result = run("coverage", "items.yaml", "county", "--no-installed", "--at-least", percent)
    assert result.code == code
    assert (
        "可计算条目中已测试或列明理由的：2/3（66.6%）\n完全可计算条目中由规则实现的：2/2（100.0%）\n"
        in result.out
    )
    assert "缺失的条目" not in result.out
    assert "已实现未测试的条目（1）：\n  c-open\n" in result.out


def test_a_failing_case_is_no_evidence(run: Run, county: Path) -> None:
    """It is named, and the exit code tells."""
    cases = county / "heating.cases.yaml"
    cases.write_text(CASES.replace("household:h2: not_eligible", "household:h2: granted"), encoding="utf-8")
    Path("items.yaml").write_text(_item("c-heat"), encoding="utf-8")
    result = run("coverage", "items.yaml", "county", "--no-installed", "--lang", "en")
    assert result.code == 1
    assert result.out.endswith(
        "failing cases (1):\n  county/heating.cases.yaml:2:11: two get it, one does not\n"
    )
    assert "items implemented, not tested (1):\n  c-heat\n" in result.out


@pytest.mark.usefixtures("county")
def test_counts_by_heading(run: Run) -> None:
    """By plan, programme, kind and module."""
    Path("items.yaml").write_text(_item("c-heat") + _item("c-open"), encoding="utf-8")
    out = run("coverage", "items.yaml", "county", "--no-installed", "--lang", "en").out
    assert out.startswith(
        "plan  tested  implemented, not tested  not computable  missing\n"
        "c          1                        1               0        0\n"
    )


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- {id: a, programme: b, kind: alert, module: m}\n", "error[PE132] missing-key: this item has no `computable`"),
        ("- a\n", "expected a list of items, each with id, programme, kind, module, computable"),
        ("a: [\n", "error[PE112]"),
    ],
)  # fmt: skip
def test_what_is_no_catalogue_is_refused(run: Run, text: str, told: str) -> None:
    """With its place."""
    Path("items.yaml").write_text(text, encoding="utf-8")
    result = run("coverage", "items.yaml", "county")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("items.yaml:1:") or "items.yaml:2:" in result.err
    assert told in result.err
