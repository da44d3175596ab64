from datetime import date

import pytest

from policy_engine.core.program import Program
from policy_engine.core.texts import Json
from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.decisions.decide import decide
from policy_engine.explanation.because import because
from policy_engine.explanation.explain import explain
from policy_engine.facts.case import Subject
from policy_engine.model.labels import Language
from tests.language import HEAD, Told, outcomes, program, refused, rule, run_of, subject, told

AMONG = ("among: village", "when: grade != none")
BY_INCOME = "rank: [{by: income, order: ascending}]"


def _made(*lines: str, head: str = HEAD, among: tuple[str, ...] = AMONG) -> Program:
    return program(rule("allocation", "household", *among, *lines, head=head))


def _household(
    name: str, income: Value = UNKNOWN, grade: Value = "A", size: Value = 1, **facts: Value
) -> Subject:
    given = {"income": income, "grade": grade, "size": size, **facts}
    known = {key: value for key, value in given.items() if value is not UNKNOWN}
    return subject("household", name, **known)  # type: ignore[arg-type]


def _village(*households: Subject, **facts: Value) -> Subject:
    return subject("village", "v", *households, known=("household",), **facts)  # type: ignore[arg-type]


LINE = """parameters:
  line:
    title: {zh: 线, en: line}
    type: int
    keys: {size: int}
    values: [{size: 9, value: 1}, {size: 1, value: 2}, {value: unset}]
"""
PERSONS = ("among: village", "when: insured")
MONEY = ("rank: [{by: age, order: ascending}]", "budget: fund", "award: cost")


def _paid(*lines: str) -> Program:
    return program(rule("allocation", "person", *PERSONS, *MONEY, *lines))


def _person(name: str, age: int, cost: Value = UNKNOWN, **facts: Value) -> Subject:
    known: dict[str, Value] = {"insured": True, "age": age, **facts}
    known |= {} if cost is UNKNOWN else {"cost": cost}
    return subject("person", name, **known)  # type: ignore[arg-type]


def _with_fund(fund: int, *persons: Subject) -> Subject:
    return subject("village", "v", subject("household", "h", *persons), fund=fund)


def _told(made: Program, root: Subject, *keys: str) -> dict[str, tuple[Json, ...]]:
    """The status of each household with some keys of its outcome."""
    found = outcomes(made, root).values()
    return {each.subject.id: (each.status, *(each.detail(key) for key in keys)) for each in found}


def _statuses(made: Program, root: Subject) -> dict[str, Json]:
    return {name: status for name, (status,) in _told(made, root).items()}


def test_the_first_within_the_quota_are_selected() -> None:
    """By the keys in order; the others wait, each with its rank; who does not meet the condition has none."""
    made = _made(
        "rank: [{by: income, order: ascending}, {by: size, order: descending}]", "ties: id", "quota: 2"
    )
    root = _village(
        _household("a", 500), _household("b", 300, size=2), _household("c", 300, size=3),
        _household("d", 100, grade=NONE), _household("e", 900),
    )  # fmt: skip
    assert _told(made, root, "rank", "quota") == {
        "a": ("waiting", 3, 2), "b": ("selected", 2, 2), "c": ("selected", 1, 2), "d": ("not_eligible", None, None), "e": ("waiting", 4, 2),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ties", "quota", "selected", "ranks"),
    [
        ("id", 1, "a", [1, 2, 3, 4]), ("id", 2, "ab", [1, 2, 3, 4]), ("id", 0, "", [1, 2, 3, 4]), ("id", 9, "abcd", [1, 2, 3, 4]),
        ("all", 1, "a", [1, 2, 2, 4]), ("all", 2, "abc", [1, 2, 2, 4]), ("all", 3, "abc", [1, 2, 2, 4]), ("all", 0, "", [1, 2, 2, 4]),
        ("none", 1, "a", [1, 2, 2, 4]), ("none", 2, "a", [1, 2, 2, 4]), ("none", 3, "abc", [1, 2, 2, 4]), ("none", 4, "abcd", [1, 2, 2, 4]),
    ],
)  # fmt: skip
def test_ties_at_the_cut(ties: str, quota: int, selected: str, ranks: list[int]) -> None:
    """They go by id, or all are taken, or none; those that tie share a rank unless they go by id."""
    root = _village(
        *(_household(name, income) for name, income in zip("dbca", (300, 200, 200, 100), strict=True))
    )
    found = _told(_made(BY_INCOME, f"ties: {ties}", f"quota: {quota}"), root, "rank")
    assert "".join(sorted(name for name, (status, _) in found.items() if status == "selected")) == selected
    assert [rank for _, (_, rank) in sorted(found.items())] == ranks


