import pytest

from tests.language import HEAD, Told, outcome, program, refused, rule, subject, told

WHEN = "when: insured"
UNSET = "parameters: {line: {title: {zh: 线, en: line}, type: money, value: unset}}\n"


@pytest.mark.parametrize(
    ("lines", "facts", "status", "details", "missing"),
    [
        ((WHEN,), {"insured": True}, "granted", {"per": "once", "form": "cash"}, []),
        ((WHEN,), {"insured": False}, "not_eligible", {"per": "once", "form": "cash"}, []),
        ((WHEN,), {}, "undetermined", {"per": "once", "form": "cash"}, ["person:1.insured"]),
        ((WHEN, "form: service", "per: stay", "paid_by: fund"), {"insured": True}, "granted",
         {"per": "stay", "form": "service", "paid_by": "fund"}, []),
        ((WHEN, "amount: cost * 0.5"), {"insured": True, "cost": 1005}, "granted",
         {"amount": "5.03", "unit": "yuan", "per": "once", "form": "cash"}, []),
        ((WHEN, "amount: cost * 0.5"), {"insured": True}, "eligible", {"unit": "yuan", "per": "once", "form": "cash"}, ["person:1.cost"]),
        ((WHEN, "amount: cost + line"), {"insured": True}, "eligible", {"unit": "yuan", "per": "once", "form": "cash"},
         ["person:1.cost", "m.line"]),
        ((WHEN, "amount: cost"), {"insured": False}, "not_eligible", {"unit": "yuan", "per": "once", "form": "cash"}, []),
        ((WHEN, "amount: cost"), {}, "undetermined", {"unit": "yuan", "per": "once", "form": "cash"}, ["person:1.insured"]),
        (("when: insured and cost > line",), {"insured": True, "cost": 5}, "undetermined", {"per": "once", "form": "cash"}, ["m.line"]),
        (("when: insured and cost > line",), {"insured": False}, "not_eligible", {"per": "once", "form": "cash"}, []),
        ((WHEN, "amount: none"), {"insured": True}, "not_eligible", {"unit": "number", "per": "once", "form": "cash"}, []),
        ((WHEN, "amount: 0.5 * weight"), {"insured": True, "weight": 3_000_000}, None, {}, []),
        ((WHEN, "amount: count"), {"insured": True, "count": 3}, "granted",
         {"amount": "3", "unit": "number", "per": "once", "form": "cash"}, []),
    ],
)  # fmt: skip
def test_a_right_is_granted_eligible_or_open(
    lines: tuple[str, ...],
    facts: dict[str, bool | int],
    status: str | None,
    details: dict[str, str],
    missing: list[str],
) -> None:
    """Granted with its amount; eligible when only the amount is open; both name what they wait for."""
    text = rule("entitlement", "person", *lines).replace(HEAD, HEAD + UNSET)
    if status is None:
        assert [code for code, *_ in told(refused(text))] == ["PE313"]
        return
    found = outcome(program(text), subject("person", **facts))  # type: ignore[arg-type]
    assert (found.status, dict(found.details), [each.name for each in found.missing]) == (
        status,
        details,
        missing,
    )


@pytest.mark.parametrize(
    ("per", "amount", "unit"),
    [("month", "wage", "yuan"), ("year", "income - 100", "yuan"), ("year", "annual(wage)", "yuan"), ("month", "monthly(income)", "yuan"),
     ("year", "5000", "yuan"), ("once", "size * 2", "number")],
)  # fmt: skip
def test_an_amount_counts_by_the_period_of_the_right(per: str, amount: str, unit: str) -> None:
    """A plain number has no period."""
    made = program(rule("entitlement", "household", "when: true", f"amount: {amount}", f"per: {per}"))
    found = outcome(made, subject("household", wage=10_000, income=1_200_000, size=3))
    assert (found.detail("per"), found.detail("unit")) == (per, unit)


PER = (
    "known words: once, day, week, month, semester, year, stay, visit, event, certificate, person, household"
)
PERIOD = "or change the amount with `annual(...)` or `monthly(...)`"


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        (("amount: income",), [("PE521", "the amount counts by the year, but the entitlement is per once", "income",
                                f"write `per: year`, {PERIOD}")]),
        (("amount: wage", "per: year"), [("PE521", "the amount counts by the month, but the entitlement is per year", "wage",
                                          f"write `per: month`, {PERIOD}")]),
        (("amount: income", "per: annual"), [("PE133", "an entitlement cannot be per `annual`", "annual",
                                              f"did you mean `year`? {PER}")]),
        (("amount: income", "per: yeer"), [("PE133", "an entitlement cannot be per `yeer`", "yeer", f"did you mean `year`? {PER}")]),
        (("amount: size > 3",), [("PE520", "the amount is not a number", "size > 3", "")]),
        (('amount: date("2019-01-01")',), [("PE520", "the amount is not a number", 'date("2019-01-01")', "")]),
        (("amount: village.fund * village.land",), [("PE311", "expected yuan, found mu yuan", "village.fund * village.land", "")]),
        (("amount: wage * village.land", "per: month"), [("PE311", "expected yuan, found mu yuan", "wage * village.land", "")]),
        (("amount: village.land / 2",), [
            ("PE313", "this result can have any number of decimal places", "village.land / 2",
             "write `round_to(..., 4)` or `floor_to(..., 4)` around it")]),
        (("amount: nosuch", "per: year"), [
            ("PE201", "nothing here is called `nosuch`", "nosuch", "see the generated vocabulary page for all names")]),
    ],
)  # fmt: skip
def test_a_wrong_amount_is_refused(lines: tuple[str, ...], findings: list[Told]) -> None:
    """No number, by another period than the right, in another unit than yuan, or not rounded."""
    assert told(refused(rule("entitlement", "household", "when: true", *lines))) == findings


def test_a_right_may_count_by_things_of_its_own() -> None:
    """A word that resembles no known one is taken as it is: per class, per hectare."""
    made = program(rule("entitlement", "person", "when: insured", "amount: 10", "per: class"))
    found = outcome(made, subject("person", "p1", insured=True))
    assert (found.detail("per"), found.detail("amount")) == ("class", "10.00")
