"""The JSON Schema of the values of a fact."""

from policy_engine.core.json_schema import CODE, DATE
from policy_engine.core.texts import Json, number_text
from policy_engine.facts.values import LONGEST_TEXT, NONE_TEXT
from policy_engine.model.period import Period
from policy_engine.model.types import Kind, Type
from policy_engine.model.vocabulary import Variable

_RANGE = "[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}"
_KEYS: dict[Period | None, Json] = {
    None: DATE["pattern"],
    Period.YEAR: f"^([0-9]{{4}}|{_RANGE})$",
    Period.SEMESTER: f"^([0-9]{{4}}-(spring|autumn)|{_RANGE})$",
    Period.MONTH: f"^([0-9]{{4}}-(0[1-9]|1[0-2])|{_RANGE})$",
}


def or_null(schema: dict[str, Json]) -> dict[str, Json]:
    """The same, or null for what is not known."""
    return {"anyOf": [schema, {"type": "null"}]}


def fact_schema(variable: Variable) -> dict[str, Json]:
    """A value of the fact, or values by period or by the day from which they hold; null for what is not known."""
    forms = _forms(variable)
    if variable.period in _KEYS:
        dated: dict[str, Json] = {
            "type": "object",
            "propertyNames": {"pattern": _KEYS[variable.period]},
            "additionalProperties": {"anyOf": [*forms]},
        }
        if variable.period is None:
            dated["minProperties"] = 1
        forms = [*forms, dated]
    return {"anyOf": [*forms]}


def _forms(variable: Variable) -> list[Json]:
    kind = variable.type
    forms = _single(variable)
    if kind.many:
        forms = [{"type": "array", "items": {"anyOf": [*forms]}}]
    if variable.absent and kind.value_named(NONE_TEXT) is None:
        forms.append({"const": NONE_TEXT})
    return [*forms, {"type": "null"}]


def _single(variable: Variable) -> list[Json]:
    kind = variable.type
    match kind.kind:
        case Kind.BOOL:
            return [{"type": "boolean"}]
        case Kind.DATE:
            return [DATE]
        case Kind.CODE:
            return [CODE]
        case Kind.ENUM:
            return [{"enum": _names(kind)}]
        case Kind.TEXT:
            text: dict[str, Json] = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
            if kind.value_named(NONE_TEXT) is None:
                text["not"] = {"const": NONE_TEXT}
            return [{**text, "examples": _names(kind)} if kind.values else text]
        case _:
            return _numbers(variable)


def _names(kind: Type) -> list[Json]:
    """Names and labels of the declared values, each once."""
    words = (word for value in kind.values for word in (value.name, value.labels.zh, value.labels.en))
    return [*dict.fromkeys(words)]


def _numbers(variable: Variable) -> list[Json]:
    """The number as JSON and as text; the text's pattern knows the sign of the bounds, not their size."""
    kind, low, high = variable.type, variable.bounds.minimum, variable.bounds.maximum
    whole = kind.kind in (Kind.INT, Kind.MONEY)
    number: dict[str, Json] = {"type": "integer" if whole else "number"}
    if low is not None:
        number["minimum"] = _limit(low, kind)
    if high is not None:
        number["maximum"] = _limit(high, kind)
    sign = "" if low is not None and low >= 0 else "-?"
    places = f"(\\.[0-9]{{1,{kind.scale}}})?" if kind.scale else ""
    return [number, {"type": "string", "pattern": f"^{sign}(0|[1-9][0-9]*){places}$"}]


def _limit(bound: int, kind: Type) -> Json:
    """The bound as a JSON number: exact where it is whole, as all declared bounds are; else the next whole number outwards."""
    text = number_text(bound, kind)
    return int(text.partition(".")[0]) if "." in text else int(text)
