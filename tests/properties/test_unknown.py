"""What is unknown stays open, what is decided stays decided, and what is missing is what would decide."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from policy_engine.backends.missing import Missing, Sort
from policy_engine.core.program import Program
from policy_engine.decisions.outcome import UNDETERMINED, Outcome
from policy_engine.facts.reader import read_case
from policy_engine.model.period import Period, key_of, ordinal
from tests.properties.asking import disagreement, outcomes, rules_and_case
from tests.properties.strategies import JsonObject, Path, facts_in, with_less, without

MANY = settings(max_examples=4 * settings().max_examples)


@MANY
@given(data=st.data())
def test_more_facts_never_contradict_a_decision(data: st.DataObject) -> None:
    """Whatever is decided with some facts unknown is decided the same when they are known, whichever values they have."""
    asked, more = rules_and_case(data)
    less = data.draw(with_less(more))
    after = outcomes(asked, more)
    for key, outcome in outcomes(asked, less).items():
        assert not disagreement(outcome, after.get(key)), key


@MANY
@given(data=st.data())
def test_what_is_missing_decides(data: st.DataObject) -> None:
    """With all the facts that an open outcome waits for it is decided, but for unset parameters and codes that are too short.

    Records that it waits for may bring new questions, and are left aside.
    """
    asked, more = rules_and_case(data)
    less = data.draw(with_less(more))
    for key, outcome in outcomes(asked, less).items():
        paths = missing_paths(outcome, asked, more)
        records = any(each.sort is Sort.RECORDS for each in outcome.missing)
        if outcome.status != UNDETERMINED or paths is None or records:
            continue
        known = [path for path in facts_in(more) if path not in set(facts_in(less))]
        completed = outcomes(asked, without(more, [path for path in known if not covered(path, paths)]))
        found = completed.get(key)
        if found is not None and found.status == UNDETERMINED:
            assert not any(waits(each) for each in found.missing)


@MANY
@given(data=st.data())
def test_what_is_not_missing_does_not_matter(data: st.DataObject) -> None:
    """An open outcome waits for the same whichever facts become known besides.

    Left as they are: lists, whose members may bring questions of their own, and codes, which may stand at several levels.
    """
    asked, more = rules_and_case(data)
    less = data.draw(with_less(more))
    for key, outcome in outcomes(asked, less).items():
        paths = missing_paths(outcome, asked, more, partly=True)
        if outcome.status != UNDETERMINED or paths is None:
            continue
        known = set(facts_in(less))
        new = [path for path in facts_in(more) if path not in known]
        kept = [path for path in new if path[-1] == "code" or is_list(more, path)]
        waited_for = [path for path in paths if path[-1] != "code"]
        found = outcomes(asked, without(more, [*waited_for, *kept]))[key]
        assert found.status == UNDETERMINED
        assert set(outcome.missing) == set(found.missing)


def value_at(case: JsonObject, path: Path) -> Any:
    """What stands at the path."""
    place: Any = case
    for step in path:
        place = place[step]
    return place


def is_list(case: JsonObject, path: Path) -> bool:
    """Whether a list of subjects stands at the path."""
    place = value_at(case, path)
    return isinstance(place, list) and all(isinstance(each, dict) for each in place)


def waits(missing: Missing) -> bool:
    """Whether a case could say it in full."""
    return missing.sort is not Sort.PARAMETER and missing.variable != "code"


def by_period(case: JsonObject, path: Path) -> bool:
    """Whether the fact at the path is given by period."""
    return isinstance(value_at(case, path), dict)


def covered(path: Path, paths: list[Path]) -> bool:
    """Whether one of the paths leads to the path, to something around it, or to something in it."""
    return any(path[: len(each)] == each[: len(path)] for each in paths)


def missing_paths(
    outcome: Outcome, program: Program, case: dict[str, Any], *, partly: bool = False
) -> list[Path] | None:
    """Where the case has what the outcome waits for; None where it lacks some of it, unless a part is enough."""
    read = read_case(case, program.vocabulary)
    places = {subject.name: subject.path for subject in read.subjects}
    known = set(facts_in(case))
    paths: list[Path] = []
    for each in outcome.missing:
        if each.sort is Sort.PARAMETER:
            continue
        name, _, fact = each.name.partition(".")
        word, _, period = fact.partition("@")
        path = (*places.get(name, ()), word)
        variable = program.vocabulary.variable(each.entity, each.variable)
        if not period and variable is not None and variable.period not in (None, Period.ONCE):
            period = key_of(variable.period, ordinal(variable.period, read.on))
        found = [way for way in ((*path, period), path) if way in known]
        if found and (not period or (*path, period) in known or not by_period(case, path)):
            paths.append(found[0])
        elif not partly:
            return None
    return paths
