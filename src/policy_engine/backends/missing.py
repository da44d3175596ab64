"""What an unknown value waits for: the facts, records and unset parameters that would decide it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import assert_never

import attrs

from policy_engine.backends.arithmetic import refuse_unknown_years
from policy_engine.backends.interpreter import Run, evaluate, gathered_from, ranking_of, shift_of
from policy_engine.backends.places import lies_in, row_for
from policy_engine.core.expression import (
    All,
    Any,
    Calendar,
    Choose,
    Compare,
    Constant,
    Divide,
    Expression,
    Gather,
    In,
    Lookup,
    Multiply,
    Negate,
    Not,
    Pick,
    Read,
    Remainder,
    Round,
    Standing,
    Sum,
    Within,
)
from policy_engine.core.traverse import operands
from policy_engine.core.values import NONE, UNKNOWN
from policy_engine.facts.case import Subject, left_out
from policy_engine.model.period import Period, key_of, ordinal


class Sort(StrEnum):
    """What sort of thing is missing."""

    FACT = "fact"
    PARAMETER = "parameter"
    RECORDS = "records"


@attrs.frozen
class Missing:
    """A fact, list of records or parameter that is not known; `name` as the contract writes it.

    `entity` and `variable` name the declaration of a fact, or the entity of the records.
    """

    sort: Sort
    name: str
    entity: str = ""
    variable: str = ""


def missing_for(expression: Expression, subject: Subject, run: Run) -> tuple[Missing, ...]:
    """All that would decide the expression, in the order in which the rule asks for it; nothing when it is known.

    Raises:
        PolicyError: it needs working days of years whose holidays are not known.

    """
    return tuple(dict.fromkeys(_missing(expression, subject, run)))


def _missing(node: Expression, subject: Subject, run: Run) -> Iterator[Missing]:  # noqa: C901 - a case for each node
    if evaluate(node, subject, run) is not UNKNOWN:
        return
    match node:
        case Constant():
            return
        case Read():
            yield from _of_read(node, subject, run)
        case Lookup():
            yield from _of_lookup(node, subject, run)
        case Within():
            if any(lies_in(subject, area) is UNKNOWN for area in node.areas):
                yield _code(subject)
        case Choose():
            yield from _of_choice(node, subject, run)
        case Gather():
            yield from _of_gathering(node, subject, run)
        case Standing():
            yield from _of_standing(node, subject, run)
        case (
            Not()
            | All()
            | Any()
            | Compare()
            | In()
            | Sum()
            | Negate()
            | Multiply()
            | Divide()
            | Remainder()
            | Round()
            | Pick()
            | Calendar()
        ):
            yield from _of_parts(node, subject, run)
        case _:
            assert_never(node)


def _of_parts(node: Expression, subject: Subject, run: Run) -> Iterator[Missing]:
    for operand in operands(node):
        yield from _missing(operand, subject, run)
    if isinstance(node, Calendar):
        refuse_unknown_years(node, [evaluate(each, subject, run) for each in operands(node)], subject)


def _of_read(node: Read, subject: Subject, run: Run) -> Iterator[Missing]:
    owner = run.subject_of(node.entity, subject)
    formula = run.program.formulas.get((node.entity if owner is None else owner.entity, node.name))
    if owner is None:
        if formula is not None and formula.hidden:
            yield from _missing(formula.expression, subject, run)
        else:
            yield Missing(Sort.FACT, f"{subject.name}.{node.entity}.{node.name}", node.entity, node.name)
        return
    earlier = node.shift != 0 or node.year is not None
    if formula is not None and not earlier:
        below = run.once((missing_for, owner, node.name), lambda: missing_for(formula.expression, owner, run))
        if below:
            yield from below
            return
    yield Missing(
        Sort.FACT, f"{owner.name}.{node.name}{_period(node, run) if earlier else ''}", node.entity, node.name
    )


def _period(node: Read, run: Run) -> str:
    variable = run.program.vocabulary.variable(node.entity, node.name)
    period = variable.period if variable and variable.period else Period.YEAR
    return f"@{key_of(period, ordinal(period, run.case.on) + shift_of(node, run))}"


def _of_lookup(node: Lookup, subject: Subject, run: Run) -> Iterator[Missing]:
    keys = [evaluate(key, subject, run) for key in node.keys]
    found = row_for(run.program.parameters[node.parameter], keys, subject, run.case.on)
    if not found.open:
        yield Missing(Sort.PARAMETER, node.parameter)
        return
    for position, key in enumerate(node.keys):
        if any(row.keys[position] is not None for row in found.waiting):
            yield from _missing(key, subject, run)
    if any(lies_in(subject, row.area) is UNKNOWN for row in found.waiting):
        yield _code(subject)


def _of_choice(node: Choose, subject: Subject, run: Run) -> Iterator[Missing]:
    for branch in node.branches:
        condition = evaluate(branch.condition, subject, run)
        if condition is UNKNOWN:
            yield from _missing(branch.condition, subject, run)
        if condition is True or condition is UNKNOWN:
            yield from _missing(branch.value, subject, run)
        if condition is True:
            return
    yield from _missing(node.otherwise, subject, run)


def _of_gathering(node: Gather, subject: Subject, run: Run) -> Iterator[Missing]:
    for member in gathered_from(node, subject, run)[0]:
        condition = evaluate(node.where, member, run)
        if condition is False or condition is NONE:
            continue
        yield from _missing(node.where, member, run)
        yield from _missing(node.element, member, run)
    yield from _records(node, subject, run)


def _of_standing(node: Standing, subject: Subject, run: Run) -> Iterator[Missing]:
    ranking = ranking_of(node, subject, run)
    others = ranking.open_to(subject, node.reach) if ranking is not None else ()
    for member in (subject, *others) if subject.entity == node.over else others:
        for part in operands(node):
            yield from _missing(part, member, run)
    yield from _records(node, subject, run)


def _records(node: Gather | Standing, subject: Subject, run: Run) -> Iterator[Missing]:
    """The lists that are left out of the population."""
    root = subject.above(node.root)
    plural = run.program.vocabulary.entities[node.over].plural or node.over
    if root is None:
        yield Missing(Sort.RECORDS, f"{subject.name}.{node.root}.{plural}", node.over)
        return
    for holder in left_out(root, node.over, run.program.descendants):
        yield Missing(Sort.RECORDS, f"{holder.name}.{plural}", node.over)


def _code(subject: Subject) -> Missing:
    while subject.parent is not None and subject.parent.code == subject.code:
        subject = subject.parent
    return Missing(Sort.FACT, f"{subject.name}.code", subject.entity, "code")
