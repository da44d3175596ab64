"""The example villages are made by formulas, decided as committed, and reproduce the figures of the plans."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from examples import make_expected, make_villages
from examples.checkout import load_engine
from examples.demo import VILLAGES, main, read_case
from examples.totals import Total, read_totals
from policy_engine import Decision, Engine
from policy_engine.source.text import display_width

ROOT = Path(__file__).resolve().parents[2]
TOTALS = read_totals()


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The national policies and those of the provinces."""
    return load_engine()


@pytest.fixture(scope="module")
def decisions(engine: Engine) -> dict[str, Decision]:
    """What is decided for each village."""
    return {name: engine.evaluate(read_case(name)) for name in VILLAGES}


def test_the_villages_are_made_byte_for_byte() -> None:
    """Running the generator changes nothing; `make examples` writes the files."""
    for path, text in make_villages.files().items():
        assert path.read_bytes() == text.encode(), f"{path.name}: run `make examples`"


@pytest.mark.parametrize("name", VILLAGES)
def test_decisions_are_those_committed(name: str, decisions: dict[str, Decision]) -> None:
    """Every outcome is as committed; after a change of policies that is meant, run `make examples` and review the difference."""
    path = ROOT / "examples" / "expected" / f"{name}.json"
    assert make_expected.text(decisions[name]).splitlines() == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("total", TOTALS, ids=[f"{total.village}: {total.figure.en}" for total in TOTALS])
def test_totals_are_those_of_the_plans(total: Total, decisions: dict[str, Decision]) -> None:
    """What a plan prints comes out of the engine."""
    assert total.computed(decisions[total.village]) == total.expected


def test_totals_cite_clauses_that_policies_implement() -> None:
    """Every figure names a catalogue item that some rule, formula or parameter cites."""
    files = [*(ROOT / "policies").glob("*/*.yaml"), *(ROOT / "plugins").glob("*/src/*/policies/*/*.yaml")]
    policies = [path for path in files if path.parent.name != "sources"]
    cited = "".join(path.read_text(encoding="utf-8") for path in policies)
    assert [total.item for total in TOTALS if total.item not in cited] == []


def test_most_outcomes_are_decided_but_not_all(decisions: dict[str, Decision]) -> None:
    """The villages hold enough facts for nearly every rule, and leave some open on purpose."""
    for decision in decisions.values():
        assert 0 < len(decision.undetermined) < len(decision.outcomes) // 50


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_demonstration_reports_in_both_languages(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It prints plain lines of at most 100 columns without a terminal, and says that every total is right."""
    monkeypatch.setattr("sys.argv", ["demo", "--lang", language])
    assert main() == 0
    printed = capsys.readouterr().out
    assert {"zh": "不一致", "en": "DIFFERS"}[language] not in printed
    assert "\x1b" not in printed
    assert max(map(display_width, printed.splitlines())) <= 100


@pytest.mark.slow
def test_the_demonstration_needs_no_locale() -> None:
    """A machine that knows only ASCII gets its signs all the same."""
    settings = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = subprocess.run(
        [sys.executable, "-m", "examples.demo"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={**os.environ, **settings},
    )
    assert "Try next:" in ran.stdout.decode("utf-8")


def test_a_total_that_differs_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The demonstration marks it and fails."""
    wrong = replace(TOTALS[0], expected="28")
    monkeypatch.setattr("examples.demo.read_totals", lambda: (wrong,))
    monkeypatch.setattr("sys.argv", ["demo", "--lang", "en"])
    assert main() == 1
    assert "DIFFERS" in capsys.readouterr().out
