"""Where the values of a JSON text stand: walked without recursion, and only when a message needs it."""

import json
import re
from collections.abc import Iterator
from typing import Literal

import attrs

from policy_engine.reading.values import Path

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_BRACKET = re.compile(rf"[^\"\[\]{{}}]*+(?:{_STRING}|(?P<open>[\[{{])|(?P<close>[\]}}])|\Z)", re.DOTALL)
_TOKEN = re.compile(rf"(?P<string>{_STRING})|(?P<mark>[\[\]{{}},:])|(?P<word>[^\s\[\]{{}},:\"]++)", re.DOTALL)


@attrs.frozen
class Item:
    """A key or a value of a JSON text; `parent` is the offset of the object or list that holds it."""

    kind: Literal["key", "value"]
    path: Path
    start: int
    end: int
    parent: int


def unclosed(text: str, most: int) -> list[int]:
    """The offsets of the brackets that are open at the end of the text, or where there are more than `most`."""
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket.lastgroup == "open":
            opened.append(bracket.start("open"))
            if len(opened) > most:
                break
        elif bracket.lastgroup == "close" and opened:
            opened.pop()
    return opened


def walk(text: str) -> Iterator[Item]:
    """Every key and value of a well-formed JSON text; an object or list after what it holds."""
    path: list[str | int | None] = []
    opened: list[int] = []
    for token in _TOKEN.finditer(text):
        start, end, word = token.start(), token.end(), token.group()
        parent = opened[-1] if opened else -1
        if word in ("{", "["):
            opened.append(start)
            path.append(None if word == "{" else 0)
        elif word in ("}", "]"):
            begin = opened.pop()
            path.pop()
            yield Item("value", _steps(path), begin, end, opened[-1] if opened else -1)
        elif word == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif path and path[-1] is None:
            path[-1] = str(json.loads(word))
            yield Item("key", _steps(path), start, end, parent)
        elif word != ":":
            yield Item("value", _steps(path), start, end, parent)


def _steps(path: list[str | int | None]) -> Path:
    return tuple(step for step in path if step is not None)
