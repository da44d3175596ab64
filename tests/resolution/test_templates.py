from datetime import date, timedelta

import pytest

from tests.language import HEAD, ON, Told, outcomes, program, refused, rule, subject, told

TEMPLATE = rule("entitlement", "person", "when: insured", "amount: 100", "per: month", "template: true")
HOW = "reason: {zh: 理由, en: because}, source: s2"


def _change(section: str, area: str, *more: str) -> str:
    return f"{HEAD}{section}:\n  m.r: {{{', '.join((f'area: {area}', HOW, *more))}}}\n"


def _amounts(*policies: str, code: str | None) -> list[object]:
    found = outcomes(program(*policies), subject("person", insured=True, code=code))
    return [outcome.detail("amount") for outcome in found.values()]


@pytest.mark.parametrize("code", ["620102", "310101", None])
def test_a_template_holds_nowhere(code: str | None) -> None:
    """Not even where the place is unknown."""
    assert _amounts(TEMPLATE, code=code) == []


@pytest.mark.parametrize(
    ("code", "amounts"),
    [("620101", ["100.00"]), ("620201", ["200.00"]), ("620301", []), ("630101", []), ("310101", ["100.00"])],
)
def test_it_holds_where_it_is_adopted(code: str, amounts: list[object]) -> None:
    """As it stands, changed by a narrower adoption, repealed in part, and adopted in two places."""
    policies = (
        TEMPLATE,
        _change("adopts", "['62', '31']"),
        _change("adopts", "'6202'", "amount: 200"),
        _change("repeals", "'6203'"),
    )
    assert _amounts(*policies, code=code) == amounts


@pytest.mark.parametrize(("start", "count"), [(ON, 1), (ON + timedelta(1), 0)])
def test_it_holds_from_the_day_of_the_adoption(start: date, count: int) -> None:
    """And not on the day before."""
    assert len(_amounts(TEMPLATE, _change("adopts", "'62'", f"from: {start}"), code="620101")) == count


@pytest.mark.parametrize(
    ("policies", "finding"),
    [
        (
            (TEMPLATE, _change("overrides", "'62'", "amount: 200")),
            ("PE519", "`m.r` is a template, which holds nowhere by itself", "m.r", "write it under `adopts:`, with its changes"),
        ),
        (
            (TEMPLATE.replace("template: true", ""), _change("adopts", "'62'")),
            ("PE519", "`m.r` is no template: it holds without being adopted", "m.r",
             "to change it for an area, write it under `overrides:`"),
        ),
        (
            (TEMPLATE.replace("template: true", "template: true\n    area: '6201'"), _change("adopts", "'62'")),
            ("PE515", "this adoption reaches beyond `m.r`, which holds in 6201 only", "m.r",
             "name areas inside that; for others add a rule of its own"),
        ),
        (
            (TEMPLATE, _change("adopts", "'62'"), _change("adopts", "'62'", "amount: 200")),
            ("PE502", "two changes of `m.r` hold for the same place and time", "m.r",
             "end one with `until:`, or narrow its `area:`"),
        ),
    ],
)  # fmt: skip
def test_wrong_adoptions_are_refused(policies: tuple[str, ...], finding: Told) -> None:
    """An override of a template, an adoption of what is none, one beyond its area, and two for one place."""
    assert told(refused(*policies)) == [finding]


def test_two_templates_may_compute_one_variable() -> None:
    """A county adopts one of them; where both were adopted, nothing would say which one holds."""
    derive = rule("derive", "person", "variable: count", "value: 1", "template: true")
    other = derive.replace("  r:", "  s:")
    adopts = _change("adopts", "'62'")
    assert program(derive, other, adopts, adopts.replace("m.r", "m.s").replace("'62'", "'63'"))
    assert told(refused(derive, other, adopts, adopts.replace("m.r", "m.s"))) == [
        (
            "PE504",
            "two rules compute `person.count` for the same subjects",
            "s",
            "give one of them another `area:` or other dates, make it an `exception_to:` the other, or override the other by name",
        )
    ]
