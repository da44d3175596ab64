import attrs
import pytest

from policy_engine.core.expression import Gather, Lookup, Read
from policy_engine.core.traverse import walk
from policy_engine.diagnostics import PolicyError
from policy_engine.resolution.scope import (
    ParameterMeaning,
    RecordsMeaning,
    Scope,
    SubjectMeaning,
    VariableMeaning,
)
from tests.language import WORDS, checked, parameters, subject, value_of
from tests.support import assert_diagnostic

TABLES = parameters("""
parameters:
  poverty_line: {title: {zh: 贫困线, en: poverty line}, type: money, value: 4000}
  village: {title: {zh: 村标准, en: village standard}, type: money, value: 1}
  dwellings: {title: {zh: 住房标准, en: housing standard}, type: money, value: 2}
  p: {title: {zh: 标准, en: standard}, type: money, value: 3}
""")
OTHERS = {
    f"household.{name.partition('.')[2]}": attrs.evolve(table, name=f"household.{name.partition('.')[2]}")
    for name, table in TABLES.items()
}


def _scope(entity: str) -> Scope:
    return Scope(WORDS, {**TABLES, **OTHERS}, "m", entity)


def _meaning(entity: str, text: str) -> str:
    match _scope(entity).name(text):
        case VariableMeaning(owner, variable):
            return f"variable {owner}.{variable.name}"
        case ParameterMeaning(table):
            return f"parameter {table.name}"
        case SubjectMeaning(owner):
            return f"subject {owner}"
        case RecordsMeaning(root, over):
            return f"records {over} below {root}"
        case None:
            return "nothing"


@pytest.mark.parametrize(
    ("entity", "text", "meaning"),
    [
        ("person", "age", "variable person.age"),
        ("person", "年龄", "variable person.age"),
        ("village", "poor", "variable village.poor"),
        ("person", "household", "subject household"),
        ("person", "家庭", "subject household"),
        ("person", "person", "subject person"),
        ("person", "人员", "subject person"),
        ("person", "context", "subject context"),
        ("household", "persons", "records person below household"),
        ("village", "人员", "records person below village"),
        ("person", "poverty_line", "parameter m.poverty_line"),
        ("person", "贫困线", "parameter m.poverty_line"),
        ("person", "village", "parameter m.village"),
        ("household", "dwellings", "parameter m.dwellings"),
        ("person", "income", "nothing"),
        ("person", "dwelling", "nothing"),
    ],
)
def test_a_name_means_the_nearest_thing(entity: str, text: str, meaning: str) -> None:
    """The rule's own variables go before parameters, and those before subjects and records; labels serve as names."""
    assert _meaning(entity, text) == meaning


def test_a_loop_variable_goes_before_everything() -> None:
    """Even before an own variable of the same name, and an inner one before an outer one."""
    assert (
        value_of("count(age for age in hospital_stays)", subject("person", "1", subject("hospital_stay")))
        == "1"
    )
    persons = RecordsMeaning("village", "person")
    stays = RecordsMeaning("person", "hospital_stay", 1)
    scope = _scope("village").inside("x", persons).inside("y", stays).inside("x", stays)
    assert scope.name("x") == SubjectMeaning("hospital_stay", 3)
    assert scope.name("y") == SubjectMeaning("hospital_stay", 2)


def test_a_module_may_be_named_like_an_entity() -> None:
    """`household.x` is a variable where there is one, else a parameter of the module `household`."""
    tables = {**TABLES, **OTHERS}
    assert isinstance(checked("household.income", tables=tables).typed.expression, Read)
    assert isinstance(checked("household.poverty_line", tables=tables).typed.expression, Lookup)
    assert checked("household.poverty_line", tables=tables).findings == ()


def test_an_own_variable_that_hides_a_parameter_is_refused() -> None:
    """The name would read as either."""
    tables = parameters("parameters: {age: {title: {zh: 岁数, en: years}, type: int, value: 60}}")
    assert_diagnostic(
        checked("age > 1", tables=tables).finding,
        code="PE209",
        message="`age` is both a variable of the person and a parameter of this module",
        underlined="age",
        help="rename the parameter",
    )


OUT_OF_REACH = "compute it with a `derive` rule of an entity above both, and use that"


