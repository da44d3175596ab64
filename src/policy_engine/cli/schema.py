"""The command `schema`: the JSON Schemas of what people write and of what programs exchange."""

import json
from collections.abc import Collection
from enum import StrEnum
from typing import Annotated

import typer

from policy_engine.cli.answer import Answer
from policy_engine.cli.options import InstalledOption, PoliciesOption, load_engine
from policy_engine.core.texts import Json
from policy_engine.decisions.schema import decision_schema
from policy_engine.facts.schema import case_schema
from policy_engine.plugins.manager import contributions, make_manager
from policy_engine.syntax.schema import any_file_schema, file_schema


class Sort(StrEnum):
    """What a schema describes: a YAML file of a sort or of any, a case, or a decision."""

    FILE = "file"
    POLICY = "policy"
    VOCABULARY = "vocabulary"
    SOURCES = "sources"
    AREAS = "areas"
    CASES = "cases"
    CASE = "case"
    DECISION = "decision"


def schema(
    sort: Annotated[
        Sort,
        typer.Argument(
            metavar="SORT", help="What the schema is of. 哪一种文件或数据。", case_sensitive=False
        ),
    ],
    policies: PoliciesOption = None,
    installed: InstalledOption = True,
) -> Answer:
    """输出 JSON Schema，供编辑器和其他程序使用。A JSON Schema, for editors and other programs."""
    return Answer(schema_text(sort, policies, installed=installed))


def schema_text(sort: Sort, policies: PoliciesOption = None, *, installed: bool | Collection[str]) -> str:
    """The schema of a sort as JSON text."""
    return json.dumps(_schema(sort, policies, installed), ensure_ascii=False, indent=1) + "\n"


def _schema(sort: Sort, policies: PoliciesOption, installed: bool | Collection[str]) -> dict[str, Json]:
    match sort:
        case Sort.FILE:
            return any_file_schema()
        case Sort.CASE:
            return case_schema(load_engine(policies, installed).vocabulary)
        case Sort.DECISION:
            return decision_schema()
        case _:
            brought = contributions(make_manager((), installed=installed))
            return file_schema(sort, {kind.name: kind.tree for kind in brought.kinds})
