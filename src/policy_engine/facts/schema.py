"""The JSON Schema of cases, made from the vocabulary: for editors, forms, and hosts that check before they send.

It says what JSON Schema can say; that an id stands once and that codes lie in each other is left to the reader.
"""

from policy_engine.core.json_schema import CODE, DATE, DIALECT
from policy_engine.core.texts import Json
from policy_engine.facts.schema_values import fact_schema, or_null
from policy_engine.model.labels import Labels
from policy_engine.model.vocabulary import CONTEXT, Entity, Vocabulary

_ID: Json = {"anyOf": [{"type": "string", "minLength": 1}, {"type": "integer"}, {"type": "null"}]}


def case_schema(vocabulary: Vocabulary) -> dict[str, Json]:
    """The schema of the cases that the vocabulary allows: one definition an entity, labels in both languages."""
    entities = [each for each in vocabulary.entities.values() if not each.abstract]
    roots = [each.name for each in entities if each.name != CONTEXT]
    properties: dict[str, Json] = {"on": or_null({**DATE, "title": "评估日期 / date of evaluation"})}
    properties |= {each.name: _reference(each.name) for each in entities}
    return {
        "$schema": DIALECT,
        "title": "案例 / case",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "oneOf": [{"required": [name]} for name in roots],
        "$defs": {each.name: _entity_schema(each, vocabulary) for each in entities},
    }


def _entity_schema(entity: Entity, vocabulary: Vocabulary) -> Json:
    properties: dict[str, Json] = {}
    if entity.name != CONTEXT:
        properties |= _places(entity, vocabulary)
        properties |= {"id": _ID, "code": or_null(CODE)}
    properties |= _facts(entity, vocabulary)
    if entity.name != CONTEXT:
        properties = {**_lists(entity, vocabulary), **properties}
    return {
        **_described(entity.labels, entity.meaning),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _places(entity: Entity, vocabulary: Vocabulary) -> dict[str, Json]:
    """What may stand above the entity, by name."""
    return {name: or_null(_reference(name)) for name in vocabulary.ancestors(entity.name)}


def _facts(entity: Entity, vocabulary: Vocabulary) -> dict[str, Json]:
    """Each fact by name, and by its Chinese label; the date of evaluation stands elsewhere."""
    found: dict[str, Json] = {}
    for variable in vocabulary.variables_of(entity.name):
        if variable.name != "code" and variable.key != (CONTEXT, "date"):
            found[variable.name] = {
                **_described(variable.labels, variable.meaning),
                **fact_schema(variable),
            }
            found.setdefault(
                variable.labels.zh, {"$ref": f"#/$defs/{entity.name}/properties/{variable.name}"}
            )
    return found


def _lists(entity: Entity, vocabulary: Vocabulary) -> dict[str, Json]:
    """The list of each entity that can be found below, by plural and by Chinese label."""
    found: dict[str, Json] = {}
    for below in vocabulary.entities.values():
        if below.plural and vocabulary.descends(below.name, entity.name):
            found[below.plural] = or_null({"type": "array", "items": _reference(below.name)})
            found[below.labels.zh] = {"$ref": f"#/$defs/{entity.name}/properties/{below.plural}"}
    return found


def _reference(entity: str) -> dict[str, Json]:
    return {"$ref": f"#/$defs/{entity}"}


def _described(labels: Labels, meaning: str) -> dict[str, Json]:
    described: dict[str, Json] = {"title": f"{labels.zh} / {labels.en}"}
    return {**described, "description": meaning} if meaning else described
