import pytest

from tests.language import HEAD, Told, outcomes, program, refused, rule, subject, told

BASE = rule("entitlement", "person", "when: insured", "amount: 100", "per: month")
HOW = "reason: {zh: 理由, en: because}, source: s2"
NARROW = "end one with `until:`, or narrow its `area:`"
AGAIN = "repeal the rule and add another one"


def _override(area: str, *more: str, target: str = "m.r", keys: str = "amount: 200") -> str:
    return f"{HEAD}overrides:\n  {target}: {{area: {area}, {HOW}, {', '.join((*more, keys))}}}\n"


def _repeal(area: str, *more: str, target: str = "m.r") -> str:
    return f"{HEAD}repeals:\n  {target}: {{{', '.join((f'area: {area}', HOW, *more))}}}\n"


def _amounts(*policies: str, code: str) -> list[object]:
    found = outcomes(program(BASE, *policies), subject("person", insured=True, code=code))
    return [outcome.detail("amount") for outcome in found.values()]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (_override("'62'", target="m.rr"), [("PE501", "there is no rule `m.rr` to change", "m.rr", "did you mean `m.r`?")]),
        (_override("'62'", target="r"), [("PE501", "there is no rule `r` to change", "r", "did you mean `m.r`?")]),
        (_repeal("'62'", target="xyz"), [("PE501", "there is no rule `xyz` to change", "xyz", "name a rule as `module.rule`")]),
        (_override("62x"), [("PE401", "`62x` is no division code", "62x",
                             "a code has 2 (province), 4, 6 (county), 9 or 12 digits, in quotes")]),
        (_repeal("['62', 1]"), [("PE401", "`1` is no division code", "1",
                                 "a code has 2 (province), 4, 6 (county), 9 or 12 digits, in quotes")]),
        (_repeal("[]"), [("PE401", "a list of areas cannot be empty", "[]", "leave `area` out for the whole country")]),
        (_override("'62'").replace("s2", "s9"), [
            ("PE213", "the clause `s9` is not registered", "{area: '62', reason: {zh: 理由, en: because}, source: s9, amount: 200}",
             "did you mean `s1`?")]),
        (_repeal("'62'").replace("s2", "[]"), [
            ("PE213", "this repeal names no clause of a document", "{area: '62', reason: {zh: 理由, en: because}, source: []}",
             "add `source:` with the id of a registered clause")]),
        (_override("'62'", keys="amout: 5"), [("PE131", "there is no key `amout` here", "amout", "did you mean `amount`?")]),
        (_override("'62'", keys="amount: [5]"), [("PE133", "expected an expression, found a list", "[5]", "")]),
        (_override("'62'", keys="kind: derive"), [
            ("PE132", "the key `type` is missing here", "m.r", "add `type: ...`")]),
        (_override("'62'", keys="exception_to: m.s"), [
            ("PE131", "an override cannot change `exception_to`", "exception_to", AGAIN)]),
        (_override("'62'", keys="for: household"), [("PE131", "an override cannot change `for`", "for", AGAIN)]),
        (_override("'62'", keys="amount: nosuch"), [
            ("PE201", "nothing here is called `nosuch`", "nosuch", "see the generated vocabulary page for all names")]),
    ],
)  # fmt: skip
def test_a_wrong_change_is_refused(text: str, findings: list[Told]) -> None:
    """Of a rule that is not there, for a place that is none, without a clause, of keys that the rule does not have or must keep."""
    error = refused(BASE, text)
    if "kind: derive" in text:
        assert ("PE131", "an override cannot change `kind`", "kind", AGAIN) in told(error)
    else:
        assert told(error) == findings


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (_override("'62'"), _override("'62'", keys="amount: 300")),
        (_override("'62'"), _repeal("'62'")),
        (_override("['62', '31']"), _override("['31', '6201']")),
        (_override("'62'", "until: 2020-01-02"), _override("'62'", "from: 2020-01-01")),
    ],
)
def test_two_changes_for_one_place_and_time_are_refused(first: str, second: str) -> None:
    """With both places and both reasons; nothing says which goes before."""
    error = refused(BASE, first, second)
    assert told(error) == [("PE502", "two changes of `m.r` hold for the same place and time", "m.r", NARROW)]
    (finding,) = error.diagnostics
    assert [(other.span.text, other.text) for other in finding.others] == [
        ("m.r", "the other change, by plugin2")
    ]
    assert (finding.label, finding.note) == (
        "by plugin1",
        "their reasons are: plugin2: because; plugin1: because",
    )


def test_a_rule_declared_twice_is_refused() -> None:
    """A second rule of the same name is no override."""
    error = refused(BASE, BASE)
    help_text = "give it another name, or use `overrides:` to change the first"
    assert told(error) == [("PE210", "the rule `m.r` is declared twice", "r", help_text)]
    assert error.diagnostics[0].others[0].text == "declared here first"


