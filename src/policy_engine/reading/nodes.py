"""YAML nodes: scalars, mappings and lists, each with its span, and the spans of the pieces of a scalar."""

import re
from functools import cached_property

import attrs

from policy_engine.diagnostics.diagnostic import Diagnostic, PolicyError
from policy_engine.reading import errors
from policy_engine.source.text import Span

_FOLD = re.compile(r"[ \t]*\r?\n[ \t\r\n]*")


@attrs.frozen
class Scalar:
    """A text; `style` is `'`, `"`, `|`, `>` or, unquoted, empty."""

    text: str
    span: Span = attrs.field(eq=False)
    plain: bool
    style: str

    @cached_property
    def offsets(self) -> list[int] | None:
        """The offset in the source of each character of the text, and of its end; None where they are not the same."""
        return _literal_offsets(self) if self.style == "|" else _flow_offsets(self)


@attrs.frozen
class Sequence:
    """A list of nodes."""

    items: tuple["Node", ...]
    span: Span = attrs.field(eq=False)


@attrs.frozen
class Mapping:
    """Keys, all different, and their nodes, in the order of the file."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span = attrs.field(eq=False)

    def get(self, key: str) -> "Node | None":
        """The node under a key."""
        return next((node for name, node in self.entries if name.text == key), None)


Node = Scalar | Mapping | Sequence


def content_span(scalar: Scalar, start: int, end: int) -> Span:
    """The characters from start up to, not including, end of a scalar's text, as a span of the source.

    Exact for unquoted texts, quoted ones without escapes, and literal ones (`|`); else the whole scalar. A folded text (`>`) has
    no places for its pieces: it is refused here, so only where someone asks for one.
    """
    if scalar.style == ">":
        message = "an expression cannot stand in a folded text (`>`)"
        raise PolicyError(
            [Diagnostic(errors.FOLDED_TEXT, message, scalar.span, help="write `|` in place of `>`")]
        )
    offsets = scalar.offsets
    if offsets is None or not 0 <= start <= end < len(offsets):
        return scalar.span
    return scalar.span.source.span(offsets[start], offsets[end - 1] + 1 if end > start else offsets[start])


def _flow_offsets(scalar: Scalar) -> list[int] | None:
    span, quote, position = scalar.span, 0 if scalar.plain else 1, 0
    first, last = span.start + quote, span.end - quote
    raw, offsets, read = span.source.text[first:last], list[int](), list[str]()
    for fold in _FOLD.finditer(raw):
        breaks = fold.group().count("\n")
        offsets += [
            *range(first + position, first + fold.start()),
            *[first + fold.start()] * max(1, breaks - 1),
        ]
        read += [raw[position : fold.start()], " " if breaks == 1 else "\n" * (breaks - 1)]
        position = fold.end()
    offsets += range(first + position, last + 1)
    return offsets if "".join([*read, raw[position:]]) == scalar.text else None


def _literal_offsets(scalar: Scalar) -> list[int] | None:
    source, lines, offsets = scalar.span.source, scalar.text.split("\n"), list[int]()
    for number, line in enumerate(lines, scalar.span.line + 1):
        raw = source.line(number)
        indent = len(raw) - len(line) if line or number <= scalar.span.end_line else 0
        if not raw.endswith(line) or raw[:indent].strip(" ") or number > len(source.lines):
            return None
        begin = source.offset(number, indent + 1)
        offsets += range(begin, begin + len(line) + 1)
    return offsets
