from datetime import date
from itertools import product

import pytest

from policy_engine.backends.interpreter import compared, evaluate, negation
from policy_engine.core.expression import (
    All,
    Any,
    Branch,
    Calendar,
    CalendarStep,
    Choose,
    Comparison,
    Constant,
    Divide,
    Expression,
    Extremum,
    Gather,
    Gathering,
    In,
    Multiply,
    Negate,
    Not,
    Pick,
    Read,
    Remainder,
    Round,
    Rounding,
    Sum,
    Within,
)  # fmt: skip
from policy_engine.core.values import LARGEST, NONE, UNKNOWN, Value
from policy_engine.diagnostics import PolicyError
from policy_engine.facts.case import Subject
from policy_engine.model.types import BOOL, DATE, INT, MONEY, NUMBER, TEXT, Type
from tests.language import run_of, subject, value_of
from tests.support import assert_diagnostic

T, F, U, N = True, False, UNKNOWN, NONE
HELP = "check the facts of this subject; if they are right, the rule needs a bound"


def _value(node: Expression, root: Subject | None = None) -> Value:
    run = run_of(root or subject("person"))
    return evaluate(node, run.case.root, run)


def _constants(kind: Type, *values: Value) -> tuple[Constant, ...]:
    return tuple(Constant(value, kind) for value in values)


def _pair(kind: Type, left: Value, right: Value) -> tuple[Constant, Constant]:
    return Constant(left, kind), Constant(right, kind)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T), (T, F, F, T), (T, U, U, T), (T, N, F, T),
        (F, T, F, T), (F, F, F, F), (F, U, F, U), (F, N, F, F),
        (U, T, U, T), (U, F, F, U), (U, U, U, U), (U, N, F, U),
        (N, T, F, T), (N, F, F, F), (N, U, F, U), (N, N, F, F),
    ],
)  # fmt: skip
def test_conjunction_and_disjunction(left: Value, right: Value, both: Value, either: Value) -> None:
    """Kleene's tables: a false operand decides `and`, a true one `or`; none counts as false."""
    operands = _constants(BOOL, left, right)
    assert (_value(All(operands)), _value(Any(operands))) == (both, either)


@pytest.mark.parametrize(("value", "contrary"), [(T, F), (F, T), (U, U), (N, T)])
def test_negation(value: Value, contrary: Value) -> None:
    """The contrary of unknown is unknown; a condition that is none does not hold."""
    assert _value(Not(Constant(value, BOOL))) is contrary
    assert negation(value) is contrary


@pytest.mark.parametrize(
    ("values", "both", "either"),
    [((), T, F), ((U, F), F, U), ((U, U, T), U, T), ((F, U, T), F, T), ((T, T, T), T, T), ((N, N), F, F)],
)
def test_any_number_of_operands(values: tuple[Value, ...], both: Value, either: Value) -> None:
    """None of them, and a later one that decides after an unknown one."""
    operands = _constants(BOOL, *values)
    assert (_value(All(operands)), _value(Any(operands))) == (both, either)


@pytest.mark.parametrize("comparison", Comparison)
def test_comparisons_with_unknown_are_unknown(comparison: Comparison) -> None:
    """Whichever side it stands on."""
    assert compared(comparison, 1, U) is compared(comparison, U, 1) is compared(comparison, U, U) is U


@pytest.mark.parametrize(
    "comparison", [Comparison.LESS, Comparison.AT_MOST, Comparison.MORE, Comparison.AT_LEAST]
)
def test_nothing_is_more_or_less_than_none(comparison: Comparison) -> None:
    """Not even an unknown value, and none is not at most none."""
    values: tuple[Value, ...] = (N, U, 1)
    for left, right in product(values, values):
        if N in (left, right):
            assert compared(comparison, left, right) is F


def test_none_equals_none_only() -> None:
    """An unknown value may be none."""
    assert (compared(Comparison.EQUAL, N, N), compared(Comparison.DIFFERENT, N, N)) == (T, F)
    assert (compared(Comparison.EQUAL, N, 1), compared(Comparison.DIFFERENT, 1, N)) == (F, T)
    assert compared(Comparison.EQUAL, N, U) is compared(Comparison.DIFFERENT, U, N) is U
    assert (
        compared(Comparison.EQUAL, frozenset(), frozenset()),
        compared(Comparison.EQUAL, frozenset("a"), frozenset()),
    ) == (T, F)


