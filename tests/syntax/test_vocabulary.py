import pytest

from policy_engine.diagnostics import Diagnostic
from policy_engine.syntax.surface import read_model
from policy_engine.syntax.vocabulary import SourcesTree, VocabularyTree
from tests.language import SOURCES, VOCABULARY, Told, source, told

LABEL = "label: {zh: 甲, en: A}"
TYPES = "expected one of `bool`, `int`, `number`, `money`, `rate`, `date`, `enum`, `text` or `code`, found `float`"
PERIODS = "expected one of `year`, `semester`, `month` or `once`, found `day`"


def test_the_vocabulary_and_the_sources_of_the_tests_are_read() -> None:
    """Every key of both models occurs in them or in those of the national policies."""
    findings: list[Diagnostic] = []
    vocabulary = read_model(VocabularyTree, source(VOCABULARY), findings)
    sources = read_model(SourcesTree, source(SOURCES), findings)
    assert findings == []
    assert vocabulary is not None
    assert sources is not None
    assert vocabulary.facts["household.grade"].values["A"].labels.zh == "甲类"
    assert (vocabulary.facts["person.disease"].many, vocabulary.entities["place"].abstract) == (True, True)
    assert sources.items["s1"].section == "1"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("entities: {a: {}}", [("PE132", "the key `label` is missing here", "{}", "add `label: ...`")]),
        (f"entities: {{a: {{{LABEL}, plurals: x}}}}", [
            ("PE131", "there is no key `plurals` here", "plurals", "did you mean `plural`?")]),
        (f"entities: {{a: {{{LABEL}, abstract: 1}}}}", [("PE133", "expected `true` or `false`, found `1`", "1", "")]),
        (f"facts: {{a.b: {{{LABEL}}}}}", [("PE132", "the key `type` is missing here", f"{{{LABEL}}}", "add `type: ...`")]),
        (f"facts: {{a.b: {{type: float, {LABEL}}}}}", [("PE133", TYPES, "float", "")]),
        (f"facts: {{a.b: {{type: int, {LABEL}, period: day}}}}", [("PE133", PERIODS, "day", "")]),
        (f"facts: {{a.b: {{type: int, {LABEL}, bounds: [1, 2]}}}}", [
            ("PE133", "expected a mapping with the keys min, max, found a list", "[1, 2]", "")]),
        (f"facts: {{a.b: {{type: int, {LABEL}, bounds: {{min: x}}}}}}", [("PE133", "expected a number, found `x`", "x", "")]),
        (f"facts: {{a.b: {{type: enum, {LABEL}, values: [x]}}}}", [
            ("PE133", "expected a mapping of names to their contents, found a list", "[x]", "")]),
        (f"facts: {{a.b: {{type: enum, {LABEL}, values: {{x: y}}}}}}", [
            ("PE133", "expected a mapping with the keys zh, en, found `y`", "y", "")]),
        ("entities: {a: {label: x}}\nfacts: {b.c: {type: int, label: {zh: x}}}", [
            ("PE133", "expected a mapping with the keys zh, en, found `x`", "x", ""),
            ("PE132", "the key `en` is missing here", "{zh: x}", "add `en: ...`"),
        ]),
    ],
)  # fmt: skip
def test_a_vocabulary_of_the_wrong_shape_is_refused(text: str, findings: list[Told]) -> None:
    """With every finding of the file at once."""
    found: list[Diagnostic] = []
    assert read_model(VocabularyTree, source(f"vocabulary: v\n{text}"), found) is None
    assert told(found) == findings


def test_sources_of_the_wrong_shape_are_refused() -> None:
    """A clause needs its document and section."""
    found: list[Diagnostic] = []
    assert (
        read_model(SourcesTree, source("sources: s\ndocuments: {d: {}}\nitems: {a: {document: d}}"), found)
        is None
    )
    assert told(found) == [
        ("PE132", "the key `title` is missing here", "{}", "add `title: ...`"),
        ("PE132", "the key `section` is missing here", "{document: d}", "add `section: ...`"),
    ]
