"""The figures of a target and their dates, from a table or from one expression."""

from collections.abc import Sequence as Several
from itertools import pairwise

import attrs

from policy_engine.checking.rule_kind import RuleContext
from policy_engine.core.building import TODAY
from policy_engine.core.expression import Branch, Choose, Compare, Comparison, Constant, Expression, Sum
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.kinds.target.tree import MilestoneTree, TargetTree
from policy_engine.model.types import DATE, Type
from policy_engine.reading.values import read_day
from policy_engine.reading.yaml import Node, Scalar, Sequence
from policy_engine.syntax.surface import read_model

NO_FIGURES = Code("PE560", "target-without-figures")
OUT_OF_ORDER = Code("PE561", "dates-out-of-order")
NO_DATE = Code("PE562", "target-without-date")


@attrs.frozen
class Milestone:
    """A figure and its date, with the year of a date that is written out."""

    by: Expression
    value: Expression
    year: int | None


def read_milestones(tree: TargetTree, kind: Type, context: RuleContext) -> tuple[Milestone, ...]:
    """The figures in order of their dates; nothing after a finding."""
    node: Node = tree.required
    if isinstance(node, Scalar):
        return _single(node, tree.by, kind, context)
    if tree.by is not None:
        message = "`by:` is for a single figure; every row of a table has its own"
        context.report(Diagnostic(NO_DATE, message, tree.by.span, help="remove it"))
        return ()
    rows = _rows(node, context)
    for earlier, row in pairwise(rows):
        if row.by <= earlier.by:
            message = f"{row.by} does not come after {earlier.by}"
            context.report(Diagnostic(OUT_OF_ORDER, message, row.span, help="sort the rows by date"))
            return ()
    return tuple(
        Milestone(Constant(row.by, DATE), context.expression(row.value, kind), row.by.year) for row in rows
    )


def on_day(milestones: Several[Milestone], values: Several[Expression]) -> Expression:
    """Of some values, one a figure, that of the first figure whose date has not passed; after all dates the last."""
    *earlier, last = values
    branches = tuple(
        Branch(Compare(Comparison.AT_MOST, TODAY, milestone.by), value)
        for milestone, value in zip(milestones, earlier, strict=False)
    )
    return Choose(branches, last, last.type) if branches else last


def added_up(milestones: Several[Milestone], kind: Type) -> tuple[Milestone, ...]:
    """Figures of single years as totals so far."""
    values = [each.value for each in milestones]
    totals = (_total(values[: count + 1], kind) for count in range(len(values)))
    return tuple(attrs.evolve(each, value=total) for each, total in zip(milestones, totals, strict=True))


def _total(values: list[Expression], kind: Type) -> Expression:
    """The sum of several figures; of those written out as one."""
    written = [each.value for each in values if isinstance(each, Constant) and isinstance(each.value, int)]
    if len(written) == len(values):
        return Constant(sum(written), kind)
    return values[0] if len(values) == 1 else Sum(tuple(values), kind)


def _single(node: Scalar, by: Scalar | None, kind: Type, context: RuleContext) -> tuple[Milestone, ...]:
    if by is None:
        message = f"`{context.rule.name}` has a figure without a date"
        context.report(Diagnostic(NO_DATE, message, node.span, help="add `by:` with a date"))
        return ()
    day = read_day(by.text)
    return (Milestone(context.day(by), context.expression(node, kind), day.year if day else None),)


def _rows(node: Node, context: RuleContext) -> tuple[MilestoneTree, ...]:
    items = node.items if isinstance(node, Sequence) else ()
    if not items:
        message = "no figure is required here"
        help_text = "write an expression, or rows such as `{by: 2016-12-31, value: 0.8}`"
        context.report(Diagnostic(NO_FIGURES, message, node.span, help=help_text))
    findings: list[Diagnostic] = []
    rows = [read_model(MilestoneTree, item, findings) for item in items]
    for finding in findings:
        context.report(finding)
    return () if findings else tuple(row for row in rows if row)
