"""max: the largest of several numbers or dates."""

from policy_engine.core.expression import Extremum
from policy_engine.functions.signature import CallSite, Function, Typed, picked


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return picked(site, arguments, Extremum.MAX)


FUNCTION = Function(
    name="max",
    label="最大",
    arguments=("first", "others..."),
    meaning="各项中最大的。 The largest of the arguments.",
    lower=_lower,
    examples=(("max(2, 5)", "5"),),
)
