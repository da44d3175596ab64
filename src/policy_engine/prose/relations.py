"""How two values compare, in words that fit what is compared."""

from policy_engine.core.expression import Comparison
from policy_engine.explanation.words import AGE
from policy_engine.model.labels import Labels
from policy_engine.model.types import Kind, Type

ORDERS = (Comparison.LESS, Comparison.AT_MOST, Comparison.MORE, Comparison.AT_LEAST)
"""The comparisons of which side is larger."""
_MONEY = ("低于", "不高于", "高于", "不低于"), ("below", "at most", "above", "at least")
_COUNT = ("少于", "不超过", "超过", "不少于"), ("less than", "at most", "more than", "at least")
_AGE = ("不满", "不超过", "超过", "满"), ("under", "at most", "over", "at least")
_DATE = ("早于", "不晚于", "晚于", "不早于"), ("before", "on or before", "after", "on or after")


def relation(comparison: Comparison, kind: Type) -> Labels:
    """The word between two values of the type: `不满`, `is under`."""
    if comparison is Comparison.EQUAL:
        return Labels("为", "is")
    if comparison is Comparison.DIFFERENT:
        return Labels("不为", "is not")
    zh, en = _words(kind)
    place = ORDERS.index(comparison)
    return Labels(zh[place], f"is {en[place]}")


def _words(kind: Type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if kind.dimension == AGE:
        return _AGE
    if kind.kind is Kind.DATE:
        return _DATE
    return _MONEY if kind.kind in (Kind.MONEY, Kind.RATE) else _COUNT
