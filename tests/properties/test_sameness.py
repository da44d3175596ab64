"""The same case gives the same decision: in any order, at any time, in any thread, printed and read again."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_engine import Engine
from policy_engine.facts.reader import read_case
from policy_engine.facts.writer import case_to_json
from tests.properties.asking import national, outcomes, plain, rules_and_case
from tests.properties.strategies import JsonObject, shuffled

MANY = settings(max_examples=4 * settings().max_examples)


@MANY
@given(data=st.data())
def test_order_does_not_matter(data: st.DataObject) -> None:
    """Persons, households and records in another order have the same outcomes."""
    asked, case = rules_and_case(data)
    other = data.draw(shuffled(case))
    first, second = outcomes(asked, case), outcomes(asked, other)
    assert {key: plain(outcome) for key, outcome in first.items()} == {
        key: plain(outcome) for key, outcome in second.items()
    }


@MANY
@given(data=st.data())
def test_a_case_printed_and_read_again_is_the_same(data: st.DataObject) -> None:
    """What `case_to_json` writes reads as the same case, and so it is decided the same."""
    asked, case = rules_and_case(data)
    words = asked.vocabulary
    written = json.loads(json.dumps(case_to_json(read_case(case, words), words)))
    assert case_to_json(read_case(written, words), words) == written
    first, second = outcomes(asked, case), outcomes(asked, written)
    assert list(first) == list(second)
    assert [plain(outcome) for outcome in first.values()] == [plain(outcome) for outcome in second.values()]


@pytest.fixture(scope="module")
def household(root: Path) -> JsonObject:
    """The household of the examples."""
    case: JsonObject = json.loads((root / "examples" / "household.json").read_text(encoding="utf-8"))
    return case


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_same_bytes_twice_and_over_eight_threads(household: JsonObject, lang: str) -> None:
    """An engine shared by eight threads gives the bytes that a new engine gives."""
    engine = national()
    cases = [with_income(household, yuan) for yuan in range(15_000, 31_000, 8_000)]

    def answers(shared: Engine) -> list[str]:
        return [shared.evaluate(case).to_json(lang, everything=True) for case in cases]

    alone = answers(Engine.load(installed=False))
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(answers, [engine] * 8))
    assert all(each == alone for each in together)


def test_a_decision_shared_by_threads_says_the_same(household: JsonObject) -> None:
    """Texts are made when asked for; eight threads that ask at once get the same."""
    decision = national().evaluate(household)
    with ThreadPoolExecutor(8) as pool:
        texts = set(pool.map(lambda _: decision.to_json(everything=True), range(8)))
    assert texts == {national().evaluate(household).to_json(everything=True)}


def with_income(household: JsonObject, yuan: int) -> JsonObject:
    """The household with another income this year."""
    return {**household, "household": {**household["household"], "net_income": {"2019": str(yuan)}}}
