"""annual: from an amount by the month to one by the year."""

import attrs

from policy_engine.core.expression import Constant, Multiply, Rounding
from policy_engine.functions.signature import CallSite, Function, Typed, recounted
from policy_engine.model.types import INT


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    (money,) = arguments
    result = recounted(site, money, "month", "year")
    if result is None:
        return attrs.evolve(money, type=None)
    return Typed(
        Multiply(money.expression, Constant(12, INT), result.scale, Rounding.HALF_AWAY, result),
        result,
        site.span,
    )


FUNCTION = Function(
    name="annual",
    label="折年",
    arguments=("amount",),
    meaning="按月的金额折合为按年，即十二倍。 An amount by the month as an amount by the year: twelve times as much.",
    lower=_lower,
)
