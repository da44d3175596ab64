"""Source texts and spans: every place that a message can point at.

Columns count characters from 1; display columns count terminal cells, where a Chinese character takes two.
"""

import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

import attrs


@attrs.frozen(eq=False, slots=False)
class Source:
    """A named text: a policy file, a case, standard input."""

    name: str
    text: str = attrs.field(repr=False)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text cut at line feeds, without them."""
        return tuple(self.text.split("\n"))

    def line(self, number: int) -> str:
        """The line with that number, counted from 1; empty beyond the end."""
        return self.lines[number - 1].rstrip("\r") if 0 < number <= len(self.lines) else ""

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *accumulate(len(line) + 1 for line in self.lines[:-1]))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of the character with that offset, from 0."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset, from 0, of a line and a column, from 1."""
        return self._starts[line - 1] + column - 1

    def span(self, start: int, end: int) -> "Span":
        """The characters with offsets from start up to, not including, end."""
        return Span(self, start, max(start, end))


@attrs.frozen
class Span:
    """A piece of one or more lines: the characters with offsets from start up to, not including, end."""

    source: Source = attrs.field(repr=False)
    start: int
    end: int

    @property
    def line(self) -> int:
        """The line it begins in, counted from 1."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """The column it begins at, counted from 1."""
        return self.source.position(self.start)[1]

    @property
    def end_line(self) -> int:
        """The line it ends in."""
        return self.source.position(self.end)[0]

    @property
    def end_column(self) -> int:
        """The column after its last character."""
        return self.source.position(self.end)[1]

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    def __str__(self) -> str:
        """The place in the form that editors open: `name:line:column`."""
        return f"{self.source.name}:{self.line}:{self.column}"


def display_width(text: str) -> int:
    """Terminal cells that the text takes."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def characters_of_bytes(line: str, byte_offset: int) -> int:
    """How many characters of the line its first `byte_offset` UTF-8 bytes hold (`ast` counts bytes)."""
    if line.isascii():
        return min(byte_offset, len(line))
    return len(line.encode()[:byte_offset].decode(errors="ignore"))
