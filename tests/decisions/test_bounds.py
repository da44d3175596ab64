"""Values that follow from the facts and that the vocabulary rules out."""

import pytest

from policy_engine import Engine, PolicyError


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The national policies."""
    return Engine.load(installed=False)


def test_nobody_is_born_after_the_date(engine: Engine) -> None:
    """An age below zero is refused with the subject, the value and the limit."""
    case = {"household": {"id": "h1", "persons": [{"id": "p1", "birth_date": "2020-01-01"}]}}
    with pytest.raises(PolicyError) as error:
        engine.evaluate(case, on="2018-12-31")
    (finding,) = error.value.diagnostics
    assert (finding.code.number, finding.path) == ("PE706", "$.household.persons[0]")
    assert finding.message == "the facts make `age` of person:p1 -1; it is at least 0"


def test_the_day_of_birth_is_within_bounds(engine: Engine) -> None:
    """On the day of birth the age is zero."""
    case = {"person": {"id": "p1", "birth_date": "2018-12-31"}}
    decision = engine.evaluate(case, on="2018-12-31")
    assert decision.run.variable(decision.run.case.root, "age") == 0
