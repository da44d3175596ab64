"""Allocations: equal to a plain account of who is in, never above what there is, and nobody left open whose status is settled."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby, product
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_engine.core.program import Program
from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.facts.case import Subject
from tests import language
from tests.properties.asking import disagreement

MANY = settings(max_examples=4 * settings().max_examples)
Facts = Mapping[str, Value]
People = Mapping[str, Facts]
"""Persons by id."""
VALUES: Mapping[str, tuple[Value, ...]] = {
    "insured": (True, False), "age": (1, 2, 3, NONE), "count": (1, 2), "poor": (True, False), "cost": (0, 1, 2, 3, NONE),
}  # fmt: skip
WORDS = language.VOCABULARY.replace("person.age: {", "person.age: {absent: true, ").replace(
    "person.cost: {", "person.cost: {absent: true, "
)
"""An age and a cost may be known not to be."""


@attrs.frozen
class Way:
    """A way of allocating; `fund` is the budget, if it is one."""

    ties: str
    limit: str
    fund: int = 0
    groups: str = ""

    @property
    def paid(self) -> bool:
        """Whether money is given, not places."""
        return self.limit == "budget"

    @property
    def program(self) -> Program:
        """The rule."""
        return _program(self.ties, self.limit, self.groups)


LIMITS = {
    "budget": "budget: fund\naward: cost\nawards: whole", "quota 0": "quota: 0", "quota 2": "quota: 2", "share down": "share: 0.4\nrounding: down",
    "share up": "share: 0.4\nrounding: up",
}  # fmt: skip
GROUPS = {
    "": "", "kept": "groups: {by: poor, least: {true: 0.5}, unused: kept}", "released": "groups: {by: poor, least: {true: 0.5}, unused: released}",
    "own": "groups: {by: poor, each: {true: 1, false: 2}, transfer: false}", "passed on": "groups: {by: poor, each: {true: 1, false: 2}, transfer: true}",
}  # fmt: skip


@cache
def _program(ties: str, limit: str, groups: str) -> Program:
    rank = "rank: [{by: age, order: descending}, {by: count, order: ascending}]"
    lines = (rank, f"ties: {ties}", LIMITS.get(limit, ""), GROUPS[groups])
    return language.program(
        language.rule("allocation", "person", "among: village", "when: insured", *filter(None, lines)),
        words=WORDS,
    )


@st.composite
def ways(draw: st.DrawFn, *, grouped: bool = False) -> Way:
    """One of the ways; with groups, of those that can have any."""
    limit = draw(st.sampled_from(sorted(LIMITS)))
    groups = draw(st.sampled_from(sorted(GROUPS))) if grouped and not limit.startswith("share") else ""
    if groups in ("own", "passed on"):
        limit = "each"
    ties = draw(st.sampled_from(("id", "none") if limit == "budget" else ("id", "none", "all")))
    return Way(ties, limit, draw(st.integers(0, 8)), groups)


@st.composite
def populations(draw: st.DrawFn, most: int = 6) -> People:
    """Persons that often tie."""
    count = draw(st.integers(0, most))
    ids = draw(st.permutations([f"p{number}" for number in range(count)]))
    return {name: {fact: draw(st.sampled_from(values)) for fact, values in VALUES.items()} for name in ids}


def village(people: People, fund: int) -> Subject:
    """A village with the persons in one household; a fact that is unknown is left out."""
    members = (_person(name, facts) for name, facts in people.items())
    household = language.subject("household", "h", *members, known=("person",))
    return language.subject("village", "v", household, fund=fund)


def _person(name: str, facts: Facts) -> Subject:
    known: dict[str, Any] = {fact: value for fact, value in facts.items() if value is not UNKNOWN}
    return language.subject("person", name, **known)


def statuses(way: Way, people: People) -> dict[str, str]:
    """What the rule tells of each person."""
    found = language.outcomes(way.program, village(people, way.fund))
    return {outcome.subject.id: outcome.status for outcome in found.values()}


@MANY
@given(way=ways(grouped=True), people=populations())
def test_a_plain_account_agrees(way: Way, people: People) -> None:
    """Statuses, ranks and amounts, one person after the other."""
    found = language.outcomes(way.program, village(people, way.fund))
    told = {each.subject.id: (each.status, each.detail("rank")) for each in found.values()}
    assert told == dict(plainly(way, people))


def plainly(way: Way, people: People) -> Iterator[tuple[str, tuple[str, int | None]]]:
    """The status and rank of each person, worked out step by step."""
    joining = [
        name
        for name in people
        if people[name]["insured"] is True and (not way.paid or _takes(people[name]) > 0)
    ]
    places = {name: _place(name, people[name], way) for name in joining}
    selected = _selected(way, people, sorted(joining, key=lambda name: places[name]), places)
    for name in people:
        if name not in places:
            yield name, ("not_eligible", None)
        else:
            rank = 1 + sum(place < places[name] for place in places.values())
            yield name, ("selected" if name in selected else "waiting", rank)


Place = tuple[object, ...]


def _place(name: str, facts: Facts, way: Way) -> Place:
    age, count = facts["age"], facts["count"]
    first = (1, 0) if age is NONE else (0, -age)  # type: ignore[operator]
    return (first, count, name) if way.ties == "id" else (first, count)


def _takes(facts: Facts) -> int:
    cost = facts["cost"]
    return cost if isinstance(cost, int) else 0


def _selected(way: Way, people: People, ordered: list[str], places: Mapping[str, Place]) -> set[str]:
    taking = {name: _takes(people[name]) if way.paid else 1 for name in ordered}
    if way.limit.startswith("share"):
        return _cut(
            way,
            ordered,
            places,
            taking,
            2 * len(ordered) // 5 if way.limit == "share down" else -(-2 * len(ordered) // 5),
        )
    whole = {"budget": way.fund, "quota 0": 0, "quota 2": 2, "each": 3}[way.limit]
    own = {True: 1, False: 2} if way.limit == "each" else {True: -(-whole // 2)} if way.groups else {}
    reserved: set[str] = set()
    for group, part in own.items():
        reserved |= _cut(
            way, [name for name in ordered if people[name]["poor"] is group], places, taking, part
        )
    if way.groups == "own":
        return reserved
    kept = way.groups == "kept"
    rest = whole - (sum(own.values()) if kept else sum(taking[name] for name in reserved))
    return reserved | _cut(way, [name for name in ordered if name not in reserved], places, taking, rest)


def _cut(
    way: Way, ordered: list[str], places: Mapping[str, Place], taking: Mapping[str, int], limit: int
) -> set[str]:
    """One group of tied ones after the other, until one does not fit."""
    taken: list[str] = []
    for _, tied in groupby(ordered, key=lambda name: places[name]):
        names = [*tied]
        total = sum(taking[name] for name in (*taken, *(names[:1] if way.ties == "all" else names)))
        if total > limit:
            break
        taken += names
    return {*taken}


@MANY
@given(way=ways(grouped=True), people=populations(), partial=st.booleans())
def test_never_more_than_there_is(way: Way, people: People, partial: bool) -> None:
    """Neither places, unless all that tie are taken, nor money; what partial awards give is all of it if there are enough."""
    made = _partial() if partial else way.program
    found = language.outcomes(made, village(people, way.fund)).values()
    selected = [each for each in found if each.status == "selected"]
    if partial or way.paid:
        amounts = [round(100 * float(str(each.detail("amount")))) for each in selected]
        assert sum(amounts) <= way.fund
        wanted = sum(_takes(facts) for facts in people.values() if facts["insured"])
        assert not partial or sum(amounts) == min(wanted, way.fund)
    elif way.ties != "all":
        assert all(
            isinstance(quota := each.detail("quota"), int) and len(selected) <= quota for each in selected
        )


@cache
def _partial() -> Program:
    lines = (
        "rank: [{by: age, order: descending}]",
        "ties: id",
        "budget: fund",
        "award: cost",
        "awards: partial",
    )
    return language.program(
        language.rule("allocation", "person", "among: village", "when: insured", *lines), words=WORDS
    )


@MANY
@given(way=ways(grouped=True), people=populations(), data=st.data())
def test_names_do_not_matter(way: Way, people: People, data: st.DataObject) -> None:
    """Persons under other ids have the same status; where ties go by id, if the ids stay in order."""
    old = sorted(people)
    new = sorted(
        data.draw(st.lists(st.integers(100, 999).map(str), min_size=len(old), max_size=len(old), unique=True))
    )
    if way.ties != "id":
        new = data.draw(st.permutations(new))
    names = dict(zip(old, new, strict=True))
    renamed = {names[name]: people[name] for name in data.draw(st.permutations([*people]))}
    assert statuses(way, renamed) == {names[name]: status for name, status in statuses(way, people).items()}


@st.composite
def with_unknowns(draw: st.DrawFn, people: People, most: int) -> People:
    """The same persons, of whom some facts are unknown."""
    places = [(name, fact) for name in people for fact in VALUES]
    hidden = set(draw(st.lists(st.sampled_from(places), max_size=most, unique=True))) if places else set()
    return {
        name: {fact: UNKNOWN if (name, fact) in hidden else value for fact, value in facts.items()}
        for name, facts in people.items()
    }


@MANY
@given(way=ways(grouped=True), people=populations(), data=st.data())
def test_more_facts_never_contradict_an_allocation(way: Way, people: People, data: st.DataObject) -> None:
    """Neither a status nor a rank nor an amount that was told before."""
    less = data.draw(with_unknowns(people, most=8))
    after = language.outcomes(way.program, village(people, way.fund))
    for key, outcome in language.outcomes(way.program, village(less, way.fund)).items():
        assert not disagreement(outcome, after[key]), key


@MANY
@given(
    way=ways().filter(lambda way: not way.limit.startswith("share")),
    people=populations(most=4),
    data=st.data(),
)
def test_open_is_what_may_be_either_way(way: Way, people: People, data: st.DataObject) -> None:
    """Without groups and shares somebody is undetermined exactly where the unknown facts can make another status."""
    less = data.draw(with_unknowns(people, most=2))
    possible: dict[str, set[str]] = {name: set() for name in people}
    for filled in _completions(less):
        for name, (status, _) in plainly(way, filled):
            possible[name].add(status)
    for name, status in statuses(way, less).items():
        assert {status} == possible[name] or (status == "undetermined" and len(possible[name]) > 1)


def _completions(people: People) -> Iterable[People]:
    """The persons with every value for what is unknown; a cost, and an age, also beyond all others."""
    hidden = [
        (name, fact) for name, facts in people.items() for fact, value in facts.items() if value is UNKNOWN
    ]
    more = {"age": (*VALUES["age"], 0, 9), "cost": (*VALUES["cost"], 99), "count": (0, *VALUES["count"], 9)}
    for values in product(*(more.get(fact, VALUES[fact]) for _, fact in hidden)):
        known = dict(zip(hidden, values, strict=True))
        yield {
            name: {fact: known.get((name, fact), value) for fact, value in facts.items()}
            for name, facts in people.items()
        }
