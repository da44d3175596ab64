"""From a program and a case to outcomes, through the interpreter."""

import json
from collections.abc import Iterator
from itertools import groupby

import attrs

from policy_engine.backends import errors
from policy_engine.backends.interpreter import Run, evaluate
from policy_engine.backends.missing import Missing, missing_for
from policy_engine.core.expression import All, Expression
from policy_engine.core.program import Figure, Output, State
from policy_engine.core.texts import Json, value_json
from policy_engine.core.values import NONE, UNKNOWN, Special, Value
from policy_engine.decisions.outcome import LISTED, UNDETERMINED, CriterionResult, Outcome
from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.facts.case import Subject
from policy_engine.model.types import Type
from policy_engine.reading.values import path_text


def decide(run: Run) -> tuple[Outcome, ...]:
    """Every outcome: by subject in case order, then by rule name."""
    _refuse_contradictions(run)
    asked: dict[tuple[str, str | None], list[Asked]] = {}
    outcomes = []
    for subject in run.case.evaluated():
        kind = (subject.entity, subject.code)
        if kind not in asked:
            asked[kind] = list(_asked(subject, run))
        found = [outcome_of(output, states, subject, run) for output, states in asked[kind]]
        outcomes += [_one(tuple(forms)) for _, forms in groupby(found, key=lambda each: each.rule.name)]
    return tuple(outcomes)


def _one(forms: tuple[Outcome, ...]) -> Outcome:
    """The outcome of a rule of which more than one form may hold, because the place is not known well enough."""
    if len(forms) == 1:
        return forms[0]
    first = next((form for form in forms if form.status == UNDETERMINED), forms[0])
    missing = tuple(dict.fromkeys(each for form in forms for each in form.missing))
    if any(form.status != first.status for form in forms):
        return attrs.evolve(first, reached=UNDETERMINED, status=UNDETERMINED, details=(), missing=missing)
    details = first.details if all(form.details == first.details for form in forms) else ()
    return attrs.evolve(first, details=details, missing=missing)


Asked = tuple[Output, tuple[State, ...]]
"""A rule that holds at a place on the date, with its conditions there."""


def _asked(subject: Subject, run: Run) -> Iterator[Asked]:
    """The rules that hold for subjects of this entity at this place; the question of place and date added where it is open."""
    for output in run.program.outputs_of.get(subject.entity, ()):
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
    asked += [node for figure, value in values if value is UNKNOWN for node in figure.expressions]
    asked += _open_items(output, reached, subject, run)
    if output.open_status and any(value is UNKNOWN for _, value in values):
        status = output.open_status
    elif output.open_status and any(value is NONE for _, value in values):
        status = output.otherwise
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
    missing = _missing(asked, subject, run)
    return Outcome(output, subject, states, reached, status, tuple(details), missing, criteria)


def _value(figure: Figure, subject: Subject, run: Run) -> Value:
    """The value of a figure; of a span, its first day if both are known."""
    values = [evaluate(node, subject, run) for node in figure.expressions]
    return next((value for value in values if isinstance(value, Special)), values[0])


def _told(figure: Figure, value: Value, subject: Subject, run: Run) -> Json:
    told = value_json(value, figure.expression.type)
    if figure.through is None:
        return told
    return f"{told}/{value_json(evaluate(figure.through, subject, run), figure.through.type)}"


def _lists(output: Output, status: str, subject: Subject, run: Run) -> Iterator[tuple[str, Json]]:
    for listing in output.lists:
        if status in listing.statuses:
            held = [name for name, condition in listing.items if evaluate(condition, subject, run) is True]
            yield listing.name, [*held]


def _open_items(output: Output, status: str, subject: Subject, run: Run) -> list[Expression]:
    """The conditions on which it hangs what a list of the outcome holds."""
    told = (listing for listing in output.lists if status in listing.statuses)
    conditions = (condition for listing in told for _, condition in listing.items)
    return [each for each in conditions if evaluate(each, subject, run) is UNKNOWN]


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


def _refuse_contradictions(run: Run) -> None:
    found = [*_contradictions(run), *_out_of_bounds(run)]
    if found:
        raise PolicyError(found)


def _contradictions(run: Run) -> Iterator[Diagnostic]:
    formulas = run.program.formulas
    for subject in run.case.subjects:
        for (name, shift), given in subject.facts.items():
            formula = formulas.get((subject.entity, name)) if shift == 0 else None
            if formula is None or given is UNKNOWN:
                continue
            computed = evaluate(formula.expression, subject, run)
            if computed is not UNKNOWN and computed != given:
                expected, found = (_text(value, formula.type) for value in (computed, given))
                message = (
                    f"`{name}` of {subject.name} is given as {found}, but the other facts make it {expected}"
                )
                yield Diagnostic(
                    errors.CONTRADICTION, message, path=path_text((*subject.path, name)), expected=expected, found=found,
                    help="correct the facts that it is computed from, or leave it out",
                )  # fmt: skip


def _out_of_bounds(run: Run) -> Iterator[Diagnostic]:
    """Computed values that the vocabulary rules out, such as the age of somebody who is born after the date."""
    for variable, formula in run.program.bounded:
        low, high = variable.bounds.minimum, variable.bounds.maximum
        for subject in run.case.subjects:
            value = evaluate(formula.expression, subject, run) if subject.entity == formula.entity else NONE
            if not isinstance(value, int):
                continue
            limit = (
                low
                if low is not None and value < low
                else high
                if high is not None and value > high
                else None
            )
            if limit is not None:
                expected = f"at {'least' if limit == low else 'most'} {_text(limit, formula.type)}"
                found = _text(value, formula.type)
                message = f"the facts make `{formula.name}` of {subject.name} {found}; it is {expected}"
                yield Diagnostic(
                    errors.COMPUTED_OUT_OF_BOUNDS, message, path=path_text(subject.path), expected=expected, found=found,
                    help="correct the facts that it is computed from",
                )  # fmt: skip


def _text(value: Value, kind: Type) -> str:
    """The value as a case would give it."""
    written = value_json(value, kind)
    return written if isinstance(written, str) else json.dumps(written, ensure_ascii=False)
