"""clip: a number kept between two limits."""

from policy_engine.core.expression import Extremum, Pick
from policy_engine.functions.signature import NOT_A_NUMBER, CallSite, Function, Typed
from policy_engine.model.types import Kind


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    fitted, common = site.common(arguments)
    if common is None:
        return fitted[0]
    if not common.is_numeric and common.kind is not Kind.DATE:
        return site.refuse(NOT_A_NUMBER, "`clip` works on numbers and dates only")
    number, low, high = (each.expression for each in fitted)
    raised = Pick(Extremum.MAX, (number, low), common)
    return Typed(Pick(Extremum.MIN, (raised, high), common), common, site.span)


FUNCTION = Function(
    name="clip",
    label="限于",
    arguments=("number", "low", "high"),
    meaning="数，但不低于下限、不高于上限。 The number, but at least low and at most high.",
    lower=_lower,
    examples=(("clip(7, 1, 5)", "5"), ("clip(0, 1, 5)", "1")),
)