@pytest.mark.parametrize(
    ("comparison", "less", "equal", "more"),
    [
        (Comparison.EQUAL, F, T, F), (Comparison.DIFFERENT, T, F, T), (Comparison.LESS, T, F, F),
        (Comparison.AT_MOST, T, T, F), (Comparison.MORE, F, F, T), (Comparison.AT_LEAST, F, T, T),
    ],
)  # fmt: skip
def test_comparisons(comparison: Comparison, less: bool, equal: bool, more: bool) -> None:
    """Of numbers, and of dates."""
    assert [compared(comparison, *pair) for pair in ((-1, 1), (1, 1), (2, 1))] == [less, equal, more]
    early, late = date(2019, 12, 31), date(2020, 1, 1)
    assert [compared(comparison, *pair) for pair in ((early, late), (late, late), (late, early))] == [
        less,
        equal,
        more,
    ]


@pytest.mark.parametrize(
    ("item", "container", "value"),
    [
        ("a", frozenset("ab"), T), ("c", frozenset("ab"), F), ("a", frozenset(), F), (U, frozenset(), F), (U, frozenset("a"), U),
        (N, frozenset("a"), F), ("a", U, U), (N, U, U), ("a", N, F), (U, N, F),
    ],
)  # fmt: skip
def test_membership(item: Value, container: Value, value: Value) -> None:
    """Nothing is in an empty list, whatever it is; all else waits for the unknown."""
    assert _value(In(Constant(item, TEXT), Constant(container, TEXT))) is value


COMPUTATIONS: dict[str, Expression] = {
    "sum": Sum(_constants(INT, 1, U), INT),
    "negate": Negate(Constant(U, INT), INT),
    "multiply": Multiply(*_pair(INT, U, 2), 0, Rounding.HALF_AWAY, INT),
    "divide": Divide(*_pair(INT, 1, U), 0, Rounding.HALF_AWAY, INT),
    "remainder": Remainder(*_pair(INT, U, 2), INT),
    "round": Round(Constant(U, NUMBER), 0, Rounding.FLOOR, NUMBER),
    "pick": Pick(Extremum.MIN, _constants(INT, 1, U), INT),
    "calendar": Calendar(CalendarStep.YEAR_OF, (Constant(U, DATE),), INT),
}  # fmt: skip


@pytest.mark.parametrize("node", COMPUTATIONS.values(), ids=COMPUTATIONS)
def test_unknown_spreads_through_every_computation(node: Expression) -> None:
    """None spreads as well."""
    assert _value(node) is U


def test_none_goes_before_unknown() -> None:
    """No value of the unknown would change a computation with none."""
    assert _value(Sum(_constants(INT, U, N, 1), INT)) is N
    assert _value(Divide(*_pair(INT, U, N), 0, Rounding.HALF_AWAY, INT)) is N
    assert _value(Pick(Extremum.MAX, _constants(INT, N, U), INT)) is N


SCALES = [
    (numerator, places, half_away, floor)
    for places, rows in {
        0: [
            (25, 30, 20),
            (-25, -30, -30),
            (24, 20, 20),
            (-24, -20, -30),
            (15, 20, 10),
            (-15, -20, -20),
            (5, 10, 0),
            (-5, -10, -10),
        ],
        1: [(25, 25, 25), (-25, -25, -25)],
        -1: [
            (50, 100, 0),
            (-50, -100, -100),
            (49, 0, 0),
            (-49, 0, -100),
            (150, 200, 100),
            (-150, -200, -200),
        ],
        -2: [(500, 1000, 0), (-500, -1000, -1000), (499, 0, 0)],
    }.items()
    for numerator, half_away, floor in rows
]


@pytest.mark.parametrize(("tenths", "places", "half_away", "floor"), SCALES)
def test_rounding(tenths: int, places: int, half_away: int, floor: int) -> None:
    """Halves away from zero and downwards, at every scale and on both sides of zero; tenths in and out."""
    stored = Constant(tenths * 100_000, NUMBER)
    for rounding, expected in ((Rounding.HALF_AWAY, half_away), (Rounding.FLOOR, floor)):
        assert _value(Round(stored, places, rounding, NUMBER)) == expected * 100_000
        assert _value(Multiply(stored, Constant(1, INT), places, rounding, NUMBER)) == expected * 100_000
        assert _value(Divide(stored, Constant(1, INT), places, rounding, NUMBER)) == expected * 100_000
        assert (
            _value(Divide(stored, Constant(-1, INT), places, rounding, NUMBER))
            == _rounded(-tenths, places, rounding) * 100_000
        )


