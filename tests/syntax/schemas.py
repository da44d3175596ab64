"""Validators for YAML files, as editors have them."""

import json
from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from policy_engine.core.texts import Json
from policy_engine.facts.schema import case_schema
from policy_engine.model.vocabulary import Vocabulary
from policy_engine.reading.values import JsonValue
from policy_engine.reading.yaml import read_yaml
from policy_engine.reading.yaml_values import yaml_to_json
from policy_engine.source.text import Source
from policy_engine.syntax.schema import FILES, any_file_schema, file_schema
from tests.language import TREES

SCHEMAS = {sort: file_schema(sort, TREES) for sort in FILES}


def any_file(vocabulary: Vocabulary | None = None) -> Draft202012Validator:
    """A validator for files of any sort; in files of cases, the cases themselves fit where no vocabulary is given."""
    case: dict[str, Json] = case_schema(vocabulary) if vocabulary else {}
    registry: Registry[bool | Mapping[str, Any]] = Registry().with_resources(
        (f"{name}.json", DRAFT202012.create_resource(schema))
        for name, schema in {**SCHEMAS, "case": case}.items()
    )
    return Draft202012Validator(any_file_schema(), registry=registry)


def misfits(check: Draft202012Validator, content: JsonValue) -> list[str]:
    """The deepest places at which the content does not fit, each with what is said of it."""
    errors = list(check.iter_errors(content))
    while any(error.context for error in errors):
        errors = [inner for error in errors for inner in error.context or [error]]
    return [f"{error.json_path}: {error.message[:200]}" for error in errors]


def content_of(text: str) -> JsonValue:
    """What an editor reads in a YAML text."""
    return yaml_to_json(read_yaml(Source("file.yaml", text)))


def yaml_of(value: JsonValue) -> str:
    """A value as YAML, on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{yaml_of(key)}: {yaml_of(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(yaml_of(each) for each in value) + "]"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case bool():
            return str(value).lower()
        case None:
            return "null"
        case _:
            return str(value)