@pytest.mark.parametrize(("ties", "status"), [("id", "selected"), ("all", "selected"), ("none", "waiting")])
def test_all_tied(ties: str, status: str) -> None:
    """With nothing to tell them apart."""
    root = _village(_household("a", 1), _household("b", 1))
    assert _statuses(_made(BY_INCOME, f"ties: {ties}", "quota: 1"), root)["a"] == status


@pytest.mark.parametrize(("order", "ranks"), [("ascending", [1, 2, 3]), ("descending", [2, 1, 3])])
def test_none_is_last_in_both_orders(order: str, ranks: list[int]) -> None:
    """A key that is none is neither the smallest nor the largest."""
    made = _made(f"rank: [{{by: income, order: {order}}}]", "ties: id", "quota: 3")
    root = _village(_household("a", 1), _household("b", 2), _household("c", NONE))
    assert [rank for (rank,) in (each[1:] for each in _told(made, root, "rank").values())] == ranks


def test_dates_and_truths_rank_too() -> None:
    """The one that is not so before the one that is, in rising order; the earlier day before the later."""
    lines = (
        "among: household",
        "when: insured",
        "rank: [{by: poor, order: descending}, {by: birth_date, order: ascending}]",
    )
    made = program(rule("allocation", "person", *lines, "ties: id", "quota: 1"))
    root = subject(
        "household", "h",
        subject("person", "a", insured=True, poor=False, birth_date=date(1940, 1, 1)),
        subject("person", "b", insured=True, poor=True, birth_date=date(1951, 1, 1)),
        subject("person", "c", insured=True, poor=True, birth_date=date(1950, 1, 1)),
    )  # fmt: skip
    assert _told(made, root, "rank") == {"a": ("waiting", 3), "b": ("waiting", 2), "c": ("selected", 1)}


def test_each_place_has_its_own_quota() -> None:
    """Several villages in one case, and a parameter that differs by place."""
    head = HEAD + (
        "parameters:\n  places:\n    title: {zh: 名额, en: places}\n    type: int\n    values:\n"
        "      - {area: '341221001001', value: 1}\n      - {area: '341221001002', value: 2}\n"
    )
    made = _made(BY_INCOME, "ties: id", "quota: places", head=head)
    villages = [
        subject("village", f"v{n}", *(_household(f"{n}{name}", income) for name, income in zip("abc", (3, 2, 1), strict=True)), code=f"34122100100{n}")
        for n in (1, 2)
    ]  # fmt: skip
    found = _told(made, subject("township", "t", *villages), "rank", "quota")
    assert {name: status for name, (status, *_) in found.items()} == {
        "1a": "waiting", "1b": "waiting", "1c": "selected", "2a": "waiting", "2b": "selected", "2c": "selected",
    }  # fmt: skip
    assert found["1a"] == ("waiting", 3, 1)


def test_nobody_there() -> None:
    """An empty population is no error."""
    assert _told(_made(BY_INCOME, "ties: id", "quota: 3"), _village()) == {}


@pytest.mark.parametrize(
    ("unknown", "expected"),
    [
        (_household("x"), {"a": "selected", "b": "undetermined", "c": "waiting", "x": "undetermined"}),
        (_household("x", grade=UNKNOWN, income=1), {"a": "selected", "b": "undetermined", "c": "waiting", "x": "undetermined"}),
        (_household("x", grade=UNKNOWN, income=250), {"a": "selected", "b": "selected", "c": "waiting", "x": "undetermined"}),
        (_household("x", grade=NONE), {"a": "selected", "b": "selected", "c": "waiting", "x": "not_eligible"}),
        (_household("x", grade=UNKNOWN, income=999), {"a": "selected", "b": "selected", "c": "waiting", "x": "undetermined"}),
    ],
)  # fmt: skip
def test_only_those_that_it_concerns_are_undetermined(unknown: Subject, expected: dict[str, str]) -> None:
    """Whoever is in or out wherever the one stands of whom something is unknown is decided."""
    root = _village(_household("a", 100), _household("b", 200), _household("c", 300), unknown)
    assert _statuses(_made(BY_INCOME, "ties: id", "quota: 2"), root) == expected


