"""What cases decide: for each rule the different answers that the cases expect of it and get."""

from collections.abc import Iterable, Iterator

import attrs

from policy_engine.backends.places import lies_in
from policy_engine.core.program import Program, Wording
from policy_engine.core.values import UNKNOWN
from policy_engine.decisions.outcome import UNDETERMINED, Outcome
from policy_engine.diagnostics import PolicyError
from policy_engine.engine import Decision, Engine
from policy_engine.model.rule import Rule
from policy_engine.testing.cases import PolicyCase, checked
from policy_engine.testing.engines import Engines
from policy_engine.testing.reach import Key, reach

_ALIKE = {"eligible": "granted", "due": "overdue"}
"""Statuses that say no other thing of a rule than another one does, for the question of what its cases decide."""
_UNDECIDED = frozenset({UNDETERMINED, "not_applicable"})


@attrs.frozen
class Evidence:
    """The answers by rule name, and what failed."""

    answers: dict[str, set[str]] = attrs.field(factory=dict)
    failures: list[str] = attrs.field(factory=list)
    counted: list[PolicyCase] = attrs.field(factory=list)

    def both_ways(self, rule: str) -> bool:
        """Whether the cases decide the rule in two different ways."""
        return len(self.answers.get(rule, ())) > 1


def gather(cases: Iterable[PolicyCase], engines: Engines) -> Evidence:
    """The answers of all cases that hold; the others are failures.

    Raises:
        PolicyError: the policies of a case cannot be loaded.

    """
    evidence = Evidence()
    known: dict[int, _Known] = {}
    for case in cases:
        engine = engines.of(case)
        evidence.counted.append(case)
        decision = _held(case, engine)
        if decision is None:
            evidence.failures.append(str(case))
            continue
        expected = [
            outcome
            for outcome in decision.outcomes
            if outcome.subject.name in case.expect.get(outcome.rule.name, ())
        ]
        for outcome in expected:
            for answer in _answer(outcome):
                evidence.answers.setdefault(outcome.rule.name, set()).add(answer)
        read = known.setdefault(id(engine.program), _Known(engine.program)).of(expected)
        for rule, answer in _computed(decision, read):
            evidence.answers.setdefault(rule, set()).add(answer)
    return evidence


def _held(case: PolicyCase, engine: Engine) -> Decision | None:
    """The decision of a case that gets what it expects."""
    try:
        decision, differences = checked(case, engine)
    except PolicyError:
        return None
    return None if differences else decision


def _answer(outcome: Outcome) -> Iterator[str]:
    if outcome.status not in _UNDECIDED:
        value = outcome.detail("value") if outcome.rule.kind == "classification" else None
        yield str(value) if value is not None else _ALIKE.get(outcome.status, outcome.status)


def _computed(decision: Decision, read: frozenset[Key]) -> Iterator[tuple[str, str]]:
    """The values of the variables that the expected outcomes rest on, by the rule that computes them there."""
    program, case = decision.run.program, decision.run.case
    for rule in program.rules:
        keys = [key for key in computes(rule, program) if key in read]
        for entity, name in keys:
            for subject in (each for each in case.subjects if each.entity == entity):
                value = decision.run.variables.get((subject, name), UNKNOWN)
                placed = not rule.areas or any(lies_in(subject, area) is True for area in rule.areas)
                if value is not UNKNOWN and placed and rule.holds_on(case.on):
                    yield rule.name, repr(value)


def computes(rule: Rule, program: Program) -> tuple[Key, ...]:
    """The variables of a rule that has no outcome of its own."""
    return program.wordings.get(rule, Wording()).computes if rule.kind == "derive" else ()


@attrs.frozen
class _Known:
    """Which variables the outcomes of a program rest on, by rule."""

    program: Program
    variables: dict[str, frozenset[Key]] = attrs.field(factory=dict)

    def of(self, outcomes: Iterable[Outcome]) -> frozenset[Key]:
        """All variables on which the outcomes rest."""
        found: frozenset[Key] = frozenset()
        for outcome in outcomes:
            name = outcome.rule.name
            if name not in self.variables:
                self.variables[name] = reach(outcome.output.expressions, self.program).variables
            found |= self.variables[name]
        return found
