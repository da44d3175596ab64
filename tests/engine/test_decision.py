import json
from datetime import date
from pathlib import Path

import attrs
import pytest
from pydantic import BaseModel

from policy_engine import Engine
from policy_engine.diagnostics import PolicyError
from policy_engine.engine.decision import Decision
from policy_engine.model.labels import Language
from tests.support import assert_diagnostic

CASE = {
    "on": "2019-12-31",
    "household": {
        "id": "h1",
        "income": "2400.00",
        "size": 3,
        "persons": [
            {"id": "p1", "age": 12, "pupil": False},
            {"id": "p2", "age": 13, "pupil": True},
            {"id": "p3", "age": 40, "pupil": False},
            {"id": "p4", "age": 9},
        ],
    },
}
DERIVED = """module: more
policy: more
title: {zh: 更多, en: More}
rules:
  needy: {kind: derive, title: {zh: 困难, en: needy}, for: household, type: bool, source: d1-relief, value: income < 1000}
  checked:
    {kind: standard, title: {zh: 核查, en: Check}, for: household, source: d1-relief, criteria: {big: size > 2, rich: income > 5000}}
"""


@pytest.fixture
def engine(small: Path) -> Engine:
    """An engine of the small policies."""
    assert small.is_dir()
    return Engine.load()


@pytest.fixture
def wider(small: Path, tmp_path: Path) -> Engine:
    """An engine with a computed variable and a standard besides."""
    assert small.is_dir()
    more = tmp_path / "more.yaml"
    more.write_text(DERIVED, encoding="utf-8")
    return Engine.load(paths=[more])


@pytest.fixture
def decision(engine: Engine) -> Decision:
    """The decision on the family."""
    return engine.evaluate(CASE)


class Person(BaseModel):
    """A person as a host may have it."""

    id: str
    age: int | None = None
    pupil: bool | None = None


class Household(BaseModel):
    """A household as a host may have it."""

    id: str
    income: str
    size: int
    persons: list[Person]


class Case(BaseModel):
    """A case as a host may have it."""

    on: date
    household: Household


def test_a_case_may_be_given_in_many_forms(engine: Engine) -> None:
    """Data, JSON text, bytes of it, or a pydantic object: all give the same bytes."""
    text = json.dumps(CASE)
    forms = [CASE, text, text.encode(), Case.model_validate(CASE)]
    assert len({engine.evaluate(form).to_json(everything=True) for form in forms}) == 1


def test_text_that_is_no_json_is_told_by_its_place(engine: Engine) -> None:
    """And text that cannot be encoded is no traceback either."""
    with pytest.raises(PolicyError, match="error\\[PE1"):
        engine.evaluate("{household:")
    with pytest.raises(PolicyError, match="error\\[PE1"):
        engine.evaluate('{"household": "\ud800"}')
    with pytest.raises(PolicyError, match="error\\[PE1"):
        engine.evaluate(b"\xff\xfe")


def test_the_date_asked_for_goes_before_that_of_the_case(engine: Engine) -> None:
    """As a date or as text."""
    assert engine.evaluate(CASE).on == date(2019, 12, 31)
    assert engine.evaluate(CASE, "2020-06-01").on == date(2020, 6, 1)
    assert engine.evaluate(CASE, date(2020, 6, 1)).on == date(2020, 6, 1)
    with pytest.raises(PolicyError, match="date"):
        engine.evaluate({"household": {"id": "h1"}})


def test_the_case_that_was_given_is_not_changed(engine: Engine) -> None:
    """It may be used again."""
    before = json.dumps(CASE)
    engine.evaluate(CASE, "2020-01-01").to_json(everything=True)
    assert json.dumps(CASE) == before


