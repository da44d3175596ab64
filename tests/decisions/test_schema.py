import json

import pytest
from jsonschema import Draft202012Validator

from policy_engine.core.texts import Json
from policy_engine.decisions.schema import KINDS, decision_schema
from policy_engine.engine import Engine
from policy_engine.kinds import builtin_kinds

CHECK = Draft202012Validator(decision_schema())
SOURCE: Json = [{"item": "s1", "document": "办法", "section": "一"}]


def decision(*outcomes: Json) -> Json:
    """A decision with these outcomes."""
    return {
        "on": "2019-12-31",
        "policy_digest": "sha256:" + "0" * 64,
        "engine": "policy_engine 0.1.0",
        "outcomes": [*outcomes],
    }


def outcome(kind: str, status: str, **further: Json) -> Json:
    """An outcome of a rule of that kind."""
    subject: dict[str, Json] = {"rule": "health.r", "kind": kind, "subject": "person:p1", "status": status}
    return {**subject, **further, "source": SOURCE, "because": "..."}


def test_the_schema_is_a_schema() -> None:
    """In the dialect that it names."""
    Draft202012Validator.check_schema(decision_schema())


def test_the_statuses_are_those_of_the_kinds() -> None:
    """A kind that exists states the same."""
    stated = {kind.name: kind.statuses for kind in builtin_kinds() if kind.statuses}
    assert stated == {name: KINDS[name][0] for name in stated}


OPEN_FIGURES = {
    ("alert", "raised"), ("target", "met"), ("target", "behind"), ("obligation", "done"), ("obligation", "due"),
    ("obligation", "overdue"), ("allocation", "selected"), ("allocation", "waiting"),
}  # fmt: skip
"""Statuses that may be known while a figure is not."""


@pytest.mark.parametrize(
    ("kind", "status"), [(kind, status) for kind, (statuses, _) in KINDS.items() for status in statuses]
)
def test_every_status_of_every_kind_fits(kind: str, status: str) -> None:
    """With what is missing where the answer is open; a status of another kind does not fit."""
    missing: dict[str, Json] = {"missing": [{"fact": "person:p1.age"}]}
    is_open = status in ("undetermined", "eligible")
    assert CHECK.is_valid(decision(outcome(kind, status, **(missing if is_open else {}))))
    if (kind, status) not in OPEN_FIGURES:
        assert not CHECK.is_valid(decision(outcome(kind, status, **({} if is_open else missing))))
    assert not CHECK.is_valid(decision(outcome(kind, "maybe")))


def test_who_is_selected_may_wait_for_the_rank() -> None:
    """The status tells no less for that; a rank that is told waits for nothing."""
    missing: Json = [{"fact": "household:h1.income"}]
    assert CHECK.is_valid(decision(outcome("allocation", "selected", missing=missing, quota=3)))
    assert not CHECK.is_valid(decision(outcome("allocation", "selected", missing=missing, rank=1)))
    assert CHECK.is_valid(decision(outcome("allocation", "waiting", rank=13, quota=12)))
    assert not CHECK.is_valid(decision(outcome("allocation", "waiting", rank="13")))


def test_a_raised_alert_may_wait_for_its_deadline() -> None:
    """It is raised all the same, without `due`, and names what the day to count from waits for."""
    missing: Json = [{"fact": "household:h1.exit_date"}]
    assert CHECK.is_valid(decision(outcome("alert", "raised", missing=missing)))
    assert not CHECK.is_valid(decision(outcome("alert", "raised", missing=missing, due="2020-01-15")))
    assert not CHECK.is_valid(decision(outcome("alert", "clear", missing=missing)))


GOOD = {
    "amount": outcome(
        "entitlement", "granted", amount="1234.50", unit="yuan", per="year", form="cash", paid_by="critical_illness_fund"
    ),
    "alert": outcome("alert", "raised", severity="high", notify=["township_education"], due="2020-01-15"),
    "parameter": outcome("entitlement", "eligible", missing=[{"parameter": "health.rate"}]),
    "records": outcome("alert", "undetermined", missing=[{"records": "household:h1.visits"}]),
    "criteria": outcome("standard", "not_met", criteria=[{"id": "beds", "status": "not_met"}]),
}  # fmt: skip
BAD = {
    "another kind": outcome("benefit", "granted"),
    "key of another kind": outcome("alert", "raised", amount="1.00"),
    "amount although open": outcome("entitlement", "eligible", amount="1.00", missing=[{"parameter": "health.rate"}]),
    "amount as number": outcome("entitlement", "granted", amount=1),
    "nothing missing": outcome("entitlement", "undetermined", missing=[]),
    "missing without a subject": outcome("alert", "undetermined", missing=[{"fact": "age"}]),
    "severity": outcome("alert", "raised", severity="urgent"),
    "unknown key": outcome("alert", "raised", colour="red"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_the_examples_of_the_contract_fit(name: str) -> None:
    """Each with the keys of its kind."""
    CHECK.validate(decision(GOOD[name]))


@pytest.mark.parametrize("name", BAD)
def test_what_the_contract_does_not_know_does_not_fit(name: str) -> None:
    """A wrong key, or a wrong value."""
    assert not CHECK.is_valid(decision(BAD[name]))


PERSON: dict[str, object] = {"id": "p1", "age": 8, "hospital_stays": []}
CASES: dict[str, dict[str, object]] = {
    "household": {
        "household": {
            "id": "h1",
            "code": "341221",
            "registration_status": "exited",
            "persons": [{"id": "p1"}],
        }
    },
    "person": {"household": {"id": "h1", "code": "410928", "dibao_grade": "B", "persons": [PERSON]}},
    "village": {"village": {"id": "v1", "poverty_class": "exited", "households": []}},
}


@pytest.mark.parametrize("name", CASES)
def test_real_decisions_fit(name: str) -> None:
    """All outcomes of the national policies, those that are not listed by default included."""
    decided = Engine.load(installed=False).evaluate(CASES[name], "2019-12-31")
    CHECK.validate(json.loads(decided.to_json(everything=True)))
