"""Questions to ask: the unknown facts that stand between a case and its decisions, the most decisive first."""

from collections.abc import Iterable

import attrs

from policy_engine.backends.interpreter import Run
from policy_engine.backends.missing import Missing
from policy_engine.decisions.outcome import Outcome
from policy_engine.explanation.lacking import missing_label
from policy_engine.model.labels import Labels


@attrs.frozen
class Question:
    """Something unknown. `settles` outcomes wait for nothing else; `concerns` outcomes wait for it at all."""

    missing: Missing
    labels: Labels
    settles: int
    concerns: int
    rules: tuple[str, ...]


def questions(outcomes: Iterable[Outcome], run: Run) -> tuple[Question, ...]:
    """All that outcomes wait for, those first that settle most by themselves, then those that most wait for."""
    waiting: dict[Missing, list[Outcome]] = {}
    for outcome in outcomes:
        for each in outcome.missing:
            waiting.setdefault(each, []).append(outcome)
    asked = [_question(missing, found, run) for missing, found in waiting.items()]
    return tuple(
        sorted(asked, key=lambda question: (-question.settles, -question.concerns, question.missing.name))
    )


def _question(missing: Missing, outcomes: list[Outcome], run: Run) -> Question:
    settles = sum(len(outcome.missing) == 1 for outcome in outcomes)
    rules = tuple(dict.fromkeys(outcome.rule.name for outcome in outcomes))
    return Question(missing, missing_label(missing, run.program), settles, len(outcomes), rules)
