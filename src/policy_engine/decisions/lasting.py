"""How long outcomes last: the first later day on which one may be another, and what would change it."""

from collections.abc import Iterator

from policy_engine.backends.horizon import Horizon, earliest
from policy_engine.backends.interpreter import evaluate
from policy_engine.backends.outlook import Outlook
from policy_engine.core.expression import Calendar, CalendarStep, Constant, Expression, Read
from policy_engine.core.program import Figure, Output
from policy_engine.core.values import UNKNOWN
from policy_engine.decisions.decide import asked_of, joined, outcome_of
from policy_engine.decisions.outcome import Outcome
from policy_engine.facts.case import Subject
from policy_engine.model.vocabulary import CONTEXT

_DEADLINES = frozenset({CalendarStep.ADD_DAYS, CalendarStep.ADD_WORKING_DAYS})


def outcome_until(
    forms: tuple[Output, ...], subject: Subject, outlook: Outlook
) -> tuple[Outcome | None, Horizon]:
    """What the forms of one rule say of a subject, None where none of them holds, and how long they say so."""
    run = outlook.run
    found = [outcome_of(output, states, subject, run) for output, states in asked_of(forms, subject, run)]
    scopes = [outlook.of(form.scope, subject) for form in forms if form.scope is not None]
    asked = [outlook.of(each, subject) for outcome in found for each in _told_by(outcome, outlook)]
    horizon = earliest((*scopes, *asked)).of_rule(forms[0].rule.name)
    return (joined(tuple(found)) if found else None), horizon


def said(outcome: Outcome) -> tuple[object, ...]:
    """All that an outcome says, but for deadlines that run from whatever day is asked about."""
    running = {figure.name for figure in outcome.output.figures if _runs_along(figure)}
    details = tuple((name, value) for name, value in outcome.details if name not in running)
    return outcome.status, details, outcome.missing, outcome.criteria


def consistent_until(outlook: Outlook) -> Horizon:
    """How long the facts of the case cannot contradict each other in a new way."""
    return earliest(_consistency(outlook))


def _consistency(outlook: Outlook) -> Iterator[Horizon]:
    program = outlook.run.program
    for subject in outlook.run.case.subjects:
        for name in {name for name, _ in subject.facts} | set(subject.dated):
            formula = program.formulas.get((subject.entity, name))
            if formula is not None:
                yield outlook.of(formula.expression, subject)
                yield outlook.given(Read(subject.entity, name, formula.type), subject)
        for _, formula in program.bounded:
            if formula.entity == subject.entity:
                yield outlook.of(formula.expression, subject)


def _told_by(outcome: Outcome, outlook: Outlook) -> Iterator[Expression]:
    """The expressions that were asked for the outcome: all its conditions where one is unknown, else up to the true one."""
    run, output, subject = outlook.run, outcome.output, outcome.subject
    values = [evaluate(state.condition, subject, run) for state in outcome.states]
    for state, value in zip(outcome.states, values, strict=True):
        yield state.condition
        if value is True and UNKNOWN not in values:
            break
    for figure in output.figures_of(outcome.reached):
        if not _runs_along(figure):
            yield from figure.expressions
    for listing in output.lists:
        if outcome.reached in listing.statuses:
            yield from (condition for _, condition in listing.items)
    yield from (criterion.condition for criterion in output.criteria)


def _runs_along(figure: Figure) -> bool:
    """Whether it is a deadline of some days from the date of evaluation, whatever the facts."""
    match figure.expression:
        case Calendar(step=step, arguments=(Read(entity=entity, name="date"), Constant())):
            return entity == CONTEXT and step in _DEADLINES
        case _:
            return False
