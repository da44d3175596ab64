"""Comparisons and membership: chains, single values among several, and variables that hold many."""

from collections.abc import Sequence

import attrs

from policy_engine.checking import errors
from policy_engine.checking.fitting import common, failed, fit, kind_text
from policy_engine.checking.reporter import Reporter
from policy_engine.core.expression import All, Compare, Comparison, Constant, Expression, In, Not
from policy_engine.core.values import NONE
from policy_engine.functions.signature import Typed
from policy_engine.model.types import BOOL, Kind, Type
from policy_engine.source.text import Span

_ORDERED = frozenset({Kind.INT, Kind.NUMBER, Kind.MONEY, Kind.RATE, Kind.DATE})


def compared(operator: str, left: Typed, right: Typed, span: Span, report: Reporter) -> Typed:
    """`left operator right`."""
    comparison = Comparison(operator)
    (first, second), kind = common((left, right), report)
    if first.type is None or second.type is None:
        if _is_none(left) or _is_none(right):
            return _with_none(comparison, first, second, span, report)
        return failed(span)
    if kind is not None and kind.many:
        message = "a variable that holds many values cannot be compared"
        return report.refuse(errors.BAD_OPERATION, message, span, help_text='write `"value" in variable`')
    equality = comparison in (Comparison.EQUAL, Comparison.DIFFERENT)
    if kind is not None and not equality and kind.kind not in _ORDERED:
        message = f"`{operator}` needs numbers or dates, found {kind_text(kind)}"
        return report.refuse(errors.BAD_OPERATION, message, span)
    return Typed(Compare(comparison, first.expression, second.expression), BOOL, span)


def contained(
    operator: str, item: Typed, container: Typed | Sequence[Typed], span: Span, report: Reporter
) -> Typed:
    """`item in container`, the container being a written list or a variable that holds many values."""
    if _is_none(item):
        message = "`none` is no value among others"
        return report.refuse(errors.BAD_OPERATION, message, item.span, help_text="write `variable == none`")
    expression = (
        _in_variable(item, container, report)
        if isinstance(container, Typed)
        else _in_list(item, container, report)
    )
    if expression is None:
        return failed(span)
    return Typed(Not(expression) if operator == "not in" else expression, BOOL, span)


def conjoined(parts: Sequence[Typed], span: Span) -> Typed:
    """All links of a chain of comparisons."""
    if len(parts) == 1:
        return attrs.evolve(parts[0], span=span)
    return Typed(All(tuple(part.expression for part in parts)), BOOL, span)


def _with_none(comparison: Comparison, left: Typed, right: Typed, span: Span, report: Reporter) -> Typed:
    if comparison not in (Comparison.EQUAL, Comparison.DIFFERENT):
        message = "`none` can only be compared with `==` and `!=`"
        return report.refuse(errors.BAD_OPERATION, message, span)
    other = right if left.type is None else left
    nothing = _nothing(other.type) if other.type is not None else left.expression
    return Typed(Compare(comparison, other.expression, nothing), BOOL, span)


def _nothing(kind: Type) -> Constant:
    """None, or the empty set for a variable that holds many values."""
    return Constant(frozenset() if kind.many else NONE, kind)


def _is_none(typed: Typed) -> bool:
    return isinstance(typed.expression, Constant) and typed.expression.value is NONE


def _in_list(item: Typed, members: Sequence[Typed], report: Reporter) -> Expression | None:
    if item.type is None:
        return None
    if item.type.many:
        report.refuse(
            errors.BAD_OPERATION,
            "a variable that holds many values is not one of a list",
            item.span,
            help_text="write `any_of(variable, ...)`",
        )
        return None
    for member in members:
        if _is_none(member):
            message = "`none` cannot stand in a list"
            report.refuse(
                errors.BAD_OPERATION, message, member.span, help_text="write `x == none or x in (...)`"
            )
            return None
    (single, *fitted), kind = common((item, *members), report)
    if kind is None or any(each.failed for each in fitted):
        return None
    values = []
    for each in fitted:
        if not isinstance(each.expression, Constant):
            report.refuse(errors.BAD_OPERATION, "the list after `in` holds written values only", each.span)
            return None
        values.append(each.expression.value)
    return In(single.expression, Constant(frozenset(values), attrs.evolve(kind, many=True)))  # type: ignore[arg-type]


def _in_variable(item: Typed, container: Typed, report: Reporter) -> Expression | None:
    if container.type is None:
        return None
    if not container.type.many:
        message = f"`in` needs a list or a variable that holds many values, found {kind_text(container.type)}"
        advice = "write a list of one value as `(value,)`" if container.literal is not None else ""
        report.refuse(errors.BAD_OPERATION, message, container.span, help_text=advice)
        return None
    fitted = fit(item, attrs.evolve(container.type, many=False), report)
    return In(fitted.expression, container.expression) if fitted.type is not None else None