def test_a_known_first_key_decides_though_the_second_is_unknown() -> None:
    """Only those with the same first key wait for it."""
    made = _made(
        "rank: [{by: size, order: descending}, {by: income, order: ascending}]", "ties: id", "quota: 2"
    )
    root = _village(
        _household("a", 1, size=3), _household("b", size=2), _household("c", 5, size=2), _household("d", 1)
    )
    assert _statuses(made, root) == {
        "a": "selected",
        "b": "undetermined",
        "c": "undetermined",
        "d": "waiting",
    }


YES, OPEN, NO = "selected", "undetermined", "waiting"


@pytest.mark.parametrize(
    ("key", "large", "two", "four"),
    [
        ("{by: size > 5, order: descending}", True, [YES, YES, NO, NO, NO], [YES, YES, YES, YES, NO]),
        ('{by: "1 if size > 5 else 2", order: ascending}', True, [YES, YES, NO, NO, NO], [YES, YES, YES, YES, NO]),
        ("{by: size, order: ascending}", False, [YES, YES, NO, NO, NO], [YES, YES, YES, OPEN, OPEN]),
        ('{by: "max(5, size)", order: descending}', True, [YES, OPEN, NO, OPEN, NO], [YES, YES, YES, YES, NO]),
        ("{by: line, order: ascending}", True, [YES, OPEN, NO, OPEN, NO], [YES, YES, YES, OPEN, OPEN]),
    ],
)  # fmt: skip
def test_an_unknown_key_opens_nothing_by_values_that_it_cannot_have(
    key: str, large: bool, two: list[str], four: list[str]
) -> None:
    """A truth, a choice and a bound have a best or a worst value; a parameter that is not set may get any."""
    head = HEAD + LINE
    first, last = (9, 1) if large else (1, 9)
    known = [_household(name, income, size=first) for name, income in (("a", 1), ("b", 2), ("c", 9))]
    root = _village(*known, _household("x", 5, size=UNKNOWN), _household("d", 6, size=last))
    for quota, expected in ((2, two), (4, four)):
        lines = (f"rank: [{key}, {{by: income, order: ascending}}]", "ties: id", f"quota: {quota}")
        assert [*_statuses(_made(*lines, head=head), root).values()] == expected


def test_what_is_missing_is_what_would_decide() -> None:
    """The keys and conditions of those that may stand before, and nothing of those that do not matter."""
    root = _village(
        _household("a", 100), _household("b", 200), _household("x"), _household("y", 900, grade=UNKNOWN), _household("z", size=UNKNOWN, grade=NONE)
    )  # fmt: skip
    found = outcomes(_made(BY_INCOME, "ties: id", "quota: 2"), root)
    assert [each.name for each in found["m.r", "household:b"].missing] == ["household:x.income"]
    assert "household:y.grade" in [each.name for each in found["m.r", "household:y"].missing]
    assert found["m.r", "household:z"].missing == ()


def test_an_unknown_rank_is_not_told() -> None:
    """The status may be decided although the rank is not."""
    found = _told(
        _made(BY_INCOME, "ties: id", "quota: 2"),
        _village(_household("a", 1), _household("x")),
        "rank",
        "quota",
    )
    assert found == {"a": ("selected", None, 2), "x": ("selected", None, 2)}


def test_an_unknown_quota() -> None:
    """All that take part wait for it; the others are told what they would be anyway."""
    head = HEAD + "parameters:\n  places: {title: {zh: 名额, en: places}, type: int}\n"
    made = _made(BY_INCOME, "ties: id", "quota: places", head=head)
    root = _village(_household("a", 1), _household("b", 2, grade=NONE))
    assert _statuses(made, root) == {"a": "undetermined", "b": "not_eligible"}
    assert [each.name for each in outcomes(made, root)["m.r", "household:a"].missing] == ["m.places"]


