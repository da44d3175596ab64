"""Measures that are given by the year, and their totals over years."""

from collections.abc import Iterable

import attrs

from policy_engine.core.building import TODAY
from policy_engine.core.expression import (
    Branch,
    Calendar,
    CalendarStep,
    Choose,
    Compare,
    Comparison,
    Constant,
    Expression,
    Gather,
    Gathering,
    Negate,
    Read,
    Round,
    Sum,
)
from policy_engine.model.period import Period
from policy_engine.model.types import INT, Type
from policy_engine.model.vocabulary import Vocabulary

THIS_YEAR = Calendar(CalendarStep.YEAR_OF, (TODAY,), INT)


def adds_up(measure: Expression, vocabulary: Vocabulary) -> bool:
    """Whether the measure is a sum of facts that are given by the year, so that years can be added up."""
    return _of_year(measure, 0, vocabulary) is not None


def total(measure: Expression, years: Iterable[int], kind: Type, vocabulary: Vocabulary) -> Expression:
    """The measure over several years; years that have not begun count nothing."""
    terms = []
    for year in years:
        begun = Compare(Comparison.AT_LEAST, THIS_YEAR, Constant(year, INT))
        value = _of_year(measure, year, vocabulary)
        assert value is not None
        terms.append(Choose((Branch(begun, value),), Constant(0, kind), kind))
    return terms[0] if len(terms) == 1 else Sum(tuple(terms), kind)


def _of_year(node: Expression, year: int, vocabulary: Vocabulary) -> Expression | None:
    """The same of one year; None for what is no sum of facts by the year."""
    match node:
        case Read(shift=0, year=None):
            variable = vocabulary.variable(node.entity, node.name)
            given = variable is not None and variable.period is Period.YEAR and not variable.derived
            return attrs.evolve(node, year=year) if given else None
        case Sum():
            terms = [_of_year(term, year, vocabulary) for term in node.terms]
            known = tuple(term for term in terms if term is not None)
            return attrs.evolve(node, terms=known) if len(known) == len(terms) else None
        case Negate() | Round():
            operand = _of_year(node.operand, year, vocabulary)
            return None if operand is None else attrs.evolve(node, operand=operand)
        case Gather(gathering=Gathering.SUM):
            element = _of_year(node.element, year, vocabulary)
            return None if element is None else attrs.evolve(node, element=element)
        case _:
            return None
