"""Arithmetic on stored values, and its errors: overflow, division by zero, dates that do not exist."""

from typing import assert_never

from policy_engine.backends import errors
from policy_engine.backends.dates import calendar_value
from policy_engine.core.expression import (
    Calendar,
    Divide,
    Extremum,
    Multiply,
    Negate,
    Pick,
    Remainder,
    Round,
    Rounding,
    Sum,
)
from policy_engine.core.values import LARGEST, NONE, UNKNOWN, Value, half_away, power_of_ten
from policy_engine.diagnostics import Code, Diagnostic, PolicyError
from policy_engine.facts.case import Subject
from policy_engine.model.working_days import KNOWN_YEARS, OutsideCalendar

Computation = Sum | Negate | Multiply | Divide | Remainder | Round | Pick | Calendar


def computed(node: Computation, values: list[Value], subject: Subject) -> Value:
    """The value of a computation from those of its operands."""
    if NONE in values:
        return NONE
    if UNKNOWN in values:
        return UNKNOWN
    if isinstance(node, Calendar):
        try:
            return calendar_value(node.step, values)
        except OutsideCalendar:
            return UNKNOWN
        except (OverflowError, ValueError):
            raise failure(errors.DATE_OUT_OF_RANGE, "a date outside the years 1 to 9999", subject) from None
    if isinstance(node, Pick):
        return min(values) if node.extremum is Extremum.MIN else max(values)  # type: ignore[type-var]
    return within_limits(_number(node, values, subject), subject)  # type: ignore[arg-type]


def refuse_unknown_years(node: Calendar, values: list[Value], subject: Subject) -> None:
    """An error where an operation on known dates has no value, because it takes holidays that are not known."""
    if NONE in values or UNKNOWN in values:
        return
    try:
        calendar_value(node.step, values)
    except OutsideCalendar as error:
        what = "working days of {}, where the calendar knows {} to {}".format(error, *KNOWN_YEARS)
        raise failure(errors.OUTSIDE_CALENDAR, what, subject) from None


def within_limits(value: Value, subject: Subject) -> Value:
    """The value; an error where it is a number that no reading can store."""
    if isinstance(value, int) and abs(value) > LARGEST:
        raise failure(errors.OVERFLOW, "a number too large to be an amount", subject)
    return value


def _number(
    node: Sum | Negate | Multiply | Divide | Remainder | Round, values: list[int], subject: Subject
) -> int:
    match node:
        case Sum():
            return sum(values)
        case Negate():
            return -values[0]
        case Multiply():
            return product(node, values[0], values[1])
        case Round():
            return rescaled(values[0], 1, node.operand.type.scale, node)
        case Divide() | Remainder():
            if values[1] == 0:
                raise failure(errors.DIVISION_BY_ZERO, "a division by zero", subject)
            if isinstance(node, Remainder):
                return values[0] % values[1]
            return rescaled(values[0], values[1], node.left.type.scale - node.right.type.scale, node)
        case _:
            assert_never(node)


def product(node: Multiply, left: int, right: int) -> int:
    """Two factors multiplied as the node says."""
    return rescaled(left * right, 1, node.left.type.scale + node.right.type.scale, node)


def rescaled(numerator: int, denominator: int, scale: int, node: Multiply | Divide | Round) -> int:
    """`numerator / denominator`, whose unit is 10**-scale, rounded to the places of the node, in the scale of its type."""
    larger, smaller = max(node.places - scale, 0), max(scale - node.places, 0)
    numerator, denominator = numerator * power_of_ten(larger), denominator * power_of_ten(smaller)
    floored = node.rounding is Rounding.FLOOR
    rounded = numerator // denominator if floored else half_away(numerator, denominator)
    return rounded * power_of_ten(node.type.scale - node.places)


def failure(code: Code, what: str, subject: Subject) -> PolicyError:
    """The error for a computation that has no result."""
    message = f"the rules lead to {what} for {subject.name}"
    return PolicyError(
        [
            Diagnostic(
                code,
                message,
                help="check the facts of this subject; if they are right, the rule needs a bound",
            )
        ]
    )
