import pytest

from policy_engine.backends.missing import missing_for
from policy_engine.core.values import NONE
from policy_engine.facts.case import Subject
from tests.language import HEAD, bare_program, checked, parameters, program, rule, run_of, subject

TABLES = parameters("""
parameters:
  line: {title: {zh: 线, en: line}, type: money, unit: yuan / year, value: unset}
  local: {title: {zh: 本地, en: local}, type: money, values: [{value: 1}, {area: "6201", value: 2}]}
  keyed:
    title: {zh: 分档, en: keyed}
    type: money
    keys: {insured: bool, stage: [primary, junior]}
    values: [{insured: true, value: 1}, {insured: false, area: "62", stage: junior, value: 2}]
""")


def _missing(text: str, root: Subject, at: str) -> list[str]:
    run = run_of(root, bare_program(TABLES))
    place = next(each for each in run.case.subjects if each.name == at)
    found = checked(text, place.entity, TABLES)
    assert found.findings == ()
    return [f"{each.sort} {each.name}" for each in missing_for(found.typed.expression, place, run)]


PERSON = subject("person", "p", subject("hospital_stay", "s", year=2019), age=7, poor=False, exit_date=NONE)
HOME = subject("household", "h", PERSON, subject("person", "q"), size=2)
VILLAGE = subject("village", "v", HOME, subject("household", "i"), code="62")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("age > 5", []),
        ("insured", ["fact person:p.insured"]),
        ("insured and cost > 5", ["fact person:p.insured", "fact person:p.cost"]),
        ("cost > 5 and insured and cost < 9", ["fact person:p.cost", "fact person:p.insured"]),
        ("insured and poor", []),
        ("insured or age > 5", []),
        ("insured or poor or cost > 5", ["fact person:p.insured", "fact person:p.cost"]),
        ("not insured", ["fact person:p.insured"]),
        ("cost + cost * share - 1 > 5", ["fact person:p.cost", "fact person:p.share"]),
        ("exit_date < birth_date", []),
        ("years_between(exit_date, birth_date) > 5", []),
        ('"diabetes" in disease', ["fact person:p.disease"]),
        ("1 if insured else 2", ["fact person:p.insured"]),
        ("cost if insured else 2", ["fact person:p.insured", "fact person:p.cost"]),
        ("cost if poor else village.fund", ["fact village:v.fund"]),
        ("cost if age > 5 else village.fund", ["fact person:p.cost"]),
        ("household.income > 5", ["fact household:h.income"]),
        ("previous(household.income) > 5", ["fact household:h.income@2018"]),
        ("household.income.at(2016) > 5", ["fact household:h.income@2016"]),
        ("previous(household.wage) > 5", ["fact household:h.wage@2019-11"]),
        ("village.poor", ["fact village:v.poor"]),
        ("county.poor", ["fact person:p.county.poor"]),
        ("household.income < line", ["fact household:h.income", "parameter m.line"]),
        ("local > 1", ["fact village:v.code"]),
        ("keyed > 1", ["fact person:p.insured", "fact person:p.stage"]),
        ("keyed(insured=poor) > 1", ["fact person:p.stage"]),
        ("keyed(insured=true) > 1", []),
        ('keyed(insured=poor, stage="primary") > 1', ["parameter m.keyed"]),
        ("sum(s.expense for s in hospital_stays) > 5", ["fact hospital_stay:s.expense"]),
        ("sum(s.expense for s in hospital_stays if s.year == 2018) > 5", []),
        ("count(s for s in hospital_stays if s.days > 5) > 0", ["fact hospital_stay:s.days"]),
        (
            "any(s.expense > 5 for s in hospital_stays if s.days > 5)",
            ["fact hospital_stay:s.days", "fact hospital_stay:s.expense"],
        ),
        ("count(t for t in trainings)", ["records person:p.trainings"]),
    ],
)
def test_exactly_what_would_decide_is_named(text: str, names: list[str]) -> None:
    """In the order in which the rule asks, each once; nothing that no longer matters, and nothing when it is decided."""
    assert _missing(text, VILLAGE, "person:p") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("count(p for p in persons)", ["records household:i.persons"]),
        ("count(p for p in persons if p.insured)", ["fact person:p.insured", "fact person:q.insured", "records household:i.persons"]),
        ("any(p.age > 5 for p in persons)", []),
        ("all(p.age > 9 for p in persons)", []),
        ("sum(s.expense for s in hospital_stays)",
         ["fact hospital_stay:s.expense", "records person:q.hospital_stays", "records household:i.hospital_stays"]),
        ("count(d for d in dwellings if d.inhabited)", ["records household:h.dwellings", "records household:i.dwellings"]),
    ],
)  # fmt: skip
def test_lists_that_were_left_out_are_named_where_they_are_missing(text: str, names: list[str]) -> None:
    """Each holder that does not say, after the facts of the members that are known."""
    assert _missing(text, VILLAGE, "village:v") == names


def test_records_of_a_subject_that_is_not_there_are_named_after_who_asks() -> None:
    """A person alone has no household whose members could be counted."""
    assert _missing("count(p for p in household.persons)", subject("person", "p"), "person:p") == [
        "records person:p.household.persons"
    ]


def test_a_missing_code_is_asked_of_the_highest_subject_without_one() -> None:
    """Or of the subject that has it, where it is too short."""
    assert _missing("local > 1", subject("household", "h", subject("person", "p")), "person:p") == [
        "fact household:h.code"
    ]
    home = subject("household", "h", subject("person", "p", code="6"), code="62")
    assert _missing("local > 1", home, "person:p") == ["fact person:p.code"]


def test_a_computed_variable_stands_for_what_it_waits_for() -> None:
    """Through any number of formulas; where its formula waits for nothing, the fact itself would decide."""
    rules = [
        rule("derive", "person", "type: bool", "value: insured or household.rich", name="covered"),
        rule("derive", "household", "type: bool", "value: income > 5 and size > 1", name="rich"),
        rule("derive", "person", "variable: weight", "value: 5", "area: '31'", name="w"),
    ]
    made = program(HEAD + "rules:\n" + "".join(each.split("rules:\n")[1] for each in rules))
    run = run_of(subject("household", "h", subject("person", "p"), size=2, code="62"), made)
    person = run.case.subjects[1]
    formula = made.formulas["person", "covered"].expression
    assert [each.name for each in missing_for(formula, person, run)] == [
        "person:p.insured",
        "household:h.income",
    ]
    weight = checked("weight > 1", "person").typed.expression
    assert [each.name for each in missing_for(weight, person, run)] == ["person:p.weight"]
