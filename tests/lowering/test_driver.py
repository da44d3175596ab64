import pytest

from policy_engine.core.values import UNKNOWN
from tests.language import HEAD, Told, outcomes, program, refused, rule, run_of, subject, told

APART = "give one of them another `area:` or other dates, make it an `exception_to:` the other, or override the other by name"
LETTERS = "use letters, digits and `_`, such as `net_income`"


def _derive(name: str, *lines: str, entity: str = "person") -> str:
    return rule("derive", entity, *lines, name=name)


def _both(*rules: str) -> str:
    return HEAD + "rules:\n" + "".join(each.split("rules:\n")[1] for each in rules)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (_derive("x", "type: int", "value: 1", entity="place"), [
            ("PE219", "`x` is for `place`, which is no entity that a case can hold", "x", "")]),
        (_derive("x", "type: int", "value: 1", entity="persn"), [
            ("PE219", "`x` is for `persn`, which is no entity that a case can hold", "x", "did you mean `person`?")]),
        (_derive("a-b", "type: int", "value: 1"), [("PE217", "`a-b` cannot be the name of a rule", "a-b", LETTERS)]),
        (_derive("if", "type: int", "value: 1"), [("PE217", "`if` cannot be the name of a rule", "if", LETTERS)]),
        (_derive("x", "type: int", "value: 1", "from: 2020-01-01", "until: 2020-01-01"), [
            ("PE505", "`m.x` is never in force: `from` is not before `until`", "x", "")]),
        (_derive("x", "type: int", "value: 1").replace("source: s1", "source: [s1, s9]"), [
            ("PE213", "the clause `s9` is not registered", "x", "did you mean `s1`?")]),
        (_derive("x", "type: int", "value: 1").replace("source: s1", "source: []"), [
            ("PE218", "`m.x` names no clause of a document", "x", "add `source:` with the id of a registered clause")]),
        (_derive("x", "type: int", "value: 年龄 + 1").replace("zh: 乙", "zh: 年龄"), [
            ("PE209", "`年龄` is the label of several variables: age, x", "年龄", "write the name of the one that is meant")]),
        (_derive("x", "type: money", "table: [{when: insured, value: 1}, {value: 2}, {when: poor, value: 3}]"), [
            ("PE511", "a row without `when` holds always; the rows below it are never reached", "2", "move it to the end")]),
        (_both(_derive("x", "variable: weight", "value: 1"), _derive("y", "variable: weight", "value: 2")), [
            ("PE504", "two rules compute `person.weight` for the same subjects", "y", APART)]),
        (_both(_derive("x", "variable: weight", "value: 1", "area: '62'"), _derive("y", "variable: weight", "value: 2", "area: '6201'")), [
            ("PE504", "two rules compute `person.weight` for the same subjects", "y", APART)]),
        (_both(_derive("x", "variable: weight", "value: 1", "until: 2016-01-02"),
               _derive("y", "variable: weight", "value: 2", "from: 2016-01-01")), [
            ("PE504", "two rules compute `person.weight` for the same subjects", "y", APART)]),
        (_both(_derive("x", "variable: weight", "value: 1", "area: '62'"), _derive("y", "variable: weight", "value: 2", "area: '31'"),
               _derive("z", "variable: weight", "value: 3", "area: '31'")), [
            ("PE504", "two rules compute `person.weight` for the same subjects", "z", APART)]),
        (_both(_derive("x", "type: int", "value: nosuch"), _derive("y", "type: bool", "value: age")), [
            ("PE201", "nothing here is called `nosuch`", "nosuch", "see the generated vocabulary page for all names"),
            ("PE310", "expected yes or no, found a count", "age", "")]),
        (_both(_derive("x", "type: int", "value: 1 +"), _derive("y", "type: int", "value: x + cost")), [
            ("PE120", "the expression ends after `+`, where more is expected", "+",
             "look for a missing operator, quote or parenthesis before this place"),
            ("PE310", "expected an amount of money, found a count", "x", "")]),
    ],
)  # fmt: skip
def test_rules_that_cannot_stand_are_refused(text: str, findings: list[Told]) -> None:
    """Of nobody, never, without a clause, twice for one variable; and every wrong expression of all rules at once."""
    assert told(refused(text)) == findings


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("area: '62'",), ("area: '31'",)),
        (("until: 2016-01-01",), ("from: 2016-01-01",)),
        (("from: 2016-01-01",), ("until: 2016-01-01",)),
        (("from: 2016-01-01", "until: 2017-01-01"), ("from: 2017-01-01",)),
    ],
)
def test_rules_that_never_meet_may_compute_one_variable(
    first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    """One in each province, or one after the other."""
    text = _both(
        _derive("x", "variable: weight", "value: 1", *first),
        _derive("y", "variable: weight", "value: 2", *second),
    )
    assert list(program(text).formulas) == [("person", "weight")]


@pytest.mark.parametrize(
    ("code", "weight"), [("620102", 1_000_000), ("310000", 2_000_000), ("110000", 7), (None, 7)]
)
def test_each_rule_computes_where_it_holds(code: str | None, weight: int) -> None:
    """Elsewhere, and where the place is not known, the variable stays as it is given."""
    text = _both(
        _derive("x", "variable: weight", "value: 1", "area: '62'"),
        _derive("y", "variable: weight", "value: 2", "area: '31'"),
    )
    run = run_of(subject("person", code=code, weight=7), program(text))
    assert run.variable(run.case.root, "weight") == weight


def test_a_rule_without_area_or_dates_always_holds() -> None:
    """Its variable is computed for a subject without a code."""
    run = run_of(subject("person"), program(_derive("x", "type: int", "value: 5")))
    assert run.variable(run.case.root, "x") == 5


def test_an_override_of_a_formula_holds_in_its_area() -> None:
    """And what uses the variable follows."""
    base = _both(_derive("x", "type: int", "value: 5"), _derive("y", "type: int", "value: x * 2"))
    change = HEAD + "overrides: {m.x: {area: '62', reason: {zh: 甲, en: A}, source: s2, value: 7}}"
    made = program(base, change)
    for code, value in (("62", 14), ("31", 10), (None, UNKNOWN)):
        run = run_of(subject("person", code=code), made)
        assert run.variable(run.case.root, "y") == value


def test_a_repealed_formula_leaves_the_variable_to_the_case() -> None:
    """In its area."""
    change = HEAD + "repeals: {m.x: {area: '62', reason: {zh: 甲, en: A}, source: s2}}"
    made = program(_derive("x", "variable: weight", "value: 5"), change)
    for code, value in (("62", 7), ("31", 5_000_000)):
        run = run_of(subject("person", code=code, weight=7), made)
        assert run.variable(run.case.root, "weight") == value


def test_a_variable_of_every_place_is_computed_for_the_place_of_the_rule() -> None:
    """`place.poor` of a county is another variable than that of a village."""
    made = program(
        _both(_derive("x", "variable: poor", "value: true", entity="county"),
              _derive("y", "variable: poor", "value: population > 5", entity="village"))
    )  # fmt: skip
    assert list(made.formulas) == [("county", "poor"), ("village", "poor")]
    run = run_of(subject("county", "1", subject("village", "1", population=5)), made)
    assert [run.variable(each, "poor") for each in run.case.subjects] == [True, False]


def test_a_rule_tells_what_it_rests_on() -> None:
    """Its clauses with their documents, its note and its decision."""
    text = rule(
        "entitlement",
        "person",
        "when: insured",
        "note: 按原文",
        "decision: 0001",
        "area: ['62', '31']",
        "until: 2030-01-01",
    )
    found = outcomes(
        program(text.replace("source: s1", "source: [s2, s1]")), subject("person", insured=True, code="62")
    )
    told_rule = found["m.r", "person:1"].rule
    assert [(each.item, each.document.zh, each.section) for each in told_rule.sources] == [
        ("s2", "办法", "2"),
        ("s1", "办法", "1"),
    ]
    assert (told_rule.note, told_rule.decision, told_rule.areas) == ("按原文", "0001", ("62", "31"))