def test_the_outcomes_by_kind(wider: Engine) -> None:
    """As lists of outcomes."""
    decision = wider.evaluate(CASE)

    def keys(name: str) -> list[tuple[str, str, str]]:
        return [(*each.key, each.status) for each in getattr(decision, name)]

    assert keys("entitlements") == [
        ("relief.cash", "household:h1", "granted"),
        ("relief.meals", "person:p2", "eligible"),
    ]
    assert keys("alerts") == [("relief.at_home", "person:p1", "raised")]
    assert keys("classes") == [("relief.family", "household:h1", "classified")]
    assert keys("standards") == [("more.checked", "household:h1", "not_met")]
    assert keys("undetermined") == [
        ("relief.at_home", "person:p4", "undetermined"),
        ("relief.meals", "person:p4", "undetermined"),
    ]


SHARED = """module: more
policy: shared
title: {zh: 名额, en: Places}
rules:
  places:
    {kind: allocation, title: {zh: 名额, en: Places}, for: person, among: household, source: d1-relief, when: not pupil,
     rank: [{by: age, order: descending}], ties: id, quota: 1}
"""


def test_who_takes_part_in_allocations(small: Path, tmp_path: Path) -> None:
    """Selected or waiting; a rank is a whole number."""
    assert small.is_dir()
    shared = tmp_path / "shared.yaml"
    shared.write_text(SHARED, encoding="utf-8")
    decision = Engine.load(paths=[shared]).evaluate(CASE)
    told = [(each.subject.id, each.status, each.detail("rank")) for each in decision.allocations]
    assert told == [("p1", "waiting", 2), ("p3", "selected", 1)]


def test_one_outcome(decision: Decision) -> None:
    """By rule and subject; none where the rule says nothing of it."""
    found = decision.outcome("relief.cash", "household:h1")
    assert found is not None
    assert (found.status, found.detail("amount"), found.detail("nothing")) == ("granted", "600.00", None)
    assert decision.outcome("relief.cash", "person:p1") is None
    assert decision.outcome("relief.nothing", "household:h1") is None


def test_listed_outcomes_alone_unless_everything_is_asked_for(decision: Decision) -> None:
    """In the order of the case."""
    listed = decision.to_dict()["outcomes"]
    everything = decision.to_dict(everything=True)["outcomes"]
    assert isinstance(listed, list)
    assert isinstance(everything, list)
    assert [(each["rule"], each["subject"], each["status"]) for each in listed if isinstance(each, dict)] == [
        ("relief.cash", "household:h1", "granted"),
        ("relief.family", "household:h1", "classified"),
        ("relief.at_home", "person:p1", "raised"),
        ("relief.meals", "person:p2", "eligible"),
        ("relief.at_home", "person:p4", "undetermined"),
        ("relief.meals", "person:p4", "undetermined"),
    ]
    assert [each for each in everything if each in listed] == listed
    assert len(everything) == len(decision.outcomes) == 11


def test_the_decision_as_json(decision: Decision, engine: Engine) -> None:
    """The date, the digest, the engine and an outcome a line."""
    text = decision.to_json()
    data = json.loads(text)
    assert list(data) == ["on", "policy_digest", "engine", "outcomes"]
    assert (data["on"], data["policy_digest"]) == ("2019-12-31", engine.digest)
    assert data["policy_digest"].startswith("sha256:")
    assert data["engine"].startswith("policy_engine ")
    assert data == decision.to_dict()
    assert text.count("\n") == 1 + len(data["outcomes"]) + 1
    assert "救助" in text
    empty = engine.evaluate({"on": "2019-12-31", "county": {"id": "c1"}})
    assert json.loads(empty.to_json())["outcomes"] == []


def test_the_same_case_gives_the_same_bytes(engine: Engine) -> None:
    """Also after a replay from the JSON of a decision's own date, by another engine of the same policies."""
    first = engine.evaluate(CASE)
    again = Engine.load().evaluate(json.dumps(CASE), first.on)
    for lang in Language:
        assert again.to_json(lang, everything=True) == first.to_json(lang, everything=True)
    assert again.digest == first.digest
    assert again.ask() == first.ask()


