from datetime import date

import pytest

from tests.language import outcomes, program, rule, subject

KINDS = {
    "entitlement": ("when: insured",),
    "alert": ("when: insured", "severity: low", "notify: x"),
    "classification": ("classes: {a: insured}",),
    "standard": ("criteria: {a: insured}",),
}
HELD = {"entitlement": "granted", "alert": "raised", "classification": "classified", "standard": "met"}


def _status(
    kind: str, *lines: str, code: str | None = "620102", on: date = date(2019, 12, 31), insured: bool = True
) -> str | None:
    made = program(rule(kind, "person", *KINDS[kind], *lines))
    found = [
        each.status for each in outcomes(made, subject("person", insured=insured, code=code), on).values()
    ]
    return found[0] if found else None


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_holds_only_in_its_area(kind: str) -> None:
    """There is no outcome elsewhere, and an open one where the place is not known well enough."""
    assert _status(kind, "area: '62'") == HELD[kind]
    assert _status(kind, "area: ['31', '6201']") == HELD[kind]
    assert _status(kind, "area: '63'") is None
    assert _status(kind, "area: '62'", code=None) == "undetermined"
    assert _status(kind, "area: '620102001'") == "undetermined"


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_holds_from_its_first_day_until_the_day_before_its_last(kind: str) -> None:
    """Both dates are compared with the date of evaluation."""
    lines = ("from: 2019-01-01", "until: 2020-01-01")
    days = (date(2018, 12, 31), date(2019, 1, 1), date(2019, 12, 31), date(2020, 1, 1))
    assert [_status(kind, *lines, on=day) for day in days] == [None, HELD[kind], HELD[kind], None]


@pytest.mark.parametrize(("kind", "status"), [("entitlement", "not_eligible"), ("alert", "clear")])
def test_an_unknown_place_does_not_matter_where_the_condition_fails(kind: str, status: str) -> None:
    """Wherever the person lives, there is no right and nothing to warn of."""
    assert _status(kind, "area: '62'", code=None, insured=False) == status


def test_outcomes_come_in_the_order_of_the_case_and_of_the_rules() -> None:
    """Subject by subject, a parent before its members, then by name."""
    rules = [rule("entitlement", entity, "when: true", name=name) for entity, name in
             (("person", "b"), ("household", "c"), ("person", "a"))]  # fmt: skip
    head, *_ = rules[0].split("rules:\n")
    made = program(head + "rules:\n" + "".join(each.split("rules:\n")[1] for each in rules))
    home = subject("household", "h", subject("person", "2"), subject("person", "1"))
    assert list(outcomes(made, home)) == [
        ("m.c", "household:h"), ("m.a", "person:2"), ("m.b", "person:2"), ("m.a", "person:1"), ("m.b", "person:1"),
    ]  # fmt: skip
