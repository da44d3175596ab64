from datetime import date
from typing import Any

import attrs
import pytest

from policy_engine.core.values import NONE
from policy_engine.decisions.outcome import Outcome
from policy_engine.facts.case import Subject
from tests.interactions import WORDS, amounts, entitlement, interaction, rules, shown, together
from tests.language import ON, Told, outcomes, program, refused, subject, told
from tests.properties.strategies import JsonObject
from tests.properties.timed import timeline

FIRST = ("exclusive: [a, b, c]", "keep: first")
HIGHEST = ("exclusive: [a, b, c]", "keep: highest")
STATED = ("exclusive: [a, b, c]", "keep: b")
CHOICE = ("exclusive: [a, b, c]", "keep: choice")
CAP = ("together: [a, b, c]", "at_most: 10")
SHARED = ("together: [a, b, c]", "at_most: 10", "cut: in_proportion")
DROPPED = "not_eligible"
NO = "not_eligible"


def _told(found: dict[tuple[str, str], Outcome]) -> list[str]:
    return [shown(found, name) for name in "abc"]


@pytest.mark.parametrize(
    ("lines", "given", "expected", "lists"),
    [
        (FIRST, (500, 900, 700), ["granted 5.00", DROPPED, DROPPED], {"dropped": ["m.b", "m.c"], "kept": ["m.a"]}),
        (FIRST, (None, 900, 700), [NO, "granted 9.00", DROPPED], {"dropped": ["m.c"], "kept": ["m.b"]}),
        (FIRST, (0, 900, None), ["granted 0.00", DROPPED, NO], {"dropped": ["m.b"], "kept": ["m.a"]}),
        (HIGHEST, (500, 900, 700), [DROPPED, "granted 9.00", DROPPED], {"dropped": ["m.a", "m.c"], "kept": ["m.b"]}),
        (HIGHEST, (500, 500, None), ["granted 5.00", DROPPED, NO], {"dropped": ["m.b"], "kept": ["m.a"]}),
        (HIGHEST, (500, 501, None), [DROPPED, "granted 5.01", NO], {"dropped": ["m.a"], "kept": ["m.b"]}),
        (HIGHEST, (None, 900, 900), [NO, "granted 9.00", DROPPED], {"dropped": ["m.c"], "kept": ["m.b"]}),
        (STATED, (500, 100, 700), [DROPPED, "granted 1.00", DROPPED], {"dropped": ["m.a", "m.c"], "kept": ["m.b"]}),
        (STATED, (500, None, 700), ["granted 5.00", NO, DROPPED], {"dropped": ["m.c"], "kept": ["m.a"]}),
        (CHOICE, (500, None, 700), ["granted 5.00", NO, "granted 7.00"], {"kept": ["m.a", "m.c"], "alternatives": ["m.a", "m.c"]}),
        (CAP, (500, 300, 300), ["granted 5.00", "granted 3.00", "granted 2.00"], {"kept": ["m.a", "m.b", "m.c"], "cut": ["m.c"]}),
        (CAP, (500, 500, 1), ["granted 5.00", "granted 5.00", DROPPED], {"dropped": ["m.c"], "kept": ["m.a", "m.b"]}),
        (CAP, (1001, None, 300), ["granted 10.00", NO, DROPPED], {"dropped": ["m.c"], "kept": ["m.a"], "cut": ["m.a"]}),
        (CAP, (500, 501, 0), ["granted 5.00", "granted 5.00", "granted 0.00"], {"kept": ["m.a", "m.b", "m.c"], "cut": ["m.b"]}),
        (SHARED, (500, 300, 300), ["granted 4.54", "granted 2.72", "granted 2.72"], {"kept": ["m.a", "m.b", "m.c"], "cut": ["m.a", "m.b", "m.c"]}),
        (SHARED, (2000, None, None), ["granted 10.00", NO, NO], {"kept": ["m.a"], "cut": ["m.a"]}),
    ],
)  # fmt: skip
def test_what_is_kept_cut_and_dropped(
    lines: tuple[str, ...], given: tuple[int | None, ...], expected: list[str], lists: dict[str, list[str]]
) -> None:
    """Each way on both sides of its limits; of equal amounts the first in order is kept."""
    found = outcomes(together(*lines), amounts(given))
    assert _told(found) == expected
    assert (found["m.i", "person:1"].status, dict(found["m.i", "person:1"].details)) == ("applied", lists)


