"""Written values of parameters and bounds: text to stored value by type."""

from datetime import date
from decimal import Decimal, InvalidOperation

from policy_engine.core.values import UNKNOWN, Value
from policy_engine.model.types import Kind, Type

UNSET = "unset"


def value_of_text(text: str, kind: Type) -> Value | None:
    """The stored value of a written one; unknown for `unset`; None when it is no value of the type."""
    if text == UNSET:
        return UNKNOWN
    match kind.kind:
        case Kind.BOOL:
            return {"true": True, "false": False}.get(text)
        case Kind.DATE:
            try:
                return date.fromisoformat(text)
            except ValueError:
                return None
        case Kind.ENUM:
            named = kind.value_named(text)
            return named.name if named else None
        case Kind.TEXT | Kind.CODE:
            return text
        case _:
            return scaled(text, kind.scale)


def scaled(text: str, scale: int) -> int | None:
    """The stored integer of a decimal text; None when it is no number or has too many places."""
    try:
        number = Decimal(text.replace("_", "")).scaleb(scale)
    except InvalidOperation:
        return None
    if not number.is_finite() or number != number.to_integral_value():
        return None
    return int(number)
