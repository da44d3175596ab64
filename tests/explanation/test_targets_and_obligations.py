from datetime import date

from policy_engine.decisions.decide import decide
from policy_engine.explanation.because import because
from policy_engine.explanation.explain import explain
from policy_engine.model.labels import Language
from tests.kinds.obligations import MONTHLY, household, made
from tests.language import program, rule, run_of, subject

ON = date(2019, 9, 5)


def test_an_obligation_says_which_period_was_missed() -> None:
    """And since when, and what there is of what is required; the other periods are not spoken of."""
    run = run_of(household(date(2019, 6, 30)), made(*MONTHLY), ON)
    (outcome,) = (each for each in decide(run) if each.subject.parent is None)
    assert because(outcome, run, Language.ZH) == (
        "逾期：没有走访符合“家庭上期首日 ≤ 走访日期 且 走访日期 ≤ 日期”。周期：2019年8月1日至2019年8月31日；要求：1；实际：0；"
        "逾期起始日：2019年8月1日。依据：办法 1。"
    )
    assert [name for name, _ in explain(outcome, run).values] == ["period", "required", "actual", "since"]


def test_an_open_obligation_speaks_of_the_period_that_is_due() -> None:
    """Nothing is told of it yet; the reasoning shows one period only."""
    run = run_of(subject("household", "h"), made(*MONTHLY), ON)
    (outcome,) = decide(run)
    assert outcome.status == "undetermined"
    assert [name for name, _ in explain(outcome, run).values] == ["period", "required", "actual"]


def test_a_target_says_what_is_reached_and_what_is_not() -> None:
    """With the date of the figure and what is missing."""
    lines = ("actual: population", "required: [{by: 2019-12-31, value: 10}]")
    run = run_of(subject("village", "v", population=7), program(rule("target", "village", *lines)), ON)
    (outcome,) = decide(run)
    assert because(outcome, run, Language.EN) == (
        "behind: what is reached (7) < what is required (10). actual: 7; required: 10; by: 2019-12-31; shortfall: 3. source: Measures 1."
    )
