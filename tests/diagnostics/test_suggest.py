import time

import pytest

from policy_engine.diagnostics.suggest import suggest


@pytest.mark.parametrize(
    ("word", "candidates", "meant"),
    [
        ("扶贫抵保户", ["扶贫开发户", "扶贫低保户", "纯低保户"], ("扶贫低保户",)),
        ("残级", ["残疾", "年龄"], ("残疾",)),
        ("net_incmoe", ["net_income", "age"], ("net_income",)),
        ("人均收入", ["户籍", "人均纯收入"], ("人均纯收入",)),
        ("Net_Income", ["net_income"], ("net_income",)),
        ("ｎet_income", ["net_income"], ("net_income",)),
    ],
)
def test_a_slip_of_the_pen_is_recognised(word: str, candidates: list[str], meant: tuple[str, ...]) -> None:
    """A wrong, swapped, missing, capital or full-width character leads to the name that was meant."""
    assert suggest(word, candidates) == meant


def test_a_word_within_a_longer_one_is_close() -> None:
    """Two Chinese characters are enough; a few letters of a long name are not."""
    assert suggest("收入", ["农村居民人均纯收入"]) == ("农村居民人均纯收入",)
    assert suggest("income", ["net_income"]) == ("net_income",)
    assert suggest("id", ["household_identity"]) == ()


def test_nothing_is_said_when_nothing_is_close() -> None:
    """A short word is not taken for any other short word, nor a word for itself."""
    assert suggest("A", ["B", "C"]) == ()
    assert suggest("poverty", ["age", "年龄", ""]) == ()
    assert suggest("age", ["age"]) == ()
    assert suggest("", ["age"]) == ()


def test_the_closest_come_first_and_at_most_three() -> None:
    """Mistaken characters count before pieces; equals stay in the order of the candidates."""
    candidates = ["grade_of_dibao", "dibao_grades", "dibao_grad", "dibao_grade", "dibao_graded"]
    assert suggest("dibao_grade", candidates) == ("dibao_grades", "dibao_grad", "dibao_graded")
    assert suggest("dibao_grade", candidates, limit=1) == ("dibao_grades",)


def test_a_whole_vocabulary_is_searched_quickly() -> None:
    """1,500 names take a fraction of a second, so an author never waits for a suggestion."""
    names = [f"{first}_{second}_{number}" for first in ("health", "net_income") for second in ("of", "per")
             for number in range(375)]  # fmt: skip
    begin = time.perf_counter()
    suggest("net_incmoe_of_household_members", names)
    assert time.perf_counter() - begin < 1
