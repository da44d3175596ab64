"""The plugin of Gansu changes what it says, in Gansu, and nothing elsewhere."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policy_engine.core.texts import Json
from policy_engine.engine import Decision, Engine

BELOW_NINETY = "health.inpatient_reimbursement_below_ninety_percent"


@pytest.fixture(scope="module")
def plain() -> Engine:
    """The national policies alone."""
    return Engine.load(installed=False)


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The national policies with the plugin of Gansu."""
    return Engine.load(installed=["gansu"])


def county(code: str) -> dict[str, Json]:
    """A county with a clinic, its doctor, and a poor inpatient for whom too much was paid."""
    stay: dict[str, Json] = {
        "id": "s1", "year": 2019, "hospital_level": "county", "total_expense": "10000", "in_policy_expense": "9000",
        "basic_reimbursed": "5000", "critical_reimbursed": "1000", "supplementary_paid": "0", "assistance_paid": "0",
    }  # fmt: skip
    person: dict[str, Json] = {
        "id": "p1", "basic_medical_insured": True, "critical_illness_insured": True, "ncms_base_rate": "0.7",
        "hospital_stays": [stay],
    }  # fmt: skip
    doctor: dict[str, Json] = {
        "id": "d1", "kind": "village_doctor", "qualification": "none", "refresher_months": 6, "exam_passed": True,
    }  # fmt: skip
    village: dict[str, Json] = {
        "id": "v1", "poverty_class": "poor", "has_clinic": False,
        "clinics": [{"id": "c1", "in_build_plan": False, "served_population": 900, "doctors": [doctor]}],
        "households": [{"id": "h1", "registration_status": "registered_poor", "persons": [person]}],
    }  # fmt: skip
    return {"county": {"id": "k1", "code": code, "villages": [village]}}


def statuses(decision: Decision) -> dict[tuple[str, str], str]:
    """The status of every outcome."""
    return {outcome.key: outcome.status for outcome in decision.outcomes}


def test_repealed_rule_says_nothing_in_gansu(plain: Engine, root: Path) -> None:
    """The national alert is raised without the plugin and gone with it; the provincial one stands in its place."""
    figures = root / "plugins/gansu/src/policy_engine_gansu/policies/health/county.settings.yaml"
    engine = Engine.load(installed=["gansu"], paths=[figures])
    case = county("620102")
    assert statuses(plain.evaluate(case, "2019-12-31"))[BELOW_NINETY, "person:p1"] == "raised"
    found = statuses(engine.evaluate(case, "2019-12-31"))
    assert (BELOW_NINETY, "person:p1") not in found
    assert found["gansu.five_points_not_paid", "person:p1"] == "raised"


@pytest.mark.parametrize("code", ["340101", "61", "632822"])
def test_nothing_changes_outside_gansu(plain: Engine, engine: Engine, code: str) -> None:
    """Elsewhere the outcomes are the same bytes with the plugin as without; only the digest tells them apart."""
    written: Callable[[Engine], dict[str, Any]] = lambda each: json.loads(  # noqa: E731
        each.evaluate(county(code), "2019-12-31").to_json(everything=True)
    )
    without, with_plugin = written(plain), written(engine)
    assert without.pop("policy_digest") != with_plugin.pop("policy_digest")
    assert without == with_plugin


@pytest.mark.parametrize(("on", "held"), [("2017-12-31", False), ("2018-01-01", True)])
def test_licence_rule_begins_in_2018(engine: Engine, on: str, held: bool) -> None:
    """The rule says nothing before its first day."""
    found = statuses(engine.evaluate(county("620523"), on))
    assert (("gansu.village_doctor_unlicensed", "doctor:d1") in found) is held


def test_reason_and_source_of_a_change_are_told(engine: Engine) -> None:
    """The overridden rule cites the clauses of the change first, and keeps its reason."""
    changed = [rule for rule in engine.rules if rule.name == "health.payments_above_the_bill" and rule.change]
    assert [rule.areas for rule in changed] == [("62",), ("6212",)]
    for rule in changed:
        assert rule.change
        assert rule.change.plugin == "gansu"
        assert rule.change.reason.zh
        assert rule.sources[0].item in ("s000a-responsible-agency-routing", "s002f-responsibility-matrix")
