"""YAML nodes to pydantic models: shapes, keys and plain values, with every finding at its place."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, ClassVar, TypeVar, get_args

import attrs
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from policy_engine.core.json_schema import CODE
from policy_engine.core.texts import Json
from policy_engine.diagnostics import Diagnostic
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.labels import Labels
from policy_engine.reading.values import read_day
from policy_engine.reading.yaml import Mapping, Node, Scalar, Sequence
from policy_engine.source.text import Span
from policy_engine.syntax import errors

PLACE_FIELD = "place"
"""The field of every model that holds the span of its mapping."""
PLACE_KEY = "<place>"
A_COUNT = "a whole number such as 15"
IN_QUOTES = "inside `{ }`, put a text with a comma or a colon in quotes"
A_DATE = "a date such as 2019-01-31"


def _scalar(value: object, expected: str) -> Scalar:
    if isinstance(value, Scalar):
        return value
    raise PydanticCustomError("value", "{expected}", {"expected": expected})


def text_of(value: object) -> str:
    """The text of a scalar node."""
    return value if isinstance(value, str) else _scalar(value, "a text").text


@attrs.frozen
class Phrase:
    """A text with its place."""

    text: str
    span: Span


def _phrase(value: object) -> Phrase:
    scalar = _scalar(value, "a text")
    return Phrase(scalar.text, scalar.span)


def _day(value: object) -> date:
    day = read_day(_scalar(value, A_DATE).text)
    if day is None:
        raise PydanticCustomError("value", "{expected}", {"expected": A_DATE})
    return day


def _flag(value: object) -> bool:
    text = _scalar(value, "`true` or `false`").text
    if text not in ("true", "false"):
        raise PydanticCustomError("value", "{expected}", {"expected": "`true` or `false`"})
    return text == "true"


def _count(value: object) -> int:
    text = _scalar(value, A_COUNT).text
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise PydanticCustomError("value", "{expected}", {"expected": A_COUNT})
    return int(text)


def _decimal(value: object) -> Decimal:
    try:
        number = Decimal(_scalar(value, "a number").text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise PydanticCustomError("value", "{expected}", {"expected": "a number"})
    return number


def _node(value: object) -> object:
    return value


def _entries(value: object) -> object:
    if isinstance(value, Mapping):
        return {key.text: node for key, node in value.entries}
    if isinstance(value, dict):
        return value
    raise PydanticCustomError("value", "{expected}", {"expected": "a mapping of names to their contents"})


def _items(value: object) -> object:
    if isinstance(value, Sequence):
        return value.items
    if isinstance(value, Scalar):
        return (value,)
    if isinstance(value, tuple):
        return value
    raise PydanticCustomError("value", "{expected}", {"expected": "a value or a list of values"})


def _expression(value: object) -> Scalar:
    scalar = _scalar(value, "an expression")
    if not scalar.text.strip():
        raise PydanticCustomError("value", "{expected}", {"expected": "an expression"})
    return scalar


Text = Annotated[str, BeforeValidator(text_of)]
PlacedText = Annotated[Phrase, BeforeValidator(_phrase)]
Day = Annotated[date, BeforeValidator(_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Count = Annotated[int, BeforeValidator(_count)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
AnyNode = Annotated[Any, BeforeValidator(_node)]
Written = Annotated[Scalar, BeforeValidator(_expression)]
"""An expression, not yet parsed."""
_Item = TypeVar("_Item")


@attrs.frozen(eq=False)
class Shapes:
    """What a value may look like where its type does not say so: types, and pieces of JSON Schema."""

    forms: tuple[Any, ...]


TEXT: dict[str, Json] = {"type": ["string", "number", "boolean"]}
"""A text, which needs no quotes where it looks like something else."""
AREA: dict[str, Json] = {"type": "string", "pattern": f"{CODE['pattern']}|[^0-9]"}
Area = Annotated[str, BeforeValidator(text_of), Shapes((AREA,))]
"""A division code or the name of an area, checked later."""
Named = Annotated[dict[str, _Item], BeforeValidator(_entries)]
Many = Annotated[tuple[_Item, ...], BeforeValidator(_items)]


class Surface(BaseModel):
    """A mapping of a policy file."""

    model_config = ConfigDict(arbitrary_types_allowed=True, extra="forbid", frozen=True)
    others: ClassVar[Any] = None
    """The shape of further keys, where the model takes any that its reader lets through."""
    place: AnyNode = Field(default=None, alias=PLACE_KEY)

    @model_validator(mode="before")
    @classmethod
    def _of_node(cls, value: object) -> object:
        if isinstance(value, Mapping):
            return {**{key.text: node for key, node in value.entries}, PLACE_KEY: value.span}
        raise PydanticCustomError(
            "value", "{expected}", {"expected": "a mapping with the keys " + ", ".join(key_names(cls))}
        )

    @property
    def span(self) -> Span:
        """Where the mapping stands."""
        assert isinstance(self.place, Span)
        return self.place


class LabelsTree(Surface):
    """A text in both languages."""

    zh: Text = Field(description="中文。 In Chinese.")
    en: Text = Field(description="英文。 In English.")

    @property
    def labels(self) -> Labels:
        """The texts themselves."""
        return Labels(self.zh, self.en)


_Model = TypeVar("_Model", bound=Surface)


def read_model(model: type[_Model], node: Node, findings: list[Diagnostic]) -> _Model | None:
    """The model of a node; adds what is wrong to the findings and gives None then."""
    try:
        return model.model_validate(node)
    except ValidationError as error:
        found = error.errors(include_url=False)
        misspelt = _misspelt(model, found)
        findings.extend(
            _diagnostic(model, node, details)
            for details in found
            if details["type"] != "missing" or details["loc"] not in misspelt
        )
        return None


def _misspelt(model: type[Surface], found: list[ErrorDetails]) -> set[tuple[int | str, ...]]:
    """Where keys are that unknown ones stand for: they are not missing as well."""
    unknown = (details["loc"] for details in found if details["type"] == "extra_forbidden")
    return {
        (*above, near)
        for *above, last in unknown
        for near in suggest(str(last), key_names(_model_at(model, above)))[:1]
    }


def key_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The YAML keys of a model."""
    return tuple(field.alias or name for name, field in model.model_fields.items() if name != PLACE_FIELD)


