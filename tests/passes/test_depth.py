"""Depth of computed variables, tried on both sides of the limit."""

import pytest

from policy_engine import Engine, PolicyError
from policy_engine.passes.depth import DEEPEST

HEAD = """module: deep
policy: deep
title: {zh: 深, en: deep}
rules:
  step_0: {kind: derive, title: {zh: 步, en: step}, for: person, type: int, source: s003e-forest-ranger, value: "1"}
"""


def policy(steps: int) -> str:
    """A chain of derived variables, each two levels above the one before."""
    rule = '  step_{0}: {{kind: derive, title: {{zh: 步, en: step}}, for: person, type: int, source: s003e-forest-ranger, value: "step_{1} + 1"}}\n'
    return HEAD + "".join(rule.format(number, number - 1) for number in range(1, steps + 1))


def load(tmp_path_factory: pytest.TempPathFactory, steps: int) -> Engine:
    """The national policies with the chain."""
    file = tmp_path_factory.mktemp("deep") / "deep.yaml"
    file.write_text(policy(steps), encoding="utf-8")
    return Engine.load(paths=[file], installed=False)


def test_the_deepest_chain_is_loaded_and_evaluated(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A chain at the limit loads, and its last variable has the value of its length."""
    steps = (DEEPEST - 1) // 2
    engine = load(tmp_path_factory, steps)
    decision = engine.evaluate({"on": "2019-12-31", "person": {"id": "p1"}})
    assert decision.run.variable(decision.run.case.root, f"step_{steps}") == steps + 1


def test_a_deeper_chain_is_refused_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One step more is one finding, not one for every variable above it."""
    with pytest.raises(PolicyError) as error:
        load(tmp_path_factory, DEEPEST)
    assert [finding.code.number for finding in error.value.diagnostics] == ["PE507"]
    assert f"at most {DEEPEST} can be" in error.value.diagnostics[0].message
