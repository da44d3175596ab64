"""The rows of a parameter in words: where, when, for which keys, how much."""

from datetime import timedelta

import attrs

from policy_engine.core.program import ParameterKey, ParameterRow, ParameterTable, Program
from policy_engine.core.values import UNKNOWN, Value
from policy_engine.explanation.words import value_text
from policy_engine.model.labels import Labels, Language
from policy_engine.model.vocabulary import Variable

_EVERYWHERE = Labels("全国", "everywhere")
_UNSET = Labels("未定", "unset")
_ANY = Labels("不限", "any")


@attrs.frozen
class RowWords:
    """A row of a parameter in one language; `until` is the last day on which it holds."""

    area: str
    start: str
    until: str
    keys: tuple[str, ...]
    value: str
    source: str


def key_label(key: ParameterKey, program: Program) -> Labels:
    """What a key is called: as the fact of its name, if there is one."""
    fact = _fact(key, program)
    return fact.labels if fact else Labels(key.name, key.name)


def rows_in_words(table: ParameterTable, program: Program, language: Language) -> tuple[RowWords, ...]:
    """All rows; of a parameter without any, one that says that it is unset."""
    rows = table.rows or (ParameterRow(UNKNOWN, keys=tuple(None for _ in table.keys)),)
    return tuple(_row(row, table, program, language) for row in rows)


def _row(row: ParameterRow, table: ParameterTable, program: Program, language: Language) -> RowWords:
    last = row.until - timedelta(days=1) if row.until else None
    return RowWords(
        program.areas.text(row.area, language) if row.area else _EVERYWHERE.text(language),
        row.start.isoformat() if row.start else "",
        last.isoformat() if last else "",
        tuple(
            _key_text(value, key, program, language) for key, value in zip(table.keys, row.keys, strict=True)
        ),
        _UNSET.text(language) if row.value is UNKNOWN else value_text(row.value, table.type, language),
        row.source or "",
    )


def _key_text(value: Value | None, key: ParameterKey, program: Program, language: Language) -> str:
    if value is None:
        return _ANY.text(language)
    fact = _fact(key, program)
    labelled = any(each.labels.zh != each.name for each in key.type.values)
    kind = fact.type if fact and isinstance(value, str) and not labelled else key.type
    return value_text(value, kind, language)


def _fact(key: ParameterKey, program: Program) -> Variable | None:
    variables = program.vocabulary.variables.values()
    return next((variable for variable in variables if variable.name == key.name), None)