@pytest.mark.parametrize(
    ("lines", "given"),
    [(FIRST, (None, 500, None)), (HIGHEST, (500, None, None)), (CHOICE, (None, None, 500)), (CAP, (500, 300, 200)), (SHARED, (500, 500, None)),
     (FIRST, (None, None, None)), (CAP, (1000, None, None))],
)  # fmt: skip
def test_nothing_is_adjusted_where_the_rights_agree(
    lines: tuple[str, ...], given: tuple[int | None, ...]
) -> None:
    """One right alone, or amounts that come to the limit exactly."""
    found = outcomes(together(*lines), amounts(given))
    assert _told(found) == [NO if value is None else f"granted {value / 100:.2f}" for value in given]
    assert (found["m.i", "person:1"].status, found["m.i", "person:1"].details) == ("not_applied", ())


def test_what_an_adjusted_entitlement_tells() -> None:
    """By which interaction it was dropped or cut, the amount before, and what else could be chosen."""
    found = outcomes(together(*CAP), amounts((800, 300, 300)))
    plain = {"unit": "yuan", "per": "year", "form": "cash"}
    assert dict(found["m.a", "person:1"].details) == {"amount": "8.00", **plain}
    assert dict(found["m.b", "person:1"].details) == {
        "amount": "2.00", "before": "3.00", "cut_by": "m.i", **plain
    }  # fmt: skip
    assert dict(found["m.c", "person:1"].details) == {"dropped_by": "m.i", **plain}
    found = outcomes(together(*CHOICE), amounts((800, 300, 300)))
    assert dict(found["m.b", "person:1"].details) == {
        "amount": "3.00", "alternatives": ["m.a", "m.c"], **plain
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "facts", "expected"),
    [
        # an unknown later member does not touch the earlier ones; an unknown earlier one leaves the later open
        (FIRST, {"has_a": True, "a": 5}, ["granted 0.05", NO, NO]),
        (FIRST, {"has_b": True, "b": 5}, ["undetermined", "undetermined", NO]),
        (FIRST, {"has_b": True, "b": 5, "has_a": False}, [NO, "granted 0.05", NO]),
        (FIRST, {"has_b": True}, ["undetermined", "undetermined", "undetermined"]),
        (FIRST, {"has_a": True}, ["eligible", "undetermined", "undetermined"]),
        (HIGHEST, {"has_a": True, "a": 5}, ["undetermined", "undetermined", "undetermined"]),
        (HIGHEST, {"has_a": True, "a": 5, "b": 5, "c": 4}, ["granted 0.05", NO, NO]),
        (HIGHEST, {"has_a": True, "a": 5, "b": 6, "c": 4}, ["undetermined", "undetermined", NO]),
        (HIGHEST, {"has_a": True, "has_b": False, "has_c": False}, ["eligible", NO, NO]),
        (CHOICE, {"has_a": True, "a": 5}, ["granted 0.05", "undetermined", "undetermined"]),
        # where all fit whatever the unknown one is, nothing is open; an exhausted limit is one for certain
        (CAP, {"has_a": True, "a": 500, "b": 300, "has_c": True, "c": 200}, ["granted 5.00", "undetermined", "granted 2.00"]),
        (CAP, {"has_a": True, "a": 500, "b": 301, "has_c": True, "c": 200}, ["granted 5.00", "undetermined", "eligible"]),
        (CAP, {"has_a": True, "a": 1000, "b": 1, "has_c": True, "c": 200}, ["granted 10.00", NO, NO]),
        (CAP, {"has_a": True, "has_b": True, "b": 300, "has_c": False}, ["eligible", "undetermined", NO]),
        (SHARED, {"has_a": True, "a": 500, "b": 300, "has_c": False}, ["granted 5.00", "undetermined", NO]),
        (SHARED, {"has_a": True, "a": 500, "has_b": True, "has_c": False}, ["eligible", "eligible", NO]),
    ],
)  # fmt: skip
def test_what_is_unknown_opens_exactly_what_it_touches(
    lines: tuple[str, ...], facts: dict[str, Any], expected: list[str]
) -> None:
    """What another right cannot change stays as it is."""
    assert _told(outcomes(together(*lines), subject("person", **facts))) == expected


