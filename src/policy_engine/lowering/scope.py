"""Where and when a rule holds, as a core condition."""

from collections.abc import Iterable
from datetime import date

import attrs

from policy_engine.core.building import FALSE, TODAY, every
from policy_engine.core.expression import Compare, Comparison, Constant, Expression, Not, Within
from policy_engine.model.rule import Change, Rule
from policy_engine.model.types import DATE
from policy_engine.resolution.overlays import PlacedRule


@attrs.frozen
class Extent:
    """The areas and dates of a rule; no areas are all of them, unless it holds `nowhere`, and `until` is the first day after."""

    areas: tuple[str, ...]
    start: date | None
    until: date | None
    nowhere: bool = False

    def meets(self, other: "Extent") -> bool:
        """Whether there can be a place and a day in both."""
        apart = bool(self.areas and other.areas) and not any(
            a.startswith(b) or b.startswith(a) for a in self.areas for b in other.areas
        )
        return not (
            self.nowhere or other.nowhere or apart or self.ends_before(other) or other.ends_before(self)
        )

    def lies_in(self, other: "Extent") -> bool:
        """Whether all its places and days are those of the other."""
        places = (
            self.nowhere
            or not other.areas
            or (bool(self.areas) and all(each.startswith(other.areas) for each in self.areas))
        )
        begins = other.start is None or (self.start is not None and self.start >= other.start)
        ends = other.until is None or (self.until is not None and self.until <= other.until)
        return places and begins and ends

    def ends_before(self, other: "Extent") -> bool:
        """Whether the last day of one is before the first of the other."""
        return self.until is not None and other.start is not None and self.until <= other.start


def extent_of(placed: PlacedRule) -> Extent:
    """Where and when a rule is written to hold, whatever changes except from it."""
    tree, change = placed.rule.tree, placed.change
    start = (change and change.start) or tree.start
    until = (change and change.until) or tree.until
    return Extent(placed.areas, start, until, placed.template)


def scope_of(rule: Rule, exceptions: tuple[Change, ...]) -> Expression | None:
    """The condition of place and date; None for a rule that holds everywhere at all times."""
    if rule.template:
        return FALSE
    parts = _parts(rule.areas, rule.start, rule.until)
    parts += tuple(Not(every(*_parts(change.areas, change.start, change.until))) for change in exceptions)
    return every(*parts) if parts else None


def less(scope: Expression | None, taken: Iterable[Expression | None]) -> Expression | None:
    """The scope without what other rules, which go before, take of it."""
    left = tuple(Not(each) for each in taken if each is not None)
    return both(scope, every(*left)) if left else scope


def both(scope: Expression | None, condition: Expression | None) -> Expression | None:
    """One condition of two that may be missing."""
    parts = tuple(part for part in (scope, condition) if part is not None)
    return every(*parts) if parts else None


def _parts(areas: tuple[str, ...], start: date | None, until: date | None) -> tuple[Expression, ...]:
    parts: list[Expression] = [Within(areas)] if areas else []
    if start is not None:
        parts.append(Compare(Comparison.AT_LEAST, TODAY, Constant(start, DATE)))
    if until is not None:
        parts.append(Compare(Comparison.LESS, TODAY, Constant(until, DATE)))
    return tuple(parts)