def _rounded(tenths: int, places: int, rounding: Rounding) -> int:
    unit: int = 10 ** (1 - places)
    if rounding is Rounding.FLOOR:
        return tenths // unit * unit
    return (2 * abs(tenths) + unit) // (2 * unit) * unit * (1 if tenths >= 0 else -1)


@pytest.mark.parametrize(
    ("left", "right", "kind", "value"),
    [
        (Constant(10_000, MONEY), Constant(3, INT), MONEY, 3333),
        (Constant(-10_000, MONEY), Constant(3, INT), MONEY, -3333),
        (Constant(5, MONEY), Constant(2, INT), MONEY, 3),
        (Constant(-5, MONEY), Constant(2, INT), MONEY, -3),
        (Constant(10_000, MONEY), Constant(500_000, NUMBER), MONEY, 20_000),
        (Constant(1, INT), Constant(3, INT), NUMBER, 333_333),
        (Constant(2, INT), Constant(3, INT), NUMBER, 666_667),
        (Constant(1, INT), Constant(500_000, NUMBER), NUMBER, 2_000_000),
        (Constant(7, MONEY), Constant(2, MONEY), NUMBER, 3_500_000),
    ],
)
def test_quotients_of_every_scale(left: Constant, right: Constant, kind: Type, value: int) -> None:
    """Money by counts and rates, counts by counts and rates, money by money."""
    assert _value(Divide(left, right, kind.scale, Rounding.HALF_AWAY, kind)) == value


def test_a_remainder_has_the_sign_of_the_divisor() -> None:
    """So that `a // b * b + a % b` is a."""
    for left, right, rest in ((7, 3, 1), (-7, 3, 2), (7, -3, -2), (-7, -3, -1)):
        quotient = Divide(*_pair(INT, left, right), 0, Rounding.FLOOR, INT)
        assert _value(Remainder(*_pair(INT, left, right), INT)) == rest
        assert (
            _value(
                Sum(
                    (Multiply(quotient, Constant(right, INT), 0, Rounding.FLOOR, INT), Constant(rest, INT)),
                    INT,
                )
            )
            == left
        )


@pytest.mark.parametrize(
    ("node", "code", "what"),
    [
        (Sum(_constants(INT, LARGEST, 1), INT), "PE701", "a number too large to be an amount"),
        (Sum(_constants(INT, -LARGEST, -1), INT), "PE701", "a number too large to be an amount"),
        (Multiply(*_pair(MONEY, LARGEST, 101), 2, Rounding.HALF_AWAY, MONEY), "PE701", "a number too large to be an amount"),
        (Divide(Constant(LARGEST, INT), Constant(1, NUMBER), 6, Rounding.FLOOR, NUMBER), "PE701", "a number too large to be an amount"),
        (Round(Constant(LARGEST, INT), 6, Rounding.FLOOR, NUMBER), "PE701", "a number too large to be an amount"),
        (Gather(Gathering.SUM, "hospital_stay", "person", Constant(LARGEST, INT), Constant(T, BOOL), INT), "PE701",
         "a number too large to be an amount"),
        (Divide(*_pair(INT, 1, 0), 0, Rounding.FLOOR, INT), "PE702", "a division by zero"),
        (Remainder(*_pair(INT, 1, 0), INT), "PE702", "a division by zero"),
        (Calendar(CalendarStep.ADD_DAYS, (Constant(date(9999, 12, 31), DATE), Constant(1, INT)), DATE), "PE703",
         "a date outside the years 1 to 9999"),
        (Calendar(CalendarStep.ADD_DAYS, (Constant(date(1, 1, 1), DATE), Constant(-1, INT)), DATE), "PE703",
         "a date outside the years 1 to 9999"),
        (Calendar(CalendarStep.ADD_DAYS, (Constant(date(2019, 1, 1), DATE), Constant(10**15, INT)), DATE), "PE703",
         "a date outside the years 1 to 9999"),
        (Calendar(CalendarStep.ADD_MONTHS, (Constant(date(9999, 12, 1), DATE), Constant(1, INT)), DATE), "PE703",
         "a date outside the years 1 to 9999"),
        (Calendar(CalendarStep.ADD_MONTHS, (Constant(date(1, 1, 1), DATE), Constant(-1, INT)), DATE), "PE703",
         "a date outside the years 1 to 9999"),
        (Calendar(CalendarStep.ADD_MONTHS, (Constant(date(2019, 1, 1), DATE), Constant(-LARGEST, INT)), DATE), "PE703",
         "a date outside the years 1 to 9999"),
    ],
)  # fmt: skip
def test_what_has_no_result_is_an_error(node: Expression, code: str, what: str) -> None:
    """Never a wrap, a zero or an exception of Python; the subject is named."""
    person = subject("person", "p1", subject("hospital_stay", "1"), subject("hospital_stay", "2"))
    with pytest.raises(PolicyError) as caught:
        _value(node, person)
    message = f"the rules lead to {what} for person:p1"
    assert_diagnostic(caught.value, code=code, message=message, underlined=None, help=HELP)


