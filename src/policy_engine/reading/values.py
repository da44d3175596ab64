"""JSON values and the paths to them."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from policy_engine.diagnostics.diagnostic import Diagnostic
from policy_engine.reading import errors
from policy_engine.source.text import Span

JsonValue = None | bool | int | Decimal | str | list["JsonValue"] | dict[str, "JsonValue"]
Path = tuple[str | int, ...]

LONGEST_NUMBER = 4300
"""Digits of a number, and places by which its exponent may move the point."""
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN = 40


def path_text(path: Path) -> str:
    """A path as it is printed.

    >>> path_text(("village", "households", 0, "人均纯收入", "a b"))
    '$.village.households[0].人均纯收入["a b"]'
    """
    return "$" + "".join(_step(step) for step in path)


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    name = shortened(step)
    return f".{name}" if name.isidentifier() else f'["{name}"]'


def shortened(text: str) -> str:
    """The text, cut where it is too long to stand in a message."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def read_number(text: str) -> int | Decimal | None:
    """The exact number that a JSON number says; None when it is too long to be used."""
    found = NUMBER.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
    if not found:
        return None
    if found.lastindex is None:
        return int(text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if abs(number.adjusted()) <= LONGEST_NUMBER else None


def read_day(text: object) -> date | None:
    """The date that a text says in full, `2019-01-31`; None for everything else, the other ISO forms included."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def unusable_number(text: str, span: Span, path: Path) -> Diagnostic:
    """The finding for a number that is too long, or none at all."""
    found, place = f"`{shortened(text)}`", path_text(path)
    if text[-1].isalpha():
        message, help_text = (
            f"{found} is not a number",
            "write `null`, or leave it out, where the number is unknown",
        )
        expected = "a number"
    else:
        message, help_text = f"the number {found} is too long", "check it: no figure of a policy is that long"
        expected = f"a number of at most {LONGEST_NUMBER} digits"
    return Diagnostic(
        errors.UNUSABLE_NUMBER, message, span, help=help_text, path=place, expected=expected, found=found
    )
