"""Character offsets of a text to spans."""

from bisect import bisect_right
from itertools import accumulate

from policy_engine.source.text import Source, Span


class Places:
    """The spans of one source by character offsets, counted from 0."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._starts = [0, *accumulate(len(line) + 1 for line in source.lines[:-1])]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and a column."""
        return self._starts[line - 1] + column - 1

    def span(self, start: int, end: int) -> Span:
        """The characters from start up to, not including, end."""
        return Span(self.source, *self.position(start), *self.position(max(start, end)))
