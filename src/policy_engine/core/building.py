"""Expressions that several kinds put together in the same way."""

from policy_engine.core.expression import All, Any, Constant, Expression, Extremum, Pick, Read
from policy_engine.model.types import BOOL, DATE

TRUE, FALSE = Constant(True, BOOL), Constant(False, BOOL)
TODAY = Read("context", "date", DATE)
"""The date of evaluation."""


def every(*parts: Expression | None) -> Expression:
    """The conjunction of the parts that there are."""
    kept = tuple(part for part in parts if part is not None)
    return TRUE if not kept else kept[0] if len(kept) == 1 else All(kept)


def some(*parts: Expression) -> Expression:
    """The disjunction of the parts."""
    return parts[0] if len(parts) == 1 else Any(parts)


def not_negative(amount: Expression) -> Expression:
    """The amount, or zero where it is less."""
    return Pick(Extremum.MAX, (amount, Constant(0, amount.type)), amount.type)
