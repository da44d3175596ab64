"""Validators for YAML files, as editors have them."""

from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from policy_engine import Engine
from policy_engine.facts.schema import case_schema
from policy_engine.syntax.schema import FILES, any_file_schema, file_schema
from tests.language import TREES

SCHEMAS = {sort: file_schema(sort, TREES) for sort in FILES}


def any_file() -> Draft202012Validator:
    """A validator for files of any sort, with the national vocabulary."""
    schemas = {**SCHEMAS, "case": case_schema(Engine.load(installed=False).vocabulary)}
    registry: Registry[bool | Mapping[str, Any]] = Registry().with_resources(
        (f"{name}.json", Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    return Draft202012Validator(any_file_schema(), registry=registry)
