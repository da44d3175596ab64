"""The slips that a policy author could make in one place of a text: another number, operator or value."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

import attrs

from policy_engine.reading.values import read_day

_TOKEN = re.compile(
    r"""(?P<text>"[^"]*"|'[^']*')|(?P<day>\b\d{4}-\d{2}-\d{2}\b)|(?P<number>(?<![\w.])\d[\d_]*(?:\.\d+)?)"""
    r"""|(?P<operator><=|>=|==|!=|<|>|(?<=\s)[+-](?=\s))|(?P<word>[^\W\d]\w*)""",
)
_SWAPS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "+": "-", "-": "+",
    "and": "or", "or": "and", "any": "all", "all": "any", "min": "max", "max": "min", "true": "false", "false": "true",
    "up": "down", "down": "up",
}  # fmt: skip
_CALLED = frozenset({"any", "all", "min", "max"})
"""Words that are operators only where something is called by them."""


@attrs.frozen
class Slip:
    """One place of a text, and what stands there instead."""

    start: int
    end: int
    text: str

    def applied(self, text: str) -> str:
        """The text with the slip in it."""
        return text[: self.start] + self.text + text[self.end :]


def slips(text: str, others: Callable[[str], str | None]) -> Iterator[Slip]:
    """All slips of an expression, a number, a date or a plain word.

    `others` gives for a value of an enum another one of it, and None for any other text.
    """
    for token in _TOKEN.finditer(text):
        start, end, found = token.start(), token.end(), token.group()
        match token.lastgroup:
            case "text":
                other = others(found[1:-1])
                if other is not None:
                    yield Slip(start + 1, end - 1, other)
            case "day":
                day = read_day(found)
                if day is not None:
                    yield Slip(start, end, (day + timedelta(days=1)).isoformat())
            case "number":
                yield from (Slip(start, end, each) for each in neighbours(found))
            case "operator":
                yield Slip(start, end, _SWAPS[found])
            case _:
                yield from _word(text, found, start, end)


def neighbours(number: str) -> Iterator[str]:
    """The numbers beside one: one more and one less in its last place, and never less than none."""
    value = Decimal(number.replace("_", ""))
    exponent = value.as_tuple().exponent
    step = Decimal((0, (1,), exponent if isinstance(exponent, int) else 0))
    yield f"{value + step:f}"
    if value >= step:
        yield f"{value - step:f}"


def _word(text: str, word: str, start: int, end: int) -> Iterator[Slip]:
    after = text[end : end + 1]
    if word == "not":
        space = len(text) - len(text[end:].lstrip()) - end if after.isspace() else 0
        yield Slip(start, end + space, "")
    elif word == "in" and not re.search(r"\bfor\s+\w+\s+$", text[:start]):
        if not re.search(r"\bnot\s+$", text[:start]):
            yield Slip(start, end, "not in")
    elif word in _SWAPS and ((after == "(") is (word in _CALLED)) and not _is_part(text, start):
        yield Slip(start, end, _SWAPS[word])


def _is_part(text: str, start: int) -> bool:
    """Whether the word is an attribute of something."""
    return text[:start].endswith(".")
