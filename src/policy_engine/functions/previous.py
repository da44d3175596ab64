"""previous: a flow in the period before."""

import attrs

from policy_engine.core.expression import Read
from policy_engine.functions.signature import NO_EARLIER_PERIOD, CallSite, Function, Typed


def _lower(site: CallSite, arguments: tuple[Typed, ...]) -> Typed:
    (flow,) = arguments
    if flow.type is None:
        return flow
    if not isinstance(flow.expression, Read) or not site.is_flow(flow.expression):
        message = "`previous` takes a fact that has a period"
        return site.refuse(NO_EARLIER_PERIOD, message, span=flow.span)
    read = flow.expression
    if read.year is not None:
        return Typed(attrs.evolve(read, year=read.year - 1), flow.type, site.span)
    return Typed(attrs.evolve(read, shift=read.shift - 1), flow.type, site.span)


FUNCTION = Function(
    name="previous",
    label="上期",
    arguments=("flow",),
    meaning="评估日所在周期之前一个周期的事实。 The fact in the period before the one that holds the date of evaluation.",
    lower=_lower,
)
