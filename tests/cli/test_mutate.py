"""The command `mutate`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

POLICY = """module: county
policy: heating
title: {zh: 取暖, en: Heating}
parameters:
  heating_amount: {title: {zh: 标准, en: standard}, type: money, values: [{area: "62", value: 300}, {area: "63", value: 200}]}
rules:
  crowded:
    kind: derive
    title: {zh: 拥挤, en: Crowded}
    for: household
    type: bool
    source: d1-relief
    value: size > 2
  heating:
    kind: entitlement
    title: {zh: 取暖补贴, en: Heating allowance}
    for: household
    source: d1-relief
    when: crowded and income < 1000
    amount: heating_amount
    per: month
  cold:
    kind: alert
    title: {zh: 寒冷, en: Cold}
    for: household
    source: d1-relief
    when: size > 5
    severity: low
    notify: county
"""
CASES = """cases:
  - name: who gets it
    on: 2019-12-31
    case:
      county:
        id: k
        code: "620102"
        households: [{id: h1, size: 3, income: "999.99"}, {id: h2, size: 2, income: "999.99"}, {id: h3, size: 3, income: 1000}]
    expect:
      county.heating: {household:h1: {amount: "300.00", per: month}, household:h2: not_eligible, household:h3: not_eligible}
"""


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a policy and its cases, in the current one."""
    folder = tmp_path / "county"
    folder.mkdir()
    (folder / "heating.yaml").write_text(POLICY, encoding="utf-8")
    (folder / "heating.cases.yaml").write_text(CASES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.usefixtures("county")
def test_what_no_case_notices(run: Run) -> None:
    """The other row, a boundary with a case on one side only, and a rule without a case; the place says where."""
    data = json.loads(run("mutate", "county", "--format", "json").out)["county"]
    told = [(each["name"], each["before"], each["after"]) for each in data["survivors"]]
    assert told == [
        ("county.cold", ">", ">="),
        ("county.cold", "5", "6"),
        ("county.cold", "5", "4"),
        ("county.cold", "low", "medium"),
        ("county.heating_amount", "200.00", "201.00"),
        ("county.heating_amount", "200.00", "199.00"),
    ]
    assert data["survivors"][0]["place"] == "county/heating.yaml:27:16"
    assert data["mutants"] == 16


@pytest.mark.parametrize(
    ("was", "now", "survivor"),
    [
        ("size: 3, income: 1000}", "size: 3, income: 1001}", ("<", "<=")),
        ("{id: h2, size: 2", "{id: h2, size: 1", ("2", "1")),
        ('amount: "300.00", per', "per", ("300.00", "301.00")),
        (", per: month", "", ("month", "once")),
    ],
)
def test_a_weaker_case_lets_a_mutant_through(
    run: Run, county: Path, was: str, now: str, survivor: tuple[str, str]
) -> None:
    """Each boundary and each figure needs its case."""
    cases = county / "heating.cases.yaml"
    assert was in CASES
    cases.write_text(CASES.replace(was, now), encoding="utf-8")
    survivors = json.loads(run("mutate", "county", "--format", "json").out)["county"]["survivors"]
    assert survivor in [(each["before"], each["after"]) for each in survivors]


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(("percent", "code"), [("37.4", 1), ("37.5", 0)])
def test_too_many_are_an_exit_code(run: Run, percent: str, code: int) -> None:
    """Six of sixteen."""
    result = run("mutate", "county", "--at-most", percent, "--lang", "en")
    assert result.code == code
    assert result.out.startswith(
        "folder  mutants  survivors  share\ncounty       16          6  37.5%\ncounty/"
    )
    assert "county/heating.yaml:27:16: county.cold: `>` → `>=`\n" in result.out


def test_a_case_that_fails_is_told(run: Run, county: Path) -> None:
    """It can notice nothing."""
    cases = county / "heating.cases.yaml"
    cases.write_text(CASES.replace("household:h2: not_eligible", "household:h2: granted"), encoding="utf-8")
    result = run("mutate", "county", "--lang", "en")
    assert result.code == 1
    assert result.out.startswith("folder  mutants  survivors   share\ncounty       16         16  100.0%\n")
    assert result.out.endswith("failing cases (1):\n  county/heating.cases.yaml:2:11: who gets it\n")
