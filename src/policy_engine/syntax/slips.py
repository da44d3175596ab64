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
_DAY = re.compile(r"(?<![\w.])([0-9]{4})[-/年]([0-9]{1,2})[-/月]([0-9]{1,2})日?(?![\w.])")
_GLUED = re.compile("并且|或者|[且或]")
_ASSIGNED = re.compile(r"(?<![=<>!:])=(?![=<>])")
_TURNED = re.compile(r"=[<>]")
_WORD = re.compile(r"\w+")
_KEYWORD = re.compile(r"[(,]\s*\w+\s*$")
_UNUSUAL = re.compile(r"[^ -\[\]-~\n\t]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_BRACKET = re.compile(r"[()\[\]{}]")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_FULL_WIDTH = {
    "，": ",", "（": "(", "）": ")", "“": '"', "”": '"', "‘": '"', "’": '"', "。": ".", "、": ",", "：": ":",
    "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "−": "-",
}  # fmt: skip
_MEANT = {
    "and": "and", "且": "and", "并且": "and", "和": "and", "与": "and", "或": "or", "或者": "or", "or": "or",
    "not": "not", "非": "not", "in": "in", "if": "if", "else": "else",
}  # fmt: skip
_BETWEEN = ("between", "介于")
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
    'a ==         '
    """
    return _QUOTED.sub(lambda found: " " * len(found.group()), text)


def slip_in(text: str) -> Slip | None:
    """The first slip that makes the expression unreadable, or lets it mean something else than it seems to say."""
    code = bare(text)
    found = [
        *_control_characters(text),
        *_open_quote(code),
        *_characters(code),
        *_turned(code),
        *_days_and_numbers(code),
    ]
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


def foreign_word_in(text: str) -> Slip | None:
    """A word between two conditions that the language of rules writes otherwise."""
    for found in _WORD.finditer(bare(text)):
        word = found.group()
        if word.lower() in _BETWEEN:
            help_text = "write `low <= value <= high`"
        elif word.lower() in _MEANT and word != _MEANT[word.lower()]:
            help_text = f"write `{_MEANT[word.lower()]}`"
        elif word[0] in "且或":
            help_text = f"write `{with_words_apart(word).strip()}`"
        else:
            continue
        return Slip(errors.UNREADABLE, *found.span(), f"the expression cannot be read at `{word}`", help_text)
    return None


def with_words_apart(text: str) -> str:
    """A name in which conditions are joined by Chinese words, as an expression.

    >>> with_words_apart("参保且残疾")
    '参保 and 残疾'
    """
    return _GLUED.sub(lambda found: f" {_MEANT[found.group()]} ", text)


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


def _turned(code: str) -> Iterator[Slip]:
    for found in _TURNED.finditer(code):
        message, help_text = f"`{found.group()}` is no comparison", f"write `{found.group()[::-1]}`"
        yield Slip(errors.UNREADABLE, *found.span(), message, help_text)


def _days_and_numbers(code: str) -> Iterator[Slip]:
    day = _DAY.search(code)
    if day:
        year, month, number = day.groups()
        message, help_text = f"`{day.group()}` is no date", f'write `date("{year}-{month:0>2}-{number:0>2}")`'
        yield Slip(errors.BAD_LITERAL, *day.span(), message, help_text)
        return
    found = _NUMBER.search(code)
    glued = _GLUED.search(code, *found.span()) if found else None
    if glued:
        message, help_text = (
            f"the expression cannot be read at `{glued.group()}`",
            f"write ` {_MEANT[glued.group()]} `",
        )
        yield Slip(errors.UNREADABLE, *glued.span(), message, help_text)
    elif found:
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