@pytest.mark.parametrize(
    ("changes", "code", "amounts"),
    [
        ((_override("'62'"),), "620102", ["200.00"]),
        ((_override("'62'"),), "630102", ["100.00"]),
        ((_override("['62', '31']"),), "310000", ["200.00"]),
        ((_override("'62'"), _override("'6201'", keys="amount: 300")), "620102", ["300.00"]),
        ((_override("'62'"), _override("'6201'", keys="amount: 300")), "620202", ["200.00"]),
        ((_override("'6201'", keys="amount: 300"), _override("'62'")), "620102", ["300.00"]),
        ((_override("'62'"), _repeal("'6201'")), "620102", []),
        ((_override("'62'"), _repeal("'6201'")), "620202", ["200.00"]),
        ((_repeal("'62'"), _override("'6201'", keys="amount: 300")), "620102", ["300.00"]),
        ((_repeal("'62'"), _override("'6201'", keys="amount: 300")), "620202", []),
        ((_override("'62'", "from: 2020-01-01"),), "620102", ["100.00"]),
        ((_override("'62'", "from: 2019-12-31"),), "620102", ["200.00"]),
        ((_override("'62'", "until: 2019-12-31"),), "620102", ["100.00"]),
        ((_override("'62'", "until: 2020-01-01"),), "620102", ["200.00"]),
        ((_repeal("'62'", "from: 2019-12-31"),), "620102", []),
        ((_repeal("'62'", "from: 2020-01-01"),), "620102", ["100.00"]),
        ((_override("'62'", "until: 2019-12-31"), _override("'62'", "from: 2019-12-31", keys="amount: 300")), "620102", ["300.00"]),
        ((_override("'62'"), _override("'6201'", "from: 2020-01-01", keys="amount: 300")), "620102", ["200.00"]),
    ],
)  # fmt: skip
def test_the_narrowest_change_in_force_holds(
    changes: tuple[str, ...], code: str, amounts: list[object]
) -> None:
    """Only in its area and time, whatever the order of the files; elsewhere the rule stays as it is."""
    assert _amounts(*changes, code=code) == amounts


PILOT = BASE.replace(
    "source: s1", "source: s1\n    area: ['6201', '63']\n    from: 2019-01-01\n    until: 2021-01-01"
)
AREAS_ONLY = "name areas inside that; for others add a rule of its own"
DATES_ONLY = "keep its dates inside those; for other times add a rule of its own"
BEYOND_AREAS = "this override reaches beyond `m.r`, which holds in 6201, 63 only"
BEYOND_DATES = "this override reaches beyond `m.r`, which holds from 2019-01-01 until 2021-01-01"


@pytest.mark.parametrize(
    ("change", "message", "help_text"),
    [
        (_override("'62'"), BEYOND_AREAS, AREAS_ONLY),
        (_override("['6201', '6202']"), BEYOND_AREAS, AREAS_ONLY),
        (_override("'6202'"), "`m.r` holds in 6201, 63 only", "check the area of this override"),
        (_repeal("'6202'"), "`m.r` holds in 6201, 63 only", "check the area of this repeal"),
        (_override("'6201'", "from: 2018-12-31"), BEYOND_DATES, DATES_ONLY),
        (_override("'6201'", "until: 2021-01-02"), BEYOND_DATES, DATES_ONLY),
    ],
)
def test_a_change_outside_its_rule_is_refused(change: str, message: str, help_text: str) -> None:
    """An override cannot make a rule hold in more places or for longer; a repeal must meet the rule somewhere."""
    error = refused(PILOT, change)
    assert told(error) == [("PE515", message, "m.r", help_text)]
    assert [(other.span.text, other.text) for other in error.diagnostics[0].others] == [("r", "the rule")]


@pytest.mark.parametrize(
    ("change", "code", "amounts"),
    [
        (_override("['6201', '6301']"), "620102", ["200.00"]),
        (_override("['6201', '6301']"), "6301", ["200.00"]),
        (_override("['6201', '6301']"), "6302", ["100.00"]),
        (_override("['6201', '6301']"), "6202", []),
        (_override("'6201'", "from: 2019-01-01", "until: 2021-01-01"), "6201", ["200.00"]),
        (_repeal("'62'"), "620102", []),
        (_repeal("'62'"), "6301", ["100.00"]),
        (_repeal("'62'", "from: 2018-01-01", "until: 2022-01-01"), "620102", []),
    ],
)
def test_a_change_within_its_rule(change: str, code: str, amounts: list[object]) -> None:
    """Up to its very bounds; a repeal may be said for more than the rule has."""
    found = outcomes(program(PILOT, change), subject("person", insured=True, code=code))
    assert [outcome.detail("amount") for outcome in found.values()] == amounts


@pytest.mark.parametrize(
    ("change", "code", "statuses"),
    [
        (_override("'620102'"), "620102", ["granted"]),
        (_override("'620102'"), "620103", ["granted"]),
        (_override("'620102'"), "6201", ["undetermined"]),
        (_override("'620102'"), None, ["undetermined"]),
        (_repeal("'620102'"), "620103", ["granted"]),
        (_repeal("'620102'"), "6201", ["undetermined"]),
        (_repeal("'620102'"), None, ["undetermined"]),
        (_repeal("'620102'", "until: 2019-12-31"), "6201", ["granted"]),
        (_repeal("'620102'", "from: 2020-01-01"), None, ["granted"]),
    ],
)
def test_a_change_where_the_place_is_open(change: str, code: str | None, statuses: list[str]) -> None:
    """What hangs on the place is undetermined; a change of another time asks for none."""
    found = outcomes(program(BASE, change), subject("person", insured=True, code=code))
    assert [outcome.status for outcome in found.values()] == statuses


def test_an_override_keeps_the_other_keys() -> None:
    """And cites its own clause before that of the rule; the change itself is told with the rule."""
    made = program(BASE, _override("'62'"))
    (found,) = outcomes(made, subject("person", insured=False, code="62")).values()
    assert (found.status, found.detail("per"), found.detail("form")) == ("not_eligible", "month", "cash")
    assert [citation.item for citation in found.rule.sources] == ["s2", "s1"]
    change = found.rule.change
    assert change is not None
    assert (change.action, change.plugin, change.reason.en, change.areas) == (
        "override",
        "plugin1",
        "because",
        ("62",),
    )


def test_a_place_that_is_not_known_well_enough_keeps_both_open() -> None:
    """A household with the code of its province may live in the county of the override."""
    found = outcomes(program(BASE, _override("'6201'")), subject("person", insured=True, code="62"))
    assert [outcome.status for outcome in found.values()] == ["undetermined"]