def cut_off(node: Node, key: str) -> bool:
    """Whether a key is probably the rest of the text before it, which a comma inside `{ }` ends."""
    value = node.get(key) if isinstance(node, Mapping) else None
    return isinstance(value, Scalar) and value.plain and not value.text and node.span.text.startswith("{")


def _diagnostic(model: type[Surface], root: Node, details: ErrorDetails) -> Diagnostic:
    *above, last = details["loc"] or ("",)
    if details["type"] == "missing":
        message = f"the key `{last}` is missing here"
        return Diagnostic(
            errors.MISSING_KEY, message, _first_line(_node_at(root, above).span), help=f"add `{last}: ...`"
        )
    if details["type"] == "extra_forbidden":
        keys = key_names(_model_at(model, above))
        near = suggest(str(last), keys)
        advice = f"did you mean `{near[0]}`?" if near else "known keys here: " + ", ".join(keys)
        place = _node_at(root, above)
        if not str(last).isidentifier() or cut_off(place, str(last)):
            advice = IN_QUOTES
        span = _key_span(place, str(last))
        return Diagnostic(errors.UNKNOWN_KEY, f"there is no key `{last}` here", span, help=advice)
    node = _node_at(root, details["loc"])
    found = _found(node)
    expected = _expected(details)
    message = f"expected {expected}, found {found}"
    return Diagnostic(
        errors.BAD_VALUE,
        message,
        _first_line(node.span),
        label=f"not {expected}",
        expected=expected,
        found=found,
    )


def _found(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"`{_shortened(node.text)}`" if node.text.strip() else "nothing"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def _expected(details: ErrorDetails) -> str:
    if details["type"] == "literal_error":
        return "one of " + str(details["ctx"]["expected"]).replace("'", "`")
    return details["msg"]


def _node_at(node: Node, path: Any) -> Node:
    for step in path:
        if isinstance(node, Mapping):
            node = node.get(str(step)) or node
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def _model_at(model: type[BaseModel], path: Any) -> type[BaseModel]:
    for step in path:
        for name, field in model.model_fields.items():
            if step in (name, field.alias):
                model = next(_models_in(field.annotation), model)
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _key_span(node: Node, key: str) -> Span:
    if isinstance(node, Mapping):
        return next((name.span for name, _ in node.entries if name.text == key), node.span)
    return node.span


def _first_line(span: Span) -> Span:
    if span.end_line == span.line:
        return span
    return span.source.span(span.start, span.start + len(span.source.line(span.line)) + 1 - span.column)


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
