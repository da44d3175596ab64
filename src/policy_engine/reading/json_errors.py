"""What the JSON parser could not read, in words that help to mend the text."""

import re

from policy_engine.diagnostics.diagnostic import Code, Diagnostic, Label
from policy_engine.reading import errors
from policy_engine.reading.json_places import unclosed
from policy_engine.reading.values import NUMBER, shortened
from policy_engine.source.text import Source

_CHINESE = {"“": '"', "”": '"', "、": ","}
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_WIDTH_STEP = 0xFEE0
_WORDS = {
    "True": "true",
    "False": "false",
    "None": "null",
    "TRUE": "true",
    "FALSE": "false",
    "NULL": "null",
    "是": "true",
    "否": "false",
}
_TOKEN = re.compile(r'"[^"\n]{0,60}"?|[^\s,:\[\]{}"\u3000-\u303f\uff00-\uffff]{1,60}|.', re.DOTALL)
_CUT_HELP = "complete it; if the file was cut short on its way, fetch it again"
_EXPECTED = {
    "Expecting property name": "a name in double quotes",
    "Expecting value": "a value",
    "Expecting ':'": "`:`",
    "Expecting ','": "`,` or a closing bracket",
    "Extra data": "the end of the text",
}
_HELP = {
    "Expecting property name": 'write names as `"age"`',
    "Expecting value": "a value is a number, `true`, `false`, `null`, a text in double quotes, `{...}` or `[...]`",
    "Expecting ':'": 'write `"name": value`',
    "Expecting ','": "put a comma between values",
    "Extra data": "keep one value in a file, and remove the rest",
}


def diagnostic(reason: str, offset: int, source: Source) -> Diagnostic:
    """The finding for an error of the parser, given its own words and place."""
    if reason.startswith("Unterminated string"):
        message = "the text ends inside the string that begins here"
        return _finding(
            errors.CUT_SHORT, message, source, offset, offset + 1, f'close it with `"`, or: {_CUT_HELP}'
        )
    if reason.startswith("Invalid"):
        return _in_string(reason, offset, source)
    kind = next((kind for kind in _EXPECTED if reason.startswith(kind)), "Expecting property name")
    if offset >= len(source.text.rstrip()):
        return _cut_short(_EXPECTED[kind], source)
    return (
        _trailing_comma(offset, source)
        or _number(kind, offset, source)
        or _character(offset, source)
        or _unexpected(kind, offset, source)
    )


def _finding(code: Code, message: str, source: Source, start: int, end: int, help_text: str) -> Diagnostic:
    return Diagnostic(code, message, source.span(start, end), help=help_text)


def _in_string(reason: str, offset: int, source: Source) -> Diagnostic:
    if "control" not in reason:
        start = source.text.rindex("\\", 0, offset + 1)
        escape = source.text[start : start + 2]
        help_text = (
            "write `\\u` and four hexadecimal digits" if escape == "\\u" else "write `\\\\` for a backslash"
        )
        return _finding(
            errors.NOT_JSON, f"the escape `{escape}` is unknown", source, start, start + 2, help_text
        )
    character = source.text[offset]
    if character == "\n":
        start = source.text.rindex('"', 0, offset)
        help_text = 'close it with `"`; write a line break inside a text as `\\n`'
        return _finding(
            errors.NOT_CLOSED, "the text is not closed on its line", source, start, offset, help_text
        )
    name = "a tab" if character == "\t" else f"the control character U+{ord(character):04X}"
    help_text = "write it as `\\t`" if character == "\t" else "remove it"
    return _finding(
        errors.CONTROL_CHARACTER, f"{name} stands in a text", source, offset, offset + 1, help_text
    )


def _cut_short(expected: str, source: Source) -> Diagnostic:
    end = len(source.text.rstrip())
    opened = unclosed(source.text, errors.DEEPEST)
    others = (Label(source.span(opened[-1], opened[-1] + 1), "opened here and not closed"),) if opened else ()
    message = f"the text ends where {expected} is expected"
    return Diagnostic(
        errors.CUT_SHORT,
        message,
        source.span(end, end),
        others=others,
        help=_CUT_HELP,
        expected=expected,
        found="the end",
    )


def _trailing_comma(offset: int, source: Source) -> Diagnostic | None:
    text = source.text
    comma = offset if text[offset] == "," else len(text[:offset].rstrip()) - 1
    rest = re.compile(r"\s*([\]}])").match(text, comma + 1)
    if comma < 0 or text[comma] != "," or not rest:
        return None
    return _finding(
        errors.NOT_JSON, f"a comma before `{rest.group(1)}`", source, comma, comma + 1, "remove the comma"
    )


def _number(kind: str, offset: int, source: Source) -> Diagnostic | None:
    text = source.text
    start = offset
    while kind != "Expecting property name" and start > 0 and text[start - 1] in "+-.0123456789":
        start -= 1
    found = re.compile(r"[-+.0-9][^\s,\[\]{}\"\u3000-\uffff]*").match(text, start)
    if not found or kind == "Expecting property name" or (kind != "Expecting value" and start == offset):
        return None
    word = found.group()
    if NUMBER.fullmatch(word):
        return None
    help_text = "write numbers as `12`, `-3`, `0.5` or `1e3`, and dates and codes in double quotes"
    return _finding(
        errors.NOT_JSON, f"`{shortened(word)}` is not a number", source, start, start + len(word), help_text
    )


def _character(offset: int, source: Source) -> Diagnostic | None:
    character = source.text[offset]
    half = chr(ord(character) - _WIDTH_STEP) if ord(character) in _FULL_WIDTH else _CHINESE.get(character)
    if half:
        message = f"a full-width `{character}` outside a text"
        return _finding(errors.FULL_WIDTH_PUNCTUATION, message, source, offset, offset + 1, f"write `{half}`")
    if character == "'":
        return _finding(
            errors.NOT_JSON,
            "a single quote",
            source,
            offset,
            offset + 1,
            'put names and texts in double quotes `"`',
        )
    if character in "/#":
        return _finding(
            errors.NOT_JSON, "a comment cannot stand here", source, offset, offset + 1, "remove it"
        )
    if character == "<" and not source.text[:offset].strip():
        return _finding(
            errors.NOT_JSON,
            "this is a web page or XML, not a case",
            source,
            offset,
            offset + 1,
            "give the case as JSON",
        )
    return None


def _unexpected(kind: str, offset: int, source: Source) -> Diagnostic:
    token = _TOKEN.match(source.text, offset)
    word = token.group() if token else ""
    expected, found = _EXPECTED[kind], f"`{shortened(word)}`"
    help_text = _HELP[kind]
    if kind == "Expecting value" and word in _WORDS:
        help_text = f"write `{_WORDS[word]}`"
    elif kind == "Expecting property name" and word.isidentifier():
        help_text = f'write `"{shortened(word)}"`'
    span = source.span(offset, offset + len(word))
    message = f"expected {expected}, found {found}"
    return Diagnostic(errors.NOT_JSON, message, span, help=help_text, expected=expected, found=found)
