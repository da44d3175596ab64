"""Values of facts: from JSON to stored values, or to what is wrong with them."""

import re
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from policy_engine.core.values import NONE, Value
from policy_engine.diagnostics.suggest import suggest
from policy_engine.facts import errors
from policy_engine.facts.codes import EXPECTED as CODE_EXPECTED
from policy_engine.facts.codes import read_code
from policy_engine.facts.found import LONGEST_WORD, found_text, word_of
from policy_engine.facts.numbers import instead, read_number
from policy_engine.facts.problem import Problem
from policy_engine.model.types import Kind, Type
from policy_engine.model.vocabulary import Variable
from policy_engine.reading.values import read_day

NONE_TEXT = "none"
LONGEST_TEXT = 10_000
"""Characters of a text that is a fact."""
NOT_KNOWN = "leave it out, or write null, if it is not known"
DATE = 'a date such as "2019-01-31"'
_MEANT = {
    "true": ("true", "yes", "y", "t", "1", "是", "有", "对"),
    "false": ("false", "no", "n", "f", "0", "否", "无", "没有", "不是"),
}
_DAY_MEANT = re.compile(
    r"([0-9]{4})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))(?:[t ].*)?"
)
_MOST_NAMED = 12
_NULL_IN_LIST = Problem(
    errors.WRONG_TYPE, "a value", "null", "leave it out; write null for the whole list if it is not known"
)


def read_value(value: object, variable: Variable) -> Value | tuple[Problem, ...]:
    """The stored value of a JSON value that is not null, for one period; or all that is wrong with it."""
    kind = variable.type
    if value == NONE_TEXT and isinstance(value, str) and kind.value_named(NONE_TEXT) is None:
        if variable.absent:
            return frozenset() if kind.many else NONE
        help_text = "write `[]` if there are none" if kind.many else NOT_KNOWN
        return (Problem(errors.NEVER_NONE, expected_text(kind), found_text(value), help_text),)
    if kind.many:
        return _many(value, variable)
    read = _single(value, variable)
    return (read,) if isinstance(read, Problem) else read


def expected_text(kind: Type) -> str:
    """What a single value of a type that is no number looks like, in the words of a message."""
    match kind.kind:
        case Kind.BOOL:
            return "true or false"
        case Kind.DATE:
            return DATE
        case Kind.ENUM:
            names = [f"{value.name} ({value.labels.zh})" for value in kind.values[:_MOST_NAMED]]
            more = ", ..." if len(kind.values) > _MOST_NAMED else ""
            return f"one of {', '.join(names)}{more}"
        case Kind.CODE:
            return CODE_EXPECTED
        case Kind.TEXT:
            return "a text"
        case _:
            return "a whole number" if kind.kind is Kind.INT else "a number"


def _many(value: object, variable: Variable) -> Value | tuple[Problem, ...]:
    if not isinstance(value, list | tuple):
        found = found_text(value)
        help_text = "put it in square brackets: `[...]`" if isinstance(value, str | int) else ""
        return (Problem(errors.EXPECTED_LIST, "a list of values", found, help_text),)
    values: list[str] = []
    problems: list[Problem] = []
    for position, each in enumerate(value):
        read = _single(each, variable) if each is not None else _NULL_IN_LIST
        if isinstance(read, Problem):
            problems.append(Problem(read.code, read.expected, read.found, read.help, (position,)))
        elif isinstance(read, str):
            values.append(read)
    return tuple(problems) or frozenset(values)


def _single(value: object, variable: Variable) -> Value | Problem:
    kind = variable.type
    if isinstance(value, float):
        return _binary_float(value, kind)
    if isinstance(value, list | tuple):
        help_text = "it holds one value: write it without the brackets"
        return Problem(errors.WRONG_TYPE, expected_text(kind), found_text(value), help_text)
    match kind.kind:
        case Kind.BOOL:
            return value if isinstance(value, bool) else _not_a_bool(value, kind)
        case Kind.INT | Kind.MONEY | Kind.NUMBER | Kind.RATE:
            return read_number(value, variable)
        case Kind.DATE:
            return read_date(value)
        case Kind.CODE:
            return read_code(value)
        case Kind.ENUM:
            return _enum(value, kind)
        case Kind.TEXT:
            return _text(value, kind)


def read_date(value: object) -> date | Problem:
    """The day that a JSON value says."""
    day = read_day(value)
    if day is not None:
        return day
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    found = f"the time {value.isoformat()}" if isinstance(value, datetime) else found_text(value)
    meant = _day_meant(value.isoformat() if isinstance(value, datetime) else word_of(value))
    return Problem(errors.NOT_A_DATE, DATE, found, meant or "write year-month-day in digits")


def _day_meant(text: str) -> str | None:
    found = _DAY_MEANT.fullmatch(text.lower())
    if not found:
        return None
    year, month, day = (int(digits) for digits in found.groups() if digits)
    written = f"{year:04d}-{month:02d}-{day:02d}"
    return f'write `"{written}"`' if read_day(written) else f"there is no day {written}: correct it"


def _not_a_bool(value: object, kind: Type) -> Problem:
    word = word_of(value).lower()
    meant = next((truth for truth, words in _MEANT.items() if word in words), None)
    help_text = f"write `{meant}`, without quotes" if meant else NOT_KNOWN if isinstance(value, str) else ""
    return Problem(errors.WRONG_TYPE, expected_text(kind), found_text(value), help_text)


def _binary_float(value: float, kind: Type) -> Problem:
    fractional = kind.kind in (Kind.MONEY, Kind.NUMBER, Kind.RATE)
    expected = "a decimal number as a text" if fractional else expected_text(kind)
    help_text = instead(Decimal(repr(value)), kind) if fractional and isfinite(value) else ""
    return Problem(errors.BINARY_FLOAT, expected, found_text(value), help_text)


def _enum(value: object, kind: Type) -> Value | Problem:
    named = kind.value_named(value) if isinstance(value, str) else None
    if named is not None:
        return named.name
    if not isinstance(value, str):
        return Problem(errors.WRONG_TYPE, expected_text(kind), found_text(value))
    words = [word for each in kind.values for word in (each.name, each.labels.zh, each.labels.en)]
    near = suggest(value, words) if len(value) <= LONGEST_WORD else ()
    help_text = f"did you mean `{near[0]}`?" if near else "" if value.strip() else NOT_KNOWN
    return Problem(errors.UNKNOWN_VALUE, expected_text(kind), found_text(value), help_text)


def _text(value: object, kind: Type) -> Value | Problem:
    if not isinstance(value, str):
        word = "" if isinstance(value, bool) else word_of(value)
        help_text = f'write `"{word}"`' if word else ""
        return Problem(errors.WRONG_TYPE, "a text", found_text(value), help_text)
    if not value.strip():
        return Problem(errors.WRONG_TYPE, "a text", found_text(value), NOT_KNOWN)
    if len(value) > LONGEST_TEXT:
        found = f"a text of {len(value)}"
        return Problem(errors.TEXT_TOO_LONG, f"at most {LONGEST_TEXT} characters", found, "shorten it")
    named = kind.value_named(value)
    return value if named is None else named.name
