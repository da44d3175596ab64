"""Rules that go before others, where and while they hold."""

from datetime import date
from itertools import permutations

import pytest

from policy_engine.core.values import UNKNOWN
from policy_engine.explanation.because import because
from policy_engine.model.labels import Language
from tests.language import (
    HEAD,
    ON,
    Told,
    outcome,
    outcomes,
    program,
    refused,
    rule,
    run_of,
    subject,
    told,
)

HOW = "reason: {zh: 甲, en: A}, source: s2"


def _derive(name: str, value: int, *lines: str) -> str:
    return rule("derive", "person", "variable: count", f"value: {value}", *lines, name=name)


def _right(name: str, *lines: str) -> str:
    return rule("entitlement", "person", "when: insured", *lines, name=name)


def _override(area: str) -> str:
    return f"{HEAD}overrides: {{m.e: {{area: '{area}', {HOW}, value: 9}}}}"


def _repeal(area: str, name: str) -> str:
    return f"{HEAD}repeals: {{m.{name}: {{area: '{area}', {HOW}}}}}"


def _files(*rules: str) -> list[str]:
    """Each rule in a file of its own."""
    return [each.replace("policy: p", f"policy: p{number}") for number, each in enumerate(rules)]


BASE = _derive("base", 1)


def _count(*texts: str, code: str | None = "620102", on: date = ON, **facts: object) -> object:
    run = run_of(subject("person", code=code, **facts), program(*texts), on)  # type: ignore[arg-type]
    return run.variable(run.case.root, "count")


@pytest.mark.parametrize(
    ("lines", "code", "on", "value"),
    [
        (("area: '62'",), "620102", ON, 2),
        (("area: '62'",), "630102", ON, 1),
        (("area: '62'",), None, ON, UNKNOWN),
        (("area: '6201'",), "62", ON, UNKNOWN),
        (("area: ['63', '6201']",), "620102", ON, 2),
        (("from: 2019-12-31",), "620102", date(2019, 12, 30), 1),
        (("from: 2019-12-31",), "620102", date(2019, 12, 31), 2),
        (("until: 2019-12-31",), "620102", date(2019, 12, 30), 2),
        (("until: 2019-12-31",), "620102", date(2019, 12, 31), 1),
        (("area: '62'", "from: 2020-01-01"), "620102", ON, 1),
        (("area: '62'", "from: 2020-01-01"), "620102", date(2020, 1, 1), 2),
        (("area: '62'", "from: 2020-01-01"), None, ON, 1),
        (("area: '62'", "from: 2020-01-01"), None, date(2020, 1, 1), UNKNOWN),
    ],
)
def test_an_exception_goes_before_its_rule_where_it_holds(
    lines: tuple[str, ...], code: str | None, on: date, value: object
) -> None:
    """In its area and time, whichever is declared first; elsewhere the rule; where the place is open neither."""
    texts = _files(BASE, _derive("e", 2, *lines, "exception_to: base"))
    assert [_count(*order, code=code, on=on) for order in permutations(texts)] == [value, value]


@pytest.mark.parametrize(
    ("lines", "code", "poor", "value"),
    [
        ((), "62", True, 2),
        ((), "62", False, 1),
        ((), "62", UNKNOWN, UNKNOWN),
        ((), None, True, 2),
        (("area: '62'",), "62", True, 2),
        (("area: '62'",), "62", False, 1),
        (("area: '62'",), "62", UNKNOWN, UNKNOWN),
        (("area: '62'",), "63", True, 1),
        (("area: '62'",), "63", UNKNOWN, 1),
        (("area: '62'",), None, False, 1),
        (("area: '62'",), None, True, UNKNOWN),
    ],
)
def test_an_exception_with_a_condition(
    lines: tuple[str, ...], code: str | None, poor: object, value: object
) -> None:
    """Where it is false the rule holds; where it is open nothing is said."""
    texts = _files(BASE, _derive("e", 2, *lines, "exception_to: m.base", "applies: poor"))
    found = [_count(*order, code=code, poor=poor) for order in permutations(texts)]
    assert found == [value, value]


@pytest.mark.parametrize(
    ("code", "poor", "value"),
    [("620102", True, 3), ("620102", False, 2), ("620202", True, 2), ("63", True, 1), ("62", False, 2), ("62", True, UNKNOWN)],
)  # fmt: skip
def test_an_exception_to_an_exception(code: str, poor: bool, value: object) -> None:
    """Goes before both."""
    texts = _files(
        BASE,
        _derive("e", 2, "area: '62'", "exception_to: base"),
        _derive("f", 3, "area: '6201'", "exception_to: e", "applies: poor"),
    )
    assert {_count(*order, code=code, poor=poor) for order in permutations(texts)} == {value}


