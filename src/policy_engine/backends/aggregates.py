"""Aggregates over the subjects below one, given each one's condition and element."""

from collections.abc import Iterable
from typing import Any, assert_never

from policy_engine.core.expression import Gathering
from policy_engine.core.values import NONE, UNKNOWN, Truth, Value

Pair = tuple[Value, Value]
"""The condition and the element of one subject."""


def aggregate(gathering: Gathering, pairs: Iterable[Pair], *, complete: bool) -> Value:
    """The aggregate; `complete` is False when members may be missing."""
    match gathering:
        case Gathering.ANY:
            return _some(pairs, wanted=True, complete=complete)
        case Gathering.ALL:
            return _negated(_some(pairs, wanted=False, complete=complete))
        case Gathering.COUNT:
            conditions = [condition for condition, _ in pairs]
            return UNKNOWN if UNKNOWN in conditions or not complete else conditions.count(True)
        case Gathering.SUM | Gathering.MIN | Gathering.MAX:
            return _of_numbers(gathering, pairs, complete=complete)
        case _:
            assert_never(gathering)


def _some(pairs: Iterable[Pair], *, wanted: bool, complete: bool) -> Truth:
    result: Truth = False if complete else UNKNOWN
    for condition, element in pairs:
        if condition is False or condition is NONE:
            continue
        matches = element if element is UNKNOWN else (element is True) is wanted
        if matches is False:
            continue
        if matches is True and condition is True:
            return True
        result = UNKNOWN
    return result


def _negated(truth: Truth) -> Truth:
    return UNKNOWN if truth is UNKNOWN else not truth


def _of_numbers(gathering: Gathering, pairs: Iterable[Pair], *, complete: bool) -> Value:
    elements: list[Any] = []
    for condition, element in pairs:
        if condition is False or condition is NONE or element is NONE:
            continue
        if condition is UNKNOWN or element is UNKNOWN:
            return UNKNOWN
        elements.append(element)
    if not complete:
        return UNKNOWN
    if gathering is Gathering.SUM:
        total: Value = sum(elements)
        return total
    if not elements:
        return NONE
    smallest: Value = min(elements) if gathering is Gathering.MIN else max(elements)
    return smallest
