from datetime import date

from policy_engine.decisions.decide import decide
from policy_engine.explanation.because import because
from policy_engine.explanation.explain import explain
from policy_engine.model.labels import Language
from tests.kinds.obligations import HEAD_LINES, MONTHLY, household, made
from tests.language import program, rule, run_of, subject

ON = date(2019, 9, 5)


def test_an_obligation_says_which_period_was_missed() -> None:
    """And since when, and what there is of what is required; the other periods are not spoken of."""
    run = run_of(household(date(2019, 6, 30)), made(*MONTHLY), ON)
    (outcome,) = (each for each in decide(run) if each.subject.parent is None)
    assert because(outcome, run, Language.ZH) == (
        "逾期：没有走访符合“2019年8月1日 ≤ 走访日期 ≤ 日期”。周期：2019年8月1日至2019年8月31日；要求：1；实际：0；"
        "逾期起始日：2019年8月1日。依据：办法 1。"
    )
    assert [name for name, _ in explain(outcome, run).values] == ["period", "required", "actual", "since"]


def test_an_obligation_without_a_constant_in_its_reason() -> None:
    """How many are asked for, or the day by which, is no reason where it is written in the rule."""
    several = run_of(household(date(2019, 9, 1)), made(*MONTHLY, "required: 2"), ON)
    by_day = run_of(household(date(2019, 9, 1)), made(*HEAD_LINES, "by: 2019-09-05"), ON)
    reasons = [
        because(each, run, Language.EN).partition(". period")[0]
        for run in (several, by_day)
        for each in decide(run)[:1]
    ]
    assert reasons == [
        "overdue: number of visits with (2019-08-01 ≤ date of visit ≤ date) (1) < 2",
        "done: some visits meet “date of visit ≤ date” (visit 0); deadline (2019-09-05) ≥ date (2019-09-05)",
    ]


def test_a_rolling_obligation_is_turned_by_what_can_be_done() -> None:
    """A visit, and not another day of registration."""
    lines = (*HEAD_LINES, "every: {months: 1}", "window: rolling", "begins: registered")
    run = run_of(household(date(2019, 7, 1), registered=date(2019, 1, 1)), made(*lines), ON)
    (outcome,) = (each for each in decide(run) if each.subject.parent is None)
    explained = explain(outcome, run)
    assert outcome.status == "overdue"
    assert explained.to_dict(Language.ZH)["different"] == ["有走访符合“2019年8月6日 ≤ 走访日期 ≤ 日期”"]


def test_a_beginning_that_is_computed_has_a_name() -> None:
    """The reason tells its day, and not how it came about."""
    lines = (*MONTHLY, "begins: min(v.day for v in visits)")
    run = run_of(household(date(2019, 8, 2)), made(*lines), ON)
    (outcome,) = (each for each in decide(run) if each.subject.parent is None)
    assert because(outcome, run, Language.ZH).partition("。")[0] == (
        "待办：没有走访符合“2019年9月1日 ≤ 走访日期 ≤ 日期”；责任起始日（2019年8月2日） ≤ 本期首日（2019年9月1日）"
    )
    assert "走访中最早的走访日期：2019年8月2日" in explain(outcome, run).text(Language.ZH)


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
