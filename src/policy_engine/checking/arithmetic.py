"""Sums, products and quotients: their types, units and roundings."""

from collections.abc import Callable
from decimal import Context, Decimal
from functools import partial

import attrs

from policy_engine.checking import errors
from policy_engine.checking.fitting import common, failed, fit, kind_text
from policy_engine.checking.reporter import Reporter
from policy_engine.core.expression import Constant, Divide, Multiply, Negate, Remainder, Rounding, Sum
from policy_engine.core.values import LARGEST
from policy_engine.functions.signature import Typed
from policy_engine.model.types import INT, NUMBER, Kind, Type
from policy_engine.model.units import multiplied
from policy_engine.source.text import Span

_EXACT = Context(prec=60)
"""Digits enough for the product of two written numbers."""


def negated(operand: Typed, span: Span, report: Reporter) -> Typed:
    """The number with the other sign."""
    if isinstance(operand.literal, Decimal):
        return number_literal(-operand.literal, span, report)
    if operand.type is None:
        return operand
    if not operand.type.is_numeric:
        message = f"`-` works on numbers, found {kind_text(operand.type)}"
        return report.refuse(errors.BAD_OPERATION, message, operand.span)
    exact = fit(operand, operand.type, report)
    return exact if exact.type is None else Typed(Negate(exact.expression, exact.type), exact.type, span)


def number_literal(value: Decimal, span: Span, report: Reporter) -> Typed:
    """A number as written: a count when it is whole, until it meets something else."""
    if abs(value) > LARGEST or _EXACT.scaleb(value, NUMBER.scale) % 1:
        message = f"`{value:f}` has more digits than a number can have"
        return report.refuse(errors.TOO_MANY_PLACES, message, span)
    if value == value.to_integral_value():
        return Typed(Constant(int(value), INT), INT, span, literal=value)
    return Typed(Constant(int(_EXACT.scaleb(value, NUMBER.scale)), NUMBER), NUMBER, span, literal=value)


def computed(operator: str, left: Typed, right: Typed, span: Span, report: Reporter) -> Typed:
    """The result of an arithmetic operator."""
    if left.failed or right.failed:
        return failed(span)
    if left.type is None or right.type is None:
        return attrs.evolve(left if left.type is None else right, span=span, literal=None)
    for operand in (left, right):
        if operand.inexact:
            return fit(operand, NUMBER, report)
        if not operand.type or not operand.type.is_numeric:
            found = kind_text(operand.type) if operand.type else ""
            advice = "write `add_days`, `add_months` or `days_between`" if found == "a date" else ""
            message = f"`{operator}` works on numbers, found {found}"
            return report.refuse(errors.BAD_OPERATION, message, operand.span, help_text=advice)
    if operator in "+-*" and isinstance(left.literal, Decimal) and isinstance(right.literal, Decimal):
        return number_literal(_folded(operator, left.literal, right.literal), span, report)
    return _OPERATIONS[operator](left, right, span, report)


def cut(typed: Typed, *, up: bool) -> Typed:
    """A quotient or product that must be rounded, cut down to the places of its type, or up; others as they are."""
    node = typed.expression
    if not typed.inexact or not isinstance(node, Divide | Multiply):
        return typed
    if up:
        turned = attrs.evolve(node, left=Negate(node.left, node.left.type), rounding=Rounding.FLOOR)
        return Typed(Negate(turned, node.type), typed.type, typed.span)
    return Typed(attrs.evolve(node, rounding=Rounding.FLOOR), typed.type, typed.span)


def _folded(operator: str, left: Decimal, right: Decimal) -> Decimal:
    if operator == "+":
        return _EXACT.add(left, right)
    return _EXACT.subtract(left, right) if operator == "-" else _EXACT.multiply(left, right)


def _sum(left: Typed, right: Typed, span: Span, report: Reporter, *, negative: bool = False) -> Typed:
    (first, second), kind = common((left, right), report)
    if kind is None or first.type is None or second.type is None:
        return failed(span)
    added = Negate(second.expression, kind) if negative else second.expression
    before = first.expression.terms if isinstance(first.expression, Sum) else (first.expression,)
    return Typed(Sum((*before, added), kind), kind, span)


def _product(left: Typed, right: Typed, span: Span, report: Reporter) -> Typed:
    assert left.type is not None
    assert right.type is not None
    kinds = {left.type.kind, right.type.kind}
    dimension = multiplied(left.type.dimension, right.type.dimension)
    if left.type.kind is right.type.kind is Kind.MONEY:
        return report.refuse(
            errors.BAD_OPERATION, "an amount of money cannot be multiplied by an amount of money", span
        )
    if Kind.MONEY in kinds:
        kind = Type(Kind.MONEY, dimension)
        product = Multiply(left.expression, right.expression, kind.scale, Rounding.HALF_AWAY, kind)
        return Typed(product, kind, span, unrounded=True)
    if kinds == {Kind.INT}:
        kind = Type(Kind.INT, dimension)
        return Typed(Multiply(left.expression, right.expression, 0, Rounding.HALF_AWAY, kind), kind, span)
    kind = Type(Kind.NUMBER, dimension)
    expression = Multiply(left.expression, right.expression, kind.scale, Rounding.HALF_AWAY, kind)
    return Typed(expression, kind, span, inexact=Kind.INT not in kinds, unrounded=True)


def _quotient(left: Typed, right: Typed, span: Span, report: Reporter) -> Typed:
    assert left.type is not None
    assert right.type is not None
    dimension = multiplied(left.type.dimension, right.type.dimension, -1)
    if left.type.kind is Kind.MONEY and right.type.kind is not Kind.MONEY:
        kind = Type(Kind.MONEY, dimension)
        expression = Divide(left.expression, right.expression, kind.scale, Rounding.HALF_AWAY, kind)
        return Typed(expression, kind, span, inexact=right.type.kind is not Kind.INT, unrounded=True)
    if right.type.kind is Kind.MONEY and left.type.kind is not Kind.MONEY:
        return report.refuse(
            errors.BAD_OPERATION, "only an amount of money can be divided by an amount of money", span
        )
    kind = Type(Kind.NUMBER, dimension)
    expression = Divide(left.expression, right.expression, kind.scale, Rounding.HALF_AWAY, kind)
    return Typed(expression, kind, span, inexact=True, unrounded=True)


def _floored(left: Typed, right: Typed, span: Span, report: Reporter) -> Typed:
    assert left.type is not None
    assert right.type is not None
    dimension = multiplied(left.type.dimension, right.type.dimension, -1)
    if right.type.kind is Kind.MONEY and left.type.kind is not Kind.MONEY:
        return report.refuse(
            errors.BAD_OPERATION, "only an amount of money can be divided by an amount of money", span
        )
    per_capita = left.type.kind is Kind.MONEY and right.type.kind is not Kind.MONEY
    kind = Type(Kind.MONEY if per_capita else Kind.INT, dimension)
    return Typed(Divide(left.expression, right.expression, kind.scale, Rounding.FLOOR, kind), kind, span)


def _remainder(left: Typed, right: Typed, span: Span, report: Reporter) -> Typed:
    (first, second), kind = common((left, right), report)
    if kind is None or first.type is None or second.type is None:
        return failed(span)
    return Typed(Remainder(first.expression, second.expression, kind), kind, span)


_OPERATIONS: dict[str, Callable[[Typed, Typed, Span, Reporter], Typed]] = {
    "+": _sum,
    "-": partial(_sum, negative=True),
    "*": _product,
    "/": _quotient,
    "//": _floored,
    "%": _remainder,
}
