"""any_of: whether a variable that holds many values holds one of those listed."""

import attrs

from policy_engine.core.expression import Any, In
from policy_engine.functions.signature import MANY_VALUES, CallSite, Function, Typed
from policy_engine.model.types import BOOL


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    held, *wanted = arguments
    if held.type is None:
        return held
    if not held.type.many:
        message = "`any_of` looks into a variable that holds many values"
        return site.refuse(
            MANY_VALUES, message, span=held.span, help_text="write `x in (...)` for a single value"
        )
    single = attrs.evolve(held.type, many=False)
    tests = tuple(In(site.fit(each, single).expression, held.expression) for each in wanted)
    return Typed(Any(tests), BOOL, site.span)


FUNCTION = Function(
    name="any_of",
    label="含任一",
    arguments=("values", "wanted..."),
    meaning="变量的多个值中是否有所列的任一个。 Whether the values of the variable include one of those listed.",
    lower=_lower,
)