@pytest.mark.parametrize(
    ("root", "missing"),
    [
        (_household("a", 1), ["household:a.village.households"]),
        (subject("village", "v"), []),
        (subject("township", "t", subject("village", "v", _household("a", 1)), subject("village", "w")), []),
    ],
)
def test_a_population_that_is_not_there(root: Subject, missing: list[str]) -> None:
    """A household alone cannot be ranked; lists of other villages do not matter."""
    made = _made(BY_INCOME, "ties: id", "quota: 1")
    found = outcomes(made, root)
    assert [each.name for one in found.values() for each in one.missing] == missing
    assert _statuses(made, _household("a", 1, grade=NONE)) == {"a": "not_eligible"}


def test_a_population_of_which_a_part_is_missing() -> None:
    """One that is surely beyond the quota waits; the others cannot be told."""
    made = _made(BY_INCOME, "ties: id", "quota: 1", among=("among: township", "when: grade != none"))
    root = subject(
        "township",
        "t",
        subject("village", "v", _household("a", 1), _household("b", 2)),
        subject("village", "w"),
    )
    assert _statuses(made, root) == {"a": "undetermined", "b": "waiting"}
    missing = outcomes(made, root)["m.r", "household:a"].missing
    assert [each.name for each in missing] == ["village:w.households"]


@pytest.mark.parametrize(
    ("share", "rounding", "of", "quota"),
    [("0.3", "down", 9, 2), ("0.3", "up", 9, 3), ("0.3", "down", 10, 3), ("0.3", "up", 10, 3), ("1", "up", 2, 2), ("0", "up", 2, 0), ("0.3", "up", 1, 1)],
)  # fmt: skip
def test_a_share_of_those_who_take_part(share: str, rounding: str, of: int, quota: int) -> None:
    """Rounded as the rule says; who takes no part does not count."""
    made = _made(BY_INCOME, "ties: id", f"share: {share}", f"rounding: {rounding}")
    root = _village(*(_household(f"h{n}", n) for n in range(of)), _household("out", 1, grade=NONE))
    found = _told(made, root, "quota")
    assert [status for status, *_ in found.values()].count("selected") == quota
    assert found["h0"][1] == quota


def test_a_share_of_a_number_that_is_not_wholly_known() -> None:
    """Whoever is within the smallest or beyond the largest quota is decided."""
    made = _made(BY_INCOME, "ties: id", "share: 0.5", "rounding: down")
    root = _village(*(_household(f"h{n}", n) for n in range(3)), _household("x", 9, grade=UNKNOWN))
    assert _statuses(made, root) == {
        "h0": "selected",
        "h1": "undetermined",
        "h2": "waiting",
        "x": "undetermined",
    }


@pytest.mark.parametrize(
    ("ties", "awards", "fund", "amounts"),
    [
        ("id", "whole", 99_99, {}), ("id", "whole", 100_00, {"a": "100.00"}), ("id", "whole", 350_00, {"a": "100.00"}),
        ("id", "whole", 400_00, {"a": "100.00", "b": "300.00"}), ("id", "whole", 10_000_00, {"a": "100.00", "b": "300.00", "c": "300.00", "d": "50.00"}),
        ("none", "whole", 400_00, {"a": "100.00"}), ("none", "whole", 700_00, {"a": "100.00", "b": "300.00", "c": "300.00"}),
        ("id", "partial", 0, {}), ("id", "partial", 1, {"a": "0.01"}), ("id", "partial", 100_00, {"a": "100.00"}),
        ("id", "partial", 100_01, {"a": "100.00", "b": "0.01"}), ("id", "partial", 720_00, {"a": "100.00", "b": "300.00", "c": "300.00", "d": "20.00"}),
    ],
)  # fmt: skip
def test_a_budget(ties: str, awards: str, fund: int, amounts: dict[str, str]) -> None:
    """In the order of rank while the money lasts: the first award that does not fit ends it, or gets the rest."""
    made = _paid(f"ties: {ties}", f"awards: {awards}")
    costs = (("a", 1, 100_00), ("b", 2, 300_00), ("c", 2, 300_00), ("d", 3, 50_00))
    root = _with_fund(fund, *(_person(*each) for each in costs))
    found = _told(made, root, "amount", "budget")
    assert {name: amount for name, (_, amount, _) in found.items() if amount is not None} == amounts
    assert {budget for *_, budget in found.values()} == {f"{fund // 100}.{fund % 100:02}"}


