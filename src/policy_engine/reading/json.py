"""JSON to values: numbers exact by their text, nothing silently dropped, every fault with its place."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal

from policy_engine.diagnostics.diagnostic import Diagnostic, Label, PolicyError
from policy_engine.reading import errors, json_errors
from policy_engine.reading.json_places import Item, unclosed, walk
from policy_engine.reading.values import JsonValue, path_text, read_number, shortened, unusable_number
from policy_engine.source.text import Source

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HALVES = re.compile("[\ud800-\udfff]")


def read_json(source: Source) -> JsonValue:
    """The value that a JSON text holds; raises PolicyError with everything that is wrong with it."""
    text = source.text
    if not text.strip():
        help_text = 'write a case, for example `{"on": "2020-06-01", "household": {"persons": []}}`'
        raise PolicyError(
            [Diagnostic(errors.EMPTY_DOCUMENT, "there is nothing in it", source.span(0, 0), help=help_text)]
        )
    opened = unclosed(text, errors.DEEPEST)
    if len(opened) > errors.DEEPEST:
        raise PolicyError([errors.too_deep(source, opened[-1])])
    reader = _Reader()
    try:
        value: JsonValue = reader.read(text)
    except json.JSONDecodeError as error:
        raise PolicyError([json_errors.diagnostic(error.msg, error.pos, source)]) from None
    if reader.faulty or _HALF.search(text):
        findings = list(_findings(source))
        if findings:
            raise PolicyError(findings)
    return value


class _Reader:
    """Reads fast, and only remembers that there was a fault: its place is looked for afterwards."""

    def __init__(self) -> None:
        self.faulty = False

    def read(self, text: str) -> JsonValue:
        value: JsonValue = json.loads(
            text,
            parse_int=self._number,
            parse_float=self._number,
            parse_constant=self._number,
            object_pairs_hook=self._object,
        )
        return value

    def _number(self, text: str) -> int | Decimal | None:
        number = read_number(text)
        self.faulty = self.faulty or number is None
        return number

    def _object(self, pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
        found = dict(pairs)
        self.faulty = self.faulty or len(found) < len(pairs)
        return found


def _findings(source: Source) -> Iterator[Diagnostic]:
    keys: dict[tuple[int, str | int], Item] = {}
    for item in walk(source.text):
        word = source.text[item.start : item.end]
        if item.kind == "key":
            first = keys.setdefault((item.parent, item.path[-1]), item)
            if first is not item:
                yield _duplicate(source, item, first)
        if word.startswith('"'):
            if _HALVES.search(json.loads(word)):
                message, help_text = f"{shortened(word)} holds half a character", "write the character itself"
                span, path = source.span(item.start, item.end), path_text(item.path)
                yield Diagnostic(errors.NOT_JSON, message, span, help=help_text, path=path)
        elif word[0] in "-0123456789NI" and read_number(word) is None:
            yield unusable_number(word, source.span(item.start, item.end), item.path)


def _duplicate(source: Source, again: Item, first: Item) -> Diagnostic:
    return Diagnostic(
        errors.DUPLICATE_KEY,
        f"the key `{shortened(str(again.path[-1]))}` is given twice",
        source.span(again.start, again.end),
        label="given again",
        others=(Label(source.span(first.start, first.end), "first given here"),),
        help="keep one of the two",
        path=path_text(again.path),
    )
