"""The order of medical payers, once a county has set the figures that the circulars leave open."""

from pathlib import Path

import pytest

from policy_engine import Engine

SETTINGS = """
module: local
policy: medical_figures
title: {zh: 医疗参数, en: Medical figures}
settings:
  health.critical_illness_deductible:
    - {area: "433130", value: 3000}
  health.critical_illness_rate:
    - {value: 0.6}
  health.supplementary_insurance_rate:
    - {value: 0.5}
  health.medical_assistance_deductible:
    - {value: 1000}
  health.medical_assistance_rate:
    - {value: 0.7}
  health.medical_assistance_cap:
    - {value: 4000}
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The policies with the figures of one county."""
    file: Path = tmp_path_factory.mktemp("settings") / "figures.yaml"
    file.write_text(SETTINGS, encoding="utf-8")
    return Engine.load(paths=[file], installed=["hunan"])


def case(code: str, covered: str, basic: str, *, supplementary: bool = True) -> dict[str, object]:
    """A registered poor person on dibao with one stay, before the later payers have paid."""
    stay = {
        "id": "s1", "year": 2021, "total_expense": covered, "in_policy_expense": covered, "basic_reimbursed": basic,
        "critical_reimbursed": "0", "supplementary_paid": "0", "assistance_paid": "0",
    }  # fmt: skip
    person = {
        "id": "p1", "assistance_class": "dibao", "critical_illness_insured": True,
        "supplementary_insured": supplementary, "hospital_stays": [stay],
    }  # fmt: skip
    return {
        "household": {"id": "h1", "code": code, "registration_status": "registered_poor", "persons": [person]}
    }


@pytest.mark.parametrize(
    ("covered", "basic", "amount"),
    [("50000", "30000", "10200.00"), ("8000", "4999.98", "0.01"), ("8000", "4000", "600.00")],
)
def test_critical_illness_pays_what_basic_insurance_left(
    engine: Engine, covered: str, basic: str, amount: str
) -> None:
    """The rate applies to what is left after basic insurance and above the deductible."""
    decision = engine.evaluate(case("620102", covered, basic), on="2021-12-31")
    outcome = decision.outcome("health.critical_illness_insurance", "person:p1")
    assert outcome is not None
    assert (outcome.status, outcome.detail("amount")) == ("granted", amount)


@pytest.mark.parametrize(
    ("supplementary", "covered", "basic", "amount"),
    [
        (True, "50000", "30000", "2730.00"),  # 20000, 9800, 4900 left; 70 % above 1000
        (False, "50000", "30000", "4000.00"),  # 9800 left: 6160, cut to the limit
        (False, "8000", "6000", "700.00"),  # 2000 left: under the critical-illness deductible
    ],
)
def test_medical_assistance_pays_last(
    engine: Engine, supplementary: bool, covered: str, basic: str, amount: str
) -> None:
    """Each payer starts from what the one before has left; assistance stops at its limit."""
    given = case("433130", covered, basic, supplementary=supplementary)
    outcome = engine.evaluate(given, on="2021-12-31").outcome("hunan.medical_assistance", "person:p1")
    assert outcome is not None
    assert (outcome.status, outcome.detail("amount")) == ("granted", amount)
