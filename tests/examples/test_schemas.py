"""The examples and the decisions on them fit the generated JSON Schemas."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from examples.checkout import load_engine
from policy_engine import Engine
from policy_engine.decisions.schema import decision_schema
from policy_engine.facts.schema import case_schema

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The policies of the checkout."""
    return load_engine()


@pytest.mark.parametrize("name", ["household", "anhui_village", "henan_village"])
def test_examples_and_their_decisions_fit(engine: Engine, name: str) -> None:
    """As a host would check what it sends and what it gets, everything listed."""
    case = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    decision = json.loads(engine.evaluate(case).to_json(everything=True))
    assert list(Draft202012Validator(case_schema(engine.vocabulary)).iter_errors(case)) == []
    assert list(Draft202012Validator(decision_schema()).iter_errors(decision)) == []
