"""Values of facts: from JSON to stored values, or to what is wrong with them."""

from datetime import date
from decimal import Decimal, InvalidOperation

import attrs

from policy_engine.core.texts import value_json
from policy_engine.core.values import LARGEST, NONE, Value
from policy_engine.diagnostics import Code
from policy_engine.diagnostics.suggest import suggest
from policy_engine.facts import errors
from policy_engine.model.types import Kind, Type
from policy_engine.model.vocabulary import Variable
from policy_engine.reading.values import NUMBER, read_day, shortened

NONE_TEXT = "none"
_EXPECTED = {
    Kind.BOOL: "true or false", Kind.INT: "a whole number", Kind.MONEY: 'yuan as a text such as "12.50", or a whole number',
    Kind.NUMBER: "a number", Kind.RATE: "a rate such as 0.65", Kind.DATE: 'a date such as "2019-01-31"', Kind.ENUM: "one of its values",
    Kind.TEXT: "a text", Kind.CODE: 'a division code such as "341221"',
}  # fmt: skip
_MEANT = {"true": "true", "yes": "true", "是": "true", "false": "false", "no": "false", "否": "false"}


@attrs.frozen
class Problem:
    """Why a JSON value is no value of a fact."""

    code: Code
    expected: str
    found: str
    help: str = ""


def read_value(value: object, variable: Variable) -> Value | Problem:
    """The stored value of a JSON value (not null) for a fact of one period."""
    if value == NONE_TEXT and variable.type.value_named(NONE_TEXT) is None:
        if variable.type.many:
            return frozenset()
        if variable.absent:
            return NONE
        if variable.type.kind is not Kind.TEXT:
            return Problem(
                errors.NEVER_NONE,
                expected_text(variable.type),
                '"none"',
                "leave it out, or write null, if it is not known",
            )
    if not variable.type.many:
        return _single(value, variable)
    if not isinstance(value, list | tuple):
        return Problem(
            errors.EXPECTED_LIST, "a list of values", found_text(value), "put it in square brackets: [...]"
        )
    values = [_single(each, variable) for each in value]
    problem = next((each for each in values if isinstance(each, Problem)), None)
    return problem or frozenset(each for each in values if isinstance(each, str))


def expected_text(kind: Type) -> str:
    """What a value of the type looks like, in the words of a message."""
    if kind.kind is Kind.ENUM:
        names = [f"{value.name} ({value.labels.zh})" for value in kind.values]
        return "one of " + ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return _EXPECTED[kind.kind]


