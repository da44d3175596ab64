"""annual: from an amount by the month to one by the year."""

import attrs

from policy_engine.core.expression import Constant, Multiply, Rounding
from policy_engine.functions.signature import NOT_A_NUMBER, NOT_BY_PERIOD, CallSite, Function, Typed
from policy_engine.model.types import INT
from policy_engine.model.units import period_of, unit_text, with_period


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    (money,) = arguments
    if money.type is None:
        return money
    if not money.type.is_numeric:
        return site.refuse(NOT_A_NUMBER, "`annual` works on numbers only", span=money.span)
    if period_of(money.type.dimension) != "month":
        found = unit_text(money.type.dimension)
        message = f"`annual` takes an amount by the month, found {found}"
        return site.refuse(NOT_BY_PERIOD, message, span=money.span)
    result = attrs.evolve(money.type, dimension=with_period(money.type.dimension, "year"))
    return Typed(
        Multiply(money.expression, Constant(12, INT), money.type.scale, Rounding.HALF_AWAY, result),
        result,
        site.span,
    )


FUNCTION = Function(
    name="annual",
    arguments=("amount",),
    meaning="An amount by the month as an amount by the year: twelve times as much.",
    lower=_lower,
)
