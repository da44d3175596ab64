"""Source files to a register of clauses, and the citation of clauses by rules."""

from collections.abc import Iterable, Mapping

from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.areas import Areas
from policy_engine.model.labels import Labels
from policy_engine.model.rule import Citation
from policy_engine.resolution import errors
from policy_engine.resolution.areas import AreaReader
from policy_engine.source.text import Span
from policy_engine.syntax.vocabulary import DocumentTree, NotComputableTree, SourcesTree

Register = Mapping[str, Citation]


def build_register(trees: Iterable[SourcesTree], areas: Areas, findings: list[Diagnostic]) -> Register:
    """All registered clauses by item id."""
    trees = tuple(trees)
    reader = AreaReader(areas, findings)
    documents: dict[str, DocumentTree] = {}
    for tree in trees:
        for name, document in tree.documents.items():
            if name in documents:
                findings.append(_twice(f"the document `{name}`", document.span, documents[name].span))
            documents[name] = document
            if document.area:
                reader.code(document.area, document.span)
    register: dict[str, Citation] = {}
    places: dict[str, Span] = {}
    for tree in trees:
        for item, clause in tree.items.items():
            found = documents.get(clause.document)
            if found is None:
                near = suggest(clause.document, documents)
                advice = f"did you mean `{near[0]}`?" if near else "register it under `documents:`"
                message = f"there is no document `{clause.document}`"
                findings.append(Diagnostic(errors.UNKNOWN_SOURCE, message, clause.span, help=advice))
                continue
            if item in places:
                findings.append(_twice(f"the clause `{item}`", clause.span, places[item]))
            places[item] = clause.span
            register[item] = Citation(item, found.title.labels, clause.section)
    return register


def build_reasons(
    trees: Iterable[NotComputableTree], register: Register, findings: list[Diagnostic]
) -> dict[str, Labels]:
    """Why clauses cannot be decided, by item id."""
    reasons: dict[str, Labels] = {}
    places: dict[str, Span] = {}
    for tree in trees:
        for item, reason in tree.not_computable.items():
            cited((item,), register, reason.span, findings)
            if item in places:
                findings.append(_twice(f"the reason for `{item}`", reason.span, places[item]))
            places[item], reasons[item] = reason.span, reason.labels
    return reasons


def _twice(what: str, span: Span, first: Span) -> Diagnostic:
    others = (Label(first, "registered here first"),)
    return Diagnostic(errors.DECLARED_TWICE, f"{what} is registered twice", span, others=others)


def cited(
    items: Iterable[str], register: Register, span: Span, findings: list[Diagnostic]
) -> tuple[Citation, ...]:
    """The citations of those items; a finding for each that is not registered."""
    citations = []
    for item in items:
        if item in register:
            citations.append(register[item])
            continue
        near = suggest(item, tuple(register))
        advice = f"did you mean `{near[0]}`?" if near else "register the clause in a file of sources"
        findings.append(
            Diagnostic(errors.UNKNOWN_SOURCE, f"the clause `{item}` is not registered", span, help=advice)
        )
    return tuple(citations)
