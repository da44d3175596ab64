"""Shares: quotients of two amounts of one sort, which are said in percent."""

from collections.abc import Iterable

import attrs

from policy_engine.core.expression import (
    Branch,
    Choose,
    Constant,
    Divide,
    Expression,
    Gather,
    Gathering,
    Negate,
    Read,
    Round,
    Sum,
)
from policy_engine.model.types import Dimension, Kind, Type
from policy_engine.model.vocabulary import Vocabulary

SHARE = Type(Kind.RATE)
Sort = tuple[Dimension, str]
"""The unit of an amount, and for a count what is counted."""


def is_share(measure: Expression, vocabulary: Vocabulary) -> bool:
    """Whether the measure is a share of something, or one by cases."""
    match measure:
        case Divide():
            of = _sort(measure.right, vocabulary)
            return of is not None and _sort(measure.left, vocabulary) == of
        case Negate() | Round():
            return is_share(measure.operand, vocabulary)
        case Choose():
            return all(is_share(each, vocabulary) for each in _values(measure))
        case _:
            return False


def as_share(measure: Expression) -> Expression:
    """A share as a rate: the same number, spoken of in percent."""
    match measure:
        case Choose():
            branches = tuple(Branch(each.condition, as_share(each.value)) for each in measure.branches)
            return Choose(branches, as_share(measure.otherwise), SHARE)
        case Negate():
            return Negate(as_share(measure.operand), SHARE)
        case Constant() | Divide() | Round():
            return attrs.evolve(measure, type=SHARE)
        case _:
            return measure


def _sort(amount: Expression, vocabulary: Vocabulary) -> Sort | None:
    """Of what sort an amount is; None where that cannot be told."""
    match amount:
        case Read():
            variable = vocabulary.variable(amount.entity, amount.name)
            counts = variable.counts if variable else ""
            measured = any(power > 0 for _, power in amount.type.dimension)
            return (amount.type.dimension, counts) if counts or measured else None
        case Gather(gathering=Gathering.COUNT):
            entity = vocabulary.entities[amount.over]
            return (), entity.plural or entity.name
        case Gather(gathering=Gathering.SUM):
            return _sort(amount.element, vocabulary)
        case Negate() | Round():
            return _sort(amount.operand, vocabulary)
        case Sum():
            return _one(_sort(each, vocabulary) for each in amount.terms)
        case Choose():
            return _one(_sort(each, vocabulary) for each in _values(amount))
        case _:
            return None


def _values(choice: Choose) -> list[Expression]:
    """What is chosen between, but for values that are written."""
    values = (*(branch.value for branch in choice.branches), choice.otherwise)
    return [each for each in values if not isinstance(each, Constant)]


def _one(sorts: Iterable[Sort | None]) -> Sort | None:
    found = set(sorts)
    return found.pop() if len(found) == 1 else None
