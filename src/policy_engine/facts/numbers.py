"""Numbers of cases: from JSON numbers and decimal texts to stored integers, exactly."""

import re
from decimal import Decimal

from policy_engine.core.texts import value_json
from policy_engine.core.values import LARGEST
from policy_engine.facts import errors
from policy_engine.facts.found import found_text, halved
from policy_engine.facts.problem import Problem
from policy_engine.model.types import Kind, Type
from policy_engine.model.vocabulary import Variable

_EXPECTED = {
    Kind.INT: "a whole number",
    Kind.MONEY: 'yuan as a text such as "12.50", or as a whole number',
    Kind.NUMBER: 'a number such as 3.5 or "3.5"',
    Kind.RATE: 'a rate such as 0.65 or "0.65"',
}
_MOST_DIGITS = len(str(LARGEST))
_MEANT = re.compile(
    r"[^0-9+\-.]*(?P<number>[+\-]?[0-9]*\.?[0-9]*(?:e\+?[0-9]{1,2})?)(?P<by>[万亿%]?)[^0-9.]*"
)
_TIMES = {"": 0, "万": 4, "亿": 8, "%": -2}


def read_number(value: object, variable: Variable) -> int | Problem:
    """The stored integer of a number within the bounds of its variable."""
    kind = variable.type
    match value:
        case bool():
            return Problem(errors.WRONG_TYPE, _EXPECTED[kind.kind], found_text(value))
        case int():
            number: int | Problem = value * 10**kind.scale
        case str():
            number = _number_of_text(value, kind)
        case Decimal():
            number = _number_of_decimal(value, kind)
        case _:
            return Problem(errors.WRONG_TYPE, _EXPECTED[kind.kind], found_text(value))
    if isinstance(number, Problem):
        return number
    if not -LARGEST <= number <= LARGEST:
        return _too_large(value, kind)
    return _bounded(number, variable, value)


def _number_of_text(text: str, kind: Type) -> int | Problem:
    negative = text.startswith("-")
    whole, point, places = text[negative:].partition(".")
    if not (
        whole.isdigit() and whole.isascii() and (places.isdigit() and places.isascii() if point else True)
    ):
        return _unreadable(text, kind)
    if len(whole) > 1 and whole[0] == "0":
        return _unreadable(text, kind)
    if len(places) > kind.scale:
        return _too_many_places(text, places, kind)
    if len(whole) > _MOST_DIGITS:
        return _too_large(text, kind)
    number = int(whole + places.ljust(kind.scale, "0"))
    return -number if negative else number


def _number_of_decimal(value: Decimal, kind: Type) -> int | Problem:
    if not value.is_finite():
        return Problem(errors.WRONG_TYPE, _EXPECTED[kind.kind], found_text(value))
    if kind.kind in (Kind.INT, Kind.MONEY):
        return Problem(errors.WRONG_TYPE, _EXPECTED[kind.kind], found_text(value), instead(value, kind))
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    if not value:
        return 0
    if value.adjusted() > _MOST_DIGITS:
        return _too_large(value, kind)
    if -exponent > kind.scale:
        return _too_many_places(value, "", kind)
    number: int = int("".join(map(str, digits))) * 10 ** (exponent + kind.scale)
    return -number if sign else number


def _unreadable(text: str, kind: Type) -> Problem:
    found = _MEANT.fullmatch(halved(text).replace(",", "").replace(" ", "").replace("_", "").lower())
    meant = found["number"] if found else ""
    help_text = ""
    if found and any(letter.isdigit() for letter in meant):
        help_text = instead(Decimal(meant).scaleb(_TIMES[found["by"]]), kind)
    elif not text.strip():
        help_text = "leave it out, or write null, if it is not known"
    return Problem(errors.WRONG_TYPE, _EXPECTED[kind.kind], found_text(text), help_text)


def _too_many_places(value: str | Decimal, places: str, kind: Type) -> Problem:
    if kind.kind is Kind.INT:
        return Problem(
            errors.WRONG_TYPE, _EXPECTED[kind.kind], found_text(value), instead(Decimal(value), kind)
        )
    idle = places[kind.scale :].strip("0") == "" if places else False
    help_text = instead(Decimal(value), kind) if idle and len(places) <= _MOST_DIGITS else "round it first"
    return Problem(
        errors.TOO_MANY_PLACES, f"at most {kind.scale} decimal places", found_text(value), help_text
    )


def _too_large(value: int | str | Decimal, kind: Type) -> Problem:
    most = value_json(LARGEST, kind)
    negative = value.startswith("-") if isinstance(value, str) else value < 0
    expected = f"at least -{most}" if negative else f"at most {most}"
    return Problem(errors.TOO_LARGE, expected, found_text(value), "check the figure and its unit")


def instead(number: Decimal, kind: Type) -> str:
    """How to write a number, where the type can hold it."""
    if not -_MOST_DIGITS < number.adjusted() < _MOST_DIGITS:
        return ""
    shown = f"{number:f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    if len(shown.partition(".")[2]) > kind.scale:
        return "leave out the decimal places" if kind.kind is Kind.INT else ""
    if kind.kind is Kind.INT:
        return f"write `{shown}`"
    return f'write `"{number:.2f}"`' if kind.kind is Kind.MONEY else f'write `"{shown}"`'


def _bounded(number: int, variable: Variable, value: object) -> int | Problem:
    low, high = variable.bounds.minimum, variable.bounds.maximum
    if (low is None or number >= low) and (high is None or number <= high):
        return number
    kind = variable.type
    least, most = (value_json(bound, kind) if bound is not None else None for bound in (low, high))
    expected = (
        f"from {least} to {most}" if least and most else f"at least {least}" if least else f"at most {most}"
    )
    help_text = ""
    share = 10**kind.scale
    if kind.kind is Kind.RATE and high == share and share < number <= 100 * share:
        percent = Decimal(number).scaleb(-kind.scale)
        help_text = instead(percent / 100, kind).replace("write", "a rate is a share of 1: write")
    return Problem(errors.OUT_OF_BOUNDS, expected, found_text(value), help_text)
