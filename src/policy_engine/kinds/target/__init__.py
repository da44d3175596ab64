"""Target: a measure that must reach a figure by a date."""

from collections.abc import Iterator

import attrs

from policy_engine.checking.rule_kind import Definition, Lowered, RuleContext, RuleKind, hidden
from policy_engine.checking.wording import clause
from policy_engine.core.building import TODAY
from policy_engine.core.expression import (
    Calendar,
    CalendarStep,
    Compare,
    Comparison,
    Constant,
    Expression,
    Negate,
    Not,
    Read,
    Sum,
)
from policy_engine.core.program import Clause, Figure, Output, State
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.kinds.target.milestones import Milestone, added_up, on_day, read_milestones
from policy_engine.kinds.target.shares import SHARE, as_share, is_share
from policy_engine.kinds.target.tree import TargetTree
from policy_engine.kinds.target.years import adds_up, total
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL, DATE, Type
from policy_engine.model.units import period_of, with_period
from policy_engine.reading.yaml import Sequence

NOT_ADDED_UP = Code("PE563", "years-not-added-up")
NOT_A_MEASURE = Code("PE564", "measure-not-a-number")
END_OF_YEAR = Calendar(CalendarStep.END_OF_YEAR, (TODAY,), DATE)
MET, BEHIND = "met", "behind"


@attrs.frozen
class Measured:
    """What is held against the figures, counted as they are."""

    actual: Expression
    kind: Type
    milestones: tuple[Milestone, ...]


def _lower(tree: TargetTree, context: RuleContext) -> Lowered:
    applies = None if tree.applies is None else context.expression(tree.applies, BOOL)
    measure, kind = context.measure(tree.actual, up=tree.direction == "at_most")
    if is_share(measure, context.vocabulary):
        measure, kind = as_share(measure), SHARE
    if kind is not None and not kind.is_numeric:
        message = "a target needs a number that can reach a figure"
        context.report(Diagnostic(NOT_A_MEASURE, message, tree.actual.span))
    measured = _measured(tree, measure, kind, context) if kind is not None and kind.is_numeric else None
    if measured is None:
        return Lowered()
    definitions = tuple(_definitions(measured, context))
    actual, required, by = (
        Read(each.variable.entity, each.variable.name, each.variable.type) for each in definitions
    )
    at_least = tree.direction == "at_least"
    reached = Compare(Comparison.AT_LEAST if at_least else Comparison.AT_MOST, actual, required)
    states = [State(MET, reached)]
    if applies is not None:
        states.insert(0, State("not_applicable", Not(applies)))
    more, less = (required, actual) if at_least else (actual, required)
    figures = (
        Figure("actual", actual, (MET, BEHIND)),
        Figure("required", required, (MET, BEHIND)),
        Figure("by", by, (MET, BEHIND)),
        Figure("shortfall", Sum((more, Negate(less, measured.kind)), measured.kind), (BEHIND,)),
    )
    clauses = tuple(_clauses(tree, context, applies, measure, measured))
    return Lowered(definitions, (Output(context.rule, tuple(states), BEHIND, figures, clauses=clauses),))


def _measured(tree: TargetTree, measure: Expression, kind: Type, context: RuleContext) -> Measured | None:
    """The measure and the figures brought to the same count: totals so far, or those of each year."""
    by_year = period_of(kind.dimension) == "year"
    added = by_year and tree.figures == "cumulative"
    if added:
        kind = attrs.evolve(kind, dimension=with_period(kind.dimension, None))
    milestones = read_milestones(tree, kind, context)
    if not milestones:
        return None
    problem = _problem(tree, measure, milestones, context, by_year=by_year)
    if problem:
        context.report(Diagnostic(NOT_ADDED_UP, problem[0], tree.actual.span, help=problem[1]))
        return None
    if by_year and (added or _by_slices(tree, measure, context)):
        totals = [total(measure, years, kind, context.vocabulary) for years in _spans(tree, milestones)]
        return Measured(totals[0] if added else on_day(milestones, totals), kind, milestones)
    if not by_year and tree.figures == "yearly":
        milestones = added_up(milestones, kind)
    return Measured(measure, kind, milestones)


def _by_slices(tree: TargetTree, measure: Expression, context: RuleContext) -> bool:
    """Whether each figure has years of its own, over which the measure can be added up."""
    return isinstance(tree.required, Sequence) and adds_up(measure, context.vocabulary)


