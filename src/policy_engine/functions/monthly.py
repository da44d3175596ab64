"""monthly: from an amount by the year to one by the month."""

import attrs

from policy_engine.core.expression import Constant, Divide, Rounding
from policy_engine.functions.signature import NOT_A_NUMBER, NOT_BY_PERIOD, CallSite, Function, Typed
from policy_engine.model.types import INT
from policy_engine.model.units import period_of, unit_text, with_period


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    (money,) = arguments
    if money.type is None:
        return money
    if not money.type.is_numeric:
        return site.refuse(NOT_A_NUMBER, "`monthly` works on numbers only", span=money.span)
    if period_of(money.type.dimension) != "year":
        found = unit_text(money.type.dimension)
        message = f"`monthly` takes an amount by the year, found {found}"
        return site.refuse(NOT_BY_PERIOD, message, span=money.span)
    result = attrs.evolve(money.type, dimension=with_period(money.type.dimension, "month"))
    return Typed(
        Divide(money.expression, Constant(12, INT), money.type.scale, Rounding.HALF_AWAY, result),
        result,
        site.span,
        unrounded=True,
    )


FUNCTION = Function(
    name="monthly",
    arguments=("amount",),
    meaning="An amount by the year as an amount by the month: a twelfth, rounded half away from zero.",
    lower=_lower,
)
