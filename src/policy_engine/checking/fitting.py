"""Bringing expressions to a type: literals take the type of what they meet, counts become numbers, units must agree."""

from collections.abc import Sequence
from decimal import Decimal

import attrs

from policy_engine.checking import errors
from policy_engine.checking.reporter import Reporter
from policy_engine.core.expression import Branch, Choose, Constant, Expression, Round, Rounding
from policy_engine.core.values import LARGEST, NONE, UNKNOWN, Value
from policy_engine.diagnostics.suggest import suggest
from policy_engine.functions.signature import Typed
from policy_engine.model.types import BOOL, INT, NUMBER, EnumValue, Kind, Type
from policy_engine.model.units import period_of, unit_text, with_period
from policy_engine.source.text import Span

_TEXTS = frozenset({Kind.TEXT, Kind.CODE})
_FRACTIONS = frozenset({Kind.NUMBER, Kind.RATE})
NONE_TEXT = "none"
YES_AND_NO = {
    "是": "true",
    "yes": "true",
    "true": "true",
    "真": "true",
    "否": "false",
    "no": "false",
    "false": "false",
    "假": "false",
}


def fit(typed: Typed, target: Type, report: Reporter) -> Typed:
    """The expression as a value of the type; a finding where it is not one."""
    if typed.type is None:
        return typed
    if typed.inexact:
        return _not_rounded(typed, report)
    if isinstance(typed.literal, Decimal) and target.is_numeric:
        return _number(typed, typed.literal, target, report)
    if isinstance(typed.literal, str):
        return _text(typed, typed.literal, target, report)
    if typed.choice is not None:
        return _choice(typed, typed.choice, target, report)
    if typed.type.is_numeric and target.is_numeric:
        return _converted(typed, typed.type, target, report)
    same_kind = typed.type.kind is target.kind or {typed.type.kind, target.kind} <= _TEXTS
    if not same_kind or typed.type.many is not target.many or _apart(typed.type, target):
        return _mismatch(typed, target, report)
    return typed


def common(arguments: Sequence[Typed], report: Reporter) -> tuple[tuple[Typed, ...], Type | None]:
    """The expressions brought to one type, and that type; None when a finding leaves it open."""
    if any(each.failed for each in arguments):
        return tuple(arguments), None
    target = _common_type([each for each in arguments if each.type is not None])
    if target is None:
        return tuple(arguments), None
    fitted = tuple(fit(each, target, report) for each in arguments)
    return fitted, target


def failed(span: Span) -> Typed:
    """What agrees with everything, since a finding was already made for a part of it."""
    return Typed(Constant(UNKNOWN, BOOL), None, span)


def kind_text(kind: Type) -> str:
    """The type in the words of an author."""
    words = {
        Kind.BOOL: "yes or no", Kind.INT: "a count", Kind.NUMBER: "a number", Kind.MONEY: "an amount of money",
        Kind.RATE: "a rate", Kind.DATE: "a date", Kind.ENUM: "one of " + ", ".join(value.name for value in kind.values[:6]),
        Kind.TEXT: "a text", Kind.CODE: "a division code",
    }  # fmt: skip
    text = words[kind.kind]
    return f"several values, each {text}" if kind.many else text


def _common_type(typed: list[Typed]) -> Type | None:
    settled = [each.type for each in typed if each.settled and each.type is not None]
    if not settled:
        written = {each.type for each in typed}
        return NUMBER if written == {INT, NUMBER} else typed[0].type if typed else None
    first = settled[0]
    if first.is_numeric and all(each.is_numeric for each in settled):
        kinds = {each.kind for each in settled}
        if Kind.MONEY in kinds:
            return next(each for each in settled if each.kind is Kind.MONEY)
        fractional = next((each for each in settled if each.kind in _FRACTIONS), None)
        broken = any(not each.settled and each.type == NUMBER for each in typed)
        if fractional is None and broken:
            return attrs.evolve(NUMBER, dimension=first.dimension)
        return fractional or first
    return next((each for each in settled if each.kind is Kind.ENUM), first)


def _number(typed: Typed, literal: Decimal, target: Type, report: Reporter) -> Typed:
    scaled = literal.scaleb(target.scale)
    if abs(scaled) > LARGEST:
        message = f"`{literal:f}` is too large for {kind_text(target)}"
        return report.refuse(errors.TOO_MANY_PLACES, message, typed.span)
    if scaled != scaled.to_integral_value():
        message = f"`{literal:f}` has more decimal places than {kind_text(target)} can have ({target.scale})"
        return report.refuse(errors.TOO_MANY_PLACES, message, typed.span)
    return Typed(Constant(int(scaled), target), target, typed.span)


