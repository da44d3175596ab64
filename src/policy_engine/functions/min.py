"""min: the smallest of several numbers or dates."""

from policy_engine.core.expression import Extremum
from policy_engine.functions.signature import CallSite, Function, Typed, picked


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    return picked(site, arguments, Extremum.MIN)


FUNCTION = Function(
    name="min",
    label="最小",
    arguments=("first", "others..."),
    meaning="各项中最小的。 The smallest of the arguments.",
    lower=_lower,
    examples=(("min(2, 5)", "2"),),
)
