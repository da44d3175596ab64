"""What cases decide: for each rule the different answers that the cases expect of it and get."""

from collections.abc import Iterable, Iterator

import attrs

from policy_engine.backends.places import lies_in
from policy_engine.core.expression import Expression, Read
from policy_engine.core.program import Program, Wording
from policy_engine.core.traverse import walk
from policy_engine.core.values import UNKNOWN
from policy_engine.decisions.outcome import UNDETERMINED, Outcome
from policy_engine.engine import Decision, Engine
from policy_engine.model.rule import Rule
from policy_engine.testing.cases import PolicyCase, checked
from policy_engine.testing.engines import Engines

Key = tuple[str, str]
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
        PolicyError: the policies of a case cannot be loaded, or its facts not be used.

    """
    evidence = Evidence()
    reach: dict[int, _Reach] = {}
    for case in cases:
        engine = engines.of(case)
        decision, differences = checked(case, engine)
        evidence.counted.append(case)
        if differences:
            evidence.failures.append(f"{case.span}: {case.name}")
            continue
        expected = [
            outcome
            for outcome in decision.outcomes
            if outcome.subject.name in case.expect.get(outcome.rule.name, ())
        ]
        for outcome in expected:
            for answer in _answer(outcome):
                evidence.answers.setdefault(outcome.rule.name, set()).add(answer)
        read = reach.setdefault(id(engine), _Reach(engine)).variables(expected)
        for rule, answer in _computed(decision, read):
            evidence.answers.setdefault(rule, set()).add(answer)
    return evidence


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
class _Reach:
    """Which variables the outcomes of an engine rest on."""

    engine: Engine
    known: dict[str, frozenset[Key]] = attrs.field(factory=dict)

    def variables(self, outcomes: Iterable[Outcome]) -> frozenset[Key]:
        """All variables on which the outcomes rest, on however long a way."""
        found: frozenset[Key] = frozenset()
        for outcome in outcomes:
            name = outcome.rule.name
            if name not in self.known:
                self.known[name] = rests_on(outcome.output.expressions, self.engine.program)
            found |= self.known[name]
        return found


def rests_on(expressions: Iterable[Expression], program: Program) -> frozenset[Key]:
    """The variables that the expressions read, and those that these are computed from."""
    found: set[Key] = set()
    waiting = list(expressions)
    while waiting:
        for node in walk(waiting.pop()):
            if isinstance(node, Read) and (key := (node.entity, node.name)) not in found:
                found.add(key)
                formula = program.formulas.get(key)
                waiting += [formula.expression] if formula else []
    return frozenset(found)
