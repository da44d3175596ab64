"""YAML to nodes with spans: scalars keep their text, and whatever would surprise an author is refused.

Built from the parser's events on a list of open nodes, so that depth costs no stack.
"""

import re
from collections.abc import Iterator
from typing import Any

import attrs
import yaml

from policy_engine.diagnostics.diagnostic import Code, Diagnostic, Label, PolicyError
from policy_engine.reading import errors, yaml_errors, yaml_slips
from policy_engine.reading.nodes import Mapping, Node, Scalar, Sequence, content_span
from policy_engine.source.text import Source, Span

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "content_span", "read_yaml"]

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BYTE_ORDER_MARK = "\ufeff"


def read_yaml(source: Source) -> Node:
    """The node that a YAML text holds; raises PolicyError with everything that is wrong with it."""
    reader = _Reader(source)
    try:
        reader.read()
    except yaml.YAMLError as error:
        flow = reader.open[-1].start if reader.open and reader.open[-1].flow else None
        reader.findings.append(yaml_errors.diagnostic(error, source, reader.shift, flow))
    if not reader.roots and not reader.findings:
        help_text = "write its contents, or remove the file"
        reader.findings.append(
            Diagnostic(errors.EMPTY_DOCUMENT, "there is nothing in it", source.span(0, 0), help=help_text)
        )
    if reader.findings:
        raise PolicyError(sorted(reader.findings, key=_place))
    return reader.roots[0]


@attrs.define
class _Open:
    """A mapping or list that is being read: its children so far, keys and values in turn for a mapping."""

    start: int
    mapping: bool
    flow: bool
    children: list[Node] = attrs.field(factory=list)


class _Reader:
    """Puts the events of one source together."""

    def __init__(self, source: Source) -> None:
        self.shift = len(_BYTE_ORDER_MARK) if source.text.startswith(_BYTE_ORDER_MARK) else 0
        self.source = source
        self.findings: list[Diagnostic] = []
        self.roots: list[Node] = []
        self.open: list[_Open] = []

    def read(self) -> None:
        """Reads everything; what cannot be parsed at all stays a YAMLError."""
        for event in _events(self.source.text[self.shift :]):
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.CollectionStartEvent():
                    self._begin(event)
                case yaml.CollectionEndEvent():
                    self._end(event)
                case yaml.AliasEvent():
                    span = self._span(event)
                    self._refuse_alias(f"*{event.anchor}", span)
                    self._add(Scalar("", span, plain=False, style="*"))
                case yaml.DocumentStartEvent() if self.roots:
                    message, help_text = (
                        "a second document begins here",
                        "keep one document a file; remove the line `---`",
                    )
                    self._report(errors.SEVERAL_DOCUMENTS, message, self._span(event), help_text)
                    return
                case _:
                    pass

    def _report(self, code: Code, message: str, span: Span, help_text: str) -> None:
        self.findings.append(Diagnostic(code, message, span, help=help_text))

    def _offset(self, mark: Any) -> int:
        return int(mark.index) + self.shift

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark.index + self.shift, event.end_mark.index + self.shift
        return Span(self.source, start, start + len(self.source.text[start:end].rstrip()))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        span, style = self._span(event), event.style or ""
        if event.anchor or event.tag:
            self._refuse_properties(event, span.start)
        if not style and event.value and self.source.text[span.start].isspace():
            self._refuse_unusual_space(event, span.start)
        self._add(Scalar(event.value, span, not style, style))

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        start = self._offset(event.start_mark)
        if event.anchor or event.tag:
            self._refuse_properties(event, start)
        if len(self.open) == errors.DEEPEST:
            self.findings.append(errors.too_deep(self.source, start))
            raise PolicyError(self.findings)
        self.open.append(_Open(start, isinstance(event, yaml.MappingStartEvent), bool(event.flow_style)))

    def _end(self, event: yaml.Event) -> None:
        closed = self.open.pop()
        bracketed = closed.flow or not closed.children
        end = self._offset(event.end_mark) if bracketed else closed.children[-1].span.end
        span = Span(self.source, closed.start, end)
        self._add(self._mapping(closed, span) if closed.mapping else Sequence(tuple(closed.children), span))

    def _add(self, node: Node) -> None:
        (self.open[-1].children if self.open else self.roots).append(node)

    def _mapping(self, closed: _Open, span: Span) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, node in zip(closed.children[::2], closed.children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._report(
                    errors.KEY_NOT_TEXT, "a key must be a text", key.span, "write a name before the colon"
                )
            elif key.plain and key.text == "<<":
                self._report(
                    errors.MERGE_KEY, "`<<` does not merge mappings here", key.span, "write the keys out"
                )
            elif key.text in entries:
                self.findings.append(_duplicate(key, entries[key.text][0]))
            else:
                entries[key.text] = key, node
        return Mapping(tuple(entries.values()), span)

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, start: int) -> None:
        if event.anchor:
            word = f"&{event.anchor}"
            begin = self.source.text.index(word, start)
            self._refuse_alias(word, self.source.span(begin, begin + len(word)))
        if event.tag:
            tag = re.compile(r"![^\s,\]}]*").search(self.source.text, start)
            begin, end = tag.span() if tag else (start, start)
            message = f"the tag `{self.source.text[begin:end]}` has no meaning here"
            self._report(
                errors.TAG, message, self.source.span(begin, end), "remove it; a text may stand in quotes"
            )

    def _refuse_unusual_space(self, event: yaml.ScalarEvent, start: int) -> None:
        if event.value.strip(" "):
            self.findings.append(yaml_slips.unusual_space(self.source, start))
            raise PolicyError(self.findings)

    def _refuse_alias(self, word: str, span: Span) -> None:
        self._report(
            errors.ANCHOR_OR_ALIAS,
            f"`{word}`: contents cannot be named and repeated",
            span,
            "write the contents out; quote a text that begins with `&` or `*`",
        )


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _Loader(text)
    try:
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            yield event
    finally:
        loader.dispose()


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    assert diagnostic.span is not None
    return diagnostic.span.line, diagnostic.span.column


def _duplicate(key: Scalar, first: Scalar) -> Diagnostic:
    return Diagnostic(
        errors.DUPLICATE_KEY,
        f"the key `{key.text}` is given twice",
        key.span,
        label="given again",
        others=(Label(first.span, "first given here"),),
        help="keep one of the two",
    )
