"""Slips of the pen in an expression, found before it is parsed: full-width characters, quotes, parentheses, numbers."""

import re
import unicodedata
from collections.abc import Iterator

import attrs

from policy_engine.diagnostics import Code
from policy_engine.syntax import errors

DEEPEST = 60
"""How deep parentheses and expressions may be nested."""
_QUOTED = re.compile(r""""[^"\n]*"|'[^'\n]*'|#[^\n]*""")
_NUMBER = re.compile(r"(?<![\w.])[0-9][0-9_]*(?:\.[0-9_]*)?[^\W0-9_]\w*")
_ASSIGNED = re.compile(r"(?<![=<>!:])=(?!=)")
_KEYWORD = re.compile(r"[(,]\s*\w+\s*$")
_UNUSUAL = re.compile(r"[^ -\[\]-~\n\t]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_BRACKET = re.compile(r"[()\[\]{}]")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_FULL_WIDTH = {
    "，": ",", "（": "(", "）": ")", "“": '"', "”": '"', "‘": '"', "’": '"', "。": ".", "、": ",", "：": ":",
    "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "−": "-",
}  # fmt: skip
_FULL_WIDTH_QUOTES = frozenset("“”‘’")


@attrs.frozen
class Slip:
    """What is wrong with the characters from start up to, not including, end."""

    code: Code
    start: int
    end: int
    message: str
    help: str


def bare(text: str) -> str:
    """The text with its quoted texts and comments blanked out, of the same length.

    >>> bare('a == "b)" # c')
    'a ==          '
    """
    return _QUOTED.sub(lambda found: " " * len(found.group()), text)


def slip_in(text: str) -> Slip | None:
    """The first slip that makes the expression unreadable, or lets it mean something else than it seems to say."""
    code = bare(text)
    found = [*_control_characters(text), *_open_quote(code), *_characters(code), *_numbers(code)]
    return min(found or _parentheses(code), key=lambda slip: slip.start, default=None)


def assignment_in(text: str) -> Slip | None:
    """A single `=` that is not between the name and the value of a key."""
    code = bare(text)
    for found in _ASSIGNED.finditer(code):
        if not _KEYWORD.search(code[: found.start()]):
            return Slip(
                errors.UNREADABLE,
                *found.span(),
                "`=` gives a value to a key",
                "write `==` to compare two values",
            )
    return None


def _control_characters(text: str) -> Iterator[Slip]:
    for unusual in _UNUSUAL.finditer(text):
        position, character = unusual.start(), unusual.group()
        if unicodedata.category(character) in {"Cc", "Cf"}:
            message = f"the invisible character U+{ord(character):04X} cannot stand in an expression"
            yield Slip(errors.UNREADABLE, position, position + 1, message, "remove it")
        elif character == "\\":
            yield Slip(
                errors.NOT_IN_LANGUAGE, position, position + 1, "`\\` is not part of the language of rules",
                "write the characters of a text as they are",
            )  # fmt: skip


def _open_quote(code: str) -> Iterator[Slip]:
    position = min((found for quote in "\"'" if (found := code.find(quote)) >= 0), default=None)
    if position is None:
        return
    closing = next((at for at in range(position, len(code)) if code[at] in _FULL_WIDTH_QUOTES), None)
    if closing is not None:
        yield _full_width(closing, code[closing], code[position])
        return
    quote = code[position]
    yield Slip(
        errors.UNREADABLE, position, position + 1, f"the quote `{quote}` is not closed", f"add `{quote}`"
    )


def _characters(code: str) -> Iterator[Slip]:
    for wide in _NOT_ASCII.finditer(code):
        position, character = wide.start(), wide.group()
        half = _half_width(character)
        if half:
            yield _full_width(position, character, half)
            return


def _full_width(position: int, character: str, half: str) -> Slip:
    message = f"`{character}` is a full-width character; rules are written with `{half}`"
    return Slip(errors.FULL_WIDTH, position, position + 1, message, f"write `{half}`")


def _half_width(character: str) -> str | None:
    if character in _FULL_WIDTH:
        return _FULL_WIDTH[character]
    if unicodedata.east_asian_width(character) == "F" or (
        unicodedata.category(character) == "Zs" and character != " "
    ):
        return unicodedata.normalize("NFKC", character)
    return None


def _numbers(code: str) -> Iterator[Slip]:
    found = _NUMBER.search(code)
    if found:
        message = f"`{found.group()}` is no number"
        yield Slip(
            errors.BAD_LITERAL, *found.span(), message, "write numbers in digits, such as 50000 or 0.6"
        )


def _parentheses(code: str) -> Iterator[Slip]:
    waiting: list[int] = []
    for bracket in _BRACKET.finditer(code):
        position, character = bracket.start(), bracket.group()
        if character in _PAIRS:
            waiting.append(position)
        elif not waiting or _PAIRS[code[waiting.pop()]] != character:
            message = f"`{character}` closes nothing that was opened"
            yield Slip(errors.UNREADABLE, position, position + 1, message, "remove it, or open it before")
            return
        if len(waiting) > DEEPEST:
            message = f"the expression is nested more than {DEEPEST} deep"
            yield Slip(errors.TOO_DEEP, 0, len(code), message, "name its parts with `derive` rules")
            return
    if waiting:
        opened = code[waiting[-1]]
        message, help_text = f"`{opened}` is not closed", f"add `{_PAIRS[opened]}`"
        yield Slip(errors.UNREADABLE, waiting[-1], waiting[-1] + 1, message, help_text)
