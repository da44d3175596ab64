"""Limits of numbers that are not wholly known, and the comparisons that these decide."""

from collections.abc import Iterable

import attrs

from policy_engine.backends.arithmetic import product
from policy_engine.core.expression import Comparison, Multiply
from policy_engine.core.values import UNKNOWN, Truth, Value


@attrs.frozen
class Limits:
    """The least and the most that a number can be; None where there is no limit."""

    least: int | None = None
    most: int | None = None

    @property
    def value(self) -> Value:
        """The number; unknown while it can be more than one."""
        return UNKNOWN if self.least is None or self.least != self.most else self.least

    @property
    def negated(self) -> "Limits":
        """Those of the number with the other sign."""
        return Limits(None if self.most is None else -self.most, None if self.least is None else -self.least)

    def times(self, node: Multiply, factor: Value) -> "Limits":
        """Those of the product with a factor, as far as that is known and keeps the order."""
        if not isinstance(factor, int) or factor < 0:
            return ANYTHING
        return Limits(
            None if self.least is None else product(node, self.least, factor),
            None if self.most is None else product(node, self.most, factor),
        )


ANYTHING = Limits()


def added(terms: Iterable[Limits]) -> Limits:
    """Those of a sum."""
    found = list(terms)
    return Limits(_total([each.least for each in found]), _total([each.most for each in found]))


def _total(limits: list[int | None]) -> int | None:
    return None if None in limits else sum(limit for limit in limits if limit is not None)


def decided(comparison: Comparison, left: Limits, right: Limits) -> Truth:
    """An order of two numbers as far as their limits decide it."""
    if comparison in (Comparison.MORE, Comparison.AT_LEAST):
        mirrored = Comparison.LESS if comparison is Comparison.MORE else Comparison.AT_MOST
        return decided(mirrored, right, left)
    apart = 1 if comparison is Comparison.LESS else 0
    if left.most is not None and right.least is not None and left.most + apart <= right.least:
        return True
    if left.least is not None and right.most is not None and left.least + apart > right.most:
        return False
    return UNKNOWN