def _text(typed: Typed, literal: str, target: Type, report: Reporter) -> Typed:
    value: Value
    if target.kind is Kind.ENUM:
        named = target.value_named(literal)
        if named is None and literal != NONE_TEXT:
            return _unknown_value(typed, literal, target, report)
        value = named.name if named else NONE
    elif target.kind in _TEXTS:
        named = target.value_named(literal)
        if named is None and target.values and literal != NONE_TEXT:
            return _unknown_value(typed, literal, target, report)
        value = named.name if named else NONE if literal == NONE_TEXT else literal
    else:
        return _mismatch(typed, target, report)
    return Typed(Constant(value, attrs.evolve(target, many=False)), target, typed.span)


def _choice(typed: Typed, choice: tuple[Expression, Typed, Typed], target: Type, report: Reporter) -> Typed:
    condition, *values = choice
    value, otherwise = (fit(each, target, report) for each in values)
    if value.failed or otherwise.failed:
        return value if value.failed else otherwise
    return Typed(
        Choose((Branch(condition, value.expression),), otherwise.expression, target), target, typed.span
    )


def _apart(one: Type, other: Type) -> bool:
    """Whether two enums have no value in common."""
    return one.kind is Kind.ENUM and {each.name for each in one.values}.isdisjoint(
        each.name for each in other.values
    )


def _unknown_value(typed: Typed, literal: str, target: Type, report: Reporter) -> Typed:
    words = tuple(word for value in target.values for word in (value.name, value.labels.zh))
    near = tuple(
        each for each in suggest(literal, words) if len(literal) > 2 or each.lower() == literal.lower()
    )
    advice = (
        f"did you mean `{near[0]}`?"
        if near
        else "declared values: " + ", ".join(_value_words(value) for value in target.values)
    )
    message = f"there is no value `{literal}` here"
    return report.refuse(
        errors.UNKNOWN_VALUE, message, typed.span, label="not one of the declared values", help_text=advice
    )


def _value_words(value: EnumValue) -> str:
    return value.name if value.name == value.labels.zh else f"{value.name} ({value.labels.zh})"


def _converted(typed: Typed, source: Type, target: Type, report: Reporter) -> Typed:
    money = Kind.MONEY in (source.kind, target.kind) and source.kind is not target.kind
    to_count = target.kind is Kind.INT and source.kind is not Kind.INT
    if money or to_count:
        return _mismatch(typed, target, report)
    if source.dimension != target.dimension:
        return _unit_mismatch(typed, source, target, report)
    if source.kind is Kind.INT and target.kind in _FRACTIONS:
        return Typed(Round(typed.expression, target.scale, Rounding.HALF_AWAY, target), target, typed.span)
    return attrs.evolve(typed, type=target, literal=None)


def _unit_mismatch(typed: Typed, source: Type, target: Type, report: Reporter) -> Typed:
    expected, found = unit_text(target.dimension), unit_text(source.dimension)
    periods = period_of(source.dimension), period_of(target.dimension)
    if with_period(source.dimension, None) != with_period(target.dimension, None):
        return report.refuse(
            errors.UNIT_MISMATCH, f"expected {expected}, found {found}", typed.span, label=found, expected=expected, found=found,
        )  # fmt: skip
    advice = {
        ("month", "year"): "write `annual(...)` around the monthly amount",
        ("year", "month"): "write `monthly(...)` around the yearly amount",
    }
    given, wanted = (f"by the {period}" if period else "without a period" for period in periods)
    message = f"a value {given} stands where one {wanted} is expected"
    return report.refuse(
        errors.PERIOD_MISMATCH, message, typed.span, label=f"{found}, expected {expected}", expected=expected, found=found,
        help_text=advice.get((periods[0] or "", periods[1] or ""), "bring both to the same period"),
    )  # fmt: skip


def _mismatch(typed: Typed, target: Type, report: Reporter) -> Typed:
    expected = kind_text(target)
    found = (
        repr(typed.literal)
        if typed.literal is not None
        else kind_text(typed.type)
        if typed.type
        else "nothing"
    )
    if isinstance(typed.literal, Decimal):
        found = f"the number {typed.literal:f}"
    elif isinstance(typed.literal, str):
        found = f"the text `{typed.literal}`"
    message = f"expected {expected}, found {found}"
    advice = (
        'write a date as `date("2019-01-31")`'
        if target.kind is Kind.DATE and typed.literal is not None
        else f"write `{YES_AND_NO[typed.literal.lower()]}`"
        if target.kind is Kind.BOOL and isinstance(typed.literal, str) and typed.literal.lower() in YES_AND_NO
        else ""
    )
    return report.refuse(
        errors.TYPE_MISMATCH,
        message,
        typed.span,
        label=found,
        expected=expected,
        found=found,
        help_text=advice,
    )


def _not_rounded(typed: Typed, report: Reporter) -> Typed:
    message = "this result can have any number of decimal places"
    return report.refuse(
        errors.NOT_ROUNDED,
        message,
        typed.span,
        help_text="write `round_to(..., 4)` or `floor_to(..., 4)` around it",
    )
