"""Horizons: the first later day on which something may change, and what would change it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from policy_engine.core.expression import Expression
from policy_engine.core.values import Value
from policy_engine.facts.case import Subject


class Sort(StrEnum):
    """What sort of thing changes."""

    LAW = "law"
    FACTS = "facts"
    TIME = "time"


@attrs.frozen
class Cause:
    """What changes: a parameter, or the rule where the name is empty; a fact as it is given; an age, a deadline, the date."""

    sort: Sort
    name: str


@attrs.frozen(eq=False)
class Source:
    """A part of an expression that may change, with its value until then."""

    cause: Cause
    node: Expression
    subject: Subject
    value: Value

    def of_rule(self, rule: str) -> "Source":
        """The same as a change of the rule."""
        return attrs.evolve(self, cause=attrs.evolve(self.cause, name=rule))


@attrs.frozen
class Horizon:
    """The first day on which something may change, None if there is none, and all that may change on it."""

    day: date | None
    sources: tuple[Source, ...] = ()

    def of_rule(self, rule: str) -> "Horizon":
        """The same, with the name of the rule where a date that it states is what changes."""
        sources = (each if each.cause.name else each.of_rule(rule) for each in self.sources)
        return attrs.evolve(self, sources=tuple(sources))


NEVER = Horizon(None)


def earliest(horizons: Iterable[Horizon]) -> Horizon:
    """The nearest of the horizons, with all that may change on its day."""
    found = [each for each in horizons if each.day is not None]
    day = min((each.day for each in found if each.day), default=None)
    sources = (source for each in found if each.day == day for source in each.sources)
    return Horizon(day, tuple(dict.fromkeys(sources))) if day else NEVER


def latest(horizons: Iterable[Horizon]) -> Horizon:
    """The farthest of the horizons."""
    return max(horizons, key=lambda each: each.day or date.max)
