"""Walks over a span of days, from one day on which something may change to the next, and asks only what may have changed."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby

import attrs

from policy_engine.backends.horizon import Cause, Horizon, Source, earliest
from policy_engine.backends.interpreter import Run
from policy_engine.backends.outlook import Outlook
from policy_engine.core.program import Output
from policy_engine.decisions.contradictions import refuse_contradictions
from policy_engine.decisions.lasting import consistent_until, outcome_until, said
from policy_engine.decisions.outcome import Outcome
from policy_engine.diagnostics import PolicyError
from policy_engine.engine.timeline import Segment, Track
from policy_engine.facts.case import Subject
from policy_engine.model.rule import Rule
from policy_engine.reading.values import Path

RunOn = Callable[[date], Run]
"""The case on a day."""


@attrs.define(eq=False)
class _Question:
    """All forms of one rule, asked of one subject, with what has been answered so far; the last segment is still open."""

    forms: tuple[Output, ...]
    path: Path
    subject: str
    until: Horizon
    segments: list[Segment] = attrs.field(factory=list)

    @property
    def rule(self) -> Rule:
        return self.forms[0].rule

    def ask(self, subject: Subject, outlook: Outlook, end: date) -> None:
        """Answer for the day of the outlook, until the horizon of the answer."""
        run, before = outlook.run, self.until
        outcome, self.until = outcome_until(self.forms, subject, outlook)
        last = self.segments[-1] if self.segments else None
        if last is not None and _same(last.outcome, outcome):
            return
        causes = _changed(before.sources, run) if last is not None else ()
        if last is not None:
            self.segments[-1] = attrs.evolve(last, end=run.case.on)
        self.segments.append(Segment(run.case.on, end, outcome, run, causes))


def tracks(run_on: RunOn, start: date, end: date) -> tuple[Track, ...]:
    """What every rule says of every subject from the start on, up to the end but without it."""
    run = run_on(start)
    questions = list(_questions(run, start))
    consistent = Horizon(start)
    day: date | None = start
    while day is not None:
        with _day_in_messages(day, start):
            run = run if day == start else run_on(day)
            outlook = Outlook(run, end)
            if consistent.day == day:
                refuse_contradictions(run)
                consistent = consistent_until(outlook)
            subjects = {subject.path: subject for subject in run.case.subjects}
            for question in questions:
                if question.until.day == day:
                    question.ask(subjects[question.path], outlook, end)
        day = earliest((consistent, *(question.until for question in questions))).day
    return tuple(
        Track(question.rule, question.subject, tuple(question.segments))
        for question in questions
        if any(segment.outcome is not None for segment in question.segments)
    )


def _questions(run: Run, start: date) -> Iterator[_Question]:
    for subject in run.case.evaluated():
        outputs = run.program.outputs_of.get(subject.entity, ())
        for _, forms in groupby(outputs, key=lambda output: output.rule.name):
            yield _Question(tuple(forms), subject.path, subject.name, Horizon(start))


@contextmanager
def _day_in_messages(day: date, start: date) -> Iterator[None]:
    """What is wrong on one day names the day, and how to leave it out."""
    try:
        yield
    except PolicyError as error:
        other = (
            "begin the span after it" if day == start else f"end the span on {day}, which is then left out"
        )
        raise PolicyError(
            attrs.evolve(each, message=f"on {day}: {each.message}", help=f"{each.help}; or {other}")
            for each in error.diagnostics
        ) from None


def _same(one: Outcome | None, other: Outcome | None) -> bool:
    """Whether two outcomes say the same."""
    return said(one) == said(other) if one and other else one is other


def _changed(sources: Iterable[Source], run: Run) -> tuple[Cause, ...]:
    """What of all that could change did; all of it where none has another value, as when it waits for another period."""
    subjects = {subject.path: subject for subject in run.case.subjects}
    found = [
        each for each in sources if _differs(each, subjects.get(each.subject.path, run.case.context), run)
    ]
    return tuple(dict.fromkeys(each.cause for each in found or sources))


def _differs(source: Source, subject: Subject, run: Run) -> bool:
    try:
        return run.value(source.node, subject) != source.value
    except PolicyError:
        return True
