"""Texts for a terminal, or plain where there is none."""

import io
import re
import shutil
import sys
from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.table import Table
from rich.text import Text

from policy_engine.source.text import display_width

PLAIN_WIDTH = 100
"""Columns where standard output is no terminal and COLUMNS does not say how many there are."""
_PIECE = re.compile("(?:[^\\s\u2e80-\uffff]+|\\s+|.)[，。；：、）”！？]*", re.DOTALL)
"""What is not broken: a word, or a Chinese character with the punctuation after it."""


class Wrapped:
    """A text that is broken between Chinese characters as well as between words, each line indented."""

    def __init__(self, text: str, indent: int) -> None:
        self.text = text
        self.indent = indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """The lines, as rich asks for them."""
        for line in lines(self.text, max(20, options.max_width - self.indent)):
            yield Text(" " * self.indent + line, no_wrap=True, overflow="fold")


def lines(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells; only a longer word stands out."""
    found, room = [""], width
    for piece in _PIECE.findall(text):
        cells = display_width(piece)
        if cells > room and found[-1]:
            found.append("")
            room = width
        if found[-1] or not piece.isspace():
            found[-1] += piece
            room -= cells
    return [line.rstrip() for line in found]


def percent(part: int, whole: int) -> str:
    """A share in percent, with one place, never rounded up."""
    return f"{part * 1000 // whole / 10:.1f}%" if whole else "-"


def counts_table(first: str, *others: str) -> Table:
    """A table without lines: names on the left, the counts of each to the right."""
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column(first)
    for title in others:
        table.add_column(title, justify="right")
    return table


def on_terminal() -> bool:
    """Whether somebody reads along, rather than a file or another program."""
    return sys.stdout.isatty()


def columns() -> int:
    """How many cells a line has: as COLUMNS says, else those of the terminal."""
    return shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns


def broken(text: str) -> str:
    """Text with its long lines broken; what follows of a line stands two cells further in than its beginning."""
    found = []
    for line in text.splitlines():
        room = columns()
        if display_width(line) <= room:
            found.append(line)
            continue
        rest = line.lstrip()
        indent = len(line) - len(rest)
        further = indent + 2 if indent else 0
        first, *others = lines(rest, max(20, room - further))
        found += [" " * indent + first, *(" " * further + each for each in others)]
    return "".join(f"{line}\n" for line in found)


def rendered(parts: Iterable[RenderableType]) -> str:
    """The parts one below the other, with colours and the width of the terminal where there is one."""
    terminal = on_terminal()
    console = Console(
        file=io.StringIO(),
        force_terminal=terminal,
        color_system="auto" if terminal else None,
        width=columns(),
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())
