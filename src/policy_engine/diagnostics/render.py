"""Diagnostics as text for people, as lines for editors, and as data."""

import unicodedata
from collections.abc import Iterable, Iterator

from policy_engine.diagnostics.diagnostic import Diagnostic
from policy_engine.diagnostics.page import chinese
from policy_engine.source.text import Span, display_width

WIDEST = 120
"""Cells of a source line that are shown; a longer one is cut around the fault."""
BEFORE = 40
"""Cells that are shown before the fault in a line that is cut."""
LONGEST = 1000
"""Characters of a message or label that are shown."""
_CUT = "…"
_TAB = " " * 4


def render_full(diagnostics: Iterable[Diagnostic], *, limit: int = 20) -> str:
    """At most `limit` findings with the source text, sorted by place, and how many more there are."""
    found = _sorted(diagnostics)
    blocks = ["\n".join(_block(diagnostic)) for diagnostic in found[:limit]]
    return "\n\n".join([*blocks, *_rest(found, limit)])


def render_placed(diagnostics: Iterable[Diagnostic], *, limit: int = 20) -> str:
    """As `render_full`, but each finding begins with its place, so that a program can read the first line."""
    found = _sorted(diagnostics)
    blocks = [
        f"{_one_line(f'{each.span}: ') if each.span else ''}" + "\n".join(_block(each))
        for each in found[:limit]
    ]
    return "\n\n".join([*blocks, *_rest(found, limit)])


def render_concise(diagnostics: Iterable[Diagnostic], *, limit: int = 20) -> str:
    """At most `limit` findings, one a line, sorted by place, and how many more there are."""
    found = _sorted(diagnostics)
    return "\n".join([*map(_concise, found[:limit]), *_rest(found, limit)])


def to_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """Every finding as data, sorted by place; what a finding does not have is null or empty."""
    return [
        {
            "code": diagnostic.code.number,
            "slug": diagnostic.code.slug,
            "severity": diagnostic.code.severity.value,
            "message": diagnostic.message,
            **_place(diagnostic.span),
            "label": diagnostic.label,
            "others": [{**_place(other.span), "label": other.text} for other in diagnostic.others],
            "help": diagnostic.help,
            "note": diagnostic.note,
            "chinese": chinese(diagnostic.code.number),
            "path": diagnostic.path,
            "expected": diagnostic.expected,
            "found": diagnostic.found,
        }
        for diagnostic in _sorted(diagnostics)
    ]


def _sorted(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    def place(diagnostic: Diagnostic) -> tuple[str, int, int]:
        span = diagnostic.span
        return (span.source.name, span.line, span.column) if span else ("", 0, 0)

    return sorted(diagnostics, key=place)


def _rest(found: list[Diagnostic], limit: int) -> list[str]:
    more = len(found) - limit
    return [f"and {more} more, {len(found)} in all"] if more > 0 else []


def _place(span: Span | None) -> dict[str, object]:
    return {
        "file": span.source.name if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
    }


def _headline(diagnostic: Diagnostic) -> str:
    code = diagnostic.code
    return f"{code.severity}[{code.number}] {code.slug}: {_one_line(diagnostic.message)}"


def _concise(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.span}: " if diagnostic.span else ""
    path = f" (at {_one_line(diagnostic.path)})" if diagnostic.path else ""
    help_text = f"; {_one_line(diagnostic.help)}" if diagnostic.help else ""
    return f"{_one_line(place)}{_headline(diagnostic)}{path}{help_text}"


def _block(diagnostic: Diagnostic) -> Iterator[str]:
    spans = [diagnostic.span, *(other.span for other in diagnostic.others)]
    gutter = max(2, *(len(str(span.line)) for span in spans if span), 0)
    yield _headline(diagnostic)
    if diagnostic.span:
        yield from _snippet(diagnostic.span, diagnostic.label, gutter, "-->", "^")
    for other in diagnostic.others:
        yield from _snippet(other.span, other.text, gutter, ":::", "-")
    for name, text in (
        ("path", diagnostic.path),
        ("expected", diagnostic.expected if diagnostic.path else ""),
        ("found", diagnostic.found if diagnostic.path else ""),
    ):
        if text:
            yield f"{' ' * gutter} = {name}: {_one_line(text)}"
    for name, text in (("help", diagnostic.help), ("note", diagnostic.note)):
        if text:
            yield f"{name}: " + "\n  ".join(_one_line(line) for line in text.split("\n"))
    in_chinese = chinese(diagnostic.code.number)
    if in_chinese:
        yield f"中文：{in_chinese}"


def _snippet(span: Span, label: str, gutter: int, arrow: str, mark: str) -> Iterator[str]:
    yield f"{' ' * gutter}{arrow} {_one_line(str(span))}"
    line = span.source.line(span.line)
    if not line:
        return
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    before, marked, after = _around(line, start, end)
    blank = " " * display_width(before)
    underline = mark * max(1, display_width(marked))
    yield f"{' ' * gutter} |"
    yield f"{span.line:>{gutter}} | {before}{marked}{after}".rstrip()
    yield f"{' ' * gutter} | {blank}{underline} {_one_line(label)}".rstrip()


def _around(line: str, start: int, end: int) -> tuple[str, str, str]:
    """The text before, of and after the fault, cut where the line is too long to be shown."""
    first = 0
    if _fitting(line, WIDEST) < len(line):
        first = start - _fitting(line[max(0, start - BEFORE) : start][::-1], BEFORE)
    last = first + _fitting(line[first:], WIDEST)
    end = min(end, last)
    before = (_CUT if first else "") + _shown(line[first:start])
    after = _shown(line[end:last]) + (_CUT if last < len(line) else "")
    return before, _shown(line[start:end]), after


def _fitting(text: str, cells: int) -> int:
    """How many characters, from the first, have room in so many cells."""
    for count, character in enumerate(text):
        cells -= display_width(_visible(character))
        if cells < 0:
            return count
    return len(text)


def _shown(text: str) -> str:
    """The text with everything that would disturb a terminal made visible."""
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character == "\t":
        return _TAB
    return "\ufffd" if unicodedata.category(character).startswith("C") else character


def _one_line(text: str) -> str:
    shown = " ".join(text[: LONGEST + 1].splitlines())
    return _shown(shown[: LONGEST - 1] + _CUT if len(text) > LONGEST else shown)
