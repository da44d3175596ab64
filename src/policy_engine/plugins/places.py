"""Where in the code of a plugin something is wrong, as a span that a message can show."""

import re
import traceback
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from inspect import unwrap
from pathlib import Path

from policy_engine.source.text import Source, Span


def place_of_error(error: BaseException, module: str) -> Span | None:
    """The deepest line inside the plugin's own package at which the error arose; None where it arose outside."""
    if isinstance(error, SyntaxError) and error.filename:
        return _line(Path(error.filename), error.lineno or 1)
    folders = tuple(_folders(module))
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if any(file.is_relative_to(folder) for folder in folders):
            return _line(file, frame.lineno or 1)
    return None


def place_of_function(function: Callable[..., object]) -> Span | None:
    """The line with the name of a function."""
    code = getattr(unwrap(function), "__code__", None)
    if code is None:
        return None
    file = Path(code.co_filename)
    first = _line(file, code.co_firstlineno)
    if first is None:
        return None
    for number in range(code.co_firstlineno, len(first.source.lines) + 1):
        if first.source.line(number).lstrip().startswith(("def ", "async def ")):
            return _line(file, number)
    return first


def place_of_entry(entry: EntryPoint) -> Span | None:
    """The line of the distribution that declares an entry point."""
    text = entry.dist.read_text("entry_points.txt") if entry.dist else None
    declared = re.search(rf"^[ \t]*{re.escape(entry.name)}[ \t]*=[^\n]*", text or "", re.MULTILINE)
    if not text or not declared:
        return None
    return Source(f"{entry.dist.name}/entry_points.txt", text).span(declared.start(), declared.end())  # type: ignore[union-attr] # there is a text


def _folders(module: str) -> Iterator[Path]:
    """The folder of the top package of a module, or its file."""
    spec = find_spec(module.partition(".")[0])
    if spec is None:
        return
    yield from (Path(folder) for folder in spec.submodule_search_locations or ())
    if spec.origin:
        yield Path(spec.origin)


def _line(file: Path, number: int) -> Span | None:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    here = Path.cwd()
    source = Source(str(file.relative_to(here)) if file.is_relative_to(here) else str(file), text)
    line = source.line(number)
    start = len(line) - len(line.lstrip())
    begin = source.offset(number, 1)
    return source.span(begin + start, begin + len(line.rstrip()))
