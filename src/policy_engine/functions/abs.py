"""abs: a number without its sign."""

from policy_engine.core.expression import Extremum, Negate, Pick
from policy_engine.functions.signature import NOT_A_NUMBER, CallSite, Function, Typed


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    fitted, common = site.common(arguments)
    if common is None:
        return fitted[0]
    if not common.is_numeric:
        return site.refuse(NOT_A_NUMBER, "`abs` works on numbers only")
    number = fitted[0].expression
    return Typed(Pick(Extremum.MAX, (number, Negate(number, common)), common), common, site.span)


FUNCTION = Function(
    name="abs",
    label="绝对值",
    arguments=("number",),
    meaning="数的绝对值。 The number without its sign.",
    lower=_lower,
    examples=(("abs(2 - 5)", "3"),),
)
