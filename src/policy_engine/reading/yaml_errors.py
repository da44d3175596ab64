"""What the YAML parser could not read, in words that help to mend the file."""

import re

import yaml

from policy_engine.diagnostics.diagnostic import Code, Diagnostic
from policy_engine.reading import errors, yaml_slips
from policy_engine.source.text import Source

_OPENING = {"[": "]", "{": "}", '"': '"', "'": "'"}


def diagnostic(error: yaml.YAMLError, source: Source, shift: int, flow: int | None) -> Diagnostic:
    """The finding for an error of the parser.

    `shift` is what it did not see of the beginning, `flow` the offset of the bracket that is open there.
    """
    if isinstance(error, yaml.reader.ReaderError):
        return _control_character(source, chr(error.character))
    assert isinstance(error, yaml.MarkedYAMLError)
    assert error.problem_mark is not None
    offset = error.problem_mark.index + shift
    if "nesting" in (error.problem or ""):
        return errors.too_deep(source, offset)
    opened = error.context_mark.index + shift if error.context_mark else offset
    quoted = "quoted scalar" in f"{error.context}"
    if flow is not None and not quoted and not source.text[offset:].strip():
        opened = flow
    return (
        _indentation(source, offset)
        or _full_width_colon(source, offset, opened)
        or _in_brackets(error, source, opened, offset)
        or _not_closed(error, source, opened)
        or _not_a_beginning(error, source, offset)
        or _second_colon(error, source, offset)
        or _after_quote(source, offset)
        or _block_header(error, source, offset)
        or _after_colon(error, source, offset)
        or _layout(error, source, offset)
    )


def _finding(
    code: Code, message: str, source: Source, start: int, end: int, help_text: str, label: str = ""
) -> Diagnostic:
    return Diagnostic(code, message, source.span(start, end), label=label, help=help_text)


def _control_character(source: Source, character: str) -> Diagnostic:
    start = source.text.index(character)
    message = f"the control character U+{ord(character):04X} cannot stand in a text"
    return _finding(errors.CONTROL_CHARACTER, message, source, start, start + 1, "remove it")


def _line(source: Source, offset: int) -> tuple[str, int]:
    """The line that holds an offset, and the offset at which it begins."""
    number, column = source.position(offset)
    return source.line(number), offset - column + 1


def _indentation(source: Source, offset: int) -> Diagnostic | None:
    line, begin = _line(source, offset)
    blank = line[: len(line) - len(line.lstrip())]
    unusual = re.search(r"[^ \t\r]", blank)
    if unusual:
        return yaml_slips.unusual_space(source, begin + unusual.start())
    if "\t" not in blank:
        return None
    start = begin + blank.index("\t")
    return _finding(
        errors.TAB,
        "a line is indented with a tab",
        source,
        start,
        start + 1,
        "indent with spaces, two a level",
    )


def _full_width_colon(source: Source, offset: int, opened: int) -> Diagnostic | None:
    _, begin = _line(source, offset)
    for place in (offset, opened, max(0, begin - 1)):
        line, begin = _line(source, place)
        found = re.match(r"[^:：\"'#]*[^:：\"'#\s](：)", line)
        if found:
            start = begin + found.start(1)
            return _finding(
                errors.FULL_WIDTH_PUNCTUATION,
                "a full-width colon `：` does not end a key",
                source,
                start,
                start + 1,
                "write `: `",
            )
    return None


def _in_brackets(error: yaml.MarkedYAMLError, source: Source, opened: int, offset: int) -> Diagnostic | None:
    if "while parsing a flow" not in f"{error.context}" or source.text[opened : opened + 1] not in ("{", "["):
        return None
    return yaml_slips.in_brackets(source, opened, offset)


def _not_closed(error: yaml.MarkedYAMLError, source: Source, opened: int) -> Diagnostic | None:
    character = source.text[opened : opened + 1]
    reason = f"{error.context} {error.problem}"
    if character not in _OPENING or not (
        "flow" in reason or "end of stream" in reason or "document indicator" in reason
    ):
        return None
    message = (
        f"`{character}` has no `{_OPENING[character]}`"
        if character not in "\"'"
        else f"the quote `{character}` is not closed"
    )
    return _finding(
        errors.NOT_CLOSED, message, source, opened, opened + 1, f"add `{_OPENING[character]}`", "opened here"
    )


def _not_a_beginning(error: yaml.MarkedYAMLError, source: Source, offset: int) -> Diagnostic | None:
    if "cannot start any token" not in (error.problem or ""):
        return None
    character = source.text[offset]
    return _finding(
        errors.NOT_YAML,
        f"a text cannot begin with `{character}`",
        source,
        offset,
        offset + 1,
        "put the text in quotes",
    )


def _second_colon(error: yaml.MarkedYAMLError, source: Source, offset: int) -> Diagnostic | None:
    if "mapping values are not allowed" not in (error.problem or ""):
        return None
    line, begin = _line(source, offset)
    if not re.search(r":\s", line[: offset - begin]):
        return None
    return _finding(
        errors.NOT_YAML,
        "a second `: ` in one line",
        source,
        offset,
        offset + 1,
        "put the text that holds it in quotes",
    )


def _after_quote(source: Source, offset: int) -> Diagnostic | None:
    line, begin = _line(source, offset)
    found = re.match(r"""[^"']*[:-] +((?:"[^"]*"|'[^']*') *)[^ #]""", line)
    if not found:
        return None
    message, help_text = (
        "more text follows a closing quote",
        "put the whole text in the other quotes, or on the next line after `|`",
    )
    return _finding(errors.NOT_YAML, message, source, begin + found.start(1), begin + len(line), help_text)


def _block_header(error: yaml.MarkedYAMLError, source: Source, offset: int) -> Diagnostic | None:
    if "block scalar" not in f"{error.context}":
        return None
    message = "`>` and `|` begin a text of several lines"
    return _finding(
        errors.NOT_YAML,
        message,
        source,
        offset,
        offset + 1,
        "write the text on the next line, or put it in quotes",
    )


def _after_colon(error: yaml.MarkedYAMLError, source: Source, offset: int) -> Diagnostic | None:
    if "simple key" in f"{error.context}" and error.context_mark:
        number = error.context_mark.line + 1
    elif "mapping values" in f"{error.problem}":
        number = source.position(offset)[0] - 1
    else:
        return None
    return yaml_slips.after_colon(source, number)


def _layout(error: yaml.MarkedYAMLError, source: Source, offset: int) -> Diagnostic:
    line, begin = _line(source, offset)
    text = line.strip()
    start = begin + len(line) - len(line.lstrip()) if text else offset
    reason = f"{error.context} {error.problem}"
    if "escape" in reason:
        return _finding(
            errors.NOT_YAML,
            "an unknown escape in a quoted text",
            source,
            offset,
            offset + 1,
            "write `\\\\` for a backslash, or use single quotes",
        )
    if "block" in reason or "mapping values" in reason or "simple key" in reason or "':'" in reason:
        message = "the line fits neither the level above it nor a level of its own"
        help_text = "align it with its neighbours, `name: value` or `- item`; a level is two spaces"
        return _finding(errors.INDENTATION, message, source, start, start + len(text), help_text)
    return _finding(
        errors.NOT_YAML,
        "the text cannot be read from here",
        source,
        offset,
        offset + 1,
        "check brackets and quotes before this place",
    )
