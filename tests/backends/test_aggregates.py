import pytest

from policy_engine.backends.aggregates import Pair, aggregate
from policy_engine.core.expression import Gathering
from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.facts.case import Subject
from tests.language import subject, value_of

T, F, U, N = True, False, UNKNOWN, NONE
COUNT, SUM, MIN, MAX, ANY, ALL = (Gathering(word) for word in ("count", "sum", "min", "max", "any", "all"))


@pytest.mark.parametrize(
    ("gathering", "pairs", "complete", "partly"),
    [
        (COUNT, [], 0, U), (COUNT, [(T, T), (F, T), (T, T)], 2, U), (COUNT, [(T, T), (U, T)], U, U), (COUNT, [(N, T)], 0, U),
        (SUM, [], 0, U), (SUM, [(T, 2), (F, 5), (T, -3)], -1, U), (SUM, [(T, 2), (T, U)], U, U), (SUM, [(U, 2)], U, U),
        (SUM, [(T, 2), (T, N), (N, 7)], 2, U), (SUM, [(F, U)], 0, U), (SUM, [(U, N)], 0, U),
        (MIN, [], N, U), (MIN, [(T, 2), (T, -3)], -3, U), (MIN, [(T, 2), (T, U)], U, U), (MIN, [(T, N)], N, U), (MIN, [(F, 1)], N, U),
        (MAX, [(T, 2), (T, 9), (F, 10)], 9, U), (MAX, [(U, 2), (T, 9)], U, U), (MAX, [(T, N), (T, 4)], 4, U),
        (ANY, [], F, U), (ANY, [(T, F), (T, T)], T, T), (ANY, [(T, U), (T, T)], T, T), (ANY, [(T, U), (T, F)], U, U),
        (ANY, [(U, T)], U, U), (ANY, [(U, F)], F, U), (ANY, [(F, T), (N, T)], F, U), (ANY, [(T, N)], F, U),
        (ALL, [], T, U), (ALL, [(T, T), (T, F)], F, F), (ALL, [(T, U), (T, F)], F, F), (ALL, [(T, U), (T, T)], U, U),
        (ALL, [(U, F)], U, U), (ALL, [(U, T)], T, U), (ALL, [(F, F), (N, F)], T, U), (ALL, [(T, N)], F, F),
    ],
)  # fmt: skip
def test_aggregates(gathering: Gathering, pairs: list[Pair], complete: Value, partly: Value) -> None:
    """Over known lists and over those of which members may be missing; a member that decides does so in both."""
    assert aggregate(gathering, pairs, complete=True) == complete
    assert aggregate(gathering, pairs, complete=False) == partly


def _stay(number: int, days: Value, expense: Value = UNKNOWN) -> Subject:
    return subject("hospital_stay", str(number), days=days, expense=expense)


def _home(*persons: Subject, known: tuple[str, ...] = ()) -> Subject:
    return subject("village", "v", subject("household", "h", *persons, known=known), known=[])


KNOWN = subject("person", "1", _stay(1, expense=500, days=3), _stay(2, expense=700, days=1))
NOBODY = subject("person", "2", known=["hospital_stay"])
SILENT = subject("person", "3")
PARTLY = subject("person", "4", _stay(3, days=9))


@pytest.mark.parametrize(
    ("text", "persons", "value"),
    [
        ("sum(s.expense for s in hospital_stays)", (KNOWN, NOBODY), "12.00"),
        ("sum(s.expense for s in hospital_stays)", (KNOWN, SILENT), "unknown"),
        ("sum(s.expense for s in hospital_stays)", (KNOWN, PARTLY), "unknown"),
        ("sum(s.expense for s in hospital_stays if s.days < 5)", (KNOWN, PARTLY), "12.00"),
        ("sum(s.expense for s in hospital_stays)", (NOBODY,), "0.00"),
        ("sum(s.expense for s in hospital_stays)", (SILENT,), "unknown"),
        ("count(s for s in hospital_stays)", (KNOWN, PARTLY), "3"),
        ("count(s for s in hospital_stays if s.expense > 6)", (KNOWN, PARTLY), "unknown"),
        ("count(s for s in hospital_stays if s.expense > 6) >= 1", (KNOWN, PARTLY), True),
        ("count(s for s in hospital_stays if s.expense > 6) >= 2", (KNOWN, PARTLY), "unknown"),
        ("count(s for s in hospital_stays if s.expense > 6) >= 3", (KNOWN, PARTLY), False),
        ("count(s for s in hospital_stays if s.expense > 6) < 1", (SILENT, KNOWN), False),
        ("count(s for s in hospital_stays if s.expense > 6) <= 1", (SILENT, KNOWN), "unknown"),
        ("count(s for s in hospital_stays if s.expense > 6) == 3", (KNOWN, PARTLY), "unknown"),
        ("any(s.expense > 6 for s in hospital_stays)", (SILENT, PARTLY, KNOWN), True),
        ("any(s.expense > 7 for s in hospital_stays)", (SILENT, KNOWN), "unknown"),
        ("any(s.expense > 7 for s in hospital_stays)", (NOBODY, KNOWN), False),
        ("all(s.expense > 6 for s in hospital_stays)", (SILENT, PARTLY, KNOWN), False),
        ("all(s.expense > 4 for s in hospital_stays)", (SILENT, KNOWN), "unknown"),
        ("all(s.expense > 4 for s in hospital_stays)", (NOBODY, KNOWN), True),
        ("max(s.expense for s in hospital_stays)", (NOBODY,), "none"),
        ("max(s.expense for s in hospital_stays) > 5", (NOBODY,), False),
        ("min(s.expense for s in hospital_stays)", (KNOWN, NOBODY), "5.00"),
        ("min(s.expense for s in hospital_stays)", (KNOWN, SILENT), "unknown"),
    ],
)
def test_lists_that_are_left_out_are_unknown(text: str, persons: tuple[Subject, ...], value: object) -> None:
    """An empty list is known; every person between must say which records there are."""
    assert value_of(text, _home(*persons), "household:h") == value
    assert value_of(text, _home(*persons), "village:v") == value


def test_levels_may_be_skipped() -> None:
    """A village that lists its persons directly, and households that are known to be none."""
    village = subject(
        "village", "v", subject("person", "1", insured=True), subject("person", "2", insured=False)
    )
    assert value_of("count(p for p in persons if p.insured)", village) == "1"
    assert value_of("count(p for p in persons)", subject("village", "v", known=["household"])) == "0"
    assert value_of("count(p for p in persons)", subject("village", "v")) == "unknown"
    assert value_of("count(h for h in households)", village) == "unknown"


def test_an_aggregate_above_sees_all_members() -> None:
    """From a person, the members of the household."""
    home = subject("household", "h", subject("person", "1", age=10), subject("person", "2", age=70))
    assert value_of("count(p for p in household.persons if p.age > 60)", home, "person:1") == "1"
    assert value_of("count(p for p in household.persons)", subject("person", "1")) == "unknown"