def _spans(tree: TargetTree, milestones: tuple[Milestone, ...]) -> list[range]:
    """The years of all figures together, or those of each."""
    years = [each.year for each in milestones if each.year is not None]
    first = years[0] if tree.since is None else tree.since
    if tree.figures == "cumulative":
        return [range(first, years[-1] + 1)]
    starts = [first, *(year + 1 for year in years[:-1])]
    return [range(start, year + 1) for start, year in zip(starts, years, strict=True)]


def _problem(
    tree: TargetTree, measure: Expression, milestones: tuple[Milestone, ...], context: RuleContext, *, by_year: bool
) -> tuple[str, str] | None:  # fmt: skip
    """Why the measure cannot be counted as the figures are, and what to do."""
    if not by_year:
        if tree.since is not None:
            return "`since:` is for a measure that is given by the year", "remove it"
        if tree.figures == "yearly" and not isinstance(tree.required, Sequence):
            message = "a total cannot be held against the figure of one year"
            return message, "give the figures of all years as a table, or leave `figures: yearly` out"
        return None
    if tree.figures == "yearly" and not _by_slices(tree, measure, context):
        return None
    yearly = "write `figures: yearly` if every year counts by itself"
    if not adds_up(measure, context.vocabulary):
        return "only a sum of given facts can be added up over the years", yearly
    if any(each.year is None for each in milestones):
        return "the years up to a date can only be added up when it is written out", yearly
    if not all(_spans(tree, milestones)):
        message = "a figure has no year of its own"
        return message, "give one figure a year, and no `since:` after the first"
    return None


def _definitions(measured: Measured, context: RuleContext) -> Iterator[Definition]:
    """The measure, the figure and its date under names of their own."""
    milestones = measured.milestones
    required = on_day(milestones, [each.value for each in milestones])
    by = on_day(milestones, [each.by for each in milestones])
    rule = context.rule
    for part, labels, kind, expression in (
        ("actual", Labels("实际完成", "what is reached"), measured.kind, measured.actual),
        ("required", Labels("要求", "what is required"), measured.kind, required),
        ("by", Labels("截至日期", "date of the figure"), DATE, by),
    ):
        yield hidden(rule, f"{rule.name}#{part}", labels, expression, kind=kind)


def _clauses(
    tree: TargetTree, context: RuleContext, applies: Expression | None, measure: Expression, measured: Measured
) -> Iterator[Clause]:  # fmt: skip
    if applies is None:
        yield clause(context, "{entity}的“{title}”：{0}", "“{title}” of {entity}: {0}", measure)
    else:
        zh, en = "{0}的{entity}，其“{title}”：{1}", "if {0}, “{title}” of {entity}: {1}"
        yield clause(context, zh, en, applies, measure)
    limit = Labels("不低于", "at least") if tree.direction == "at_least" else Labels("不高于", "at most")
    each_year = tree.figures == "yearly" and period_of(measured.kind.dimension) == "year"
    values = [_of_the_year(each.value) if each_year else each.value for each in measured.milestones]
    if each_year and measured.milestones[0].by == END_OF_YEAR:
        yield clause(context, f"每年{limit.zh}{{0}}", f"{limit.en} {{0}} every year", *values)
        return
    counted = Labels("当年", " in the year") if each_year else Labels("", "")
    places = [(f"{{{2 * row}}}", f"{{{2 * row + 1}}}") for row in range(len(values))]
    yield clause(
        context,
        "；".join(f"到{by}{counted.zh}{limit.zh}{value}" for by, value in places),
        "; ".join(f"{limit.en} {value}{counted.en} by {by}" for by, value in places),
        *(
            each
            for milestone, value in zip(measured.milestones, values, strict=True)
            for each in (milestone.by, value)
        ),
    )


def _of_the_year(value: Expression) -> Expression:
    """A written figure without its year, which the sentence says."""
    if not isinstance(value, Constant):
        return value
    return attrs.evolve(
        value, type=attrs.evolve(value.type, dimension=with_period(value.type.dimension, None))
    )


KIND = RuleKind(
    name="target",
    labels=Labels("目标", "target"),
    meaning="A measure must reach a figure by a date.",
    tree=TargetTree,
    lower=_lower,
    statuses=(MET, BEHIND, "not_applicable", "undetermined"),
    example="qinghai.echinococcosis_patient_management",
)
