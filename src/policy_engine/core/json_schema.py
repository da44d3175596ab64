"""Pieces of JSON Schema that several schemas share."""

from policy_engine.core.texts import Json

DIALECT = "https://json-schema.org/draft/2020-12/schema"
CODE: dict[str, Json] = {
    "type": "string",
    "pattern": "^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$",
}
"""A division code."""
DATE: dict[str, Json] = {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
}
