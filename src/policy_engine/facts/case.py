"""A case inside the engine: a tree of subjects with the facts known of each."""

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from policy_engine.core.values import UNKNOWN, Value

FactKey = tuple[str, int]
"""Name of the fact and the period, counted from the one that holds the date of evaluation: 0 is that one, -1 the one before."""

Dated = tuple[tuple[date, Value], ...]
"""The values of a fact by the day from which each holds, the earliest first."""


@attrs.frozen(eq=False, slots=False)
class Subject:
    """A person, household, village, record ... of a case.

    `dated` holds the facts that are given by day, beside the value of each on the date of evaluation in `facts`. `lists` holds the members that the case gives below this subject, by entity; an entity that is not a key was left out and is
    unknown. `code` is the division code, its own or inherited. `evaluated` is False for subjects given only as what stands above
    the root, and for the evaluation's context.
    """

    entity: str
    id: str
    parent: "Subject | None" = attrs.field(default=None, repr=False)
    code: str | None = None
    facts: Mapping[FactKey, Value] = attrs.field(factory=dict, repr=False)
    lists: dict[str, tuple["Subject", ...]] = attrs.field(factory=dict, repr=False)
    path: tuple[str | int, ...] = attrs.field(default=(), repr=False)
    evaluated: bool = True
    dated: Mapping[str, Dated] = attrs.field(factory=dict, repr=False)

    @property
    def name(self) -> str:
        """Entity and id, as outcomes name it: `person:p1`."""
        return f"{self.entity}:{self.id}"

    def fact(self, name: str, shift: int = 0) -> Value:
        """The fact of a period; unknown where the case says nothing."""
        return self.facts.get((name, shift), UNKNOWN)

    def above(self, entity: str) -> "Subject | None":
        """The nearest subject of the entity, beginning with this one and going up."""
        subject: Subject | None = self
        while subject is not None and subject.entity != entity:
            subject = subject.parent
        return subject


@attrs.frozen(slots=False)
class Case:
    """A case with its date; subjects in the order of the case, a parent before its members."""

    on: date
    root: Subject
    context: Subject
    subjects: tuple[Subject, ...] = attrs.field(repr=False)

    def evaluated(self) -> Iterator[Subject]:
        """The subjects that rules are asked about."""
        return (subject for subject in self.subjects if subject.evaluated)


def members(
    subject: Subject, over: str, descends: Mapping[str, frozenset[str]]
) -> tuple[tuple[Subject, ...], bool]:
    """All subjects of the entity `over` below, and whether none can be missing.

    `descends` gives for each entity those that can be found below it. A list of `over` itself settles the matter at its level;
    without one, every list on the way must be given, and every one of its members must settle it.
    """
    found: list[Subject] = list(subject.lists.get(over, ()))
    for member in _between(subject, over, descends):
        found.extend(members(member, over, descends)[0])
    return tuple(found), next(left_out(subject, over, descends), None) is None


def left_out(subject: Subject, over: str, descends: Mapping[str, frozenset[str]]) -> Iterator[Subject]:
    """The subjects of which the case does not say which members of `over` they have."""
    if over in subject.lists:
        return
    ways = [entity for entity in subject.lists if over in descends[entity]]
    if not ways:
        yield subject
    for member in _between(subject, over, descends):
        yield from left_out(member, over, descends)


def _between(subject: Subject, over: str, descends: Mapping[str, frozenset[str]]) -> Iterator[Subject]:
    for entity, listed in subject.lists.items():
        if entity != over and over in descends[entity]:
            yield from listed
