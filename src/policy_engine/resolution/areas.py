"""Area files to named areas, and areas as policies write them, by code or by name, to division codes."""

from collections.abc import Iterable

import attrs

from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.areas import Areas
from policy_engine.model.labels import Labels, Language
from policy_engine.model.vocabulary import CODE_LENGTHS, PROVINCE_CODES
from policy_engine.reading.yaml import Mapping, Node, Scalar, Sequence
from policy_engine.resolution import errors
from policy_engine.source.text import Span
from policy_engine.syntax.vocabulary import AreasTree

KEY = "area"


def build_areas(trees: Iterable[AreasTree], findings: list[Diagnostic]) -> Areas:
    """All named areas. A code may be named in several files, if by the same names."""
    labels: dict[str, Labels] = {}
    places: dict[str, Span] = {}
    for tree in trees:
        for code, names in tree.areas.items():
            if not _is_code(code):
                findings.append(_no_code(code, names.span))
            elif code[:2] not in PROVINCE_CODES:
                findings.append(_no_province(code, names.span))
            elif labels.setdefault(code, names.labels) != names.labels:
                message = f"the area {code} has two names: {labels[code].zh}, {names.zh}"
                others = (Label(places[code], "named here first"),)
                findings.append(Diagnostic(errors.DECLARED_TWICE, message, names.span, others=others))
            places.setdefault(code, names.span)
    return Areas(labels)


@attrs.frozen
class AreaReader:
    """Reads areas as they are written; what is wrong goes to the findings."""

    areas: Areas
    findings: list[Diagnostic]

    def under_area(self, node: Node | None) -> tuple[str, ...]:
        """The codes under the key `area` of a mapping; none where it has no such key."""
        area = node.get(KEY) if isinstance(node, Mapping) else None
        items = area.items if isinstance(area, Sequence) else (area,) if area else ()
        if isinstance(area, Sequence) and not items:
            message, help_text = "a list of areas cannot be empty", "leave `area` out for the whole country"
            self.findings.append(Diagnostic(errors.BAD_AREA, message, area.span, help=help_text))
        codes = (self.code(item.text, item.span) for item in items if isinstance(item, Scalar))
        return tuple(dict.fromkeys(code for code in codes if code))

    def code(self, written: str, span: Span) -> str:
        """The code of one area; empty where it is none."""
        if _is_code(written):
            if written[:2] in PROVINCE_CODES:
                return written
            self.findings.append(_no_province(written, span))
            return ""
        named = self.areas.codes_named(written)
        if len(named) == 1:
            return named[0]
        self.findings.append(self._ambiguous(written, named, span) if named else self._unknown(written, span))
        return ""

    def _ambiguous(self, written: str, codes: tuple[str, ...], span: Span) -> Diagnostic:
        listed = ", ".join(self.areas.text(code, Language.ZH) for code in codes)
        message, help_text = f"several areas are called `{written}`", f"write the code of one: {listed}"
        return Diagnostic(errors.AMBIGUOUS_AREA, message, span, help=help_text)

    def _unknown(self, written: str, span: Span) -> Diagnostic:
        near = suggest(written, self.areas.names)
        if not near:
            return _no_code(written, span)
        message, help_text = f"no area is called `{written}`", f"did you mean `{near[0]}`?"
        return Diagnostic(errors.BAD_AREA, message, span, help=help_text)


def _is_code(text: str) -> bool:
    lengths = (length for length in CODE_LENGTHS.values() if length)
    return text.isascii() and text.isdigit() and len(text) in lengths


def _no_code(written: str, span: Span) -> Diagnostic:
    help_text = "a code has 2 (province), 4, 6 (county), 9 or 12 digits, in quotes"
    return Diagnostic(errors.BAD_AREA, f"`{written}` is no division code", span, help=help_text)


def _no_province(code: str, span: Span) -> Diagnostic:
    help_text = "check the first two digits: 11-15, 21-23, 31-37, 41-46, 50-54, 61-65, 71, 81 or 82"
    return Diagnostic(errors.BAD_AREA, f"no province has the code `{code[:2]}`", span, help=help_text)
