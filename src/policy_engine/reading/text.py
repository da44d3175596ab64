"""Bytes to texts: UTF-8 only, and a finding that names what it is instead."""

import codecs
import re
import shlex

from policy_engine.diagnostics.diagnostic import Diagnostic, PolicyError
from policy_engine.reading import errors
from policy_engine.source.text import Source, Span

_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32LE",
    codecs.BOM_UTF32_BE: "UTF-32BE",
    codecs.BOM_UTF16_LE: "UTF-16LE",
    codecs.BOM_UTF16_BE: "UTF-16BE",
}
"""The longer first: one of them begins like another."""
_FORMATS = {b"PK\x03\x04": "a zip file, such as .xlsx or .docx", b"%PDF": "a PDF file", b"\xd0\xcf\x11\xe0": "an .xls or .doc file", b"\x1f\x8b": "a gzip file"}  # fmt: skip
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_REPLACEMENT = "\ufffd"


def decode(data: bytes, name: str) -> Source:
    """The source that UTF-8 bytes hold, without a byte order mark; raises PolicyError that names any other encoding."""
    begin = data[:4]
    kind = next((kind for mark, kind in _FORMATS.items() if begin.startswith(mark)), None)
    if kind:
        raise _refusal(
            f"this is {kind}, not a text", _start(name), "give the text itself, as a file in UTF-8"
        )
    mark = next((mark for mark in _MARKS if begin.startswith(mark)), None)
    if mark:
        raise _other_encoding(_MARKS[mark], _start(name), name)
    if b"\x00" in begin:
        raise _other_encoding("UTF-16LE" if begin[1:2] == b"\x00" else "UTF-16BE", _start(name), name)
    try:
        return Source(name, data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _not_utf8(data, name) from None


def _not_utf8(data: bytes, name: str) -> PolicyError:
    text = data.decode("utf-8-sig", errors="replace")
    damaged = text.count(_REPLACEMENT)
    if len(_NOT_ASCII.findall(text)) <= 2 * damaged:
        try:
            chinese = data.decode("gb18030")
        except UnicodeDecodeError:
            pass
        else:
            return _other_encoding("GB18030", _at(Source(name, chinese), _NOT_ASCII), name)
    help_text = "write the character again and save the file as UTF-8"
    return _refusal(
        "the text is damaged: a byte here is not UTF-8",
        _at(Source(name, text), re.compile(_REPLACEMENT)),
        help_text,
    )


def _other_encoding(encoding: str, span: Span, name: str) -> PolicyError:
    known = (
        "GB18030 (GBK, GB2312)" if encoding == "GB18030" else encoding.removesuffix("LE").removesuffix("BE")
    )
    command = f"iconv -f {encoding} -t UTF-8"
    use = (
        f"pass it through `{command}`"
        if name == "-"
        else f"for example with `{command} {shlex.quote(name)} > {shlex.quote(f'utf8-{_base(name)}')}`"
    )
    return _refusal(f"the text is in {known}, and must be in UTF-8", span, f"save it as UTF-8, {use}")


def _base(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def _refusal(message: str, span: Span, help_text: str) -> PolicyError:
    return PolicyError([Diagnostic(errors.WRONG_ENCODING, message, span, help=help_text)])


def _start(name: str) -> Span:
    return Source(name, "").span(0, 0)


def _at(source: Source, pattern: re.Pattern[str]) -> Span:
    found = pattern.search(source.text)
    return source.span(*found.span()) if found else source.span(0, 0)
