"""The example case of each plan decides the five rules that a user would most want, as committed."""

import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from examples import make_plans
from examples.demo import read_case
from examples.make_plans import PLANS, asked, read_wanted
from policy_engine import Decision
from policy_engine.facts.schema import case_schema

WANTED = read_wanted()
DECIDED = {
    "entitlement": {"granted"},
    "alert": {"raised"},
    "classification": {"classified"},
    "standard": {"met", "not_met"},
    "target": {"met", "behind"},
    "obligation": {"done", "due", "overdue"},
    "allocation": {"selected", "waiting"},
    "interaction": {"applied"},
}


@pytest.fixture(scope="module")
def decisions() -> dict[str, Decision]:
    """What is decided for each plan, all settings loaded."""
    return make_plans.decide()


@pytest.fixture(scope="module")
def schema(decisions: dict[str, Decision]) -> Draft202012Validator:
    """The schema of cases."""
    return Draft202012Validator(case_schema(next(iter(decisions.values())).run.program.vocabulary))


def test_every_plan_has_a_case_and_five_items() -> None:
    """Of the 29 plans; every item is the plan's own."""
    cases = {path.stem for path in PLANS.glob("*.json") if not path.stem.endswith(".expected")}
    assert cases == set(WANTED)
    assert {path.name.split(".")[0] for path in PLANS.glob("*.*.*")} <= cases
    assert len(cases) == 29
    for plan, items in WANTED.items():
        assert len(set(items)) == 5
        assert all(item.startswith(f"s{plan}-") for item in items)


@pytest.mark.parametrize("plan", WANTED)
def test_the_decision_is_the_committed_one(plan: str, decisions: dict[str, Decision]) -> None:
    """After a change of policies that is meant, run `make examples` and review the difference."""
    path = PLANS / f"{plan}.expected.json"
    assert make_plans.text(decisions[plan], WANTED[plan]).splitlines() == path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("plan", WANTED)
def test_all_five_are_decided(plan: str, decisions: dict[str, Decision]) -> None:
    """Each for somebody, and open for nobody."""
    outcomes = asked(decisions[plan], WANTED[plan])
    assert [outcome for outcome in outcomes if "missing" in outcome] == []
    assert "undetermined" not in {
        criterion["status"] for outcome in outcomes for criterion in _criteria(outcome)
    }
    told = [outcome for outcome in outcomes if outcome["status"] in DECIDED[str(outcome["kind"])]]
    assert {cited["item"] for outcome in told for cited in _cited(outcome)} == set(WANTED[plan])


@pytest.mark.parametrize("plan", WANTED)
def test_the_case_fits_the_schema(plan: str, schema: Draft202012Validator) -> None:
    """As a host would check what it sends."""
    case = json.loads((PLANS / f"{plan}.json").read_text(encoding="utf-8"))
    assert list(schema.iter_errors(case)) == []


def test_settings_do_not_reach_another_plan() -> None:
    """So all may be loaded together: no place of an example's settings holds the place of another example."""
    for path in make_plans.settings():
        plan = path.name.split(".")[0]
        areas = set(_values(yaml.safe_load(path.read_text(encoding="utf-8")), "area"))
        assert areas
        for other in set(WANTED) - {plan}:
            codes = _values(read_case(other, PLANS), "code")
            assert not [code for code in codes for area in areas if code.startswith(area)], (plan, other)


def test_example_figures_are_called_so() -> None:
    """Nobody shall take an invented figure for that of a circular."""
    for path in make_plans.settings():
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        for rows in (written.get("settings") or {}).values():
            assert all(re.match("An example's", row["note"]) and "source" not in row for row in rows), (
                path.name
            )


def _cited(outcome: dict[str, Any]) -> list[dict[str, str]]:
    cited: list[dict[str, str]] = outcome["source"]
    return cited


def _criteria(outcome: dict[str, Any]) -> list[dict[str, str]]:
    """Those of a standard that is asked of the subject."""
    criteria: list[dict[str, str]] = outcome.get("criteria", [])
    return [] if outcome["status"] == "not_applicable" else criteria


def _values(node: object, key: str) -> list[str]:
    """The values of a key anywhere in a file."""
    if isinstance(node, dict):
        here = [str(node[key])] if key in node else []
        return here + [value for each in node.values() for value in _values(each, key)]
    return [value for each in node for value in _values(each, key)] if isinstance(node, list) else []