def test_an_interaction_holds_in_its_place_and_time_and_under_its_condition() -> None:
    """Elsewhere, before, and where its condition is false, nothing is adjusted; an unknown condition leaves the dropped one open."""
    made = program(
        rules(entitlement("a"), entitlement("b"),
              interaction("exclusive: [a, b]", "keep: first", 'area: "62"', "from: 2019-01-01", "when: insured")),
        words=WORDS,
    )  # fmt: skip

    def b_of(code: str | None = "6201", on: date = ON, **facts: Any) -> str:
        person = subject("person", code=code, has_a=True, a=500, has_b=True, b=300, **facts)
        return shown(outcomes(made, person, on), "b")

    assert b_of(insured=True) == DROPPED
    assert b_of(insured=False) == "granted 3.00"
    assert b_of() == "undetermined"
    assert b_of(code="36", insured=True) == "granted 3.00"
    assert b_of(code=None, insured=True) == "undetermined"
    assert b_of(on=date(2018, 12, 31), insured=True) == "granted 3.00"
    assert ("m.i", "person:1") not in outcomes(made, amounts((500, 300)), date(2018, 12, 31))


def test_the_law_that_changes_is_that_of_the_interaction() -> None:
    """An entitlement that is dropped from a day on changes because of the interaction, and not of itself."""
    made = program(
        rules(entitlement("a"), entitlement("b"),
              interaction("exclusive: [a, b]", "keep: first", "from: 2019-03-01", "until: 2019-05-01")),
        words=WORDS,
    )  # fmt: skip
    person: JsonObject = {"id": "1", "has_a": True, "has_b": True, "a": "5", "b": "3"}
    found = timeline(made, {"person": person}, date(2019, 1, 1), date(2020, 1, 1))
    track = found.track("m.b", "person:1") if found else None
    assert track is not None
    assert [(str(each.start), each.status, *(cause.name for cause in each.causes)) for each in track.segments] == [
        ("2019-01-01", "granted"), ("2019-03-01", "not_eligible", "m.i"), ("2019-05-01", "granted", "m.i")
    ]  # fmt: skip


def test_a_right_counts_where_its_rule_holds() -> None:
    """A member with another form in a place has the right and the amount of that form there."""
    override = "overrides:\n  m.a: {area: '62', reason: {zh: 因, en: why}, source: s1, amount: 2 * a}\n"
    text = rules(
        entitlement("a", "person", 'area: ["62", "36"]'),
        entitlement("b"),
        interaction("exclusive: [a, b]", "keep: highest"),
    )
    made = program(text + override, words=WORDS)
    found = {}
    for code in ("62", "36", "11"):
        told_there = outcomes(made, attrs.evolve(amounts((300, 500)), code=code))
        found[code] = [shown(told_there, name) for name in "ab" if (f"m.{name}", "person:1") in told_there]
    assert found == {"62": ["granted 6.00", DROPPED], "36": [DROPPED, "granted 5.00"], "11": ["granted 5.00"]}


