"""The JSON Schemas of YAML files, made from their models: for editors.

They say what JSON Schema can say of a file by itself; whether its names exist is left to the reader.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from policy_engine.core.json_schema import DATE, DIALECT
from policy_engine.core.texts import Json
from policy_engine.reading.yaml import Scalar
from policy_engine.syntax.cases import CasesTree
from policy_engine.syntax.policy import CHANGING_SECTIONS, FIXED_KEYS, ChangeTree, Kinds, PolicyTree, RuleTree
from policy_engine.syntax.surface import PLACE_FIELD, TEXT, Phrase, Shapes, Surface
from policy_engine.syntax.vocabulary import AreasTree, NotComputableTree, SourcesTree, VocabularyTree

Schema = dict[str, Json]
FILES: dict[str, type[Surface]] = {
    "policy": PolicyTree,
    "vocabulary": VocabularyTree,
    "sources": SourcesTree,
    "areas": AreasTree,
    "not_computable": NotComputableTree,
    "cases": CasesTree,
}
"""The sorts of files; the first key of each tells which it is."""
_TYPES: dict[Any, Schema] = {
    str: TEXT,
    Phrase: TEXT,
    Scalar: {**TEXT, "pattern": r"\S"},
    date: DATE,
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0, "maximum": 999_999},
    Decimal: {"type": "number"},
    Any: {},
}


def file_schema(sort: str, kinds: Kinds) -> Schema:
    """The schema of files of a sort."""
    schema = _model(FILES[sort])
    if FILES[sort] is PolicyTree:
        properties = schema["properties"]
        assert isinstance(properties, dict)
        properties["rules"] = {**_described(PolicyTree, "rules"), **_named(_any_rule(kinds))}
        for section in CHANGING_SECTIONS:
            properties[section] = {**_described(PolicyTree, section), **_named(_any_override(kinds))}
        schema["$defs"] = {name: _rule(name, tree) for name, tree in sorted(kinds.items())}
    return {"$schema": DIALECT, "title": sort, **schema}


def any_file_schema() -> Schema:
    """The schema of a file of any sort, which its first key tells; the schemas of the sorts stand beside it."""
    sorts = {next(_keys(model))[0]: sort for sort, model in FILES.items()}
    choice: Schema = {"anyOf": [{"required": [key]} for key in sorts]}
    for key, sort in reversed(sorts.items()):
        choice = {"if": {"required": [key]}, "then": {"$ref": f"{sort}.json"}, "else": choice}
    return {"$schema": DIALECT, "title": "file", "type": "object", **choice}


def _any_rule(kinds: Kinds) -> Schema:
    """By kind, so that an editor tells what is wrong with a rule of this kind and not that no kind fits."""
    kind: Schema = {**_described(RuleTree, "kind"), "enum": [*sorted(kinds)]}
    return {
        "type": "object",
        "properties": {"kind": kind},
        "required": ["kind"],
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
                "then": {"$ref": f"#/$defs/{name}"},
            }
            for name in sorted(kinds)
        ],
    }


def _rule(name: str, tree: type[RuleTree]) -> Schema:
    schema = _model(tree)
    assert isinstance(schema["properties"], dict)
    schema["properties"]["kind"] = {**_described(tree, "kind"), "const": name}
    return schema


def _any_override(kinds: Kinds) -> Schema:
    """The head of a change, and the keys of every kind, as the kind of the changed rule is told elsewhere."""
    schema = _model(ChangeTree)
    properties = schema["properties"]
    assert isinstance(properties, dict)
    owners: dict[str, list[Json]] = {}
    for name, tree in sorted(kinds.items()):
        for key, _, _ in _keys(tree):
            if key not in properties and key not in FIXED_KEYS:
                owners.setdefault(key, []).append({"$ref": f"#/$defs/{name}/properties/{key}"})
    properties |= {key: _any_of(each) for key, each in owners.items()}
    return schema


def _model(model: type[BaseModel]) -> Schema:
    others = _shape(model.others) if issubclass(model, Surface) and model.others else False
    return {
        "type": "object",
        "properties": {
            key: {**_described(model, name), **_of_field(field)} for key, name, field in _keys(model)
        },
        "required": [key for key, _, field in _keys(model) if field.is_required()],
        "additionalProperties": others,
    }


def _keys(model: type[BaseModel]) -> Iterator[tuple[str, str, FieldInfo]]:
    """Each key with the name of its field."""
    for name, field in model.model_fields.items():
        if name != PLACE_FIELD:
            yield field.alias or name, name, field


def _described(model: type[BaseModel], name: str) -> Schema:
    text = model.model_fields[name].description
    return {"description": text} if text else {}


def _of_field(field: FieldInfo) -> Schema:
    """The shape of a field: pydantic keeps what is annotated at its top apart from the type."""
    return _of_metadata(tuple(field.metadata)) or _shape(field.annotation)


def _of_metadata(metadata: tuple[Any, ...]) -> Schema | None:
    shapes = next((each for each in metadata if isinstance(each, Shapes)), None)
    return _either(shapes.forms) if shapes else None


def _shape(form: Any) -> Schema:
    if isinstance(form, dict):
        return form
    origin, arguments = get_origin(form), get_args(form)
    if origin is Annotated:
        return _of_metadata(arguments[1:]) or _shape(arguments[0])
    if origin in (Union, UnionType):
        return _either(tuple(each for each in arguments if each is not NoneType))
    if origin is Literal:
        return {"enum": [*arguments]}
    if origin is dict:
        return _named(_shape(arguments[1]))
    if origin is list:
        return {"type": "array", "items": _shape(arguments[0])}
    if origin is tuple:
        return _listed(_shape(arguments[0]))
    if isinstance(form, type) and issubclass(form, BaseModel):
        return _model(form)
    return _TYPES[form]


def _named(item: Schema) -> Schema:
    return {"type": "object", "additionalProperties": item}


def _listed(item: Schema) -> Schema:
    """A list, or one value that stands for a list of it; a mapping never does."""
    items: Schema = {"type": "array", "items": item}
    if _is_mapping(item):
        return items
    types = item.get("type")
    if types is None or "items" in item:
        return {"anyOf": [item, items]}
    return {**item, **items, "type": [*(types if isinstance(types, list) else [types]), "array"]}


def _either(forms: tuple[Any, ...]) -> Schema:
    """One of the forms; a mapping is judged as what a mapping may be, so that an editor tells what is wrong inside."""
    schemas: list[Json] = [_shape(form) for form in forms]
    mappings = [each for each in schemas if _is_mapping(each)]
    others = [each for each in schemas if not _is_mapping(each)]
    if len(mappings) == 1 and others:
        return {"if": {"type": "object"}, "then": mappings[0], "else": _any_of(others)}
    return _any_of(schemas)


def _any_of(schemas: list[Json]) -> Schema:
    single = schemas[0]
    return single if len(schemas) == 1 and isinstance(single, dict) else {"anyOf": schemas}


def _is_mapping(schema: Json) -> bool:
    return isinstance(schema, dict) and schema.get("type") == "object"