@pytest.mark.parametrize(
    ("entity", "text", "underlined"),
    [
        ("person", "count(p for p in household.persons if p.age > age)", "age"),
        ("household", "count(h for h in village.households if h.income > income)", "income"),
        ("person", "any(h.income > household.income for h in village.households)", "household.income"),
        ("household", "any(any(q.age > p.age for q in persons) for p in persons)", "p.age"),
        ("household", "any(any(t.hours > 1 for t in trainings if p.insured) for p in persons)", "p.insured"),
        ("person", "any(d.inhabited and insured for d in household.dwellings)", "insured"),
    ],
)
def test_a_subject_behind_an_aggregate_is_out_of_reach(entity: str, text: str, underlined: str) -> None:
    """An aggregate that begins above a subject cannot see it from its elements; the name would silently mean the element's own."""
    assert_diagnostic(
        checked(text, entity).finding,
        code="PE207",
        message=f"`{underlined}` cannot be reached from inside this aggregate",
        underlined=underlined,
        help=OUT_OF_REACH,
    )


@pytest.mark.parametrize(
    ("entity", "text"),
    [
        ("household", "count(p for p in persons if p.insured and size > 2)"),
        ("household", "sum(s.expense for s in hospital_stays if size > 2 and village.poor)"),
        (
            "household",
            "any(any(s.year == context.year and p.insured for s in p.hospital_stays) for p in persons)",
        ),
        ("person", "any(d.inhabited for d in household.dwellings if household.size > 2)"),
        ("person", "any(p.insured for p in household.persons if village.poor)"),
        ("household", "any(any(q.insured and size > 1 for q in persons) for p in persons)"),
    ],
)
def test_what_stands_above_every_element_is_within_reach(entity: str, text: str) -> None:
    """The rule's own subject, those above it, and the elements of the aggregates around."""
    assert checked(text, entity).findings == ()


def test_the_records_of_an_outer_element_are_its_own() -> None:
    """The inner aggregate ranges over the records of the person, not over all of the household."""
    stay = subject("hospital_stay", "s", expense=5000)
    home = subject(
        "household", "1", subject("person", "1", stay), subject("person", "2", known=["hospital_stay"])
    )
    assert value_of("count(p for p in persons if any(s.expense > 1 for s in p.hospital_stays))", home) == "1"
    assert value_of("count(p for p in persons if any(s.expense > 1 for s in hospital_stays))", home) == "2"
    gathers = [node for node in walk(checked("any(any(true for s in p.hospital_stays) for p in persons)", "household").typed.expression)
               if isinstance(node, Gather)]  # fmt: skip
    assert [(gather.root, gather.over) for gather in gathers] == [
        ("household", "person"),
        ("person", "hospital_stay"),
    ]


@pytest.mark.parametrize(
    ("text", "message", "help_text"),
    [
        ("agee > 1", "nothing here is called `agee`", "did you mean `age`?"),
        ("年令 > 1", "nothing here is called `年令`", "did you mean `年龄`?"),
        ("income > 1", "nothing here is called `income`", "did you mean `household.income`?"),
        ("year > 1", "nothing here is called `year`", "did you mean `context.year`?"),
        ("poverty_lin > 1", "nothing here is called `poverty_lin`", "did you mean `poverty_line`?"),
        ("xyz > 1", "nothing here is called `xyz`", "see the generated vocabulary page for all names"),
        ("household.incme > 1", "a household has no `incme`", "did you mean `income`?"),
        (
            "hospital_stays.year",
            "`hospital_stays` is a list of records, not a single one",
            "write `sum(x.year for x in hospital_stays)` or another aggregate",
        ),
        ("age.year", "`age` is a value and has no `year`", ""),
        ("max(1, 2).year", "`...` is a value and has no `year`", ""),
        (
            "m.poverty_lines",
            "the module `m` has no parameter `poverty_lines`",
            "did you mean `poverty_line`?",
        ),
        ("agee.year", "nothing here is called `agee`", "did you mean `age`?"),
    ],
)
def test_an_unknown_name_comes_with_those_that_were_perhaps_meant(
    text: str, message: str, help_text: str
) -> None:
    """Only names that are visible there."""
    finding = checked(text, tables=TABLES).finding
    assert (finding.message, finding.help) == (message, help_text)


@pytest.mark.parametrize(
    ("text", "message", "help_text"),
    [
        ("household", "`household` is a household, not a value", "name one of its variables: `household. ...`"),
        ("hospital_stays", "`hospital_stays` is a list of records, not a value",
         "write `count(x for x in hospital_stays)` or another aggregate"),
        ("(1, 2)", "a list can only stand after `in`", ""),
        ("(x for x in hospital_stays)", "`... for ... in ...` can only stand in sum, count, any, all, min or max", ""),
    ],
)  # fmt: skip
def test_a_subject_or_a_list_is_no_value(text: str, message: str, help_text: str) -> None:
    """Somebody will forget the variable, or the aggregate."""
    assert_diagnostic(checked(text).finding, code="PE208", message=message, underlined=text, help=help_text)


def test_unparsable_expressions_do_not_reach_the_checker() -> None:
    """They are findings of the stage before."""
    with pytest.raises(PolicyError):
        checked("age >")
