"""The figures that plans print, computed again from what the engine decides for the example villages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from policy_engine import Decision
from policy_engine.core.texts import Json, value_json
from policy_engine.core.values import Value
from policy_engine.decisions.outcome import Outcome
from policy_engine.facts.case import Subject
from policy_engine.model.labels import Labels

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Total:
    """One figure: what the plan prints, and how it is summed."""

    figure: Labels
    item: str
    village: str
    expected: str
    method: str
    of: Any

    def computed(self, decision: Decision) -> str:
        """The figure from the decision on its village."""
        return _METHODS[self.method](decision, self.of)


def read_totals(path: Path = FOLDER / "totals.yaml") -> tuple[Total, ...]:
    """The figures in the order of the file."""
    return tuple(_total(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["totals"])


def _total(entry: Mapping[str, Any]) -> Total:
    method = next(name for name in _METHODS if name in entry)
    figure = Labels(entry["figure"]["zh"], entry["figure"]["en"])
    return Total(figure, entry["item"], entry["village"], str(entry["expected"]), method, entry[method])


def _variable(decision: Decision, name: str) -> str:
    return str(_shown(decision, decision.run.case.root, name))


def _count(decision: Decision, of: Mapping[str, Any]) -> str:
    found = list(_outcomes(decision, of) if "rule" in of else _subjects(decision, of))
    return str(len(found))


def _sum(decision: Decision, of: Mapping[str, Any]) -> str:
    if "rule" in of:
        amounts = [_amount(outcome) for outcome in _outcomes(decision, of)]
    else:
        amounts = [Decimal(str(_shown(decision, each, of["of"]))) for each in _subjects(decision, of)]
    return str(sum(amounts, Decimal(0)))


def _each(decision: Decision, of: Mapping[str, Any]) -> str:
    amounts = sorted({_amount(outcome) * of.get("times", 1) for outcome in _outcomes(decision, of)})
    return " / ".join(map(str, amounts))


_METHODS: Mapping[str, Callable[[Decision, Any], str]] = {
    "variable": _variable,
    "count": _count,
    "sum": _sum,
    "each": _each,
}


def _outcomes(decision: Decision, of: Mapping[str, Any]) -> Iterator[Outcome]:
    statuses = of.get("status", ["granted"])
    for outcome in decision.outcomes:
        if (
            outcome.rule.name == of["rule"]
            and outcome.status in statuses
            and _fits(decision, outcome.subject, of)
        ):
            yield outcome


def _subjects(decision: Decision, of: Mapping[str, Any]) -> Iterator[Subject]:
    for subject in decision.run.case.evaluated():
        if subject.entity == of["entity"] and _fits(decision, subject, of):
            yield subject


def _fits(decision: Decision, subject: Subject, of: Mapping[str, Any]) -> bool:
    return all(_value(decision, subject, path) == value for path, value in of.get("where", {}).items())


def _value(decision: Decision, subject: Subject, path: str) -> Value:
    entity, _, name = path.partition(".")
    holder = subject.above(entity)
    assert holder is not None, f"{path} of {subject.name}"
    return decision.run.variable(holder, name)


def _shown(decision: Decision, subject: Subject, name: str) -> Json:
    variable = decision.run.program.vocabulary.variable(subject.entity, name)
    assert variable is not None, f"{subject.entity}.{name}"
    return value_json(decision.run.variable(subject, name), variable.type)


def _amount(outcome: Outcome) -> Decimal:
    return Decimal(str(outcome.detail("amount")))
