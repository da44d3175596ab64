"""Assistance and subsidies, once a county has set the figures that the circulars leave open."""

from pathlib import Path

import pytest

from policy_engine import Engine

SETTINGS = """
module: local
policy: assistance_figures
title: {zh: 救助参数, en: Assistance figures}
settings:
  social_assistance.dibao_standard:
    - {value: 300}
  social_assistance.dibao_property_limit:
    - {value: 20000}
  social_assistance.dibao_gradual_exit_months:
    - {value: 6}
  social_assistance.emergency_relief_amount:
    - {value: 800}
  subsidies.living_subsidy_amount:
    - {value: 60}
  subsidies.nursing_subsidy_amount:
    - {grade: 1, value: 120}
    - {grade: 2, value: 80}
  subsidies.forest_compensation_rate:
    - {area: "5118", value: 14.75}
  subsidies.renewal_loan_cap:
    - {area: "4331", value: 1}
    - {area: "433130", from: 2021-01-01, value: 50000}
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The policies with the figures of one county."""
    file: Path = tmp_path_factory.mktemp("settings") / "figures.yaml"
    file.write_text(SETTINGS, encoding="utf-8")
    return Engine.load(paths=[file], installed=["anhui", "hunan", "sichuan"])


HOUSEHOLDS: dict[str, dict[str, object]] = {
    "poor": {"code": "620102", "assistance_class": "none", "net_income_per_capita": "3599.99", "property_value": "20000"},
    "rich": {"code": "620102", "assistance_class": "none", "net_income_per_capita": "3599.99", "property_value": "20000.01"},
    "leaving": {
        "code": "341002", "assistance_class": "dibao", "net_income_per_capita": "3600.01",
        "income_exceeded_date": "2021-01-01",
    },
    "struck": {
        "code": "433130", "shock_cause": "disaster", "shock_date": "2021-06-01", "hardship": "hardship",
    },
    "forester": {
        "code": "511800", "management_effect_pass": True,
        "forest_parcels": [
            {"id": "f1", "rights_holder": "household", "area": "12.5", "contract": True},
            {"id": "f2", "area": 3, "contract": False},
        ],
    },
    "borrower": {
        "code": "433130", "registration_status": "exited", "loans": [{"id": "l1", "balance": "1", "principal": "50000"}],
    },
    "overborrower": {
        "code": "433130", "registration_status": "exited", "loans": [{"id": "l1", "balance": "1", "principal": "50000.01"}],
    },
    "disabled": {
        "code": "620102", "persons": [{"id": "p1", "disability_grade": 2, "in_distress": True}],
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("household", "on", "rule", "status", "amount"),
    [
        ("poor", "2021-06-30", "social_assistance.dibao_support", "granted", None),
        ("rich", "2021-06-30", "social_assistance.dibao_support", "not_eligible", None),
        ("leaving", "2021-06-30", "anhui.dibao_gradual_exit", "granted", None),
        ("leaving", "2021-07-01", "anhui.dibao_gradual_exit", "not_eligible", None),
        ("struck", "2021-06-30", "hunan.emergency_relief_four_causes", "granted", "800.00"),
        ("forester", "2018-12-31", "sichuan.forest_ecological_compensation", "granted", "184.38"),
        ("borrower", "2021-06-30", "hunan.microloan_renewal", "granted", None),
        ("overborrower", "2021-06-30", "hunan.microloan_renewal", "not_eligible", None),
        ("disabled", "2019-12-31", "subsidies.hardship_living_subsidy", "granted", "60.00"),
        ("disabled", "2019-12-31", "subsidies.severe_care_subsidy", "granted", "80.00"),
    ],
)
def test_figures_of_a_county_decide(
    engine: Engine, household: str, on: str, rule: str, status: str, amount: str | None
) -> None:
    """A figure that the circular leaves open decides the right and its amount as soon as it is set."""
    decision = engine.evaluate({"household": {"id": "h1", **HOUSEHOLDS[household]}}, on)
    subject = "person:p1" if household == "disabled" else "household:h1"
    outcome = decision.outcome(rule, subject)
    assert outcome is not None
    assert (outcome.status, outcome.detail("amount")) == (status, amount)