def test_repeal_and_override_of_an_interaction() -> None:
    """A place can do without an interaction, or keep another entitlement."""
    text = rules(entitlement("a"), entitlement("b"), interaction("exclusive: [a, b]", "keep: first"))
    changes = (
        "repeals:\n  m.i: {area: '62', reason: {zh: 因, en: why}, source: s1}\n"
        "overrides:\n  m.i: {area: '36', reason: {zh: 因, en: why}, source: s1, keep: b}\n"
    )
    made = program(text + changes, words=WORDS)
    found = {
        code: [shown(outcomes(made, attrs.evolve(amounts((300, 500)), code=code)), name) for name in "ab"]
        for code in ("62", "36", "11")
    }
    assert found == {
        "62": ["granted 3.00", "granted 5.00"], "36": [DROPPED, "granted 5.00"], "11": ["granted 3.00", DROPPED]
    }  # fmt: skip


def _household(*persons: tuple[int | None, ...], **facts: Any) -> Subject:
    members = [attrs.evolve(amounts(given), id=str(number)) for number, given in enumerate(persons, start=1)]
    return subject("household", "h", *members, **facts)


def test_members_below_are_dropped_all_together() -> None:
    """The right of any person counts, and their amounts are added up; a household without the list is open."""
    made = program(
        rules(entitlement("a"), entitlement("b", "household"), interaction("exclusive: [a, b]", "keep: highest", entity="household")),
        words=WORDS,
    )  # fmt: skip
    low = outcomes(made, _household((200,), (300,), has_b=True, b=501))
    assert [shown(low, "a"), shown(low, "a", "person:2"), shown(low, "b", "household:h")] == [
        DROPPED,
        DROPPED,
        "granted 5.01",
    ]
    high = outcomes(made, _household((200,), (300,), (None,), has_b=True, b=500))
    assert [shown(high, "a"), shown(high, "a", "person:2"), shown(high, "a", "person:3")] == [
        "granted 2.00",
        "granted 3.00",
        NO,
    ]
    assert shown(high, "b", "household:h") == DROPPED
    assert dict(high["m.i", "household:h"].details) == {"dropped": ["m.b"], "kept": ["m.a"]}
    unlisted = outcomes(made, subject("household", "h", has_b=True, b=500))
    assert shown(unlisted, "b", "household:h") == "undetermined"
    assert [each.name for each in unlisted["m.b", "household:h"].missing] == ["household:h.persons"]
    alone = outcomes(made, amounts((200,)))
    assert shown(alone, "a") == "undetermined"
    assert [each.name for each in alone["m.a", "person:1"].missing] == [
        "person:1.household.has_b",
        "person:1.household.b",
        "person:1.household.persons",
    ]


def test_members_below_share_a_limit_in_proportion() -> None:
    """Of the persons of a household each is cut by the same share; the total stays within the limit."""
    made = program(
        rules(entitlement("a"), entitlement("b", "household"),
              interaction("together: [a, b]", "at_most: limit", "cut: in_proportion", entity="household")),
        words=WORDS,
    )  # fmt: skip
    found = outcomes(made, _household((100,), (200,), has_b=True, b=700, limit=500))
    assert [shown(found, "a"), shown(found, "a", "person:2"), shown(found, "b", "household:h")] == [
        "granted 0.50", "granted 1.00", "granted 3.50"
    ]  # fmt: skip
    assert dict(found["m.i", "household:h"].details) == {"kept": ["m.a", "m.b"], "cut": ["m.a", "m.b"]}
    enough = outcomes(made, _household((100,), (200,), has_b=True, b=700, limit=1000))
    assert shown(enough, "b", "household:h") == "granted 7.00"
    nothing = outcomes(made, _household((100,), (200,), has_b=True, b=700, limit=0))
    assert dict(nothing["m.i", "household:h"].details) == {"dropped": ["m.a", "m.b"]}


