"""Written values of parameters and bounds: text to stored value by type."""

import re

from policy_engine.core.values import LARGEST, UNKNOWN, Value
from policy_engine.model.types import Kind, Type
from policy_engine.reading.values import read_day

UNSET = "unset"
_NUMBER = re.compile(r"(-?)([0-9][0-9_]*)(?:\.([0-9]+))?")


def value_of_text(text: str, kind: Type) -> Value | None:
    """The stored value of a written one; unknown for `unset`; None when it is no value of the type."""
    if text == UNSET:
        return UNKNOWN
    match kind.kind:
        case Kind.BOOL:
            return {"true": True, "false": False}.get(text)
        case Kind.DATE:
            return read_day(text)
        case Kind.ENUM:
            named = kind.value_named(text)
            return named.name if named else None
        case Kind.TEXT | Kind.CODE:
            return text
        case _:
            return scaled(text, kind.scale)


def expected_text(kind: Type) -> str:
    """What a written value of the type looks like, for messages."""
    match kind.kind:
        case Kind.BOOL:
            return "`true` or `false`"
        case Kind.DATE:
            return "a date such as 2019-01-31"
        case Kind.ENUM:
            return "one of " + ", ".join(value.name for value in kind.values)
        case Kind.INT:
            return "a whole number"
        case Kind.MONEY | Kind.NUMBER | Kind.RATE:
            return f"a number of at most {kind.scale} decimal places"
        case _:
            return "a text"


def digits_help(text: str, kind: Type) -> str:
    """What to do about a number that is written with a unit, a comma, a percent sign or the like."""
    numeric = kind.kind in (Kind.INT, Kind.MONEY, Kind.NUMBER, Kind.RATE)
    if not numeric or _NUMBER.fullmatch(text) or not any(character.isdigit() for character in text):
        return ""
    return "write digits alone, such as 1800 or 0.6; the unit stands under `unit:`"


def scaled(text: str, scale: int) -> int | None:
    """The stored integer of a number in decimal digits; None when it is none, or has too many of them.

    >>> scaled("-12.5", 2), scaled("0.125", 2), scaled("1e3", 0)
    (-1250, None, None)
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    sign, whole, places = found[1], found[2].replace("_", ""), (found[3] or "").rstrip("0")
    if len(places) > scale or len(whole) > len(str(LARGEST)):
        return None
    number = int(f"{sign}{whole}{places:0<{scale}}")
    return number if abs(number) <= LARGEST else None