@pytest.mark.parametrize("cost", [0, -1, NONE])
def test_who_is_awarded_nothing_takes_no_part(cost: Value) -> None:
    """Such a one neither stands in the way nor makes the money more."""
    root = _with_fund(100, _person("a", 1, cost), _person("b", 2, 100))
    assert _statuses(_paid("ties: id", "awards: whole"), root) == {"a": "not_eligible", "b": "selected"}


def test_an_unknown_award() -> None:
    """Those after it wait for it, but for whom the money cannot reach in any case."""
    root = _with_fund(100, _person("a", 1, 60), _person("b", 2), _person("c", 3, 30), _person("d", 4, 30))
    assert _statuses(_paid("ties: id", "awards: whole"), root) == {
        "a": "selected", "b": "undetermined", "c": "undetermined", "d": "waiting",
    }  # fmt: skip


LEAST = "groups: {by: grade, least: {A: 0.7}, unused: %s}"


@pytest.mark.parametrize(
    ("unused", "grades", "selected"),
    [
        ("released", "BBBBBAAAAA", [0, 5, 6, 7]), ("released", "BBBBBBBBBA", [0, 1, 2, 9]), ("kept", "BBBBBBBBBA", [0, 9]),
        ("released", "AAAAABBBBB", [0, 1, 2, 3]), ("kept", "AAAAABBBBB", [0, 1, 2, 3]), ("kept", "BBBBB", [0]), ("released", "BBBBB", [0, 1, 2, 3]),
    ],
)  # fmt: skip
def test_a_least_share_for_a_group(unused: str, grades: str, selected: list[int]) -> None:
    """70% of four, rounded up, go to the group first; the rest in the order of all."""
    root = _village(*(_household(str(n), n, grade) for n, grade in enumerate(grades)))
    found = _statuses(_made(BY_INCOME, "ties: id", "quota: 4", LEAST % unused), root)
    assert [int(name) for name, status in found.items() if status == "selected"] == selected


def test_a_share_below_zero_gives_nothing_to_the_others() -> None:
    """A parameter may be set to anything; the whole is never exceeded."""
    head = HEAD + "parameters:\n  part: {title: {zh: 比例, en: part}, type: rate, value: '-0.5'}\n"
    made = _made(
        BY_INCOME, "ties: id", "quota: 2", "groups: {by: grade, least: {A: part}, unused: kept}", head=head
    )
    root = _village(*(_household(str(n), n, grade) for n, grade in enumerate("BBBAAA")))
    assert [name for name, status in _statuses(made, root).items() if status == "selected"] == ["0", "1"]


def test_least_shares_never_exceed_the_whole() -> None:
    """Two halves of three places, both rounded up, are two and one."""
    made = _made(
        BY_INCOME, "ties: id", "quota: 3", "groups: {by: grade, least: {A: 0.5, B: 0.5}, unused: kept}"
    )
    root = _village(*(_household(str(n), n, grade) for n, grade in enumerate("BBBAAA")))
    assert [name for name, status in _statuses(made, root).items() if status == "selected"] == ["0", "3", "4"]


@pytest.mark.parametrize(
    ("transfer", "grades", "selected"),
    [
        ("false", "AABBB", [0, 2]), ("true", "AABBB", [0, 2]), ("false", "ABBBC", [0, 1]), ("true", "BBBC", [0, 1]), ("false", "BBBC", [0]),
        ("true", "CCA", [0, 2]), ("false", "CCA", [2]), ("true", "", []),
    ],
)  # fmt: skip
def test_places_of_each_group(transfer: str, grades: str, selected: list[int]) -> None:
    """One each; what a group does not need goes to the others, or to nobody."""
    made = _made(
        BY_INCOME, "ties: id", f"groups: {{by: grade, each: {{A: 1, 乙类: 1}}, transfer: {transfer}}}"
    )
    root = _village(*(_household(str(n), n, grade) for n, grade in enumerate(grades)))
    found = _told(made, root, "quota")
    assert [int(name) for name, (status, _) in found.items() if status == "selected"] == selected
    assert all(quota == 2 for _, quota in found.values())