def test_no_limit_at_all() -> None:
    """Where there is known to be no limit, nothing is cut; a limit below zero leaves nothing."""
    made = together("together: [a, b]", "at_most: limit")
    assert shown(outcomes(made, amounts((500, 300), limit=NONE)), "b") == "granted 3.00"
    assert shown(outcomes(made, amounts((500, 300), limit=-1)), "a") == DROPPED
    assert shown(outcomes(made, amounts((500, 300))), "a") == "undetermined"


def test_one_interaction_after_another() -> None:
    """The second works on what the first leaves; exclusions go before caps without being told."""
    first = interaction("exclusive: [a, b]", "keep: first", name="i")
    second = interaction("exclusive: [b, c]", "keep: first", "after: i", name="j")
    cap = interaction("together: [b, a, c]", "at_most: 6", name="k")
    made = program(rules(*map(entitlement, "abc"), cap, second, first), words=WORDS)
    assert _told(outcomes(made, amounts((500, 400, 300)))) == ["granted 5.00", DROPPED, "granted 1.00"]
    assert _told(outcomes(made, amounts((None, 400, 300)))) == [NO, "granted 4.00", DROPPED]
    found = outcomes(made, amounts((700, 400, 300)))
    assert _told(found) == ["granted 6.00", DROPPED, DROPPED]
    assert [found[f"m.{name}", "person:1"].detail("dropped_by") for name in "bc"] == ["m.i", "m.k"]


def test_what_a_payer_leaves_can_be_used_by_the_next() -> None:
    """Each payer pays half of what is left of the bill: what it leaves is a variable of the person."""
    payers = (
        "bill: limit",
        "payers:",
        "  - {rule: a, leaves: left_after_a, title: {zh: 甲后余额, en: left after A}}",
        "  - {rule: b, leaves: own_payment, title: {zh: 自付, en: own payment}}",
    )
    made = program(
        rules(entitlement("a"), entitlement("b").replace("amount: b", "amount: left_after_a * 0.5"),
              entitlement("c").replace("amount: c", "amount: own_payment"), interaction(*payers)),
        words=WORDS,
    )  # fmt: skip
    assert _told(outcomes(made, amounts((600, 0, 0), limit=1000))) == [
        "granted 6.00",
        "granted 2.00",
        "granted 2.00",
    ]
    assert _told(outcomes(made, amounts((None, 0, 0), limit=1000))) == [NO, "granted 5.00", "granted 5.00"]
    assert _told(outcomes(made, amounts((1200, 0, 0), limit=1000))) == [
        "granted 10.00",
        "granted 0.00",
        "granted 0.00",
    ]
    assert _told(outcomes(made, subject("person", has_a=True, a=600, has_b=True, has_c=True))) == [
        "undetermined", "undetermined", "eligible"
    ]  # fmt: skip


TWO = (entitlement("a"), entitlement("b"))
OTHERS = (
    entitlement("c", "household"),
    "  monthly: {kind: entitlement, title: {zh: 月, en: M}, for: person, source: s1, when: has_c, amount: c, per: month}\n",
    "  service: {kind: entitlement, title: {zh: 服务, en: S}, for: person, source: s1, when: has_c, form: service}\n",
    "  warn: {kind: alert, title: {zh: 警, en: W}, for: person, source: s1, when: has_c, severity: low, notify: x}\n",
)


