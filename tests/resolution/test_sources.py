from policy_engine.diagnostics import Diagnostic
from policy_engine.resolution.sources import Register, build_reasons, build_register, cited
from policy_engine.source.text import Source
from policy_engine.syntax.surface import read_model
from policy_engine.syntax.vocabulary import NotComputableTree, SourcesTree
from tests.language import AREAS, source, told

TITLE = "{title: {zh: 办法, en: Measures}}"


def _register(*texts: str) -> tuple[Register, list[Diagnostic]]:
    findings: list[Diagnostic] = []
    trees = [read_model(SourcesTree, source(f"sources: x\n{text}"), findings) for text in texts]
    return build_register([tree for tree in trees if tree], AREAS, findings), findings


def test_a_clause_has_its_document_and_section() -> None:
    """Documents and clauses may stand in different files."""
    register, findings = _register(f"documents: {{d: {TITLE}}}", "items: {a: {document: d, section: 第3条}}")
    assert findings == []
    assert (register["a"].item, register["a"].document.zh, register["a"].section) == ("a", "办法", "第3条")


def test_clauses_of_unknown_documents_are_refused() -> None:
    """With the document that was perhaps meant."""
    _, findings = _register(
        f"documents: {{doc: {TITLE}}}\nitems: {{a: {{document: dok, section: x}}, b: {{document: yz, section: x}}}}"
    )
    assert told(findings) == [
        ("PE213", "there is no document `dok`", "{document: dok, section: x}", "did you mean `doc`?"),
        (
            "PE213",
            "there is no document `yz`",
            "{document: yz, section: x}",
            "register it under `documents:`",
        ),
    ]


def test_a_document_registered_twice_is_refused() -> None:
    """Pointing at the first."""
    _, findings = _register(f"documents: {{d: {TITLE}}}", f"documents: {{d: {TITLE}}}")
    assert told(findings) == [("PE210", "the document `d` is registered twice", TITLE, "")]
    assert findings[0].others[0].text == "registered here first"


def test_a_clause_registered_twice_is_refused() -> None:
    """Two registers must not say different things of one item."""
    clause = "items: {a: {document: d, section: x}}"
    _, findings = _register(f"documents: {{d: {TITLE}}}\n{clause}", clause)
    assert told(findings) == [
        ("PE210", "the clause `a` is registered twice", "{document: d, section: x}", "")
    ]


def test_only_registered_clauses_can_be_cited() -> None:
    """Each of the others is a finding; the registered ones are cited all the same."""
    register, findings = _register(
        f"documents: {{d: {TITLE}}}\nitems: {{clause: {{document: d, section: x}}}}"
    )
    span = Source("p", "xyz").span(0, 3)
    citations = cited(["clause", "claus", "other"], register, span, findings)
    assert [citation.item for citation in citations] == ["clause"]
    assert told(findings) == [
        ("PE213", "the clause `claus` is not registered", "xyz", "did you mean `clause`?"),
        ("PE213", "the clause `other` is not registered", "xyz", "register the clause in a file of sources"),
    ]


def test_reasons_are_for_registered_clauses_and_given_once() -> None:
    """Why no rule can decide a clause."""
    register, findings = _register(f"documents: {{d: {TITLE}}}\nitems: {{a: {{document: d, section: x}}}}")
    reason = "{zh: 号召, en: An appeal}"
    texts = (f"not_computable: {{a: {reason}}}", f"not_computable: {{a: {reason}, b: {reason}}}")
    trees = [read_model(NotComputableTree, source(text), findings) for text in texts]
    reasons = build_reasons([tree for tree in trees if tree], register, findings)
    assert reasons["a"].en == "An appeal"
    assert told(findings) == [
        ("PE210", "the reason for `a` is registered twice", reason, ""),
        ("PE213", "the clause `b` is not registered", reason, "register the clause in a file of sources"),
    ]
