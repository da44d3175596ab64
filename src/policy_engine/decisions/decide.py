"""From a program and a case to outcomes, through the interpreter."""

from collections.abc import Iterator

from policy_engine.backends import errors
from policy_engine.backends.interpreter import Run, evaluate
from policy_engine.backends.missing import Missing, missing_for
from policy_engine.core.program import Output
from policy_engine.core.texts import Json, value_json
from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.decisions.outcome import UNDETERMINED, CriterionResult, Outcome
from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.facts.case import Subject
from policy_engine.reading.values import path_text


def decide(run: Run) -> tuple[Outcome, ...]:
    """Every outcome: by subject in case order, then by rule name."""
    _refuse_contradictions(run)
    outputs_of = run.program.outputs_of
    return tuple(
        outcome
        for subject in run.case.evaluated()
        for output in outputs_of.get(subject.entity, ())
        if (outcome := outcome_of(output, subject, run)) is not None
    )


def outcome_of(output: Output, subject: Subject, run: Run) -> Outcome | None:
    """The outcome of one rule for one subject; None where the rule does not hold."""
    if output.scope is not None and evaluate(output.scope, subject, run) is False:
        return None
    status, missing = _status(output, subject, run)
    details: list[tuple[str, Json]] = []
    if status == output.valued:
        values = [(name, evaluate(value, subject, run), value.type) for name, value in output.values]
        open_values = [
            value
            for (_, computed, _), (_, value) in zip(values, output.values, strict=True)
            if computed is UNKNOWN
        ]
        if open_values:
            missing = tuple(
                dict.fromkeys(each for value in open_values for each in missing_for(value, subject, run))
            )
            status = output.open_status or status
        elif any(computed is NONE for _, computed, _ in values):
            status = output.otherwise
        details += [
            (name, value_json(computed, kind))
            for name, computed, kind in values
            if computed is not UNKNOWN and computed is not NONE
        ]
    details += [(name, list(fixed) if isinstance(fixed, tuple) else fixed) for name, fixed in output.fixed]
    criteria = tuple(
        CriterionResult(each.name, _criterion_status(evaluate(each.condition, subject, run)))
        for each in output.criteria
    )
    return Outcome(output, subject, status, tuple(details), missing, criteria)


def _status(output: Output, subject: Subject, run: Run) -> tuple[str, tuple[Missing, ...]]:
    for state in output.states:
        truth = evaluate(state.condition, subject, run)
        if truth is UNKNOWN:
            return UNDETERMINED, _missing_of_states(output, subject, run)
        if truth is True:
            return state.status, ()
    return output.otherwise, ()


def _missing_of_states(output: Output, subject: Subject, run: Run) -> tuple[Missing, ...]:
    found = [each for state in output.states for each in missing_for(state.condition, subject, run)]
    return tuple(dict.fromkeys(found))


def _criterion_status(value: Value) -> str:
    if value is UNKNOWN:
        return UNDETERMINED
    return "met" if value is True else "not_met"


def _refuse_contradictions(run: Run) -> None:
    found = list(_contradictions(run))
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
                expected, found = (str(value_json(value, formula.type)) for value in (computed, given))
                message = (
                    f"`{name}` of {subject.name} is given as {found}, but the other facts make it {expected}"
                )
                yield Diagnostic(
                    errors.CONTRADICTION, message, path=path_text((*subject.path, name)), expected=expected, found=found,
                    help="correct the facts that it is computed from, or leave it out",
                )  # fmt: skip
