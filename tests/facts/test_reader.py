import time
from datetime import date, datetime
from decimal import Decimal

import pytest
from pydantic import BaseModel

from policy_engine.core.values import UNKNOWN
from policy_engine.diagnostics import PolicyError
from policy_engine.facts.case import Case, Subject
from policy_engine.facts.reader import read_case
from policy_engine.reading.json import read_json
from policy_engine.source.text import Source
from tests.facts.words import ON, WORDS, household, person, read, refused

DATE = 'a date such as "2019-01-31"'
HEAD = "`on`, `context`, or an entity such as household, village or county"
OF_PERSON = "a fact of the person, or a list of what stands below it"
OF_HOUSEHOLD = "a fact of the household, or a list of what stands below it"
CODE = "a division code of 2, 4, 6, 9 or 12 digits, as a text"
AN_ID = "a text of at most 200 characters, or a whole number"
NO_ID = "leave it out if there is none"
FOLLOWS = "leave it out: it follows from the date of evaluation"

# case, code, path, message, expected, found, help
REFUSED = {
    "no date": ({"person": {}}, "PE801", "$", "the date of evaluation is missing", '`on` with a date such as "2019-12-31"', "nothing", 'add `"on": "2019-12-31"` to the case, or use the option `--on`'),
    "date in words": ({"on": "yesterday", "person": {}}, "PE802", "$.on", '`on`, the date of evaluation: expected a date such as "2019-01-31", found the text "yesterday"', DATE, 'the text "yesterday"', "write year-month-day in digits"),
    "date that does not exist": ({"on": "2019-02-30", "person": {}}, "PE802", "$.on", '`on`, the date of evaluation: expected a date such as "2019-01-31", found the text "2019-02-30"', DATE, 'the text "2019-02-30"', "there is no day 2019-02-30: correct it"),
    "date as number": ({"on": 20191231, "person": {}}, "PE802", "$.on", '`on`, the date of evaluation: expected a date such as "2019-01-31", found the number 20191231', DATE, "the number 20191231", 'write `"2019-12-31"`'),
    "no root": ({"on": ON}, "PE803", "$", "the case has no entity", "an entity such as household, village or county", "nothing", 'write for example `"household": {"persons": [...]}`'),
    "two roots": ({"on": ON, "household": {}, "village": {}}, "PE824", "$.village", "a case begins with one entity, found 2: `household`, `village`", "one entity", "`household`, `village`", "write `village` inside `household`"),
    "two roots apart": ({"on": ON, "person": {}, "clinic": {}}, "PE824", "$.clinic", "a case begins with one entity, found 2: `person`, `clinic`", "one entity", "`person`, `clinic`", "make two cases of it"),
    "misspelt root": ({"on": ON, "houshold": {}}, "PE804", "$.houshold", "a case does not begin with `houshold`", HEAD, "`houshold`", "did you mean `household`?"),
    "root in the plural": ({"on": ON, "households": [{}]}, "PE804", "$.households", "a case does not begin with `households`", HEAD, "`households`", 'write one: `"household": {...}`'),
    "root in Chinese": ({"on": ON, "家庭": {}}, "PE804", "$.家庭", "a case does not begin with `家庭`", HEAD, "`家庭`", 'write one: `"household": {...}`'),
    "abstract root": ({"on": ON, "place": {}}, "PE804", "$.place", "a case does not begin with `place`", HEAD, "`place`", ""),
    "fact beside the root": ({"on": ON, "person": {}, "age": 3}, "PE804", "$.age", "a case does not begin with `age`", HEAD, "`age`", "write it inside `person`"),
    "list beside the root": ({"on": ON, "household": {}, "persons": []}, "PE804", "$.persons", "a case does not begin with `persons`", HEAD, "`persons`", "write it inside `household`"),
    "misspelt on": ({"On": ON, "on": ON, "person": {}}, "PE804", "$.On", "a case does not begin with `On`", HEAD, "`On`", "did you mean `on` or `person`?"),
    "root as a list": ({"on": ON, "household": [{}]}, "PE818", "$.household", "`household`: expected an object, found a list", "an object", "a list", "a list of them stands under `households`"),
    "root as null": ({"on": ON, "household": None}, "PE818", "$.household", "`household`: expected an object, found null", "an object", "null", ""),
    "case as a list": ([], "PE818", "$", "the case: expected an object, found a list", "an object", "a list", ""),
    "case as text": ("{}", "PE818", "$", 'the case: expected an object, found the text "{}"', "an object", 'the text "{}"', "read the text as JSON first"),
    "misspelt fact": (person(agee=3), "PE804", "$.person.agee", "a person has no `agee`", OF_PERSON, "`agee`", "did you mean `age`?"),
    "misspelt Chinese label": (person(年令=3), "PE804", "$.person.年令", "a person has no `年令`", OF_PERSON, "`年令`", "did you mean `年龄`?"),
    "English label of a fact by its entity": (household(household_size=3), "PE804", "$.household.household_size", "a household has no `household_size`", OF_HOUSEHOLD, "`household_size`", "did you mean `size`?"),
    "English label with underscores": (person(Date_of_birth=ON), "PE804", "$.person.Date_of_birth", "a person has no `Date_of_birth`", OF_PERSON, "`Date_of_birth`", "did you mean `birth_date`?"),
    "misspelt English label": (person(**{"date of brith": ON}), "PE804", '$.person["date of brith"]', "a person has no `date of brith`", OF_PERSON, "`date of brith`", "did you mean `birth_date`?"),
    "English label": (person(**{"date of birth": ON}), "PE804", '$.person["date of birth"]', "a person has no `date of birth`", OF_PERSON, "`date of birth`", "did you mean `birth_date`?"),
    "fact of what stands above": (person(size=3), "PE804", "$.person.size", "a person has no `size`", OF_PERSON, "`size`", "it is a fact of the household: write it there"),
    "fact of what stands below": (household(age=3), "PE804", "$.household.age", "a household has no `age`", OF_HOUSEHOLD, "`age`", "it is a fact of the person: write it in the entries of `persons`"),
    "fact of the evaluation": (person(is_working_day=True), "PE804", "$.person.is_working_day", "a person has no `is_working_day`", OF_PERSON, "`is_working_day`", "it is a fact of the evaluation: write it in `context`, beside the root"),
    "fact with its entity": (person(**{"person.age": 3}), "PE804", '$.person["person.age"]', "a person has no `person.age`", OF_PERSON, "`person.age`", "write `age`"),
    "fact of something elsewhere": (person(beds=3), "PE804", "$.person.beds", "a person has no `beds`", OF_PERSON, "`beds`", "it is a fact of the clinic, which has no place here"),
    "unlike any fact": (person(zzz=3), "PE804", "$.person.zzz", "a person has no `zzz`", OF_PERSON, "`zzz`", ""),
    "long name": (person(**{"z" * 100: 3}), "PE804", '$.person["zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz…"]', "a person has no `zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz…`", OF_PERSON, "`zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz…`", "check the name"),
    "one where there are many": (household(person={}), "PE804", "$.household.person", "a household has no `person`", OF_HOUSEHOLD, "`person`", 'write a list: `"persons": [{...}]`'),
    "one list where there are many": (household(person=[{}]), "PE804", "$.household.person", "a household has no `person`", OF_HOUSEHOLD, "`person`", 'write a list: `"persons": [{...}]`'),
    "object under a plural": (household(persons={"id": "p1"}), "PE819", "$.household.persons", "`persons`: expected a list, found an object", "a list", "an object", 'put it in square brackets: `"persons": [{...}]`'),
    "text under a plural": (household(persons="p1"), "PE819", "$.household.persons", '`persons`: expected a list, found the text "p1"', "a list", 'the text "p1"', ""),
    "text in a list": (household(persons=["p1"]), "PE818", "$.household.persons[0]", '`person`: expected an object, found the text "p1"', "an object", 'the text "p1"', ""),
    "null in a list": (household(persons=[None]), "PE818", "$.household.persons[0]", "`person`: expected an object, found null", "an object", "null", ""),
    "entity that cannot stand here": (household(clinics=[]), "PE815", "$.household.clinics", "`clinics` cannot stand under a household", OF_HOUSEHOLD, "`clinics`", "a clinic can stand under a village or a township"),
    "entity above in the plural": (household(villages=[{}]), "PE815", "$.household.villages", "`villages` cannot stand under a household", OF_HOUSEHOLD, "`villages`", 'what stands above is one: `"village": {...}`'),
    "entity inside itself": (household(household={}), "PE815", "$.household.household", "`household` cannot stand under a household", OF_HOUSEHOLD, "`household`", "a household can stand under a village"),
    "parent that is given": ({"on": ON, "village": {"households": [{"village": {"poverty_class": "poor"}}]}}, "PE815", "$.village.households[0].village", "`village` cannot stand here: it is given already", "what stands between a household and a village", "`village`", "write its facts where the village stands"),
    "parent above the one that is given": ({"on": ON, "village": {"households": [{"county": {}}]}}, "PE815", "$.village.households[0].county", "`county` cannot stand here: it is above a village", "what stands between a household and a village", "`county`", "write `county` inside `village`"),
    "parent with the list below": (household(village={"households": []}), "PE815", "$.household.village.households", "`households` cannot stand here: one of the households names this village as what is above it", "facts of the village", "`households`", "begin the case with `village`, and put all its households inside"),
    "parent as text": (household(village="v1"), "PE818", "$.household.village", '`village`: expected an object, found the text "v1"', "an object", 'the text "v1"', ""),
    "list twice": (household(persons=[], 人员=[]), "PE823", "$.household.人员", "`人员` is the same list as `persons`", "one list", "two", "put all entries in one of the two"),
    "duplicate id": (household(persons=[{"id": "p"}, {"id": "p"}]), "PE812", "$.household.persons[1].id", "the id `p` is used for two persons", "an id that no other person has", '"p"', "the first is at $.household.persons[0]"),
    "duplicate id as a number": (household(persons=[{"id": "1"}, {"id": 1}]), "PE812", "$.household.persons[1].id", "the id `1` is used for two persons", "an id that no other person has", '"1"', "the first is at $.household.persons[0]"),
    "id as bool": (person(id=True), "PE805", "$.person.id", "`id`: expected a text of at most 200 characters, or a whole number, found true", AN_ID, "true", NO_ID),
    "empty id": (person(id=""), "PE805", "$.person.id", "`id`: expected a text of at most 200 characters, or a whole number, found an empty text", AN_ID, "an empty text", NO_ID),
    "long id": (person(id="x" * 201), "PE805", "$.person.id", "`id`: expected a text of at most 200 characters, or a whole number, found a text of 201", AN_ID, "a text of 201", NO_ID),
    "id as object": (person(id={}), "PE805", "$.person.id", "`id`: expected a text of at most 200 characters, or a whole number, found an object", AN_ID, "an object", NO_ID),
    "code elsewhere": ({"on": ON, "county": {"code": "341221", "households": [{"code": "620102"}]}}, "PE814", "$.county.households[0].code", '`code`: expected a code that begins with 341221, the code of what is above, found the text "620102"', "a code that begins with 341221, the code of what is above", 'the text "620102"', "correct one of the two codes"),
    "code longer than its level": ({"on": ON, "county": {"code": "341221100"}}, "PE813", "$.county.code", '`code`: expected at most 6 digits for a county, found the text "341221100"', "at most 6 digits for a county", 'the text "341221100"', 'write `"341221"`'),
    "code of a household as number": (household(code=341221), "PE813", "$.household.code", "`code`: expected a division code of 2, 4, 6, 9 or 12 digits, as a text, found the number 341221", CODE, "the number 341221", 'write `"341221"`'),
    "date in the context": ({"on": ON, "context": {"date": ON}, "person": {}}, "PE821", "$.context.date", "the date of evaluation does not stand in `context`", "`on`, beside `context`", "`date`", "write it as `on`, beside `context`"),
    "context against the date": ({"on": ON, "context": {"year": 2018}, "person": {}}, "PE825", "$.context.year", "`year` (年度): expected `2019`, found `2018`", "`2019`", "`2018`", FOLLOWS),
    "context against the working day": ({"on": ON, "context": {"is_working_day": False}, "person": {}}, "PE825", "$.context.is_working_day", "`is_working_day` (工作日): expected `true`, found `false`", "`true`", "`false`", FOLLOWS),
    "context against the semester": ({"on": ON, "context": {"semester": "春季学期"}, "person": {}}, "PE825", "$.context.semester", "`semester` (学期): expected `autumn`, found `spring`", "`autumn`", "`spring`", FOLLOWS),
    "unknown fact of the context": ({"on": ON, "context": {"yaer": 2019}, "person": {}}, "PE804", "$.context.yaer", "the context has no `yaer`", "a fact of the context", "`yaer`", "did you mean `year`?"),
    "context as a list": ({"on": ON, "context": [], "person": {}}, "PE818", "$.context", "`context`: expected an object, found a list", "an object", "a list", ""),
    "number as a name": ({"on": ON, "person": {1: 2}}, "PE820", '$.person["the number 1"]', "the name of a fact is a text, found the number 1", "a text", "the number 1", "put it in quotes"),
    "number as a name beside the root": ({"on": ON, "person": {}, 1: 2}, "PE820", '$["the number 1"]', "a name is a text, found the number 1", "a text", "the number 1", "put it in quotes"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_every_slip_has_its_own_finding(name: str) -> None:
    """With the path, what was expected, what was found, and what was probably meant."""
    data, code, path, message, expected, found, help_text = REFUSED[name]
    (finding,) = refused(data)
    assert (finding.code.number, finding.path, finding.message) == (code, path, message)
    assert (finding.expected, finding.found, finding.help) == (expected, found, help_text)


def names(case: Case) -> list[str]:
    """The subjects in their order."""
    return [subject.name for subject in case.subjects]


def named(case: Case, name: str) -> Subject:
    """The subject of that name."""
    (found,) = [subject for subject in case.subjects if subject.name == name]
    return found


def test_the_asked_date_goes_before_the_date_of_the_case() -> None:
    """As a text or as a date; a case without a date is fine then."""
    assert read(person()).on == date(2019, 12, 31)
    assert read(person(), "2020-01-01").on == date(2020, 1, 1)
    assert read_case({"person": {}}, WORDS, date(2020, 1, 1)).on == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("on", "found", "help_text"),
    [
        ("2019-02-30", 'the text "2019-02-30"', "there is no day 2019-02-30: correct it"),
        (5, "the number 5", "write year-month-day in digits"),
        (
            datetime.fromisoformat("2019-01-01T00:00:00"),
            "the time 2019-01-01T00:00:00",
            'write `"2019-01-01"`',
        ),
    ],
)
def test_a_bad_asked_date_is_told(on: object, found: str, help_text: str) -> None:
    """It has no path in the case."""
    (finding,) = refused(person(), on)
    assert finding.message == f"the date of evaluation that is asked for: expected {DATE}, found {found}"
    assert (finding.code.number, finding.path, finding.help) == ("PE802", "$", help_text)


def test_a_bad_date_of_the_case_is_told_although_another_is_asked_for() -> None:
    """Nothing that is wrong is passed over."""
    (finding,) = refused({"on": "soon", "person": {}}, ON)
    assert (finding.code.number, finding.path) == ("PE802", "$.on")


def test_everything_is_told_at_once() -> None:
    """A bad date, and what is wrong in each person."""
    persons = [{"id": "p1", "age": -1, "boarder": 1}, {"id": "p1", "agee": 3}]
    found = refused({"on": "2019-02-30", "household": {"persons": persons}})
    assert [(each.code.number, each.path) for each in found] == [
        ("PE802", "$.on"),
        ("PE807", "$.household.persons[0].age"),
        ("PE805", "$.household.persons[0].boarder"),
        ("PE812", "$.household.persons[1].id"),
        ("PE804", "$.household.persons[1].agee"),
    ]


def test_places_are_shown_where_the_text_is_at_hand() -> None:
    """The value for a wrong value, the key for a wrong name, the whole for what is missing."""
    source = Source(
        "case.json",
        '{"on": "soon", "household": {"persons": [\n  {"age": -1, "年令": 3}, {"id": 1}, {"id": 1}]}, "x": 1}',
    )
    found = refused(read_json(source), None, source)
    assert [each.span.text if each.span else None for each in found] == ['"soon"', '"x"', "-1", '"年令"', "1"]
    (missing,) = refused(
        read_json(Source("case.json", '{"person": {}}')), None, Source("case.json", '{"person": {}}')
    )
    assert missing.span is not None
    assert str(missing.span) == "case.json:1:1"


def test_subjects_stand_in_order() -> None:
    """A parent before its members; lists in the order of the vocabulary, members in the order of the case."""
    first = {"id": 1, "loans": [{"id": "l1"}], "hospital_stays": [{"id": "s1"}]}
    case = read(household(loans=[{"id": "l2"}], persons=[first, {"id": 2}]))
    assert names(case) == ["household:h1", "person:1", "hospital_stay:s1", "loan:l1", "person:2", "loan:l2"]
    assert list(case.root.lists) == ["person", "loan"]
    assert [subject.path for subject in case.subjects][:3] == [
        ("household",),
        ("household", "persons", 0),
        ("household", "persons", 0, "hospital_stays", 0),
    ]


def test_a_missing_id_is_the_number_in_order() -> None:
    """Counted by entity, over the whole case."""
    case = read({"on": ON, "village": {"households": [{"persons": [{}, {"id": "p"}]}, {"persons": [{}]}]}})
    assert names(case) == ["village:#1", "household:#1", "person:#1", "person:p", "household:#2", "person:#3"]


def test_the_same_id_may_stand_for_two_entities() -> None:
    """Ids are compared within an entity."""
    assert names(read(household(id="1", persons=[{"id": "1"}]))) == ["household:1", "person:1"]


def test_a_missing_list_is_unknown_and_an_empty_one_is_none() -> None:
    """Null is unknown too."""
    assert read(household()).root.lists == {}
    assert read(household(persons=None)).root.lists == {}
    assert read(household(persons=[])).root.lists == {"person": ()}
    assert read(household(人员=[])).root.lists == {"person": ()}


def test_levels_may_be_skipped() -> None:
    """A county holds households directly."""
    case = read({"on": ON, "county": {"households": [{"id": "h"}]}})
    assert named(case, "household:h").parent is case.root


def test_codes_are_inherited() -> None:
    """The own code of a place is also a fact; a shorter code below says less than the one above."""
    village = {"id": "v", "code": "341221100201", "households": [{"id": "h"}]}
    shorter = {"id": "w", "code": "3412", "households": [{"id": "i"}]}
    case = read({"on": ON, "county": {"id": "c", "code": "341221000000", "villages": [village, shorter]}})
    codes = {subject.name: (subject.code, subject.facts.get(("code", 0))) for subject in case.subjects}
    assert codes == {
        "county:c": ("341221", "341221"),
        "village:v": ("341221100201", "341221100201"),
        "household:h": ("341221100201", None),
        "village:w": ("341221", "3412"),
        "household:i": ("341221", None),
    }


@pytest.mark.parametrize("code", ["62", "6201", "620102", "620102003", "620102003005"])
def test_a_code_has_the_length_of_a_level(code: str) -> None:
    """From the province to the village."""
    assert read(household(code=code)).root.code == code


def test_parents_above_the_root_are_not_evaluated() -> None:
    """They give their facts and their code; they stand before the root."""
    village = {
        "id": "v",
        "poverty_class": "贫困村",
        "clinics": [{"id": "k"}],
        "county": {"id": "c", "code": "341221"},
    }
    case = read(household(village=village, persons=[{"id": "p"}]))
    assert names(case) == ["county:c", "village:v", "clinic:k", "household:h1", "person:p"]
    assert [subject.name for subject in case.evaluated()] == ["household:h1", "person:p"]
    assert case.root.name == "household:h1"
    assert case.root.code == "341221"
    above = case.root.above("village")
    assert above is not None
    assert above.fact("poverty_class") == "poor"


def test_parents_may_stand_side_by_side() -> None:
    """The nearer stands below the farther, whatever their order."""
    case = read(household(county={"id": "c"}, village={"id": "v"}))
    assert names(case) == ["county:c", "village:v", "household:h1"]


def test_members_of_a_farther_place_may_name_the_nearer_one() -> None:
    """Two households of a county may name the same village."""
    households = [{"id": name, "village": {"id": "v", "poverty_class": "poor"}} for name in ("a", "b")]
    case = read({"on": ON, "county": {"id": "c", "households": households}})
    assert names(case) == ["county:c", "village:v", "household:a", "village:v", "household:b"]
    found = named(case, "household:b").above("county")
    assert found is case.root


def test_a_record_hangs_on_any_of_its_parents() -> None:
    """A loan of a person and a loan of the household."""
    case = read(household(loans=[{"id": "a"}], persons=[{"id": "p", "loans": [{"id": "b"}]}]))
    assert [named(case, name).parent for name in ("loan:a", "loan:b")] == [case.root, named(case, "person:p")]


@pytest.mark.parametrize(
    ("on", "month", "semester", "school_year"),
    [
        ("2019-01-31", 1, "autumn", 2018),
        ("2019-02-01", 2, "spring", 2018),
        ("2019-07-31", 7, "spring", 2018),
        ("2019-08-01", 8, "autumn", 2019),
    ],
)
def test_the_context_follows_from_the_date(on: str, month: int, semester: str, school_year: int) -> None:
    """From August on it is autumn, and another school year."""
    context = read(person(), on).context
    facts = {name: context.fact(name) for name in ("year", "month", "semester", "school_year")}
    assert facts == {"year": 2019, "month": month, "semester": semester, "school_year": school_year}
    assert context.fact("date") == date.fromisoformat(on)


@pytest.mark.parametrize(
    ("on", "working"),
    [
        ("2020-01-19", True),
        ("2020-01-24", False),
        ("2003-12-31", UNKNOWN),
        ("2004-01-01", False),
        ("2026-12-31", True),
        ("2099-01-01", UNKNOWN),
    ],
)
def test_a_working_day_follows_where_holidays_are_known(on: str, working: object) -> None:
    """Else it is unknown unless it is given, and then as given."""
    assert read(person(), on).context.fact("is_working_day") is working
    given = working if isinstance(working, bool) else True
    assert (
        read({**person(), "context": {"is_working_day": given}}, on).context.fact("is_working_day") is given
    )


def test_the_context_may_be_given() -> None:
    """What follows from the date must agree with it."""
    context = {"is_working_day": True, "year": 2019, "学期": "秋季学期"}
    assert read({**person(), "context": context}).context.fact("is_working_day") is True


class Member(BaseModel):
    """What a host may have."""

    id: str
    age: int | None = None
    boarder: bool = False
    cost: Decimal | None = None
    birth_date: date | None = None


class Home(BaseModel):
    """The same."""

    persons: list[Member]


class HostCase(BaseModel):
    """The same."""

    on: date
    household: Home


def test_a_pydantic_object_is_a_case() -> None:
    """What was not set is unknown, a default included."""
    member = Member(id="p", age=3, cost=Decimal("12.50"), birth_date=date(2016, 1, 1))
    expected = {("age", 0): 3, ("cost", 0): 1250, ("birth_date", 0): date(2016, 1, 1)}
    case = read(HostCase(on=date(2019, 12, 31), household=Home(persons=[member])))
    assert dict(named(case, "person:p").facts) == expected
    inside = read({"on": ON, "household": {"persons": [member]}})
    assert dict(named(inside, "person:p").facts) == expected


def _lists(depth: int) -> object:
    nested: object = []
    for _ in range(depth):
        nested = [nested]
    return nested


def _objects(depth: int) -> object:
    nested: object = {}
    for _ in range(depth):
        nested = {"persons": [nested]}
    return nested


def _circle() -> object:
    circle: dict[str, object] = {}
    circle["persons"] = [circle]
    return circle


@pytest.mark.parametrize(
    "inner", [_lists(2000), _objects(2000), _circle()], ids=["lists", "objects", "a circle"]
)
def test_deep_nesting_is_refused(inner: object) -> None:
    """At once, and with nothing else."""
    (finding,) = refused(household(persons=inner))
    assert finding.code.number == "PE816"
    assert finding.message == "the case is nested more than 100 levels deep"
    assert finding.help == "levels go from nation to person and its records, no deeper"


LONG = "9" * 10_000_000


@pytest.mark.parametrize(
    "data",
    [
        *(person(**{fact: LONG}) for fact in ("age", "boarder", "cost", "share", "birth_date", "stage", "remark", "school_county")),
        person(disease=[LONG]),
        person(wage={LONG: 1}),
        person(id=LONG),
        person(code=LONG),
        person(**{LONG: 1}),
        {"on": LONG, "person": {}},
        {"on": ON, LONG: {}, "person": {}},
        person(cost="１" * 10_000_000),
    ],
    ids=lambda _: "case",
)  # fmt: skip
def test_long_texts_are_refused_quickly_and_shown_shortened(data: object) -> None:
    """Ten million characters."""
    start = time.process_time()
    (finding,) = refused(data)
    assert time.process_time() - start < 2
    assert len(str(PolicyError([finding]))) + len(finding.path) + len(finding.help) < 500


def test_many_findings_in_a_long_text_are_placed_quickly() -> None:
    """The text is walked once for all of them."""
    persons = ", ".join('{"age": -1, "boarder": "x"}' for _ in range(5000))
    source = Source("case.json", f'{{"on": "{ON}", "household": {{"persons": [{persons}]}}}}')
    start = time.process_time()
    found = refused(read_json(source), None, source)
    assert time.process_time() - start < 5
    assert len(found) == 10_000
    assert all(each.span is not None for each in found)


def test_the_case_is_left_as_it_was() -> None:
    """Reading changes nothing in what the host passed."""
    data = household(net_income={"2018": "1"}, persons=[{"disease": ["高血压"]}])
    before = repr(data)
    read(data)
    assert repr(data) == before
