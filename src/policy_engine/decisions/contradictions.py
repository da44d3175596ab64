"""Facts that cannot all be true: given ones against the rules, and computed ones out of the bounds of the vocabulary."""

import json
from collections.abc import Iterator

from policy_engine.backends import errors
from policy_engine.backends.interpreter import Run, evaluate
from policy_engine.core.texts import value_json
from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.model.types import Type
from policy_engine.reading.values import path_text


def refuse_contradictions(run: Run) -> None:
    """Raise PolicyError with a finding for each of them."""
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
