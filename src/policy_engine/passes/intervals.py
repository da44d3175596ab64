"""Intervals: between which limits a number lies, from declared bounds, written values and rows of parameters."""

from collections.abc import Iterable, Mapping

import attrs

from policy_engine.core.expression import (
    Choose,
    Constant,
    Divide,
    Expression,
    Extremum,
    Gather,
    Gathering,
    Lookup,
    Multiply,
    Negate,
    Pick,
    Read,
    Round,
    Standing,
    Sum,
)
from policy_engine.core.program import Formula, ParameterTable
from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.model.vocabulary import Vocabulary


@attrs.frozen
class Interval:
    """Inclusive limits of a stored number; None where there is no limit."""

    low: int | None = None
    high: int | None = None

    @property
    def excludes_zero(self) -> bool:
        """Whether the number cannot be zero."""
        return (self.low is not None and self.low > 0) or (self.high is not None and self.high < 0)


ANYTHING = Interval()


@attrs.frozen
class Limits:
    """Works out intervals with what is known of variables, formulas and parameters."""

    vocabulary: Vocabulary
    formulas: Mapping[tuple[str, str], Formula]
    parameters: Mapping[str, ParameterTable]
    memory: dict[tuple[str, str], Interval] = attrs.field(factory=dict)

    def of(self, node: Expression) -> Interval:
        """The interval of a numeric expression."""
        match node:
            case Constant():
                return _of_values([node.value])
            case Read():
                return self._of_read(node)
            case Lookup():
                return _of_values([row.value for row in self.parameters[node.parameter].rows])
            case Gather(gathering=Gathering.COUNT):
                return Interval(0, None)
            case Gather(gathering=Gathering.SUM) | Standing():
                low = self.of(node.element).low
                return Interval(0 if low is not None and low >= 0 else None, None)
            case Choose():
                return _around(
                    self.of(value)
                    for value in (*(each.value for each in node.branches), node.otherwise)
                    if not _is_none(value)
                )
            case Sum() | Negate() | Multiply() | Divide() | Round() | Pick():
                return self._of_arithmetic(node)
            case _:
                return ANYTHING

    def _of_read(self, node: Read) -> Interval:
        key = (node.entity, node.name)
        if key not in self.memory:
            self.memory[key] = ANYTHING
            variable = self.vocabulary.variable(*key)
            given = Interval(variable.bounds.minimum, variable.bounds.maximum) if variable else ANYTHING
            formula = self.formulas.get(key)
            self.memory[key] = _around((given, self.of(formula.expression))) if formula else given
        return self.memory[key]

    def _of_arithmetic(self, node: Sum | Negate | Multiply | Divide | Round | Pick) -> Interval:
        match node:
            case Sum():
                return _added(self.of(term) for term in node.terms)
            case Negate():
                inner = self.of(node.operand)
                return Interval(_negated(inner.high), _negated(inner.low))
            case Multiply():
                return _sign(self.of(node.left), self.of(node.right))
            case Divide():
                return _sign(self.of(node.left), self.of(node.right))
            case Round():
                return _sign(self.of(node.operand), Interval(0))
            case Pick():
                return _picked(node.extremum, [self.of(each) for each in node.operands])


def _of_values(values: Iterable[Value]) -> Interval:
    numbers = [value for value in values if isinstance(value, int)]
    return Interval(min(numbers), max(numbers)) if numbers else ANYTHING


def _is_none(node: Expression) -> bool:
    return isinstance(node, Constant) and node.value in (NONE, UNKNOWN)


def _around(intervals: Iterable[Interval]) -> Interval:
    found = list(intervals)
    lows, highs = [each.low for each in found], [each.high for each in found]
    return Interval(_least(lows), _most(highs))


def _added(intervals: Iterable[Interval]) -> Interval:
    found = list(intervals)
    return Interval(_total([each.low for each in found]), _total([each.high for each in found]))


def _picked(extremum: Extremum, intervals: list[Interval]) -> Interval:
    lows = [each.low for each in intervals if each.low is not None]
    highs = [each.high for each in intervals if each.high is not None]
    if extremum is Extremum.MAX:
        return Interval(max(lows) if lows else None, _most([each.high for each in intervals]))
    return Interval(_least([each.low for each in intervals]), min(highs) if highs else None)


def _sign(left: Interval, right: Interval) -> Interval:
    """A product or quotient of numbers above zero may be rounded down to zero, but not below."""
    both = left.low is not None and left.low >= 0 and right.low is not None and right.low >= 0
    return Interval(0 if both else None, None)


def _least(values: list[int | None]) -> int | None:
    return None if None in values or not values else min(value for value in values if value is not None)


def _most(values: list[int | None]) -> int | None:
    return None if None in values or not values else max(value for value in values if value is not None)


def _total(values: list[int | None]) -> int | None:
    return None if None in values else sum(value for value in values if value is not None)


def _negated(value: int | None) -> int | None:
    return None if value is None else -value
