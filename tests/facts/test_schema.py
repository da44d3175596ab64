import json
from functools import cache

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from policy_engine.core.texts import Json
from policy_engine.facts.case import Case
from policy_engine.facts.reader import read_case
from policy_engine.facts.schema import case_schema
from policy_engine.facts.writer import case_to_json
from tests.facts.strategies import cases
from tests.facts.words import ON, WORDS, household, national, person, read_or_refused

SCHEMA = case_schema(WORDS)
DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
CHECK = Draft202012Validator(SCHEMA)


@cache
def national_check() -> Draft202012Validator:
    """A validator for the national vocabulary."""
    return Draft202012Validator(case_schema(national()))


def fact(name: str) -> Json:
    """The schema of a fact of the person."""
    definitions = SCHEMA["$defs"]
    assert isinstance(definitions, dict)
    entity = definitions["person"]
    assert isinstance(entity, dict)
    properties = entity["properties"]
    assert isinstance(properties, dict)
    return properties[name]


def or_by_day(*forms: Json) -> Json:
    """The forms of a state, or each of them under the day from which it holds."""
    by_day: Json = {
        "type": "object",
        "propertyNames": {"pattern": DAY},
        "additionalProperties": {"anyOf": [*forms]},
        "minProperties": 1,
    }
    return [*forms, by_day]


def test_the_schema_is_a_schema() -> None:
    """In the dialect that it names, and as JSON text."""
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator.check_schema(case_schema(national()))
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_a_fact_has_its_labels_and_limits() -> None:
    """In both languages; the Chinese label is a name too."""
    assert fact("age") == {
        "title": "年龄 / age",
        "anyOf": or_by_day(
            {"type": "integer", "minimum": 0, "maximum": 150},
            {"type": "string", "pattern": "^(0|[1-9][0-9]*)$"},
            {"type": "null"},
        ),
    }
    assert fact("年龄") == {"$ref": "#/$defs/person/properties/age"}
    assert fact("exit_date") == {
        "title": "退出日期 / exit date",
        "anyOf": or_by_day(
            {"type": "string", "format": "date", "pattern": DAY}, {"const": "none"}, {"type": "null"}
        ),
    }
    stage: list[Json] = ["primary", "小学", "primary school", "junior", "初中", "junior school"]
    assert fact("stage") == {"title": "学段 / stage", "anyOf": or_by_day({"enum": stage}, {"type": "null"})}


@given(cases(WORDS))
def test_a_good_case_fits(data: dict[str, object]) -> None:
    """In every form that the reader accepts, and as it is written again."""
    CHECK.validate(data)
    CHECK.validate(case_to_json(read_case(data, WORDS), WORDS))


@given(cases(national()))
def test_a_good_case_in_the_national_words_fits(data: dict[str, object]) -> None:
    """With every entity of the national policies."""
    national_check().validate(data)


BAD = {
    "no root": {"on": ON},
    "two roots": {"on": ON, "person": {}, "household": {}},
    "unknown root": {"on": ON, "persn": {}},
    "unknown fact": person(agee=3),
    "word for true": person(boarder="yes"),
    "fraction of a count": person(age="3.5"),
    "below the bound": person(age=-1),
    "above the bound": person(age=151),
    "negative text": person(cost="-1"),
    "three decimals": person(cost="1.234"),
    "point in money": person(cost=1.5),
    "seven places": person(share="0.1234567"),
    "date in another form": person(birth_date="2019/01/31"),
    "month thirteen": person(birth_date="2019-13-01"),
    "unknown value": person(stage="university"),
    "one of many": person(disease="高血压"),
    "none of what is always there": person(age="none"),
    "none of a plain text": person(remark="none"),
    "long text": person(remark="长" * 10_001),
    "period of another kind": person(wage={"2019": "1"}),
    "periods of what has none": person(age={"2019": 1}),
    "no value by day": person(age={}),
    "wrong value from a day": person(age={"2019-01-01": "x"}),
    "days of what is counted by month": person(wage={"2019-01-01": "1"}),
    "code as number": household(code=341221),
    "code of a wrong length": household(code="34122"),
    "object for a list": household(persons={}),
    "list for an object": household(village=[]),
    "entity that cannot stand here": household(clinics=[]),
    "one for many": household(person={}),
    "empty id": person(id=""),
    "date in the context": {"on": ON, "person": {}, "context": {"date": ON}},
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_case_does_not_fit(name: str) -> None:
    """Neither for the schema nor for the reader."""
    assert not CHECK.is_valid(BAD[name])
    assert not isinstance(read_or_refused(BAD[name]), Case)