def test_the_largest_number_is_still_a_number() -> None:
    """Of either sign."""
    assert _value(Sum(_constants(INT, LARGEST - 1, 1), INT)) == LARGEST
    assert _value(Negate(Constant(LARGEST, INT), INT)) == -LARGEST


@pytest.mark.parametrize(
    ("conditions", "value"),
    [
        ((T, T), 1), ((F, T), 2), ((F, F), 3), ((N, T), 2), ((T, U), 1), ((F, U), U), ((U, T), U), ((U, U), U), ((N, N), 3),
    ],
)  # fmt: skip
def test_a_choice_takes_the_first_true_branch(conditions: tuple[Value, Value], value: Value) -> None:
    """An unknown condition before it leaves the choice open, even where all values are the same."""
    branches = tuple(
        Branch(Constant(condition, BOOL), Constant(number, INT))
        for number, condition in enumerate(conditions, 1)
    )
    assert _value(Choose(branches, Constant(3, INT), INT)) == value


def test_a_branch_that_is_not_taken_is_not_computed() -> None:
    """So a condition can guard a division."""
    divided = Divide(*_pair(INT, 1, 0), 0, Rounding.FLOOR, INT)
    assert _value(Choose((Branch(Constant(F, BOOL), divided),), Constant(5, INT), INT)) == 5


def test_a_variable_is_read_where_it_stands() -> None:
    """Of the subject, of those above it, of the evaluation; unknown where nobody of that sort stands above."""
    person = subject("person", "p", age=7)
    village = subject("village", "v", subject("household", "h", person, size=3), population=9)
    assert value_of("age", village, "person:p") == "7"
    assert value_of("household.size", village, "person:p") == "3"
    assert value_of("village.population", village, "person:p") == "9"
    assert value_of("household.village.population", village, "person:p") == "9"
    assert value_of("county.poor", village, "person:p") == "unknown"
    assert value_of("context.year", village, "person:p") == "2019"
    assert value_of("village.population", subject("village", "v", person, population=9), "person:p") == "9"


@pytest.mark.parametrize(
    ("code", "areas", "value"),
    [
        ("620102", ("62",), T), ("620102", ("6201",), T), ("620102", ("63", "620102"), T), ("620102", ("63",), F),
        ("62", ("6201",), U), ("62", ("6301", "6201"), U), ("62", ("6201", "62"), T), ("62", ("63",), F), (None, ("62",), U),
    ],
)  # fmt: skip
def test_a_place_lies_in_an_area(code: str | None, areas: tuple[str, ...], value: Value) -> None:
    """By the beginning of its code; open where the code is missing or too short to tell."""
    assert _value(Within(areas), subject("person", code=code)) is value


@pytest.mark.parametrize(
    ("entity", "code", "value"),
    [("county", "620102", F), ("county", "6201", U), ("village", "620102", U), ("township", "620102001", F)],
)
def test_a_place_is_not_inside_itself(entity: str, code: str, value: Value) -> None:
    """A county with its own code of six digits lies in no township; one with the code of its prefecture may."""
    area = "620102001002" if entity == "township" else "620102001"
    assert _value(Within((area,)), subject(entity, code=code)) is value


def test_earlier_periods_are_facts_of_the_case() -> None:
    """Also of a variable that rules compute for the current one."""
    home = subject("household", income=5, income__1=4, income__2=3)
    for shift, year, value in (
        (0, None, 5),
        (-1, None, 4),
        (0, 2017, 3),
        (0, 2019, 5),
        (0, 2020, U),
        (-3, None, U),
    ):
        assert _value(Read("household", "income", MONEY, shift, year), home) == value
