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
        line, column = self.position(start)
        if end <= start:
            return Span(self, line, column, line, column)
        if line == len(self._starts) or end < self._starts[line]:
            return Span(self, line, column, line, column + end - start)
        return Span(self, line, column, *self.position(end))


@attrs.frozen
class Span:
    """A piece of one or more lines: from (line, column) up to, not including, (end_line, end_column)."""

    source: Source = attrs.field(repr=False)
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        start = self.source.offset(self.line, self.column)
        return self.source.text[start : self.source.offset(self.end_line, self.end_column)]

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
    return len(line.encode()[:byte_offset].decode(errors="ignore"))
