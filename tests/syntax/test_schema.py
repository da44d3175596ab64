import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from policy_engine.syntax.schema import FILES, any_file_schema, file_schema
from policy_engine.syntax.surface import PLACE_FIELD, Shapes
from tests.language import TREES

SCHEMAS = {sort: file_schema(sort, TREES) for sort in FILES}
CHECKS = {sort: Draft202012Validator(schema) for sort, schema in SCHEMAS.items()}
DESCRIBED = re.compile(r"[^。]*[\u4e00-\u9fff][^。]*。 [A-Z][^。]*\.")


def models_in(form: Any) -> Iterator[type[BaseModel]]:
    """Every model that a form holds, itself included."""
    if isinstance(form, type) and issubclass(form, BaseModel):
        yield form
        for field in form.model_fields.values():
            yield from models_in(field.annotation)
            yield from (found for each in field.metadata for found in models_in(each))
    inner = form.forms if isinstance(form, Shapes) else (*get_args(form), *getattr(form, "__metadata__", ()))
    yield from (found for each in inner for found in models_in(each))


MODELS = {model.__name__: model for root in (*FILES.values(), *TREES.values()) for model in models_in(root)}


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_key_is_described(name: str) -> None:
    """In both languages, as `Field(description="中文。 English.")`: editors show it."""
    texts = {
        key: field.description or "" for key, field in MODELS[name].model_fields.items() if key != PLACE_FIELD
    }
    assert [key for key, text in texts.items() if not DESCRIBED.fullmatch(text)] == []


@pytest.mark.parametrize("sort", FILES)
def test_a_schema_is_a_schema(sort: str) -> None:
    """In the dialect that it names."""
    Draft202012Validator.check_schema(SCHEMAS[sort])
    Draft202012Validator.check_schema(any_file_schema())
