"""How properties ask a program: the outcomes of some rules for a case, as plain data."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from policy_engine import Engine
from policy_engine.backends.interpreter import Run
from policy_engine.core.program import Output, Program
from policy_engine.decisions.decide import decide
from policy_engine.decisions.outcome import UNDETERMINED, Outcome
from policy_engine.facts.reader import read_case
from tests import language
from tests.properties.needs import needs_of
from tests.properties.small import policies
from tests.properties.strategies import JsonObject, cases

Key = tuple[str, str]


@cache
def national() -> Engine:
    """The national policies; no fixture, since Hypothesis would print all of it with every failing example."""
    return Engine.load(installed=False)


def part_of(program: Program, outputs: Iterable[Output]) -> Program:
    """The program with these rules only; all formulas stay."""
    return attrs.evolve(program, outputs=tuple(outputs))


def rules_and_case(data: st.DataObject) -> tuple[Program, JsonObject]:
    """A rule of the national policies or, once in four times, of random ones, and a case that it can say something of."""
    program = national().program if data.draw(st.integers(0, 3)) else language.program(data.draw(policies()))
    name = data.draw(st.sampled_from(sorted({output.rule.name for output in program.outputs})))
    outputs = [output for output in program.outputs if output.rule.name == name]
    needs = needs_of(program, outputs, 2019)
    return part_of(program, outputs), data.draw(cases(needs, outputs[0].rule.entity))


def outcomes(program: Program, case: dict[str, Any]) -> dict[Key, Outcome]:
    """Every outcome by rule and subject."""
    run = Run(program, read_case(case, program.vocabulary))
    return {outcome.key: outcome for outcome in decide(run)}


def plain(outcome: Outcome) -> tuple[Any, ...]:
    """All that an outcome says, comparable; what is missing in no order."""
    return outcome.status, outcome.details, frozenset(outcome.missing), outcome.criteria


def disagreement(before: Outcome, after: Outcome | None) -> str:
    """How an outcome with more facts contradicts the one with fewer; empty where it does not."""
    if before.status == UNDETERMINED:
        return ""
    if after is None:
        return "" if before.status == before.output.otherwise else f"{before.status}, then nothing"
    allowed = {before.status}
    if before.status == before.output.open_status:
        allowed.update(status for figure in before.output.figures for status in figure.statuses)
    if after.status not in allowed:
        return f"{before.status}, then {after.status}"
    changed = [name for name, value in before.details if after.detail(name) != value]
    decided = {each.name: each.status for each in before.criteria if each.status != UNDETERMINED}
    changed += [each.name for each in after.criteria if decided.get(each.name, each.status) != each.status]
    return f"{', '.join(changed)} changed" if changed else ""
