"""Slips of the pen in YAML that the parser notices too late: separators and quotes in brackets, spaces that are none."""

import re

from policy_engine.diagnostics.diagnostic import Diagnostic
from policy_engine.reading import errors
from policy_engine.source.text import Source

_SEPARATORS = re.compile("[，；;、]")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^']|'')*'", re.DOTALL)
_NEXT_ENTRY = re.compile(r"[,，] *\w+ *[:：]")
_KEY = re.compile(r"(?:- +)*\s*[\w.]+(:)([^ /\t\r\n])")
_WORD = re.compile(r"[^\s,，；;、:{}\[\]]+")


def in_brackets(source: Source, opened: int, offset: int) -> Diagnostic | None:
    """What is wrong before the offset, inside a bracket that is closed later on the line."""
    text = source.text
    quotes = [
        each for each in _QUOTED.finditer(text, opened, offset) if not text[each.end() : offset].strip()
    ]
    if quotes and ("\n" in quotes[-1].group() or _NEXT_ENTRY.search(quotes[-1].group())):
        return not_closed_quote(source, quotes[-1].start())
    if not _closed(text, opened, offset):
        return None
    begin = max(opened, *(text.rfind(each, opened, offset) for each in (", ", ": ", "\n", "{", "[")))
    wrong = _SEPARATORS.search(text, begin, min(offset + 1, len(text)))
    if wrong:
        return _separator(source, wrong.start())
    words = [each for each in _WORD.finditer(text, begin) if each.end() >= offset]
    if not words:
        return None
    if text[begin : words[0].start()].strip() == ":" and text[offset] == ":":
        message, help_text = "a second `: ` before a comma", "put the text that holds it in quotes"
        return Diagnostic(errors.NOT_YAML, message, source.span(offset, offset + 1), help=help_text)
    message = f"a comma is missing before `{words[0].group()}`"
    help_text = "write `, ` before it, or put the text that holds it in quotes"
    return Diagnostic(errors.NOT_YAML, message, source.span(*words[0].span()), help=help_text)


def not_closed_quote(source: Source, start: int) -> Diagnostic:
    """The finding for a quote that has no second one."""
    quote = source.text[start]
    return Diagnostic(
        errors.NOT_CLOSED, f"the quote `{quote}` is not closed", source.span(start, start + 1),
        label="opened here", help=f"add `{quote}`",
    )  # fmt: skip


def after_colon(source: Source, number: int) -> Diagnostic | None:
    """The key of a line that has no space, or an unusual one, after its colon."""
    line = source.line(number) if number else ""
    found = _KEY.match(line)
    if not found:
        return None
    colon = source.offset(number, 1) + found.start(1)
    if found.group(2).isspace():
        return unusual_space(source, colon + 1)
    key, rest = line[: found.start(1)].strip(), line[found.start(2) :].strip()
    message, help_text = f"no space follows the colon of `{key}`", f"write `{key}: {rest}`"
    return Diagnostic(errors.NOT_YAML, message, source.span(colon, colon + 1), help=help_text)


def unusual_space(source: Source, start: int) -> Diagnostic:
    """The finding for a full-width or no-break space where YAML wants an ordinary one."""
    number, column = source.position(start)
    text = source.text
    end = next(
        (at for at in range(start, len(text)) if text[at] == "\n" or not text[at].isspace()), len(text)
    )
    code = f"U+{ord(text[start]):04X}"
    if source.line(number)[: column - 1].strip():
        message = f"the space {code} is no ordinary one"
        return Diagnostic(errors.NOT_YAML, message, source.span(start, end), help="write an ordinary space")
    message = f"a line is indented with the space {code}"
    return Diagnostic(
        errors.INDENTATION, message, source.span(start, end), help="indent with ordinary spaces, two a level"
    )


def _closed(text: str, opened: int, offset: int) -> bool:
    """Whether the lines from the bracket to the offset belong together, and the bracket is closed behind the offset."""
    before, rest = text[opened:offset].split("\n"), text[offset:].split("\n", 1)[0]
    closing = {"{": "}", "[": "]"}.get(text[opened], "")
    return closing in rest and all(line.rstrip().endswith((",", "{", "[")) for line in before[:-1])


def _separator(source: Source, start: int) -> Diagnostic:
    character = source.text[start]
    code = errors.NOT_YAML if character == ";" else errors.FULL_WIDTH_PUNCTUATION
    message = f"`{character}` does not separate what stands in brackets"
    return Diagnostic(code, message, source.span(start, start + 1), help="write `, `")
