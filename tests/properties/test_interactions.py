"""Interactions pay what a plain calculation pays, never more than without them, and leave open only what is open."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_engine.core.program import Program
from policy_engine.core.values import NONE
from policy_engine.decisions.decide import decide
from policy_engine.decisions.outcome import Outcome
from policy_engine.explanation.because import because
from policy_engine.explanation.explain import explain
from policy_engine.model.labels import Language
from tests.interactions import NAMES, WORDS, entitlement, interaction, rules, together
from tests.language import outcomes, program, run_of, subject

MANY = settings(max_examples=4 * settings().max_examples)
ORDERS = ("ab", "cba", "bac", "abcd", "dbca")
WAYS = ("first", "highest", "choice", "last_first", "in_proportion", "payers")
amounts = st.sampled_from((-1, 0, 1, 99, 100, 101, 300, 1000, 123_456)) | st.integers(-200, 2000)
sums = amounts | st.just(NONE)
Facts = Mapping[str, Any]
Paid = dict[str, int | None]
"""The amount of each entitlement in fen; None for no right."""


@attrs.frozen
class Interaction:
    """A way and the entitlements in order."""

    way: str
    order: str

    @property
    def made(self) -> Program:
        """The four entitlements with this interaction."""
        names = ", ".join(self.order)
        if self.way == "payers":
            payers = ", ".join(f"{{rule: {name}}}" for name in self.order)
            return together("bill: limit", f"payers: [{payers}]")
        if self.way in ("first", "highest", "choice"):
            return together(f"exclusive: [{names}]", f"keep: {self.way}")
        return together(f"together: [{names}]", "at_most: limit", f"cut: {self.way}")


interactions = st.builds(Interaction, st.sampled_from(WAYS), st.sampled_from(ORDERS))
known = st.fixed_dictionaries(
    {**{f"has_{name}": st.booleans() for name in NAMES}, **dict.fromkeys(NAMES, sums), "limit": sums}
)


def paid(found: Mapping[tuple[str, str], Outcome]) -> Paid:
    """What the decided outcomes say."""
    told = {name: found[f"m.{name}", "person:1"] for name in NAMES}
    return {
        name: int(str(each.detail("amount")).replace(".", "")) if each.status == "granted" else None
        for name, each in told.items()
        if each.status in ("granted", "not_eligible")
    }


def alone(facts: Facts) -> Paid:
    """What each entitlement pays by itself."""
    return {
        name: value if facts[f"has_{name}"] and isinstance(value := facts[name], int) else None for name in NAMES
    }  # fmt: skip


def reference(each: Interaction, facts: Facts) -> Paid:
    """A plain calculation of the same."""
    own = alone(facts)
    held = {name: max(0, value) for name in each.order if (value := own[name]) is not None}
    if each.way in ("first", "highest"):
        kept = max(held, key=lambda name: held[name] if each.way == "highest" else 0, default=None)
        return {name: None if name in held and name != kept else value for name, value in own.items()}
    limit = facts["limit"]
    if each.way == "choice" or not isinstance(limit, int):
        return own
    total, left = sum(held.values()), max(0, limit)
    for name, amount in held.items():
        share = amount * max(0, limit) // total if total > max(0, limit) else amount
        due = share if each.way == "in_proportion" else min(amount, left)
        left -= due
        if due < amount:
            nothing = limit <= 0 if each.way == "in_proportion" else due == 0
            own[name] = None if nothing else due
    return own


def decided(each: Interaction, facts: Facts) -> dict[tuple[str, str], Outcome]:
    """All outcomes for a person with the facts."""
    return outcomes(each.made, subject("person", **facts))


@MANY
@given(each=interactions, facts=known)
def test_what_is_paid_is_what_a_plain_calculation_pays(each: Interaction, facts: Facts) -> None:
    """Amounts and drops agree to the fen."""
    assert paid(decided(each, facts)) == reference(each, facts)


@MANY
@given(each=interactions, facts=known)
def test_nothing_is_paid_beyond_the_members_and_the_limit(each: Interaction, facts: Facts) -> None:
    """No member gets more than alone, and those under a cap no more than it together."""
    found, own = paid(decided(each, facts)), alone(facts)
    for name, value in found.items():
        assert value is None or ((most := own[name]) is not None and value <= most)
    limit = facts["limit"]
    if each.way in ("last_first", "in_proportion", "payers") and isinstance(limit, int):
        assert sum(max(0, found[name] or 0) for name in each.order) <= max(0, limit)


@MANY
@given(each=interactions, facts=known, data=st.data())
def test_more_facts_never_contradict(each: Interaction, facts: Facts, data: st.DataObject) -> None:
    """What is decided with some facts unknown stays so; a right stays one, unless it has no amount."""
    unknown = data.draw(st.sets(st.sampled_from(sorted(facts))))
    before = decided(each, {name: value for name, value in facts.items() if name not in unknown})
    after = decided(each, facts)
    for key, outcome in before.items():
        if outcome.status == "eligible":
            rule = outcome.rule.name.removeprefix("m.")
            assert after[key].status == "granted" or facts[rule] is NONE
        elif outcome.status != "undetermined":
            assert (outcome.status, outcome.detail("amount")) == (
                after[key].status,
                after[key].detail("amount"),
            )


@MANY
@given(each=interactions, facts=known, data=st.data())
def test_only_what_other_rights_can_change_is_open(
    each: Interaction, facts: Facts, data: st.DataObject
) -> None:
    """With amounts known, a result is open exactly where it is another one for other answers to the open rights."""
    facts = {name: 1 if name in NAMES and value in (0, -1, NONE) else value for name, value in facts.items()}
    facts = {
        name: abs(value) if name in NAMES and isinstance(value, int) else value
        for name, value in facts.items()
    }
    rights = sorted(f"has_{name}" for name in NAMES)
    unknown = sorted(data.draw(st.sets(st.sampled_from(rights), max_size=3)))
    found = decided(each, {name: value for name, value in facts.items() if name not in unknown})
    answers = [reference(each, one) for one in _completed(facts, unknown)]
    for name in NAMES:
        values = {answer[name] for answer in answers}
        status = found[f"m.{name}", "person:1"].status
        if status == "eligible":
            assert None not in values
            assert (
                len(values) > 1 or each.way == "in_proportion"
            )  # shares of unlike totals may be cut down to the same fen
        elif len(values) == 1:
            assert paid(found)[name] == values.pop()
        else:
            assert status == "undetermined"
            assert None in values


def _completed(facts: Facts, unknown: list[str]) -> Iterator[Facts]:
    for truths in product((True, False), repeat=len(unknown)):
        yield {**facts, **dict(zip(unknown, truths, strict=True))}


@pytest.mark.parametrize("ways", [("highest", "first", "[d, c, b, a]"), ("choice", "highest", "[d, c]")])
@given(facts=known, data=st.data())
def test_the_order_of_declaration_does_not_matter(
    ways: tuple[str, str, str], facts: Facts, data: st.DataObject
) -> None:
    """The same rules in any order of the file decide the same, in the same words."""
    texts = [
        *map(entitlement, NAMES),
        interaction("exclusive: [a, b]", f"keep: {ways[0]}", "after: j", name="i"),
        interaction("exclusive: [c, b]", f"keep: {ways[1]}", name="j"),
        interaction(f"together: {ways[2]}", "at_most: limit", name="k"),
    ]
    mixed = data.draw(st.permutations(texts))
    person = subject("person", **facts)
    one, other = (outcomes(program(rules(*each), words=WORDS), person) for each in (texts, mixed))
    assert {key: (each.status, each.details) for key, each in one.items()} == {
        key: (each.status, each.details) for key, each in other.items()
    }


@given(
    persons=st.lists(st.none() | st.integers(0, 2000), max_size=4),
    above=st.none() | st.integers(0, 2000),
    limit=st.integers(-10, 4000),
)
def test_members_below_share_what_there_is(persons: list[int | None], above: int | None, limit: int) -> None:
    """Of a household and its persons each gets the same share, down to the fen, and all together no more than the limit."""
    made = program(
        rules(entitlement("a"), entitlement("b", "household"),
              interaction("together: [a, b]", "at_most: limit", "cut: in_proportion", entity="household")),
        words=WORDS,
    )  # fmt: skip
    members = [
        subject("person", str(number), has_a=value is not None, a=value or 0)
        for number, value in enumerate(persons)
    ]
    root = subject(
        "household", "h", *members, known=("person",), has_b=above is not None, b=above or 0, limit=limit
    )
    found = outcomes(made, root)
    total = sum(value for value in (*persons, above) if value is not None)
    share, whole = (max(0, limit), total) if total > max(0, limit) else (1, 1)
    told = [found["m.a", f"person:{number}"] for number in range(len(persons))] + [
        found["m.b", "household:h"]
    ]
    for each, value in zip(told, (*persons, above), strict=True):
        dropped = value is None or (value > 0 and share == 0)
        assert each.detail("amount") == (None if dropped else f"{(value or 0) * share // whole / 100:.2f}")


@given(each=interactions, facts=known, data=st.data())
def test_every_outcome_can_be_explained(each: Interaction, facts: Facts, data: st.DataObject) -> None:
    """Reasons name no variable that a policy cannot name."""
    unknown = data.draw(st.sets(st.sampled_from(sorted(facts))))
    run = run_of(
        subject("person", **{name: value for name, value in facts.items() if name not in unknown}), each.made
    )
    for outcome in decide(run):
        for language in Language:
            assert "#" not in because(outcome, run, language)
            assert "#" not in explain(outcome, run).text(language)
        assert not any("#" in missing.name for missing in outcome.missing)