def found_text(value: object) -> str:
    """What was found, in the words of a message."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, str):
        return f'the text "{shortened(value)}"'
    if isinstance(value, int | Decimal):
        return f"the number {shortened(str(value)) if isinstance(value, Decimal) else _int_text(value)}"
    if isinstance(value, float):
        return f"the binary float {value!r}"
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list | tuple) else f"a {type(value).__name__}"


def _int_text(value: int) -> str:
    return str(value) if abs(value) < 10**30 else "with more than 30 digits"


def _single(value: object, variable: Variable) -> Value | Problem:
    kind = variable.type
    if isinstance(value, float):
        return Problem(
            errors.BINARY_FLOAT,
            expected_text(kind),
            found_text(value),
            "pass a decimal text, an int or a Decimal",
        )
    match kind.kind:
        case Kind.BOOL:
            return value if isinstance(value, bool) else _not_a_bool(value, kind)
        case Kind.INT | Kind.MONEY | Kind.NUMBER | Kind.RATE:
            return _number(value, variable)
        case Kind.DATE:
            return _date(value, kind)
        case Kind.ENUM | Kind.TEXT | Kind.CODE:
            return _text(value, kind)


def _not_a_bool(value: object, kind: Type) -> Problem:
    meant = (
        _MEANT.get(value.lower())
        if isinstance(value, str)
        else {0: "false", 1: "true"}.get(value)
        if isinstance(value, int)
        else None
    )
    return Problem(
        errors.WRONG_TYPE,
        expected_text(kind),
        found_text(value),
        f"write {meant}, without quotes" if meant else "",
    )


def _date(value: object, kind: Type) -> Value | Problem:
    day = read_day(value)
    if day is not None:
        return day
    if isinstance(value, date):
        return value
    looks_right = isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-"
    return Problem(
        errors.WRONG_TYPE,
        expected_text(kind),
        found_text(value),
        "there is no such day" if looks_right else "write year-month-day in digits",
    )


def _text(value: object, kind: Type) -> Value | Problem:
    if not isinstance(value, str):
        help_text = (
            f'write "{value}" in quotes' if isinstance(value, int) and not isinstance(value, bool) else ""
        )
        return Problem(errors.WRONG_TYPE, expected_text(kind), found_text(value), help_text)
    named = kind.value_named(value)
    if named is not None:
        return named.name
    if kind.kind is not Kind.ENUM:
        return value
    near = (
        suggest(
            value, tuple(word for each in kind.values for word in (each.name, each.labels.zh, each.labels.en))
        )
        if len(value) < 60
        else ()
    )
    return Problem(
        errors.UNKNOWN_VALUE,
        expected_text(kind),
        found_text(value),
        f"did you mean `{near[0]}`?" if near else "",
    )


def _number(value: object, variable: Variable) -> Value | Problem:
    kind = variable.type
    problem = _not_a_number(value, kind)
    if problem is not None:
        return problem
    number = Decimal(str(value)) if not isinstance(value, Decimal) else value
    try:
        scaled = number.scaleb(kind.scale)
    except InvalidOperation:
        return Problem(errors.TOO_LARGE, expected_text(kind), found_text(value))
    if scaled.adjusted() > 20 or abs(scaled) > LARGEST:
        return Problem(errors.TOO_LARGE, f"at most {value_json(LARGEST, kind)}", found_text(value))
    if scaled != scaled.to_integral_value():
        if kind.kind is Kind.INT:
            return Problem(
                errors.WRONG_TYPE, expected_text(kind), found_text(value), "leave out the decimal places"
            )
        return Problem(
            errors.TOO_MANY_PLACES,
            f"at most {kind.scale} decimal places",
            found_text(value),
            "round it first",
        )
    return _bounded(int(scaled), variable, value)


def _not_a_number(value: object, kind: Type) -> Problem | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return Problem(errors.WRONG_TYPE, expected_text(kind), found_text(value))
    if isinstance(value, int) and abs(value) > LARGEST:
        return Problem(errors.TOO_LARGE, f"at most {value_json(LARGEST, kind)}", found_text(value))
    if isinstance(value, str) and (len(value) > 60 or not NUMBER.fullmatch(value)):
        plain = value.replace(",", "").replace("，", "").strip().removesuffix("元").removesuffix("%").strip()
        help_text = (
            f'write "{plain}" without signs, units or separators'
            if len(plain) < 30 and NUMBER.fullmatch(plain) and "%" not in value
            else ""
        )
        return Problem(errors.WRONG_TYPE, expected_text(kind), found_text(value), help_text)
    if isinstance(value, Decimal) and kind.kind is Kind.MONEY:
        return Problem(
            errors.WRONG_TYPE, expected_text(kind), found_text(value), f'write "{value}" as a text'
        )
    return None


def _bounded(number: int, variable: Variable, value: object) -> Value | Problem:
    bounds, kind = variable.bounds, variable.type
    if bounds.minimum is not None and number < bounds.minimum:
        return Problem(
            errors.OUT_OF_BOUNDS, f"at least {value_json(bounds.minimum, kind)}", found_text(value)
        )
    if bounds.maximum is not None and number > bounds.maximum:
        help_text = "a rate is a share: write 0.65 for 65%" if kind.kind is Kind.RATE else ""
        return Problem(
            errors.OUT_OF_BOUNDS, f"at most {value_json(bounds.maximum, kind)}", found_text(value), help_text
        )
    return number
