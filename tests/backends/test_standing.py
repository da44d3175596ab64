import attrs
import pytest

from policy_engine.backends.interpreter import evaluate, limits
from policy_engine.backends.limits import ANYTHING, Limits
from policy_engine.core.expression import (
    Compare,
    Comparison,
    Constant,
    Expression,
    Multiply,
    Negate,
    RankKey,
    Reach,
    Read,
    Rounding,
    Standing,
    Sum,
)
from policy_engine.core.values import LARGEST, NONE, UNKNOWN, Value
from policy_engine.diagnostics import PolicyError
from policy_engine.facts.case import Subject
from policy_engine.model.types import BOOL, INT, MONEY, Kind, Type
from tests.language import run_of, subject
from tests.support import assert_diagnostic

U, N = UNKNOWN, NONE
RATE = Type(Kind.RATE)
INSURED, AGE, COST = (
    Read("person", "insured", BOOL),
    Read("person", "age", INT),
    Read("person", "cost", MONEY),
)
COUNT = Standing("person", "household", INSURED, (RankKey(AGE),), False, Constant(1, INT), Reach.ITSELF, INT)
PAID = attrs.evolve(COUNT, element=COST, type=MONEY)


def _person(name: str, insured: Value, age: Value, cost: Value = 1) -> Subject:
    known = {"insured": insured, "age": age, "cost": cost}
    return subject("person", name, **{key: value for key, value in known.items() if value is not U})  # type: ignore[arg-type]


def _household(*persons: Subject) -> Subject:
    return subject("household", "h", *persons)


def _values(node: Expression, root: Subject) -> list[Value]:
    run = run_of(root)
    return [evaluate(node, each, run) for each in run.case.subjects if each.entity == "person"]


def _limits(node: Expression, root: Subject) -> list[tuple[int | None, int | None]]:
    run = run_of(root)
    found = [limits(node, each, run) for each in run.case.subjects if each.entity == "person"]
    return [(each.least, each.most) for each in found]


KNOWN = _household(
    _person("a", True, 50, 10), _person("b", True, 30, 20), _person("c", True, 30, 40), _person("d", False, 1, 80), _person("e", True, 70, 160)
)  # fmt: skip


@pytest.mark.parametrize(
    ("reach", "by_id", "counts", "sums"),
    [
        (Reach.BEFORE, False, [2, 0, 0, N, 3], [60, 0, 0, N, 70]), (Reach.BEFORE, True, [2, 0, 1, N, 3], [60, 0, 20, N, 70]),
        (Reach.ITSELF, False, [3, 1, 1, N, 4], [70, 20, 40, N, 230]), (Reach.ITSELF, True, [3, 1, 2, N, 4], [70, 20, 60, N, 230]),
        (Reach.TIED, False, [3, 2, 2, N, 4], [70, 60, 60, N, 230]), (Reach.TIED, True, [3, 1, 2, N, 4], [70, 20, 60, N, 230]),
        (Reach.ALL, False, [4] * 5, [230] * 5), (Reach.ALL, True, [4] * 5, [230] * 5),
    ],
)  # fmt: skip
def test_who_is_added(reach: Reach, by_id: bool, counts: list[Value], sums: list[Value]) -> None:
    """Those before, with itself, with those that tie, or all; none for one that is no member."""
    assert _values(attrs.evolve(COUNT, reach=reach, by_id=by_id), KNOWN) == counts
    assert _values(attrs.evolve(PAID, reach=reach, by_id=by_id), KNOWN) == sums


def test_the_first_key_goes_before_the_second() -> None:
    """And each has an order of its own."""
    node = attrs.evolve(COUNT, keys=(RankKey(AGE, descending=True), RankKey(COST)))
    root = _household(_person("a", True, 5, 3), _person("b", True, 5, 2), _person("c", True, 6, 9))
    assert _values(node, root) == [3, 2, 1]


@pytest.mark.parametrize("descending", [False, True])
def test_none_is_last(descending: bool) -> None:
    """Whichever order, and two that have none tie."""
    node = attrs.evolve(COUNT, keys=(RankKey(AGE, descending),))
    assert _values(node, _household(_person("a", True, N), _person("b", True, 3), _person("c", True, N))) == [
        2,
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("third", "found"),
    [
        (_person("x", True, U), [(1, 2), (2, 3), (1, 3)]), (_person("x", U, 1), [(1, 2), (2, 3), (None, None)]),
        (_person("x", U, 5), [(1, 1), (2, 2), (None, None)]), (_person("x", U, 4), [(1, 1), (2, 3), (None, None)]),
        (_person("x", U, U), [(1, 2), (2, 3), (None, None)]), (_person("x", False, U), [(1, 1), (2, 2), (None, None)]),
    ],
)  # fmt: skip
def test_limits_of_a_rank(third: Subject, found: list[tuple[int | None, int | None]]) -> None:
    """One of whom the condition or the key is unknown counts only where it may stand before."""
    root = _household(_person("a", True, 3), _person("b", True, 5), third)
    assert _limits(COUNT, root) == found
    assert _values(COUNT, root)[:2] == [least if least == most else U for least, most in found[:2]]


