"""monthly: from an amount by the year to one by the month."""

import attrs

from policy_engine.core.expression import Constant, Divide, Rounding
from policy_engine.functions.signature import CallSite, Function, Typed, recounted
from policy_engine.model.types import INT


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    (money,) = arguments
    result = recounted(site, money, "year", "month")
    if result is None:
        return attrs.evolve(money, type=None)
    return Typed(
        Divide(money.expression, Constant(12, INT), result.scale, Rounding.HALF_AWAY, result),
        result,
        site.span,
        unrounded=True,
    )


FUNCTION = Function(
    name="monthly",
    label="折月",
    arguments=("amount",),
    meaning="按年的金额折合为按月，即十二分之一，四舍五入到分。 An amount by the year as an amount by the month: a twelfth, rounded half away from zero.",
    lower=_lower,
)
