"""floor_to: a number cut down to decimal places."""

from policy_engine.core.expression import Rounding
from policy_engine.functions.signature import CallSite, Function, Typed, rounded


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return rounded(site, arguments, Rounding.FLOOR)


FUNCTION = Function(
    name="floor_to",
    label="向下取",
    arguments=("number", "places"),
    meaning="数或商向下取到若干位小数。 The number or quotient cut down to that many decimal places.",
    lower=_lower,
    rounds=True,
    examples=(("floor_to(2 / 3, 4)", "0.6666"), ("floor_to(-1 / 2, 0)", "-1")),
)
