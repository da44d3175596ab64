"""The decisive conditions of a truth: those without which it would be another."""

from collections.abc import Iterator

import attrs

from policy_engine.backends.interpreter import Run, evaluate
from policy_engine.core.expression import All, Any, Choose, Compare, Constant, Expression, Not, Read, Within
from policy_engine.core.values import NONE, UNKNOWN
from policy_engine.facts.case import Subject
from policy_engine.model.types import Kind


@attrs.frozen
class Reason:
    """A condition and the subject whose it is."""

    condition: Expression
    subject: Subject


def reasons(node: Expression, subject: Subject, run: Run) -> Iterator[Reason]:
    """The decisive conditions, derived yes-or-no variables opened up to the facts behind them.

    What an interaction does not take away is not spoken of.
    """
    value = evaluate(node, subject, run)
    match node:
        case Constant():
            return
        case Within() if value is True:
            return
        case Not(operand=Read() as read) if value is True and _hidden(read, run):
            return
        case Not():
            yield from reasons(node.operand, subject, run)
        case All():
            yield from _among(node.operands, value, subject, run, decided=False)
        case Any():
            yield from _among(node.operands, value, subject, run, decided=True)
        case Choose():
            yield from _of_choice(node, subject, run)
        case Read() if node.type.kind is Kind.BOOL:
            yield from _of_read(node, subject, run)
        case Compare(left=Read() as read, right=Constant(value=special)) if special is NONE and opened(
            read, subject, run
        ):
            yield from _of_read(read, subject, run)
        case _:
            yield Reason(node, subject)


def _among(
    operands: tuple[Expression, ...], value: object, subject: Subject, run: Run, *, decided: bool
) -> Iterator[Reason]:
    """Operands of a conjunction (decided by a false one) or a disjunction (decided by a true one)."""
    if value is UNKNOWN:
        chosen = [each for each in operands if evaluate(each, subject, run) is UNKNOWN]
    elif value is decided:
        chosen = [each for each in operands if _truth(evaluate(each, subject, run)) is decided]
        chosen = chosen[:1] if decided else chosen
    else:
        chosen = list(operands)
    for each in chosen:
        yield from reasons(each, subject, run)


def _truth(value: object) -> object:
    return False if value is NONE else value


def _of_choice(node: Choose, subject: Subject, run: Run) -> Iterator[Reason]:
    passed: list[Expression] = []
    for branch in node.branches:
        value = evaluate(branch.condition, subject, run)
        if value is True or value is UNKNOWN:
            yield from reasons(branch.condition, subject, run)
            if value is True and (isinstance(branch.value, Choose) or branch.value.type.kind is Kind.BOOL):
                yield from reasons(branch.value, subject, run)
            return
        passed.append(branch.condition)
    for condition in passed:
        yield from reasons(condition, subject, run)
    if isinstance(node.otherwise, Choose) or node.otherwise.type.kind is Kind.BOOL:
        yield from reasons(node.otherwise, subject, run)


def _of_read(node: Read, subject: Subject, run: Run) -> Iterator[Reason]:
    found = opened(node, subject, run)
    inner: tuple[Reason, ...] = ()
    if found is not None and not run.program.formulas[node.entity, node.name].closed:
        owner, formula = found
        inner = run.once((reasons, owner, node.name), lambda: tuple(reasons(formula, owner, run)))
    yield from inner or (Reason(node, subject),)


def _hidden(node: Read, run: Run) -> bool:
    formula = run.program.formulas.get((node.entity, node.name))
    return formula is not None and formula.hidden


def opened(node: Read, subject: Subject, run: Run) -> tuple[Subject, Expression] | None:
    """Whose variable it is and the formula behind it; nothing where its value is one that the case gives."""
    owner = run.subject_of(node.entity, subject)
    if owner is None or node.shift or node.year is not None:
        return None
    formula = run.program.formulas.get((owner.entity, node.name))
    if formula is None:
        return None
    given = UNKNOWN is evaluate(formula.expression, owner, run) is not run.variable(owner, node.name)
    return None if given else (owner, formula.expression)