@pytest.mark.parametrize(
    ("lines", "finding"),
    [
        (("exclusive: [a, b]",), ("PE580", "`exclusive:` needs `keep:`", "i", "add `keep:`")),
        (("keep: first",), ("PE580", "`m.i` needs exactly one of `exclusive:`, `together:` and `payers:`", "i", "write one rule for each of them")),
        (("exclusive: [a, b]", "keep: first", "at_most: 5"),
         ("PE580", "`exclusive:` cannot have `at_most:`", "i", "`at_most:` belongs to `together:`")),
        (("exclusive: [a, b]", "keep: first", "cut: last_first"), ("PE580", "`exclusive:` cannot have `cut:`", "i", "`cut:` belongs to `together:`")),
        (("bill: limit", "payers: [{rule: a}, {rule: b}]", "when: has_a"),
         ("PE580", "`payers:` cannot have `when:`", "i", "say the condition in the entitlements: what is left must be known in any case")),
        (("exclusive: [a, b]", "keep: higest"), ("PE581", "there is nothing to keep called `higest`", "higest", "did you mean `highest`?")),
        (("together: [a, b]", "at_most: age"), ("PE582", "what entitlements come to at most is an amount of money", "age", "")),
        (("exclusive: a", "keep: first"), ("PE583", "`m.i` needs at least two entitlements", "i", "")),
        (("exclusive: [a, b, a]", "keep: first"), ("PE583", "`m.a` is named twice", "a", "")),
        (("exclusive: [a, servce]", "keep: first"), ("PE583", "there is no rule `m.servce`", "servce", "did you mean `m.service`?")),
        (("exclusive: [a, x.b]", "keep: first"), ("PE583", "there is no rule `x.b`", "x.b", "did you mean `m.b`?")),
        (("exclusive: [a, warn]", "keep: first"), ("PE583", "`m.warn` is no entitlement, so there is nothing to adjust", "warn", "")),
        (("exclusive: [a, c]", "keep: first"),
         ("PE583", "`m.c` is for each household, which is not below a person", "c", "write the interaction for an entity that is above all its entitlements")),
        (("exclusive: [a, b]", "keep: first", "after: warn"), ("PE583", "there is no interaction `m.warn`", "warn", "name it as `module.rule`")),
        (("exclusive: [a, monthly]", "keep: highest"), ("PE584", "`m.monthly` counts yuan per month, but `m.a` yuan per year", "monthly", "")),
        (("exclusive: [a, service]", "keep: highest"), ("PE584", "`m.service` has no amount to compare", "service", "")),
        (("together: [a, monthly]", "at_most: 5"), ("PE584", "`m.monthly` counts yuan per month, but `m.a` yuan per year", "monthly", "")),
        (("together: [a, b]", "at_most: household.wage"),
         ("PE584", "the limit counts by the month, but `m.a` yuan per year", "i", "change the limit with `annual(...)` or `monthly(...)`")),
    ],
)  # fmt: skip
def test_interactions_that_cannot_be_worked_off(lines: tuple[str, ...], finding: Told) -> None:
    """Each is refused with its place."""
    assert told(refused(rules(*TWO, *OTHERS, interaction(*lines)), words=WORDS)) == [finding]


def test_an_amount_that_cannot_be_read_is_told_once() -> None:
    """That it does not compare with the other ones is only a consequence."""
    broken = "  broken: {kind: entitlement, title: {zh: 坏, en: B}, for: person, source: s1, when: has_c, amount: nosuch, per: year}\n"
    found = told(
        refused(rules(*TWO, broken, interaction("exclusive: [a, broken]", "keep: highest")), words=WORDS)
    )
    assert [code for code, *_ in found] == ["PE201"]


