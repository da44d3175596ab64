"""Stored values as the contract writes them."""

from datetime import date
from decimal import Decimal

from policy_engine.core.values import Special, Value
from policy_engine.model.types import Kind, Type

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def value_json(value: Value, kind: Type) -> Json:
    """The value as the contract writes it: money with two places, other numbers without idle zeros, dates in ISO form."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return number_text(value, kind)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return [*sorted(value)]
    return value.value if isinstance(value, Special) else value


def number_text(value: int, kind: Type) -> str:
    """A stored number as decimal text."""
    number = Decimal(value).scaleb(-kind.scale)
    if kind.kind is Kind.MONEY:
        return f"{number:.2f}"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