def test_an_exception_to_a_new_variable_of_a_rule() -> None:
    """Is named like that one, and computes it as it does."""
    base = rule("derive", "person", "type: int", "value: 1", name="base")
    other = rule(
        "derive", "person", "variable: base", "value: 2", "area: '62'", "exception_to: base", name="e"
    )
    for order in permutations(_files(base, other)):
        run = run_of(subject("person", code="62"), program(*order))
        assert run.variable(run.case.root, "base") == 2


@pytest.mark.parametrize(
    ("change", "code", "value"),
    [
        (_override("6201"), "620102", 9),
        (_override("6201"), "620202", 2),
        (_override("6201"), "63", 1),
        (_repeal("6201", "e"), "620102", 1),
        (_repeal("6201", "e"), "620202", 2),
        (_repeal("6201", "base"), "620102", 2),
    ],
)
def test_a_changed_exception(change: str, code: str, value: int) -> None:
    """Goes before its rule as it is changed; where it is repealed the rule holds."""
    assert (
        _count(*_files(BASE, _derive("e", 2, "area: '62'", "exception_to: base")), change, code=code) == value
    )


NEVER = "`m.e` holds wherever and whenever `m.base` does, which then never would"
NARROWER = "give it a narrower `area:`, `from:` or `until:`, or to a `derive` rule `applies:`"
ELSEWHERE = "`m.f` holds where or when `m.e`, to which it is an exception, never does"
APART = "give one of them another `area:` or other dates, make it an `exception_to:` the other, or override the other by name"


@pytest.mark.parametrize(
    ("rules", "findings"),
    [
        ((_derive("e", 2, "area: '62'"),), [
            ("PE504", "two rules compute `person.count` for the same subjects", "e", APART)]),
        ((_derive("e", 2, "area: '62'", "exception_to: base"), _derive("f", 3, "area: '6201'", "exception_to: base")), [
            ("PE504", "two rules compute `person.count` for the same subjects", "f", APART)]),
        ((_derive("e", 2, "exception_to: base"),), [
            ("PE514", NEVER, "e", NARROWER)]),
        ((_derive("e", 2, "from: 1900-01-01", "exception_to: base"), _derive("f", 2, "area: '62'", "exception_to: e"),
          _derive("g", 2, "area: '62'", "from: 2000-01-01", "until: 2001-01-01", "exception_to: f"),
          _derive("h", 2, "area: ['62', '63']", "from: 1999-01-01", "exception_to: f")), [
            ("PE504", "two rules compute `person.count` for the same subjects", "h", APART)]),
        ((_derive("e", 2, "area: '6201'", "exception_to: base"), _derive("f", 2, "area: ['62', '63']", "exception_to: e")), [
            ("PE514", NEVER.replace("e`", "f`", 1).replace("base", "e"), "f", NARROWER)]),
        ((_derive("e", 2, "area: '62'", "exception_to: base"), _derive("f", 2, "area: '63'", "exception_to: e")), [
            ("PE515", ELSEWHERE, "f", "check `area:`, `from:` and `until:`, or leave `exception_to:` out")]),
        ((_derive("e", 2, "until: 2019-01-01", "exception_to: base"), _derive("f", 2, "from: 2019-01-01", "exception_to: e")), [
            ("PE515", ELSEWHERE, "f", "check `area:`, `from:` and `until:`, or leave `exception_to:` out")]),
        ((rule("derive", "person", "type: int", "value: 2", "area: '62'", "exception_to: base", name="e"),), [
            ("PE508", "`m.e` computes `e`, but `m.base`, to which it is an exception, `count`", "e", "write `variable: count`")]),
        ((_derive("e", 2, "area: '62'", "exception_to: base", "applies: age"),), [
            ("PE310", "expected yes or no, found a count", "age", "")]),
    ],
)  # fmt: skip
def test_what_cannot_be_an_exception_is_refused(rules: tuple[str, ...], findings: list[Told]) -> None:
    """Two that meet, one that leaves nothing of its rule, one of another variable, a condition that is none."""
    assert told(refused(*_files(BASE, *rules))) == findings


