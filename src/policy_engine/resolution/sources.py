"""Source files to a register of clauses, and the citation of clauses by rules."""

from collections.abc import Iterable, Mapping

from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.rule import Citation
from policy_engine.resolution import errors
from policy_engine.source.text import Span
from policy_engine.syntax.vocabulary import DocumentTree, SourcesTree

Register = Mapping[str, Citation]


def build_register(trees: Iterable[SourcesTree], findings: list[Diagnostic]) -> Register:
    """All registered clauses by item id."""
    trees = tuple(trees)
    documents: dict[str, DocumentTree] = {}
    for tree in trees:
        for name, document in tree.documents.items():
            if name in documents:
                others = (Label(documents[name].span, "registered here first"),)
                findings.append(
                    Diagnostic(
                        errors.DECLARED_TWICE,
                        f"the document `{name}` is registered twice",
                        document.span,
                        others=others,
                    )
                )
            documents[name] = document
    register: dict[str, Citation] = {}
    places: dict[str, Span] = {}
    for tree in trees:
        for item, clause in tree.items.items():
            found = documents.get(clause.document)
            if found is None:
                near = suggest(clause.document, tuple(documents))
                advice = f"did you mean `{near[0]}`?" if near else "register it under `documents:`"
                findings.append(
                    Diagnostic(
                        errors.UNKNOWN_SOURCE,
                        f"there is no document `{clause.document}`",
                        clause.span,
                        help=advice,
                    )
                )
                continue
            if item in places:
                others = (Label(places[item], "registered here first"),)
                message = f"the clause `{item}` is registered twice"
                findings.append(Diagnostic(errors.DECLARED_TWICE, message, clause.span, others=others))
            places[item] = clause.span
            register[item] = Citation(item, found.title.labels, clause.section)
    return register


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
