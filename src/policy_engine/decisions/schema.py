"""The JSON Schema of decisions: for each kind of rule its statuses, and the keys that an outcome of it can have."""

from policy_engine.core.json_schema import DIALECT
from policy_engine.core.texts import Json

_TEXT: Json = {"type": "string"}
_TEXTS: Json = {"type": "array", "items": _TEXT}
_DATE: Json = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_NUMBER: Json = {"type": "string", "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]{1,6})?$"}
_FIGURE: Json = {"type": ["string", "integer", "boolean"]}
_ALERT: dict[str, Json] = {"severity": {"enum": ["low", "medium", "high"]}, "notify": _TEXTS, "due": _DATE}
_CRITERIA: Json = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"id": _TEXT, "status": {"enum": ["met", "not_met", "undetermined"]}},
        "required": ["id", "status"],
        "additionalProperties": False,
    },
}
_OPEN_FIGURE: dict[str, Json] = {
    "alert": {"properties": {"status": {"const": "raised"}, "due": False}},
    "target": {"properties": {"status": {"enum": ["met", "behind"]}, "by": False}},
    "allocation": {"properties": {"status": {"enum": ["selected", "waiting"]}, "rank": False}},
    "obligation": {
        "properties": {"status": {"enum": ["done", "due", "overdue"]}},
        "anyOf": [{"properties": {"actual": False}}, {"properties": {"since": False}}],
    },
}
"""The kinds of which an outcome can be known while a figure of it is not, and which figure that is."""
_ADJUSTED: dict[str, Json] = {"before": _NUMBER, "cut_by": _TEXT, "dropped_by": _TEXT, "alternatives": _TEXTS}
"""What interactions add to the entitlements that they adjust."""
_FORM: Json = {"enum": ["cash", "service", "exemption", "priority"]}

KINDS: dict[str, tuple[tuple[str, ...], dict[str, Json]]] = {
    "entitlement": (
        ("granted", "eligible", "not_eligible", "undetermined"),
        {"amount": _NUMBER, "unit": _TEXT, "per": _TEXT, "form": _FORM, "paid_by": _TEXT, **_ADJUSTED},
    ),
    "alert": (("raised", "clear", "undetermined"), _ALERT),
    "classification": (("classified", "unclassified", "undetermined"), {"value": _TEXT}),
    "standard": (("met", "not_met", "not_applicable", "undetermined"), {"criteria": _CRITERIA}),
    "target": (
        ("met", "behind", "not_applicable", "undetermined"),
        {"actual": _FIGURE, "required": _FIGURE, "by": _DATE, "shortfall": _FIGURE},
    ),
    "obligation": (
        ("done", "due", "overdue", "not_applicable", "undetermined"),
        {"actor": _TEXT, "period": _TEXT, "required": _FIGURE, "actual": _FIGURE, "since": _DATE},
    ),
    "allocation": (
        ("selected", "waiting", "not_eligible", "undetermined"),
        {
            "rank": {"type": "integer", "minimum": 1},
            "quota": {"type": "integer"},
            "budget": _NUMBER,
            "amount": _NUMBER,
        },
    ),
    "interaction": (
        ("applied", "not_applied", "undetermined"),
        {"dropped": _TEXTS, "kept": _TEXTS, "cut": _TEXTS, "alternatives": _TEXTS},
    ),
    "watch": (("raised",), {**_ALERT, "events": {"type": "array"}}),
}
"""The statuses of each kind, and its further keys."""


def decision_schema() -> dict[str, Json]:
    """The schema of what `Decision.to_dict` gives and the command line prints."""
    properties: dict[str, Json] = {
        "on": _DATE,
        "policy_digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "engine": {"type": "string", "pattern": "^policy_engine "},
        "outcomes": {"type": "array", "items": _any_outcome()},
    }
    return {
        "$schema": DIALECT,
        "title": "判定 / decision",
        **_closed(properties, [*properties]),
        "$defs": {"missing": _MISSING, "source": _SOURCE, **{kind: _outcome(kind) for kind in KINDS}},
    }


def _any_outcome() -> Json:
    """By kind, so that a validator tells what is wrong with this kind of outcome and not that none fits."""
    return {
        "type": "object",
        "properties": {"kind": {"enum": [*KINDS]}},
        "required": ["kind"],
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}}, "then": {"$ref": f"#/$defs/{kind}"}}
            for kind in KINDS
        ],
    }


def _outcome(kind: str) -> Json:
    """An outcome of a rule; what is missing is said where a status or an amount is open, and may be where another figure is."""
    statuses, further = KINDS[kind]
    properties: dict[str, Json] = {
        "rule": {"type": "string", "pattern": "^[^.]+\\.[^.]+$"},
        "kind": {"const": kind},
        "subject": {"type": "string", "pattern": "^[a-z_]+:"},
        "status": {"enum": [*statuses]},
        **further,
        "missing": {"type": "array", "items": {"$ref": "#/$defs/missing"}, "minItems": 1},
        "source": {"type": "array", "items": {"$ref": "#/$defs/source"}, "minItems": 1},
        "because": _TEXT,
    }
    open_statuses: list[Json] = [status for status in ("undetermined", "eligible") if status in statuses]
    if not open_statuses:
        del properties["missing"]
    schema: dict[str, Json] = {
        **_closed(properties, ["rule", "kind", "subject", "status", "source", "because"]),
        "if": {"properties": {"status": {"enum": open_statuses}}},
        "then": {"required": ["missing"], "properties": {"amount": False}},
        "else": {"properties": {"missing": False}},
    }
    if kind in _OPEN_FIGURE:
        schema["else"] = {"if": {"required": ["missing"]}, "then": _OPEN_FIGURE[kind]}
    return schema


def _closed(properties: dict[str, Json], required: list[str]) -> dict[str, Json]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*required],
        "additionalProperties": False,
    }


_MISSING: Json = {
    "oneOf": [
        _closed({"fact": {"type": "string", "pattern": "^[a-z_]+:.*\\.[^.]+$"}}, ["fact"]),
        _closed({"parameter": {"type": "string", "pattern": "^[^.]+\\.[^.]+$"}}, ["parameter"]),
        _closed({"records": {"type": "string", "pattern": "^[a-z_]+:.*\\.[^.]+$"}}, ["records"]),
    ],
}
_SOURCE: Json = _closed({"item": _TEXT, "document": _TEXT, "section": _TEXT}, ["item"])
