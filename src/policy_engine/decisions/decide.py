"""From a program and a case to outcomes, through the interpreter."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import attrs

from policy_engine.backends.interpreter import Run, evaluate
from policy_engine.backends.missing import Missing, missing_for
from policy_engine.core.expression import All, Expression
from policy_engine.core.program import Figure, Output, State
from policy_engine.core.texts import Json, value_json
from policy_engine.core.values import NONE, UNKNOWN, Special, Value
from policy_engine.decisions.contradictions import refuse_contradictions
from policy_engine.decisions.outcome import LISTED, UNDETERMINED, CriterionResult, Outcome
from policy_engine.facts.case import Subject


def decide(run: Run) -> tuple[Outcome, ...]:
    """Every outcome: by subject in case order, then by rule name."""
    refuse_contradictions(run)
    asked: dict[tuple[str, str | None], list[Asked]] = {}
    outcomes = []
    for subject in run.case.evaluated():
        kind = (subject.entity, subject.code)
        if kind not in asked:
            asked[kind] = list(asked_of(run.program.outputs_of.get(subject.entity, ()), subject, run))
        found = [outcome_of(output, states, subject, run) for output, states in asked[kind]]
        outcomes += [joined(tuple(forms)) for _, forms in groupby(found, key=lambda each: each.rule.name)]
    return tuple(outcomes)


def joined(forms: tuple[Outcome, ...]) -> Outcome:
    """The outcome of a rule of which more than one form may hold, because the place is not known well enough.

    It tells what all forms tell.
    """
    if len(forms) == 1:
        return forms[0]
    first = next((form for form in forms if form.status == UNDETERMINED), forms[0])
    missing = tuple(dict.fromkeys(each for form in forms for each in form.missing))
    details = tuple(each for each in first.details if all(each in form.details for form in forms))
    if any(form.status != first.status for form in forms):
        return attrs.evolve(
            first, reached=UNDETERMINED, status=UNDETERMINED, details=details, missing=missing
        )
    return attrs.evolve(first, details=details, missing=missing)


Asked = tuple[Output, tuple[State, ...]]
"""A rule that holds at a place on the date, with its conditions there."""


def asked_of(outputs: Iterable[Output], subject: Subject, run: Run) -> Iterator[Asked]:
    """The rules that hold for subjects of this entity at this place; the question of place and date added where it is open."""
    for output in outputs:
        holds = True if output.scope is None else evaluate(output.scope, subject, run)
        if holds is True:
            yield output, output.states
        elif holds is UNKNOWN and output.scope is not None:
            yield output, _open_states(output, output.scope)


def _open_states(output: Output, scope: Expression) -> tuple[State, ...]:
    """The conditions with the question of place; what is told of those it concerns is not told before that is known."""
    states = tuple(State(each.status, All((scope, each.condition))) for each in output.states)
    return (State(output.otherwise, scope), *states) if output.otherwise in LISTED else states


def outcome_of(output: Output, states: tuple[State, ...], subject: Subject, run: Run) -> Outcome:
    """The outcome of one rule for one subject."""
    reached = status = _status(states, output.otherwise, subject, run)
    values = [(figure, _value(figure, subject, run)) for figure in output.figures_of(reached)]
    asked = [state.condition for state in states] if status == UNDETERMINED else []
    needed = [(figure, value) for figure, value in values if not figure.optional]
    asked += [node for figure, value in needed if value is UNKNOWN for node in figure.expressions]
    if needed and output.open_status:
        found = [value for _, value in needed]
        status = output.open_status if UNKNOWN in found else output.otherwise if NONE in found else reached
    details = [
        (figure.name, _told(figure, value, subject, run))
        for figure, value in values
        if not isinstance(value, Special)
    ]
    details += _lists(output, reached, subject, run)
    details += [(name, list(fixed) if isinstance(fixed, tuple) else fixed) for name, fixed in output.fixed]
    criteria = tuple(
        CriterionResult(each.name, _criterion_status(evaluate(each.condition, subject, run)))
        for each in output.criteria
    )
    missing = _missing(asked, subject, run) if asked else ()
    return Outcome(output, subject, states, reached, status, tuple(details), missing, criteria)


def _value(figure: Figure, subject: Subject, run: Run) -> Value:
    """The value of a figure; of a span, its first day if both are known."""
    values = [evaluate(node, subject, run) for node in figure.expressions]
    return next((value for value in values if isinstance(value, Special)), values[0])


def _told(figure: Figure, value: Value, subject: Subject, run: Run) -> Json:
    if figure.whole and isinstance(value, int):
        return value
    told = value_json(value, figure.expression.type)
    if figure.through is None:
        return told
    return f"{told}/{value_json(evaluate(figure.through, subject, run), figure.through.type)}"


def _lists(output: Output, status: str, subject: Subject, run: Run) -> Iterator[tuple[str, Json]]:
    for listing in output.lists:
        if status in listing.statuses:
            held = [name for name, condition in listing.items if evaluate(condition, subject, run) is True]
            if held:
                yield listing.name, [*held]


def _status(states: tuple[State, ...], otherwise: str, subject: Subject, run: Run) -> str:
    for state in states:
        truth = evaluate(state.condition, subject, run)
        if truth is UNKNOWN:
            return UNDETERMINED
        if truth is True:
            return state.status
    return otherwise


def _missing(expressions: list[Expression], subject: Subject, run: Run) -> tuple[Missing, ...]:
    return tuple(dict.fromkeys(each for node in expressions for each in missing_for(node, subject, run)))


def _criterion_status(value: Value) -> str:
    if value is UNKNOWN:
        return UNDETERMINED
    return "met" if value is True else "not_met"
