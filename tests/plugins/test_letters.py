"""A rule kind and a function of a plugin are one file each, and work like the built-in ones."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from policy_engine.diagnostics import PolicyError
from policy_engine.engine import Engine
from tests.plugins import letters
from tests.plugins.strangers import stranger

RULE = "letters.invitation_to_insure"


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The national policies with the plugin."""
    return Engine.load([letters], installed=False)


@pytest.mark.parametrize(
    ("insured", "critical", "status"),
    [
        (False, False, "due"),
        (True, False, "not_applicable"),
        (True, None, "not_applicable"),
        (False, None, "undetermined"),
    ],
)
def test_letter(engine: Engine, insured: bool, critical: bool | None, status: str) -> None:
    """The kind gives its own statuses, and the function reads unknown facts as the language does."""
    person = {"id": "p1", "basic_medical_insured": insured, "critical_illness_insured": critical}
    decision = engine.evaluate({"household": {"id": "h1", "persons": [person]}}, "2020-06-01")
    outcome = decision.outcome(RULE, "person:p1")
    assert outcome is not None
    assert (outcome.status, outcome.detail("text")) == (status, "Please come to the insurance window.")
    written = json.loads(decision.to_json(everything=True))["outcomes"]
    assert [each["kind"] for each in written if each["rule"] == RULE] == ["letter"]
    assert decision.because(outcome, "en").startswith(status.replace("_", " "))
    assert decision.explain(RULE, "person:p1", "zh")


def test_error_in_a_rule_of_the_kind(tmp_path: Path) -> None:
    """Keys and expressions of the new kind and function are checked like all others."""
    rule = """
        rules:
          r:
            kind: letter
            title: {zh: 甲, en: A}
            for: person
            source: s003c-three-insured-all
            when: neither(age, basic_medical_insured)
            text: x
    """
    with pytest.raises(PolicyError) as caught:
        Engine.load([letters, stranger("b", tmp_path, p=rule)], installed=False)
    (finding,) = caught.value.diagnostics
    assert finding.span
    assert (finding.span.text, finding.span.line) == ("age", 11)
    with pytest.raises(PolicyError) as caught:
        Engine.load(
            [letters, stranger("b", tmp_path, p=rule.replace("text: x", "texts: x"))], installed=False
        )
    assert [finding.message for finding in caught.value.diagnostics] == ["there is no key `texts` here"]


def test_wheel_of_gansu_carries_its_policies(root: Path, tmp_path: Path) -> None:
    """The distribution of a plugin holds its YAML files, cases included, and its entry point."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=root / "plugins" / "gansu", check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    listing = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", str(wheel)], check=True, capture_output=True, text=True
    ).stdout
    source = root / "plugins" / "gansu" / "src"
    for file in source.rglob("*.yaml"):
        assert file.relative_to(source).as_posix() in listing
    assert "entry_points.txt" in listing
