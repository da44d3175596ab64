"""Obligation: something that an actor must do in every period, or by a deadline, as records show."""

from collections.abc import Iterator

import attrs

from policy_engine.checking.rule_kind import Lowered, RuleContext, RuleKind
from policy_engine.core.building import TRUE
from policy_engine.core.expression import Constant, Expression, Extremum, Not, Pick, Read
from policy_engine.core.program import Output, State
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.kinds.obligation.deadline import Deadline
from policy_engine.kinds.obligation.duty import DONE, DUE, OVERDUE, Days
from policy_engine.kinds.obligation.evidence import ONE, Evidence
from policy_engine.kinds.obligation.lengths import read_length, read_phases
from policy_engine.kinds.obligation.logic import all_of
from policy_engine.kinds.obligation.periods import Periods
from policy_engine.kinds.obligation.rolling import Rolling
from policy_engine.kinds.obligation.sentences import sentences
from policy_engine.kinds.obligation.tree import ObligationTree
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL, DATE, INT
from policy_engine.reading.yaml import Scalar

NO_TIME = Code("PE570", "obligation-without-time")
OTHER_FORM = Code("PE571", "key-of-another-form")
NO_EVIDENCE = Code("PE572", "obligation-without-evidence")
NO_SUCH_PERIOD = Code("PE574", "no-such-period")
Form = Periods | Rolling | Deadline
OF_PERIODS = ("window", "begins", "ends")
OF_DEADLINES = ("done", "from_event", "within", "by", "moved")


def _lower(tree: ObligationTree, context: RuleContext) -> Lowered:
    slips = list(_slips(tree, context))
    for slip in slips:
        context.report(slip)
    form = None if slips else _form(tree, context)
    evidence = None if slips else _evidence(tree, context)
    if form is None or evidence is None:
        return Lowered()
    days = Days(context)
    duty = _beginning_named(form, days).duty(evidence, days)
    applies = TRUE if tree.applies is None else context.expression(tree.applies, BOOL)
    states = [State(OVERDUE, duty.overdue), State(DUE, duty.due)]
    concerned = all_of(applies, duty.owed)
    if concerned != TRUE:
        states.insert(0, State("not_applicable", Not(concerned)))
    output = Output(
        context.rule,
        tuple(states),
        DONE,
        duty.figures,
        fixed=(("actor", tree.actor),),
        clauses=sentences(tree, context, form, evidence, applies),
    )
    return Lowered(tuple(days.named), (output,))


def _slips(tree: ObligationTree, context: RuleContext) -> Iterator[Diagnostic]:
    """What is said twice, by halves, or for another form."""
    span, name = context.rule.span, context.rule.name
    periodic = tree.every is not None
    if periodic is (tree.within is not None or tree.by is not None) or None not in (tree.within, tree.by):
        message = f"`{name}` needs one time: `every:`, `within:` or `by:`"
        yield Diagnostic(NO_TIME, message, span, help="state one of them")
        return
    if periodic and tree.window is None:
        message = f"`{name}` does not say what its periods are"
        help_text = (
            "add `window: calendar` (the month, the year ...) or `window: rolling` (ending on each day)"
        )
        yield Diagnostic(NO_TIME, message, span, help=help_text)
    if tree.within is not None and tree.from_event is None:
        message = f"`{name}` says `within:`, but not of what"
        yield Diagnostic(NO_TIME, message, span, help="add `from_event:` with the day that it counts from")
    for key in OF_DEADLINES if periodic else OF_PERIODS:
        if getattr(tree, key) is not None:
            message = (
                f"`{name}` has {'periods' if periodic else 'a deadline'}, for which there is no `{key}:`"
            )
            yield Diagnostic(OTHER_FORM, message, span, help="remove it")
    listed = any(each is not None for each in (tree.records, tree.where, tree.required))
    if (listed or tree.dated is not None) if tree.done is not None else tree.dated is None:
        message = f"`{name}` needs `dated:`, the date of the `records:` or that of a single fact"
        help_text = "" if periodic else "or `done:` with a condition, and none of these"
        yield Diagnostic(NO_EVIDENCE, message, span, help=help_text)
    elif tree.records is None and listed:
        message = f"`{name}` counts records but does not say which"
        yield Diagnostic(NO_EVIDENCE, message, span, help="add `records:` with the list of them")


def _form(tree: ObligationTree, context: RuleContext) -> Form | None:
    if tree.every is None:
        within = read_length(tree.within, context) if tree.within is not None else None
        if tree.within is not None and within is None:
            return None
        return Deadline(
            _day(tree.from_event, context),
            within,
            _day(tree.by, context),
            to_working_day=tree.moved is not None,
        )
    phases = read_phases(tree.every, context)
    begins, ends = _begins(tree, context), _day(tree.ends, context)
    if tree.window == "rolling" or not phases:
        return Rolling(phases, begins, ends) if phases else None
    for phase in phases:
        if not phase.frequency.in_calendar:
            message = f"the calendar has no periods of {phase.frequency.length.labels.en}"
            help_text = "write a word such as `month` or `quarter`, or `window: rolling`"
            context.report(Diagnostic(NO_SUCH_PERIOD, message, tree.every.span, help=help_text))
            return None
    return Periods(phases, begins, ends)


def _beginning_named(form: Form, days: Days) -> Form:
    """The form with the day on which it begins under a name, if it must be computed."""
    if isinstance(form, Deadline) or form.begins is None or isinstance(form.begins, Read | Constant):
        return form
    labels = Labels("责任起始日", "first day of the obligation")
    return attrs.evolve(form, begins=days.name("begins", labels, form.begins))


def _begins(tree: ObligationTree, context: RuleContext) -> Expression | None:
    """The day from which on it is owed: not before the rule is in force."""
    own = _day(tree.begins, context)
    if context.rule.start is None:
        return own
    in_force = Constant(context.rule.start, DATE)
    return in_force if own is None else Pick(Extremum.MAX, (own, in_force), DATE)


def _day(written: Scalar | None, context: RuleContext) -> Expression | None:
    return None if written is None else context.day(written)


def _evidence(tree: ObligationTree, context: RuleContext) -> Evidence | None:
    entity = context.rule.entity
    if tree.done is not None:
        return Evidence(entity, ONE, done=context.expression(tree.done, BOOL))
    assert tree.dated is not None
    if tree.records is None:
        return Evidence(entity, ONE, dated=context.day(tree.dated))
    over = context.records(tree.records)
    if over is None:
        return None
    return Evidence(
        entity,
        ONE if tree.required is None else context.expression(tree.required, INT),
        over,
        context.expression(tree.dated, DATE, over),
        TRUE if tree.where is None else context.expression(tree.where, BOOL, over),
    )


KIND = RuleKind(
    name="obligation",
    labels=Labels("责任事项", "obligation"),
    meaning="An actor must do something in every period or by a deadline, as records show.",
    tree=ObligationTree,
    lower=_lower,
    statuses=(DONE, DUE, OVERDUE, "not_applicable", "undetermined"),
    example="hunan.visits_by_status",
)
