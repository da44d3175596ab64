"""Expressions, statements and wishes in both languages, for tests."""

from collections.abc import Mapping

from policy_engine.backends.interpreter import Run
from policy_engine.core.expression import Expression
from policy_engine.core.program import ParameterTable, Program
from policy_engine.core.texts import Json
from policy_engine.decisions.decide import decide
from policy_engine.decisions.outcome import Outcome
from policy_engine.explanation.because import because
from policy_engine.explanation.explain import Explanation, explain
from policy_engine.explanation.phrases import formula
from policy_engine.explanation.speaker import Speaker
from policy_engine.explanation.statements import statement, wish
from policy_engine.facts.case import Subject
from policy_engine.model.labels import Language
from tests.language import bare_program, case, checked, run_of, subject

Texts = tuple[str, str]
"""Chinese and English."""
Tables = Mapping[str, ParameterTable]


def expression(text: str, entity: str = "person", tables: Tables | None = None) -> Expression:
    """The core expression of a text that the checker accepts."""
    found = checked(text, entity, tables)
    assert found.findings == (), [finding.message for finding in found.findings]
    return found.typed.expression


def speakers(
    root: Subject | None = None, at: str = "", tables: Tables | None = None, *, values: bool = False
) -> tuple[Speaker, Speaker]:
    """A Chinese and an English speaker of the root, or of the subject named `at`."""
    run = run_of(root or subject("person"), bare_program(tables))
    place = next(each for each in run.case.subjects if not at or each.name == at)
    zh, en = (Speaker(run, place, language, values) for language in Language)
    return zh, en


def formulas(
    text: str,
    entity: str = "person",
    root: Subject | None = None,
    tables: Tables | None = None,
    *,
    values: bool = False,
) -> Texts:
    """An expression in words."""
    root = root or subject(entity)
    at = next(each.name for each in case(root).subjects if each.entity == entity)
    zh, en = (
        formula(expression(text, entity, tables), each) for each in speakers(root, at, tables, values=values)
    )
    return zh, en


def statements(text: str, root: Subject, at: str = "", tables: Tables | None = None) -> Texts:
    """What is the case about a condition."""
    both = speakers(root, at, tables)
    zh, en = (statement(expression(text, each.subject.entity, tables), each) for each in both)
    return zh, en


def wishes(text: str, root: Subject, *, wanted: bool = True, tables: Tables | None = None) -> Texts:
    """What a condition would have to be."""
    both = speakers(root, "", tables)
    zh, en = (wish(expression(text, each.subject.entity, tables), each, wanted=wanted) for each in both)
    return zh, en


def decided(made: Program, root: Subject, at: str = "") -> tuple[Outcome, Run]:
    """The only outcome of the root, or of the subject named `at`, and the run that it is from."""
    run = run_of(root, made)
    (found,) = (each for each in decide(run) if each.subject.name == (at or run.case.root.name))
    return found, run


def reason(made: Program, root: Subject) -> Texts:
    """The reason of the only outcome of the root, without its source."""
    found, run = decided(made, root)
    zh, en = (because(found, run, language) for language in Language)
    return zh.removesuffix("依据：办法 1。"), en.removesuffix(" source: Measures 1.")


def explained(made: Program, root: Subject, at: str = "") -> tuple[Explanation, str, str]:
    """The whole reasoning of the only outcome of the root, and its texts after the reason."""
    found = explain(*decided(made, root, at))
    zh, en = (found.text(language).split("\n\n", 1)[1] for language in Language)
    return found, zh, en


def different(made: Program, root: Subject, at: str = "") -> Texts:
    """What would have to be different, an item a line."""
    found = explain(*decided(made, root, at))
    zh, en = ("\n".join(str(each) for each in _items(found, language)) for language in Language)
    return zh, en


def _items(found: Explanation, language: Language) -> list[Json]:
    items = found.to_dict(language)["different"]
    assert isinstance(items, list)
    return items
