"""What a function is, and the typed expressions that it takes and makes."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Protocol

import attrs

from policy_engine.core.expression import (
    Constant,
    Divide,
    Expression,
    Extremum,
    Multiply,
    Pick,
    Read,
    Round,
    Rounding,
)
from policy_engine.core.values import UNKNOWN
from policy_engine.diagnostics import Code
from policy_engine.model.types import Kind, Type
from policy_engine.model.units import period_of, unit_text, with_period
from policy_engine.source.text import Span

NOT_A_NUMBER = Code("PE320", "not-a-number")
NO_EARLIER_PERIOD = Code("PE323", "no-earlier-period")
MOST_PLACES = 18
MANY_VALUES = Code("PE322", "many-values")
NOT_BY_PERIOD = Code("PE321", "not-by-that-period")


@attrs.frozen
class Typed:
    """A core expression with its type and place.

    `type` is None for what agrees with every type: `none`, and what a finding was already made for. A `literal` number or text
    takes the type of what it meets, and so does a choice between such: its condition and the two values stand in `choice`.
    `inexact` marks a quotient or product that must be rounded explicitly, `unrounded` one that a rounding function around it
    still rounds in its own way.
    """

    expression: Expression
    type: Type | None
    span: Span
    literal: Decimal | str | None = None
    inexact: bool = False
    unrounded: bool = False
    choice: tuple[Expression, "Typed", "Typed"] | None = None

    @property
    def failed(self) -> bool:
        """Whether a finding was already made for it."""
        return (
            self.type is None and isinstance(self.expression, Constant) and self.expression.value is UNKNOWN
        )

    @property
    def settled(self) -> bool:
        """Whether its type does not depend on what it meets."""
        return self.type is not None and self.literal is None and self.choice is None


class CallSite(Protocol):
    """What a function may ask of the checker while its call is lowered."""

    @property
    def span(self) -> Span:
        """The place of the call."""

    @property
    def name(self) -> str:
        """The function's name."""

    def fit(self, typed: Typed, target: Type) -> Typed:
        """The argument as a value of the type; a finding where it is not one."""

    def common(self, arguments: Sequence[Typed]) -> tuple[tuple[Typed, ...], Type | None]:
        """The arguments brought to one type."""

    def whole(self, typed: Typed) -> int | None:
        """The value of a whole number written in the policy; a finding otherwise."""

    def word(self, typed: Typed, kind: Type) -> str | None:
        """The name of a value of the enum written in the policy; a finding otherwise."""

    def is_flow(self, read: Read) -> bool:
        """Whether the variable is a given fact with a period."""

    def refuse(self, code: Code, message: str, *, span: Span | None = None, help_text: str = "") -> Typed:
        """Make a finding and give what agrees with everything."""


@attrs.frozen
class Function:
    """A function of expressions.

    `label` is its Chinese name, usable in its place. `arguments` names its arguments, for messages; a last name with `...` may stand
    any number of times (at least once), one with `?` may be left out. `meaning` is in Chinese, then in English.
    `rounds` says that the first argument may be a quotient not yet rounded. `examples` pairs an expression with its value.
    """

    name: str
    label: str
    arguments: tuple[str, ...]
    meaning: str
    lower: Callable[[CallSite, tuple[Typed, ...]], Typed]
    rounds: bool = False
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def usage(self) -> str:
        """How a call is written."""
        return f"{self.name}({', '.join(self.arguments)})"

    @property
    def variadic(self) -> bool:
        """Whether its last argument may stand any number of times, or be a list."""
        return bool(self.arguments) and self.arguments[-1].endswith("...")

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        most = len(self.arguments)
        if self.variadic:
            return count >= most
        return count == most or (count == most - 1 and self.arguments[-1].endswith("?"))


def picked(site: CallSite, arguments: tuple[Typed, ...], extremum: Extremum) -> Typed:
    """The smallest or largest of the arguments."""
    fitted, common = site.common(arguments)
    if common is None:
        return fitted[0]
    if not common.is_numeric and common.kind is not Kind.DATE:
        return site.refuse(NOT_A_NUMBER, f"`{site.name}` works on numbers and dates only")
    return Typed(Pick(extremum, tuple(each.expression for each in fitted), common), common, site.span)


def recounted(site: CallSite, money: Typed, was: str, becomes: str) -> Type | None:
    """The type of an amount by one period when it is told by another; a finding where it is not by the first."""
    if money.type is None:
        return None
    if not money.type.is_numeric:
        site.refuse(NOT_A_NUMBER, f"`{site.name}` works on numbers only", span=money.span)
        return None
    if period_of(money.type.dimension) != was:
        found = unit_text(money.type.dimension)
        site.refuse(
            NOT_BY_PERIOD, f"`{site.name}` takes an amount by the {was}, found {found}", span=money.span
        )
        return None
    return attrs.evolve(money.type, dimension=with_period(money.type.dimension, becomes))


def rounded(site: CallSite, arguments: tuple[Typed, ...], rounding: Rounding) -> Typed:
    """The first argument rounded to as many places as the second says."""
    number, count = arguments
    places = site.whole(count)
    if number.type is None or places is None:
        return number
    if not number.type.is_numeric:
        return site.refuse(NOT_A_NUMBER, f"`{site.name}` rounds numbers only", span=number.span)
    if abs(places) > MOST_PLACES:
        return site.refuse(NOT_A_NUMBER, f"no number has {places} decimal places", span=count.span)
    places = min(places, number.type.scale)
    expression = number.expression
    if number.unrounded and isinstance(expression, Divide | Multiply):
        return Typed(attrs.evolve(expression, places=places, rounding=rounding), number.type, site.span)
    exact = site.fit(number, number.type).expression
    return Typed(Round(exact, places, rounding, number.type), number.type, site.span)
