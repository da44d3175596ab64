"""min: the smallest of several numbers or dates."""

from policy_engine.core.expression import Extremum, Pick
from policy_engine.functions.signature import CallSite, Function, Typed


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    fitted, common = site.common(arguments)
    if common is None:
        return fitted[0]
    return Typed(Pick(Extremum.MIN, tuple(each.expression for each in fitted), common), common, site.span)


FUNCTION = Function(
    name="min",
    arguments=("first", "others..."),
    meaning="The smallest of the arguments.",
    lower=_lower,
    examples=(("min(2, 5)", "2"),),
)