@pytest.mark.parametrize(
    ("area", "start", "until", "findings"),
    [
        ("6201", "2019-01-01", "", 0),
        ("620102", "2019-06-01", "2020-01-01", 0),
        ("6201", "2018-12-31", "", 1),
        ("62", "2019-01-01", "", 1),
        ("", "2019-01-01", "", 1),
    ],
)
def test_a_rule_may_be_repealed_and_another_put_in_its_place(
    area: str, start: str, until: str, findings: int
) -> None:
    """The other one computes the same, in places and times in which the first no longer does."""
    change = (
        "module: n\npolicy: q\ntitle: {zh: 丙, en: C}\n"
        'repeals: {m.base: {area: "6201", from: 2019-01-01, reason: {zh: 理由, en: reason}, source: s2}}\n'
    )
    times = [f"{key}: {value}" for key, value in (("from", start), ("until", until)) if value]
    other = rule(
        "derive",
        "person",
        "variable: count",
        "value: 2",
        *times,
        *([f"area: '{area}'"] if area else []),
        name="e",
    )
    texts = (*_files(BASE), change, other.replace("module: m\npolicy: p", "module: o\npolicy: o"))
    if findings:
        assert [each.code.number for each in refused(*texts).diagnostics] == ["PE504"]
        return
    assert [_count(*texts, code=code) for code in ("62", "6202", "620102")] == [UNKNOWN, 1, 2]
    assert _count(*texts, code="620102", on=date(2018, 12, 31)) == 1


def test_what_is_computed_is_of_one_type_in_all_places() -> None:
    """An amount of money here cannot be a count there."""
    one = rule("derive", "person", "type: money", "value: 1", "area: '62'", name="x")
    other = rule("derive", "person", "type: int", "value: 1", "area: '63'", name="x").replace(
        "module: m", "module: n"
    )
    assert [each[:2] for each in told(refused(one, other))] == [
        ("PE210", "`person.x` is declared as an amount of money (yuan) and as a count (a plain number)")
    ]


def test_a_condition_without_a_rule_to_go_before_is_refused() -> None:
    """It would say when nothing is computed."""
    (finding,) = told(refused(_derive("e", 2, "applies: poor")))
    assert finding[:3] == (
        "PE131",
        "`applies` says when an exception goes before its rule, and this rule is no exception",
        "poor",
    )


EXCEPTION = _right("e", "amount: 2", "area: '62'", "from: 2019-12-31", "exception_to: base")
FURTHER = _right("f", "amount: 3", "area: '6201'", "exception_to: e")


@pytest.mark.parametrize(
    ("code", "on", "statuses"),
    [
        ("620202", ON, {"m.e": "granted"}),
        ("620102", ON, {"m.f": "granted"}),
        ("620102", date(2019, 12, 30), {"m.f": "granted"}),
        ("620202", date(2019, 12, 30), {"m.base": "granted"}),
        ("63", ON, {"m.base": "granted"}),
        (None, ON, {"m.base": "undetermined", "m.e": "undetermined", "m.f": "undetermined"}),
        ("62", ON, {"m.e": "undetermined", "m.f": "undetermined"}),
        ("62", date(2019, 12, 30), {"m.base": "undetermined", "m.f": "undetermined"}),
    ],
)
def test_a_right_that_is_an_exception(code: str | None, on: date, statuses: dict[str, str]) -> None:
    """Only one of them is told for a place and a day; where the place is open, those that may be the one."""
    for order in permutations(_files(_right("base", "amount: 1"), EXCEPTION, FURTHER)):
        found = outcomes(program(*order), subject("person", insured=True, code=code), on)
        assert {name: each.status for (name, _), each in found.items()} == statuses


def test_the_condition_of_a_right_does_not_bring_back_its_rule() -> None:
    """Who is not covered by the exception has no right there; the rule is for elsewhere."""
    made = program(*_files(_right("base"), EXCEPTION.replace("when: insured", "when: poor")))
    found = outcomes(made, subject("person", insured=True, poor=False, code="62"))
    assert {name: each.status for (name, _), each in found.items()} == {"m.e": "not_eligible"}


def test_a_classification_that_is_an_exception() -> None:
    """Gives the class, and alone tells of it."""
    lines = ("variable: stage", "classes: {primary: age < 12, junior: age < 15}")
    base = rule("classification", "person", *lines, name="base")
    other = rule(
        "classification", "person", lines[0], "classes: {primary: age < 13, junior: age < 16}", "area: '62'",
        "exception_to: base", name="e",
    )  # fmt: skip
    made = program(*_files(base, other))
    for code, name, value in (("62", "m.e", "primary"), ("63", "m.base", "junior")):
        found = outcome(made, subject("person", age=12, code=code))
        assert (found.rule.name, found.detail("value")) == (name, value)


def test_the_reason_names_the_rule() -> None:
    """That would hold otherwise, in both languages."""
    made = program(*_files(_right("base"), EXCEPTION))
    root = subject("person", insured=True, code="62")
    found = outcome(made, root)
    zh, en = (because(found, run_of(root, made), language) for language in Language)
    assert "。乙（m.base）的例外" in zh
    assert ". an exception to B (m.base)" in en
