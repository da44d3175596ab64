"""round_to: a number rounded to decimal places, halves away from zero."""

from policy_engine.core.expression import Rounding
from policy_engine.functions.signature import CallSite, Function, Typed, rounded


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return rounded(site, arguments, Rounding.HALF_AWAY)


FUNCTION = Function(
    name="round_to",
    label="四舍五入",
    arguments=("number", "places"),
    meaning="数或商四舍五入到若干位小数，负数与正数对称。 The number or quotient rounded to that many decimal places, halves away from zero.",
    lower=_lower,
    rounds=True,
    examples=(("round_to(2 / 3, 4)", "0.6667"), ("round_to(-1 / 2, 0)", "-1")),
)