def test_reasons_in_both_languages(decision: Decision) -> None:
    """By the language or its name."""
    found = decision.outcome("relief.meals", "person:p2")
    assert found is not None
    assert (
        decision.because(found)
        == "符合条件，金额待定：在校生：是。缺少：参数“餐补”未设定。依据：救助办法 2。"
    )
    assert decision.because(found, "en") == decision.because(found, Language.EN)
    assert decision.because(found, "en").startswith("eligible, amount open: pupil: yes. missing: ")
    with pytest.raises(ValueError, match="fr"):
        decision.because(found, "fr")


def test_the_whole_reasoning(decision: Decision) -> None:
    """As text and as data."""
    text = decision.explain("relief.cash", "household:h1", "en")
    assert text.startswith("relief.cash Cash relief\nhousehold:h1: granted\n")
    assert decision.explanation("relief.cash", "household:h1").text(Language.EN) == text


@pytest.mark.parametrize(
    ("rule", "subject", "message"),
    [
        ("relief.csh", "household:h1", "there is no rule `relief.csh` that has outcomes; did you mean `relief.cash`?"),
        ("nothing", "household:h1", "there is no rule `nothing` that has outcomes"),
        ("relief.cash", "household:h2", "there is no subject `household:h2` in the case; did you mean `household:h1`?"),
        ("relief.cash", "x", "there is no subject `x` in the case"),
        ("relief.cash", "person:p1", "`relief.cash` is about each household, not about `person:p1`"),
    ],
)  # fmt: skip
def test_there_is_no_reasoning_about_nothing(
    decision: Decision, rule: str, subject: str, message: str
) -> None:
    """The error says in plain words what is not there."""
    with pytest.raises(LookupError) as error:
        decision.explain(rule, subject)
    assert str(error.value) == message


def test_a_rule_that_is_not_in_force_has_no_reasoning(engine: Engine) -> None:
    """On the date and at the place of the case."""
    case = {"household": {**CASE["household"], "code": "620102"}}  # type: ignore[dict-item]
    with pytest.raises(LookupError) as error:
        engine.evaluate(case, "2022-01-01").explain("relief.county_pilot", "household:h1")
    assert str(error.value) == "`relief.county_pilot` does not hold for `household:h1` on 2022-01-01"


def test_a_contradiction_is_told_by_its_path(wider: Engine) -> None:
    """Where the case gives it."""
    with pytest.raises(PolicyError) as error:
        wider.evaluate({"on": "2019-12-31", "household": {"id": "h1", "income": "2400", "needy": True}})
    assert_diagnostic(
        error.value,
        code="PE704",
        message="`needy` of household:h1 is given as true, but the other facts make it false",
        help="correct the facts that it is computed from, or leave it out",
        path="$.household.needy",
    )


def test_an_engine_and_a_decision_never_change(engine: Engine, decision: Decision) -> None:
    """Nor do the outcomes."""
    outcome = decision.outcomes[0]
    for thing, name in (
        (engine, "digest"),
        (decision, "digest"),
        (outcome, "status"),
        (outcome.rule, "name"),
    ):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(thing, name, "x")
    with pytest.raises(TypeError):
        engine.parameters["relief.line"] = engine.parameters["relief.meal"]  # type: ignore[index]


def test_what_a_host_does_to_a_decision_as_data_stays_there(decision: Decision) -> None:
    """Lists are copied."""
    before = decision.to_json()
    outcomes = decision.to_dict()["outcomes"]
    assert isinstance(outcomes, list)
    for each in outcomes:
        assert isinstance(each, dict)
        for value in each.values():
            if isinstance(value, list):
                value.clear()
    assert decision.to_json() == before


def test_questions_are_those_of_all_outcomes(decision: Decision) -> None:
    """The most decisive first."""
    assert [(each.missing.name, each.settles, each.concerns) for each in decision.ask()] == [
        ("person:p4.pupil", 2, 2),
        ("relief.meal", 1, 1),
    ]
