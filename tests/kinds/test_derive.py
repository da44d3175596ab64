import pytest

from policy_engine.core.values import NONE, UNKNOWN, Value
from tests.language import Told, program, refused, rule, run_of, subject, told

REMOVE = "remove `type:` to compute the declared variable, or give the rule another name"


def _value(lines: tuple[str, ...], facts: dict[str, Value], name: str = "r") -> Value:
    run = run_of(subject("person", **facts), program(rule("derive", "person", *lines, name=name)))  # type: ignore[arg-type]
    return run.variable(run.case.root, name)


TABLE = (
    "type: money",
    "table:\n  - {when: insured, value: 5}\n  - {when: cost > 1, value: cost}\n  - {value: 0}",
)
NO_END = ("type: money", "table: [{when: insured, value: 5}, {when: poor, value: cost}]")


@pytest.mark.parametrize(
    ("lines", "facts", "value"),
    [
        (("type: bool", "value: insured"), {"insured": True}, True),
        (("type: bool", "value: insured"), {}, UNKNOWN),
        (("type: int", "value: 3"), {}, 3),
        (("type: number", "value: 3"), {}, 3_000_000),
        (("type: rate", "value: 0.05"), {}, 50_000),
        (("type: money", "value: 0.05"), {}, 5),
        (("type: money", "value: 5 if insured else 2.5"), {"insured": False}, 250),
        (("type: money", "unit: yuan / month", "value: household.wage"), {}, UNKNOWN),
        (("type: money", "value: none"), {}, NONE),
        (("type: text", "value: '\"甲\"'"), {}, "甲"),
        (("type: enum", "values: {a: {zh: 甲, en: x}, b: {zh: 丙, en: y}}", "value: '\"丙\" if insured else \"x\"'"), {"insured": True}, "b"),
        (TABLE, {"insured": True}, 500),
        (TABLE, {"insured": False, "cost": 101}, 101),
        (TABLE, {"insured": False, "cost": 100}, 0),
        (TABLE, {"cost": 101}, UNKNOWN),
        (TABLE, {"insured": False}, UNKNOWN),
        (TABLE, {"insured": NONE, "cost": 0}, 0),
        (NO_END, {"insured": False, "poor": False}, NONE),
        (NO_END, {"insured": False, "poor": True}, UNKNOWN),
        (("type: int", "table: [{value: 7}]"), {}, 7),
    ],
)  # fmt: skip
def test_a_formula_or_a_table_computes_the_variable(
    lines: tuple[str, ...], facts: dict[str, Value], value: Value
) -> None:
    """Written numbers take its type; rows are tried in order, and without a last one the table ends in none."""
    assert _value(lines, facts) == value


def test_a_given_value_is_used_where_none_can_be_computed() -> None:
    """A host may know the result and not what it is computed from."""
    assert _value(("type: bool", "value: insured"), {"r": True}) is True
    assert _value(("type: bool", "value: insured"), {"r": True, "insured": False}) is False


@pytest.mark.parametrize(
    ("name", "lines", "findings"),
    [
        ("r", ("type: money",), [("PE510", "`m.r` needs either `value:` or `table:`", "r", "state one of them")]),
        ("r", ("type: money", "value: 1", "table: [{value: 1}]"), [
            ("PE510", "`m.r` needs either `value:` or `table:`", "r", "state one of them")]),
        ("r", ("type: money", "table: []"), [("PE510", "`m.r` needs either `value:` or `table:`", "r", "state one of them")]),
        ("r", ("value: 1",), [("PE214", "the person has no variable `r` to compute", "r", "state a `type:` to declare a new variable")]),
        ("agee", ("value: 1",), [("PE214", "the person has no variable `agee` to compute", "agee", "did you mean `age`?")]),
        ("r", ("variable: agee", "value: 1"), [("PE214", "the person has no variable `agee` to compute", "r", "did you mean `age`?")]),
        ("age", ("type: int", "value: 1"), [("PE210", "`person.age` is declared twice", "age", REMOVE)]),
        ("r", ("variable: age", "type: int", "value: 1"), [
            ("PE131", "`type` cannot stand beside `variable`", "r", "remove one of the two")]),
        ("r", ("type: enum", "value: none"), [("PE215", "the enum `m.r` has no values", "r", "add `values:`")]),
        ("r", ("type: enum", "values: {a: {zh: 甲, en: x}, b: {zh: 甲, en: y}}", "value: none"), [
            ("PE216", "`甲` names two values of `m.r`: `a` and `b`", "r", "give one of them another label")]),
        ("r", ("type: money", "unit: yuna", "value: 1"), [("PE212", "there is no unit `yuna`", "yuna", "did you mean `yuan`?")]),
        ("age", ("value: cost",), [("PE310", "expected a count, found an amount of money", "cost", "")]),
        ("age", ("value: 5.5",), [("PE314", "`5.5` has more decimal places than a count can have (0)", "5.5", "")]),
        ("r", ("type: money", "value: household.income"), [
            ("PE312", "a value by the year stands where one without a period is expected", "household.income",
             "bring both to the same period")]),
        ("r", ("type: number", "value: age / 2"), [
            ("PE313", "this result can have any number of decimal places", "age / 2",
             "write `round_to(..., 4)` or `floor_to(..., 4)` around it")]),
        ("r", ("type: bool", "table: [{when: age, value: 1}, {value: insured}]"), [
            ("PE310", "expected yes or no, found a count", "age", ""),
            ("PE310", "expected yes or no, found the number 1", "1", "")]),
    ],
)  # fmt: skip
def test_a_wrong_derivation_is_refused(name: str, lines: tuple[str, ...], findings: list[Told]) -> None:
    """Neither or both of value and table, a variable that is not there or already is, and values of another type."""
    assert told(refused(rule("derive", "person", *lines, name=name))) == findings
