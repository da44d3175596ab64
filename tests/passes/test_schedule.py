from policy_engine.diagnostics import Diagnostic
from policy_engine.passes.schedule import scheduled
from tests.language import HEAD, program, refused, rule, told

BREAK = "break the circle: one of these must be computed from given facts alone"


def _rules(**values: str) -> str:
    rules = [rule("derive", "household" if name.startswith("h") else "person", "type: int", f"value: {value}", name=name)
             for name, value in values.items()]  # fmt: skip
    titled = [
        each.split("rules:\n")[1].replace("zh: 乙", f"zh: 变量{number}") for number, each in enumerate(rules)
    ]
    return HEAD + "rules:\n" + "".join(titled)


def test_a_formula_comes_after_those_that_it_uses() -> None:
    """Whatever the order of the file; through aggregates and the subject above as well."""
    made = program(_rules(p_c="household.h_b + 1", h_b="sum(p.p_a for p in persons)", p_a="count"))
    assert [name for _, name in made.formulas] == ["p_a", "h_b", "p_c"]


def test_the_order_does_not_depend_on_the_order_of_the_file() -> None:
    """The same policies make the same program."""
    formulas = program(_rules(p_a="count", p_b="p_a", p_c="p_a", p_d="p_b + p_c")).formulas
    findings: list[Diagnostic] = []
    turned = scheduled(dict(reversed([*formulas.items()])), findings)
    assert (list(turned), findings) == (list(scheduled(formulas, findings)), [])


def test_a_circle_is_reported_once_with_its_names() -> None:
    """Three variables that are computed from each other; a fourth that uses them is not blamed."""
    error = refused(_rules(p_a="p_b + 1", p_b="p_c", p_c="p_a", p_d="p_a"))
    message = (
        "these variables are computed from each other: person.p_a → person.p_b → person.p_c → person.p_a"
    )
    assert told(error) == [("PE503", message, "p_a", BREAK)]
    assert [(other.span.text, other.text) for other in error.diagnostics[0].others] == [
        ("p_c", "`p_c` is computed here"),
        ("p_b", "`p_b` is computed here"),
    ]


def test_a_variable_of_itself_is_a_circle() -> None:
    """Through an aggregate over the persons of the household too."""
    assert told(refused(_rules(p_a="p_a + 1"))) == [
        ("PE503", "these variables are computed from each other: person.p_a → person.p_a", "p_a", BREAK)
    ]
    (finding,) = told(refused(_rules(p_a="household.h_b", h_b="sum(p.p_a for p in persons)")))
    assert finding[1] in {
        "these variables are computed from each other: person.p_a → household.h_b → person.p_a",
        "these variables are computed from each other: household.h_b → person.p_a → household.h_b",
    }


def test_an_earlier_period_is_no_circle() -> None:
    """Only what is computed now is ordered; facts of the year before are given."""
    text = rule("derive", "household", "variable: income", "value: previous(income) + 5")
    assert list(program(text).formulas) == [("household", "income")]
