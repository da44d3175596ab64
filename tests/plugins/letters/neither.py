"""neither: whether none of two things holds."""

from policy_engine.core.expression import All, Not
from policy_engine.functions.signature import CallSite, Function, Typed
from policy_engine.model.types import BOOL


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    first, second = (site.fit(argument, BOOL).expression for argument in arguments)
    return Typed(All((Not(first), Not(second))), BOOL, site.span)


FUNCTION = Function(
    name="neither",
    label="都不",
    arguments=("first", "second"),
    meaning="两者是否都不成立。 Whether none of the two holds.",
    lower=_lower,
    examples=(("neither(false, false)", "true"), ("neither(false, true)", "false")),
)
