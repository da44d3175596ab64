"""A rule as `rules RULE` shows it: what it says, on which figures and clauses it rests, who changed it."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from policy_engine.cli.console import Wrapped
from policy_engine.core.program import ParameterTable, Program, Wording
from policy_engine.explanation.words import CHANGES
from policy_engine.model.labels import Language
from policy_engine.model.rule import Change, Rule
from policy_engine.prose.parameters import RowWords, key_label, rows_in_words
from policy_engine.prose.sentence import sentence
from policy_engine.prose.uses import parameters_used, rules_used


def card(rule: Rule, program: Program, language: Language) -> Iterator[RenderableType]:
    """The rule on several lines."""
    chinese = language is Language.ZH
    yield Text.assemble((rule.name, "bold"), " ", rule.labels.text(language))
    yield Wrapped(sentence(rule, program, language), 2)
    for table in parameters_used(rule, program):
        yield Text.assemble("  ", table.name, " ", table.labels.text(language))
        for line in _rows(table, program, language):
            yield Wrapped(line, 4)
    used = rules_used(rule, program)
    if used:
        yield Wrapped(("另见：" if chinese else "see also: ") + ", ".join(used), 2)
    for citation in rule.sources:
        document = citation.document.text(language)
        yield Wrapped(
            ("依据：" if chinese else "source: ") + f"{document} {citation.section} [{citation.item}]", 2
        )
    for change in _changes(rule, program):
        yield Wrapped(_change(change, program, language), 2)
    yield Text("")


def _rows(table: ParameterTable, program: Program, language: Language) -> Iterator[str]:
    names = [key_label(key, program).text(language) for key in table.keys]
    for row in rows_in_words(table, program, language):
        yield _row(row, names, chinese=language is Language.ZH)


def _row(row: RowWords, names: list[str], *, chinese: bool) -> str:
    keys = [f"{name} {text}" for name, text in zip(names, row.keys, strict=True)]
    start = (f"自 {row.start}" if chinese else f"from {row.start}") if row.start else ""
    until = (f"至 {row.until}" if chinese else f"until {row.until}") if row.until else ""
    reach = ("，" if chinese else ", ").join(part for part in (row.area, start, until, *keys) if part)
    source = f" [{row.source}]" if row.source else ""
    return f"{reach}{'：' if chinese else ': '}{row.value}{source}"


def _changes(rule: Rule, program: Program) -> Iterator[Change]:
    """The override that the rule is, and the changes that except something from it."""
    if rule.change is not None:
        yield rule.change
    yield from program.wordings.get(rule, Wording()).exceptions


def _change(change: Change, program: Program, language: Language) -> str:
    where, reason = program.areas.listed(change.areas, language), change.reason.text(language)
    done = CHANGES[change.action].text(language)
    if language is Language.ZH:
        return f"插件 {change.plugin} {done}（{where}）：{reason}"
    return f"{done} by {change.plugin} ({where}): {reason}"