def test_limits_with_ties() -> None:
    """One whose key is unknown may tie; itself is always counted."""
    node = attrs.evolve(COUNT, reach=Reach.TIED)
    assert _limits(node, _household(_person("a", True, 3), _person("x", True, U))) == [(1, 2), (1, 2)]
    assert _limits(node, _household(_person("x", True, U))) == [(1, 1)]
    before = attrs.evolve(COUNT, reach=Reach.BEFORE)
    assert _limits(before, _household(_person("a", True, 3), _person("x", True, U))) == [(0, 1), (0, 1)]
    assert _limits(before, _household(_person("x", True, U))) == [(0, 0)]


def test_limits_of_a_sum() -> None:
    """What an unknown element comes to is open upwards, also where its own is asked."""
    root = _household(
        _person("a", True, 1, 5),
        _person("b", True, 2, U),
        _person("c", True, 3, 7),
        _person("d", U, 4, 9),
        _person("e", True, 5, 2),
    )
    assert _limits(PAID, root) == [(5, 5), (5, None), (12, None), (None, None), (14, None)]
    assert _limits(attrs.evolve(PAID, reach=Reach.ALL), root) == [(14, None)] * 5


@pytest.mark.parametrize(
    ("root", "values", "found"),
    [
        (subject("person", "a", insured=True, age=1), [U], [(0, None)]),
        (subject("person", "a", insured=False, age=1), [N], [(None, None)]),
        (subject("household", "h"), [], []),
    ],
)
def test_a_population_that_is_not_in_the_case(
    root: Subject, values: list[Value], found: list[tuple[int | None, int | None]]
) -> None:
    """Nothing is known of the rank of one that is a member."""
    assert _values(COUNT, root) == values
    assert _limits(COUNT, root) == found


def test_a_part_of_the_population_that_is_not_in_the_case() -> None:
    """Those that are there count at the least."""
    node = attrs.evolve(COUNT, root="village")
    root = subject(
        "village", "v", _household(_person("a", True, 1), _person("b", True, 2)), subject("household", "i")
    )
    assert _limits(node, root) == [(1, None), (2, None)]


OPEN = _household(_person("a", True, 1), _person("b", True, 2), _person("c", True, 3), _person("x", True, U))


@pytest.mark.parametrize(
    ("comparison", "limit", "truths"),
    [
        ("<=", 2, [True, U, False, U]), ("<", 2, [U, False, False, U]), (">", 2, [False, U, True, U]), (">=", 2, [U, True, True, U]),
        ("<=", 4, [True, True, True, True]), ("<=", 0, [False] * 4), ("==", 9, [U] * 4), ("!=", 9, [U] * 4),
    ],
)  # fmt: skip
def test_limits_decide_comparisons_of_order(comparison: str, limit: int, truths: list[Value]) -> None:
    """Ranks are 1 to 2, 2 to 3, 3 to 4 and 1 to 4; from the other side it is the same."""
    made = Comparison(comparison)
    assert _values(Compare(made, COUNT, Constant(limit, INT)), OPEN) == truths
    mirrored = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(comparison, comparison)
    assert _values(Compare(Comparison(mirrored), Constant(limit, INT), COUNT), OPEN) == truths


def test_what_is_made_of_a_sum_has_limits_too() -> None:
    """Sums, the contrary, and shares, that keep the order; others have none."""
    three, half = Constant(3, INT), Constant(500_000, RATE)
    assert _limits(Sum((COUNT, three), INT), OPEN)[0] == (4, 5)
    assert _limits(Negate(COUNT, INT), OPEN)[0] == (-2, -1)
    assert _limits(Multiply(COUNT, half, 0, Rounding.FLOOR, INT), OPEN)[:2] == [(0, 1), (1, 1)]
    assert _limits(Multiply(Negate(COUNT, INT), half, 0, Rounding.FLOOR, INT), OPEN)[0] == (-1, -1)
    assert _limits(Multiply(COUNT, Constant(-1, INT), 0, Rounding.FLOOR, INT), OPEN)[0] == (None, None)
    assert _limits(Multiply(COUNT, AGE, 0, Rounding.FLOOR, INT), OPEN)[3] == (None, None)
    assert ANYTHING.negated == Limits() == ANYTHING.times(Multiply(COUNT, three, 0, Rounding.FLOOR, INT), 3)


def test_a_sum_that_is_too_large() -> None:
    """An error, as in other sums."""
    root = _household(_person("a", True, 1, LARGEST), _person("b", True, 2, 1))
    run = run_of(root)
    with pytest.raises(PolicyError) as caught:
        evaluate(PAID, run.case.subjects[2], run)
    assert_diagnostic(
        caught.value,
        code="PE701",
        message="the rules lead to a number too large to be an amount for person:b",
        help="check the facts of this subject; if they are right, the rule needs a bound",
    )