def test_a_group_that_is_unknown() -> None:
    """Those that may belong to it, and those after them, are told once it is known."""
    made = _made(
        BY_INCOME, "ties: id", "quota: 2", "groups: {by: size > 3, least: {true: 0.5}, unused: kept}"
    )
    root = _village(
        _household("a", 1, size=5),
        _household("b", 2, size=UNKNOWN),
        _household("c", 3, size=1),
        _household("d", 4, size=4),
    )
    assert _statuses(made, root) == {
        "a": "selected",
        "b": "undetermined",
        "c": "undetermined",
        "d": "waiting",
    }


def test_a_budget_with_a_share_for_a_group() -> None:
    """At least 70% of the money for one group: what is left of its part may go to others, never more than there is."""
    made = _paid("ties: id", "awards: whole", "groups: {by: poor, least: {true: 0.7}, unused: released}")
    persons = (("a", 4, True), ("b", 5, True), ("c", 6, True), ("x", 1, False), ("y", 2, False))
    root = _with_fund(100, *(_person(name, age, 30, poor=poor) for name, age, poor in persons))
    assert _statuses(made, root) == {
        "a": "selected",
        "b": "selected",
        "c": "waiting",
        "x": "selected",
        "y": "waiting",
    }


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        ((BY_INCOME, "ties: id"), [("PE590", "`m.r` needs exactly one of `quota:`, `share:`, `budget:` and `each:` under `groups:`", "r", "say in one way how much there is")]),
        ((BY_INCOME, "ties: id", "quota: 1", "share: 0.1", "rounding: up"), [("PE590", "`m.r` needs exactly one of `quota:`, `share:`, `budget:` and `each:` under `groups:`", "r", "say in one way how much there is")]),
        ((BY_INCOME, "ties: id", "share: 0.1"), [("PE591", "`share:` needs `rounding:`", "r", "add `rounding:`")]),
        ((BY_INCOME, "ties: id", "quota: 1", "rounding: up"), [("PE591", "`rounding:` belongs to `share:`", "r", "add `share:`, or remove `rounding:`")]),
        ((BY_INCOME, "ties: id", "quota: 1", "groups: {by: grade, least: {A: 0.5}}"), [("PE591", "`least:` needs `unused:`", "r", "add `unused:`")]),
        ((BY_INCOME, "ties: id", "share: 0.1", "rounding: up", "groups: {by: grade, least: {A: 0.5}, unused: kept}"),
            [("PE591", "`groups:` cannot stand with `share`", "r", "use a quota, or a budget with whole awards")]),
        ((BY_INCOME, "ties: id", "quota: 1", "groups: {by: grade}"), [("PE591", "`groups:` needs either `least:` or `each:`", "r", "state one of them")]),
        ((BY_INCOME, "ties: all", "budget: fund", "award: fund", "awards: whole"), [("PE592", "with a budget not all that tie can be taken", "r", "write `ties: id` or `ties: none`")]),
        ((BY_INCOME, "ties: all", "budget: fund", "award: fund", "awards: partial"), [("PE592", "with a budget not all that tie can be taken", "r", "write `ties: id`")]),
        ((BY_INCOME, "ties: none", "budget: fund", "award: fund", "awards: partial"), [("PE592", "only one can get the rest of the budget", "r", "write `ties: id`, or `awards: whole`")]),
        (("rank: [{by: grade, order: ascending}]", "ties: id", "quota: 1"), [("PE593", "candidates cannot be ranked by this", "grade", "write a number, a date or a yes or no, such as `1 if ... else 2`")]),
        ((BY_INCOME, "ties: id", "groups: {by: grade, each: {D: 1}, transfer: true}"), [("PE594", "there is no group `D`", "1", "the groups: A, B, C")]),
        ((BY_INCOME, "ties: id", "groups: {by: size, each: {D: 1}, transfer: true}"), [("PE594", "this tells no groups apart", "size", "write a fact that has names as its values, or a yes or no")]),
    ],
)  # fmt: skip
def test_keys_that_do_not_fit(lines: tuple[str, ...], findings: list[Told]) -> None:
    """Each is refused when the policies are loaded, with the way to mend it."""
    assert told(refused(rule("allocation", "household", *AMONG, *lines))) == findings