def test_members_below_have_no_order() -> None:
    """Persons of a household cannot be paid one after the other."""
    text = rules(
        entitlement("a"),
        entitlement("b", "household"),
        interaction("together: [b, a]", "at_most: 5", entity="household"),
    )
    assert told(refused(text, words=WORDS)) == [
        ("PE583", "`m.a` is for each person: several of a household have no order among them", "a",
         "write `cut: in_proportion`, or the interaction for each person")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "findings"),
    [
        ((), (), [("PE585", "`m.i` and `m.j` both adjust `m.b`, and neither goes first", "j",
                   "write `after: m.i` here, or there that it goes after this one")]),
        (('area: "62"',), ('area: "36"',), []),
        (('area: "62"',), ('area: "6201"',), [("PE585", "`m.i` and `m.j` both adjust `m.b`, and neither goes first", "j",
                                                "write `after: m.i` here, or there that it goes after this one")]),
        (("until: 2019-01-01",), ("from: 2019-01-01",), []),
        ((), ("exception_to: i", 'area: "62"'), []),
        (("after: j",), (), []),
        (("after: j",), ("after: i",), [("PE585", "these interactions all go after each other: `m.i` → `m.j` → `m.i`", "i",
                                         "remove one `after:`; exclusions go before caps anyway")]),
    ],
)  # fmt: skip
def test_two_interactions_of_one_entitlement(
    first: tuple[str, ...], second: tuple[str, ...], findings: list[Told]
) -> None:
    """Where they can meet, one must go after the other."""
    text = rules(
        *map(entitlement, "abc"),
        interaction("exclusive: [a, b]", "keep: first", *first, name="i"),
        interaction("exclusive: [b, c]", "keep: highest", *second, name="j"),
    )
    if findings:
        assert told(refused(text, words=WORDS)) == findings
    else:
        program(text, words=WORDS)


COUNTED = [("PE586", "`m.j` counts `m.b`, which the applicant may not choose", "j",
            "say there which one is kept; or write this limit into the amounts")]  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "other", "findings"),
    [
        ((), ("together: [b, c]", "at_most: limit"), COUNTED),
        ((), ("together: [c, b]", "at_most: limit", "cut: in_proportion"), COUNTED),
        ((), ("exclusive: [b, c]", "keep: first", "after: i"), COUNTED),
        (("after: j",), ("exclusive: [b, c]", "keep: first"), []),
        ((), ("exclusive: [b, c]", "keep: choice", "after: i"), []),
        (('area: "62"',), ("together: [b, c]", "at_most: limit", 'area: "36"'), []),
    ],
)  # fmt: skip
def test_nothing_counts_what_is_still_to_be_chosen(
    choice: tuple[str, ...], other: tuple[str, ...], findings: list[Told]
) -> None:
    """Of two rights to choose from one is paid: a limit that takes in both would cut what is within it."""
    text = rules(
        *map(entitlement, "abc"),
        interaction("exclusive: [a, b]", "keep: choice", *choice, name="i"),
        interaction(*other, name="j"),
    )
    assert (told(refused(text, words=WORDS)) if findings else []) == findings
    if not findings:
        program(text, words=WORDS)


def test_payers_in_a_circle() -> None:
    """A payer that needs what a later one leaves is refused with all that hangs together."""
    payers = "payers: [{rule: a, leaves: one, title: {zh: 一, en: One}}, {rule: b, leaves: two, title: {zh: 二, en: Two}}]"
    text = rules(
        entitlement("a").replace("amount: a", "amount: two"),
        entitlement("b"),
        interaction("bill: limit", payers),
    )
    (finding,) = told(refused(text, words=WORDS))
    assert finding[:2] == (
        "PE503",
        "these variables are computed from each other: person.amount of benefit a → person.two → person.one → person.amount of benefit a",
    )


def test_leaves_needs_a_title_or_a_variable() -> None:
    """A variable of the vocabulary is taken as it is; a new one needs a title, and one that is there none."""

    def leaving(what: str) -> str:
        return rules(*TWO, interaction("bill: limit", f"payers: [{{rule: a, leaves: {what}}}, {{rule: b}}]"))

    program(leaving("cost"), words=WORDS)
    assert told(refused(leaving("rest"), words=WORDS)) == [
        ("PE214", "the person has no variable `rest` to compute", "rest", "give it a `title:` to declare a new variable")
    ]  # fmt: skip
    assert told(refused(leaving("cost, title: {zh: 余, en: Rest}"), words=WORDS))[0][:3] == (
        "PE210", "`person.cost` is declared already", "cost"
    )  # fmt: skip
