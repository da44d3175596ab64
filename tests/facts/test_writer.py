import json

from hypothesis import given

from policy_engine.core.values import Value
from policy_engine.facts.case import Case, Subject
from policy_engine.facts.reader import read_case
from policy_engine.facts.writer import case_to_json
from policy_engine.reading.json import read_json
from policy_engine.source.text import Source
from tests.facts.strategies import cases
from tests.facts.words import ON, WORDS, household, national, person, read


def told(case: Case) -> object:
    """All that a case says, for comparison."""

    def of(subject: Subject) -> object:
        facts: dict[object, Value] = dict(subject.facts)
        members = {entity: [each.name for each in listed] for entity, listed in subject.lists.items()}
        parent = subject.parent.name if subject.parent else None
        given = facts, dict(subject.dated)
        return subject.name, parent, subject.code, given, members, list(subject.lists), subject.evaluated

    return case.on, of(case.context), [of(subject) for subject in case.subjects], case.root.name


def test_values_are_written_in_the_form_that_the_contract_prefers() -> None:
    """Money with two places, dates in ISO form, labels as names, periods by key, an id for everybody."""
    person = {
        "年龄": "3", "cost": 12, "share": "0.650", "birth_date": "2016-01-01", "stage": "小学", "disease": ["高血压", "diabetes"],
        "exit_date": "none", "boarder": True, "remark": None, "wage": {"2019-11-01/2019-11-30": "1.5", "2019-12": 2}, "loans": [],
        "school_county": "341221000000",
    }  # fmt: skip
    data = household(
        net_income={"2019": "3"},
        village={"code": "341221", "poverty_class": "none"},
        code="341221100",
        人员=[person],
    )
    assert case_to_json(read({**data, "context": {"year": 2019, "is_working_day": True}}), WORDS) == {
        "on": ON,
        "household": {
            "id": "h1",
            "code": "341221100",
            "village": {"id": "#1", "code": "341221", "poverty_class": "none"},
            "net_income": "3.00",
            "persons": [
                {
                    "id": "#1", "age": 3, "cost": "12.00", "share": "0.65", "birth_date": "2016-01-01", "stage": "primary",
                    "disease": ["diabetes", "hypertension"], "exit_date": "none", "boarder": True,
                    "wage": {"2019-11": "1.50", "2019-12": "2.00"}, "school_county": "341221", "loans": [],
                },
            ],
        },
    }  # fmt: skip


@given(cases(WORDS))
def test_a_written_case_is_the_same_case(data: dict[str, object]) -> None:
    """Through JSON text; and writing it again gives the same text."""
    case = read_case(data, WORDS)
    written = json.dumps(case_to_json(case, WORDS), ensure_ascii=False)
    again = read_case(read_json(Source("case.json", written)), WORDS)
    assert told(again) == told(case)
    assert json.dumps(case_to_json(again, WORDS), ensure_ascii=False) == written


@given(cases(national()))
def test_so_is_a_case_in_the_national_words(data: dict[str, object]) -> None:
    """With every entity of the national policies."""
    case = read_case(data, national())
    assert told(read_case(case_to_json(case, national()), national())) == told(case)


def test_what_does_not_follow_from_the_date_is_written() -> None:
    """Whether a day is a working day is known for some years only."""
    written = case_to_json(read({**person(), "context": {"is_working_day": False}}, "2099-01-01"), WORDS)
    assert written["context"] == {"is_working_day": False}
