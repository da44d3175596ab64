"""Ranked populations: sums over the members that stand before one, those that surely do and those that may.

A member whose keys are not all known has an earliest and a latest place, by what the keys can be at all; it surely stands before
another one where its latest place is before the other's earliest, and may stand before it where its earliest place is before the
other's latest.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate

import attrs

from policy_engine.backends.limits import ANYTHING, Limits
from policy_engine.backends.ranges import Range
from policy_engine.core.expression import RankKey, Reach
from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.facts.case import Subject

Place = tuple[tuple[int, int | str], ...]
"""A cell for each key: before all values, a value, none, after all of these."""
_FIRST, _VALUE, _NONE, _LAST = range(4)


@attrs.frozen
class Tally:
    """A sum, and how many of its terms are unknown."""

    total: int = 0
    open: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.total + other.total, self.open + other.open)

    def __sub__(self, other: "Tally") -> "Tally":
        """Without the other."""
        return Tally(self.total - other.total, self.open - other.open)


@attrs.frozen
class Entrant:
    """A member of the population, or one that may be: its places and what it adds."""

    sure: bool
    earliest: Place
    latest: Place
    adds: Tally

    def may_precede(self, other: "Entrant", *, tied: bool) -> bool:
        """Whether it may stand before the other one, or with it."""
        return self.earliest < other.latest or (tied and self.earliest == other.latest)

    def precedes(self, other: "Entrant", *, tied: bool) -> bool:
        """Whether it is a member for sure, and surely stands before the other one, or with it."""
        return self.sure and (self.latest < other.earliest or (tied and self.latest == other.earliest))


def entrant(
    keys: Sequence[tuple[RankKey, Value, Range]], name: str | None, element: Value, *, sure: bool
) -> Entrant:
    """A member by the values of its keys and what these can be at all, its id where that counts, and its element."""
    own = () if name is None else ((_VALUE, name),)
    number = element if isinstance(element, int) else 0
    return Entrant(
        sure,
        (*(_first_cell(*each) for each in keys), *own),
        (*(_last_cell(*each) for each in keys), *own),
        Tally(number, int(element is UNKNOWN)),
    )


def _first_cell(key: RankKey, value: Value, among: Range) -> tuple[int, int]:
    if value is not UNKNOWN:
        return _cell(key, value)
    best = among.limits.most if key.descending else among.limits.least
    return (_FIRST, 0) if best is None else _cell(key, best)


def _last_cell(key: RankKey, value: Value, among: Range) -> tuple[int, int]:
    if value is not UNKNOWN:
        return _cell(key, value)
    worst = among.limits.least if key.descending else among.limits.most
    return (_LAST, 0) if worst is None or among.may_be_none else _cell(key, worst)


def _cell(key: RankKey, value: Value) -> tuple[int, int]:
    if value is NONE:
        return _NONE, 0
    assert isinstance(value, int | date)
    number = value.toordinal() if isinstance(value, date) else int(value)
    return _VALUE, -number if key.descending else number


@attrs.frozen
class _Line:
    """Places in order, with the tally of all before each."""

    places: Sequence[Place]
    tallies: Sequence[Tally]

    def until(self, place: Place, *, tied: bool) -> Tally:
        """All before the place, or also those at it."""
        find = bisect_right if tied else bisect_left
        return self.tallies[find(self.places, place)]


def _line(entries: Iterable[tuple[Place, Tally]]) -> _Line:
    ordered = sorted(entries, key=lambda entry: entry[0])
    tallies = tuple(accumulate((tally for _, tally in ordered), initial=Tally()))
    return _Line(tuple(place for place, _ in ordered), tallies)


@attrs.frozen(slots=False)
class Ranking:
    """A population by subject; `complete` is False when members may be missing."""

    entrants: Mapping[Subject, Entrant]
    complete: bool

    def limits(self, subject: Subject, reach: Reach) -> Limits:
        """The least and the most that the sum can be, as seen from a member; anything where that is not listed."""
        if reach is Reach.ALL:
            return self._between(self._sure.tallies[-1], self._possible.tallies[-1])
        one = self.entrants.get(subject)
        if one is None:
            return ANYTHING
        tied, placed = reach is Reach.TIED, one.earliest == one.latest
        sure = self._sure.until(one.earliest, tied=tied)
        possible = self._possible.until(one.latest, tied=tied)
        if tied and placed:
            sure -= one.adds
        if tied or not placed:
            possible -= one.adds
        if reach is not Reach.BEFORE:
            sure, possible = sure + one.adds, possible + one.adds
        return self._between(sure, possible)

    def open_to(self, subject: Subject, reach: Reach) -> Iterator[Subject]:
        """The members of which it is unknown whether they are added as seen from the subject, or what they add."""
        one, tied = self.entrants.get(subject), reach is Reach.TIED
        for other, each in self.entrants.items():
            if reach is Reach.ALL or one is None:
                possible, sure = True, each.sure
            else:
                possible, sure = each.may_precede(one, tied=tied), each.precedes(one, tied=tied)
            if other is not subject and possible and not (sure and not each.adds.open):
                yield other

    def _between(self, sure: Tally, possible: Tally) -> Limits:
        return Limits(sure.total, possible.total if self.complete and not possible.open else None)

    @cached_property
    def _sure(self) -> _Line:
        """Those that are members for sure, each at its latest place."""
        return _line((each.latest, each.adds) for each in self.entrants.values() if each.sure)

    @cached_property
    def _possible(self) -> _Line:
        """All, each at its earliest place."""
        return _line((each.earliest, each.adds) for each in self.entrants.values())