def test_candidates_stand_below() -> None:
    """Among something that does not stand above them nothing can be allocated."""
    error = refused(
        rule(
            "allocation",
            "household",
            "among: person",
            "when: grade != none",
            BY_INCOME,
            "ties: id",
            "quota: 1",
        )
    )
    assert told(error) == [
        ("PE595", "no person stands above a household", "person", "above it stand: village, township, county")
    ]


def test_reasons_and_sentences() -> None:
    """What is said of one that waits: rank and quota; of the rule: who, in which order, how many."""
    made = _made(BY_INCOME, "ties: none", "quota: 1", LEAST % "released")
    run = run_of(_village(_household("a", 1), _household("b", 2), _household("c", 3, "B")), made)
    waiting = next(each for each in decide(run) if each.subject.id == "b")
    said = because(waiting, run, Language.ZH)
    assert (
        said
        == "候补：低保档次为甲类；并列者计入的名次（2） > 村“甲类”组的份额（1）；并列者计入的名次（1） > 村其余份额（0）。名次：2；名额：1。依据：办法 1。"
    )
    texts = [clause.text for clause in waiting.output.clauses]
    assert [text.zh for text in texts] == [
        "每个村中参加“乙”的家庭：{0}",
        "排序：{0}从小到大；在截止处并列的都不入选",
        "名额：{0}",
        "“甲类”组至少得：总额 × {0}，向上取整",
        "组内用不完的转给其他人",
    ]
    assert [text.en for text in texts] == [
        "in each village, a household takes part in “B” if {0}",
        "order: {0}, the smallest first; none that tie at the cut are selected",
        "places: {0}",
        "the group “class A” gets at least the whole × {0}, rounded up",
        "what a group leaves goes to the others",
    ]


@pytest.mark.parametrize(
    ("lines", "zh", "en"),
    [
        (("share: 0.3", "rounding: up"), ["名额：参加者数 × {0}，向上取整"], ["places: the number of those who take part × {0}, rounded up"]),
        (("share: 0.3", "rounding: down"), ["名额：参加者数 × {0}，向下取整"], ["places: the number of those who take part × {0}, rounded down"]),
        (("groups: {by: grade, each: {A: 1}, transfer: false}",), ["“甲类”组的名额：{0}", "组内用不完的不转给其他人"],
            ["places of the group “class A”: {0}", "what a group leaves does not go to others"]),
    ],
)  # fmt: skip
def test_how_much_there_is_in_words(lines: tuple[str, ...], zh: list[str], en: list[str]) -> None:
    """A share of those who take part, or the places of each group."""
    (output,) = _made(BY_INCOME, "ties: id", *lines).outputs
    told = [clause.text for clause in output.clauses[2:]]
    assert ([text.zh for text in told], [text.en for text in told]) == (zh, en)


def test_everybody_takes_part_by_dates_and_truths() -> None:
    """Each sort of key has its words."""
    rank = "rank: [{by: poor, order: descending}, {by: insured, order: ascending}, {by: birth_date, order: descending}, {by: birth_date, order: ascending}]"
    made = program(
        rule("allocation", "person", "among: village", "when: 'true'", rank, "ties: all", "quota: 1")
    )
    first, second = (clause.text for clause in made.outputs[0].clauses[:2])
    assert (first.zh, first.en) == (
        "每个村中的人员都参加“乙”",
        "in each village, a person always takes part in “B”",
    )
    assert second.zh == "排序：{0}的在前，再{1}的在后，再{2}从晚到早，再{3}从早到晚；在截止处并列的都入选"


def test_a_share_that_is_rounded_up_in_the_reasoning() -> None:
    """As a product, and not as the contrary of a contrary."""
    run = run_of(_village(_household("a", 1)), _made(BY_INCOME, "ties: id", "share: 0.3", "rounding: up"))
    (found,) = decide(run)
    assert "（参加排序的家庭数 × 30%，向上取整）：1" in explain(found, run).text(Language.ZH)
    assert "(number of households ranked × 30%, rounded up): 1" in explain(found, run).text(Language.EN)
