"""Hypothesis strategies for cases: subjects and facts of the vocabulary, often just at the limits that rules draw."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from policy_engine.core.texts import Json, number_text
from policy_engine.core.values import Value
from policy_engine.model.period import Period, key_of, ordinal
from policy_engine.model.types import Kind
from policy_engine.model.vocabulary import CODE_LENGTHS, Variable, Vocabulary
from tests.properties.needs import Needs

JsonObject = dict[str, Any]
Path = tuple[str | int, ...]
MOST_UNITS = 100_000
"""The largest amount drawn freely, in whole yuan, mu, persons ..."""
TREE = ("county", "township", "village", "household", "person")
ELSEWHERE = "110101001001"


@cache
def values(variable: Variable, near: frozenset[Value], on: date) -> st.SearchStrategy[Json]:
    """A value of a variable as a case writes it: often one that rules compare it with, or next to one."""
    kind = variable.type
    single: st.SearchStrategy[Json]
    if kind.kind is Kind.BOOL:
        single = st.booleans()
    elif kind.kind is Kind.DATE:
        latest = on if variable.name == "birth_date" else date.max
        single = _days(near, on).map(lambda day: min(day, latest).isoformat())
    elif kind.is_numeric or kind.kind in (Kind.INT, Kind.NUMBER, Kind.MONEY, Kind.RATE):
        single = _numbers(variable, near).map(
            lambda number: number if kind.kind is Kind.INT else number_text(number, kind)
        )
    elif kind.values:
        written = sorted(str(value) for value in near if kind.value_named(str(value)))
        names = st.sampled_from([value.name for value in kind.values])
        single = st.one_of(st.sampled_from(written), names) if written else names
    else:
        single = st.sampled_from(["甲", *sorted(value for value in near if isinstance(value, str))])
    if kind.many:
        return st.lists(single, max_size=2, unique=True).map(list)
    return st.one_of(single, single, st.just("none")) if variable.absent else single


def _numbers(variable: Variable, near: frozenset[Value]) -> st.SearchStrategy[int]:
    """A stored number within the bounds of the variable."""
    most = MOST_UNITS * 10**variable.type.scale
    low = variable.bounds.minimum if variable.bounds.minimum is not None else -most
    high = variable.bounds.maximum if variable.bounds.maximum is not None else most
    close = {each + step for each in near if isinstance(each, int) for step in (-1, 0, 1)} | {low, high, 0}
    within = sorted(each for each in close if low <= each <= high)
    free = st.integers(low, high)
    return st.one_of(st.sampled_from(within), free) if within else free


def _days(near: frozenset[Value], on: date) -> st.SearchStrategy[date]:
    known = [each for each in near if isinstance(each, date)]
    months = [date(on.year - back, on.month, min(on.day, 28)) for back in (0, 1, 6, 16, 60)]
    close = {each + timedelta(days=step) for each in (on, *known, *months) for step in (-1, 0, 1)}
    return st.one_of(st.sampled_from(sorted(close)), st.dates(date(1940, 1, 1), date(on.year + 1, 12, 31)))


def days_of_evaluation(needs: Needs) -> st.SearchStrategy[date]:
    """A date of evaluation: often one at which something changes, or the day before."""
    changes = {each - timedelta(days=back) for each in needs.days for back in (0, 1)}
    return st.sampled_from(sorted({date(2019, 12, 31), date(2020, 2, 29), date(2021, 6, 15), *changes}))


@attrs.frozen
class _Builder:
    """Draws one case."""

    draw: st.DrawFn
    vocabulary: Vocabulary
    needs: Needs
    on: date
    full: bool
    holders: Mapping[str, str]
    counts: dict[str, int] = attrs.field(factory=dict)

    def subject(self, entity: str, *, above: tuple[str, ...] = ()) -> JsonObject:
        """A subject with its facts and all that hangs on it."""
        number = self.counts[entity] = self.counts.get(entity, 0) + 1
        written: JsonObject = {"id": f"{entity}{number}"}
        for (owner, name), shifts in sorted(self.needs.shifts.items()):
            variable = self.vocabulary.variable(entity, name) if owner == entity else None
            if variable is not None and name != "code":
                written |= self.fact(variable, shifts)
        if above:
            written[above[0]] = self.subject_above(above)
            return written
        for child in self.vocabulary.children(entity):
            plural = self.vocabulary.entities[child].plural
            if plural and self.holders.get(child) == entity and self.known():
                count = self.draw(st.sampled_from((1, 1, 2, 0)))
                written[plural] = [self.subject(child) for _ in range(count)]
        return written

    def subject_above(self, chain: tuple[str, ...]) -> JsonObject:
        """A subject given as what stands above the root: facts only."""
        written = self.subject(chain[0], above=chain[1:]) if chain[1:] else self._facts_only(chain[0])
        return {
            name: value
            for name, value in written.items()
            if not isinstance(value, list) or name not in self._plurals
        }

    def _facts_only(self, entity: str) -> JsonObject:
        bare = attrs.evolve(self, needs=attrs.evolve(self.needs, entities=frozenset()))
        return bare.subject(entity)

    @property
    def _plurals(self) -> frozenset[str]:
        return frozenset(each.plural for each in self.vocabulary.entities.values() if each.plural)

    def known(self) -> bool:
        """Whether something is known: always in a full case, else three times in four."""
        return self.full or self.draw(st.integers(0, 3)) > 0

    def fact(self, variable: Variable, shifts: frozenset[int]) -> JsonObject:
        """The fact, for every period that is read."""
        drawn = values(variable, self.needs.near.get(variable.key, frozenset()), self.on)
        if shifts == {0} or variable.period in (None, Period.ONCE):
            return {variable.name: self.draw(drawn)} if self.known() else {}
        period = variable.period or Period.YEAR
        now = ordinal(period, self.on)
        given = {key_of(period, now + shift): self.draw(drawn) for shift in sorted(shifts) if self.known()}
        return {variable.name: given} if given else {}

    def code(self, entity: str) -> str:
        """A division code, of an area of the rules as a rule, of a length that may be too short to tell."""
        areas = self.needs.areas or (ELSEWHERE,)
        area = self.draw(st.sampled_from((*areas, *areas, ELSEWHERE)))
        whole = area + ELSEWHERE[len(area) :]
        most = CODE_LENGTHS.get(entity, 12)
        shorter = [length for length in CODE_LENGTHS.values() if 0 < length < most]
        return whole[: self.draw(st.sampled_from((most, most, *shorter)))]


@st.composite
def cases(draw: st.DrawFn, needs: Needs, entity: str) -> JsonObject:
    """A case that rules about the entity can say something of, with unknown facts and lists."""
    on = draw(days_of_evaluation(needs))
    root = draw(st.sampled_from(roots(needs.vocabulary, entity)))
    holders = {child: draw(st.sampled_from(parents)) for child, parents in holders_of(needs, root).items()}
    builder = _Builder(draw, needs.vocabulary, needs, on, draw(st.booleans()), holders)
    ancestors = needs.vocabulary.ancestors(root)
    above = tuple(each for each in reversed(TREE) if each in ancestors and each in needs.entities)
    written = builder.subject(root)
    if above:
        written[above[0]] = builder.subject_above(above)
    if root != "nation" and "code" not in written and builder.known():
        written["code"] = builder.code(root)
    return {"on": on.isoformat(), root: written}


def roots(vocabulary: Vocabulary, entity: str) -> tuple[str, ...]:
    """The entities that a case about the entity may begin with; the nearest one twice, to be drawn more often."""
    ways = ("household", "village", "county")
    around = [each for each in ways if each == entity or each in vocabulary.ancestors(entity)]
    return (around[0], *around) if around else (entity,)


def holders_of(needs: Needs, root: str) -> dict[str, list[str]]:
    """For each entity that is wanted below the root, those that may hold it; a case keeps records of a sort with one of them."""
    words = needs.vocabulary
    tree = [each for each in TREE if any(words.descends(wanted, each) for wanted in needs.entities)]
    below = {each for each in (*needs.entities, *tree) if words.descends(each, root)}
    held = {
        child: [each for each in words.entities[child].parents if each in {root, *below}]
        for child in sorted(below)
    }
    return {child: parents for child, parents in held.items() if parents}


def facts_in(case: Mapping[str, Any]) -> Iterator[Path]:
    """The paths of every fact and list of a case: all that can be taken out of it."""
    for root, subject in case.items():
        if isinstance(subject, dict):
            yield from _facts_below(subject, (root,))


def _facts_below(subject: JsonObject, path: Path) -> Iterator[Path]:
    for name, value in subject.items():
        if name == "id":
            continue
        if isinstance(value, dict) and "id" in value:
            yield from _facts_below(value, (*path, name))
            continue
        yield (*path, name)
        if isinstance(value, dict):
            yield from ((*path, name, key) for key in value)
        elif isinstance(value, list):
            for position, each in enumerate(value):
                if isinstance(each, dict):
                    yield from _facts_below(each, (*path, name, position))


@st.composite
def with_less(draw: st.DrawFn, case: JsonObject) -> JsonObject:
    """The case with some of its facts and lists taken out."""
    paths = sorted(facts_in(case), key=str)
    taken = draw(st.lists(st.sampled_from(paths), unique=True)) if paths else []
    return without(case, taken)


def without(case: JsonObject, paths: list[Path]) -> JsonObject:
    """The case without what stands at the paths."""
    less = deepcopy(case)
    for *way, last in paths:
        place: Any = less
        for step in way:
            place = place.get(step) if isinstance(place, dict) else place[step]
            if place is None:
                break
        if isinstance(place, dict):
            place.pop(last, None)
    return less


def with_values(case: JsonObject, changes: Mapping[Path, Json]) -> JsonObject:
    """The case with other values at the paths."""
    other = deepcopy(case)
    for (*way, last), value in changes.items():
        place: Any = other
        for step in way:
            place = place[step]
        place[last] = value
    return other


@st.composite
def shuffled(draw: st.DrawFn, case: JsonObject) -> JsonObject:
    """The same case with the members of every list in another order."""

    def turned(node: Any) -> Any:
        if isinstance(node, dict):
            return {name: turned(value) for name, value in node.items()}
        if isinstance(node, list):
            return [turned(each) for each in draw(st.permutations(node))]
        return node

    return {name: turned(value) for name, value in case.items()}
