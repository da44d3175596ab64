"""Standard: a checklist of criteria that a thing must meet."""

from typing import Annotated

from pydantic import Field

from policy_engine.checking.rule_kind import Lowered, RuleContext, RuleKind
from policy_engine.core.expression import All, Not
from policy_engine.core.program import Criterion, Output, State
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL
from policy_engine.reading.yaml import Scalar
from policy_engine.syntax.policy import RuleTree
from policy_engine.syntax.surface import AnyNode, LabelsTree, Named, Shapes, Surface, Written, read_model

NO_CRITERIA = Code("PE550", "no-criteria")


class CriterionTree(Surface):
    """A criterion with a title."""

    when: Written = Field(description="条件。 The condition that must hold.")
    title: LabelsTree = Field(description="指标的中英文名称。 What the criterion is called.")


class StandardTree(RuleTree):
    """The keys of a standard."""

    applies: Written | None = Field(
        default=None, description="何时适用；不写则总适用。 When the standard applies; always if left out."
    )
    criteria: Named[Annotated[AnyNode, Shapes((Written, CriterionTree))]] = Field(
        description="指标：条件，或条件和名称。 The criteria: a condition, or a condition with a title."
    )


def _lower(tree: StandardTree, context: RuleContext) -> Lowered:
    criteria = tuple(_criterion(name, node, context) for name, node in tree.criteria.items())
    kept = tuple(criterion for criterion in criteria if criterion is not None)
    if not tree.criteria:
        context.report(Diagnostic(NO_CRITERIA, f"`{context.rule.name}` has no criteria", context.rule.span))
    states = [State("met", All(tuple(criterion.condition for criterion in kept)))]
    if tree.applies is not None:
        states.insert(0, State("not_applicable", Not(context.expression(tree.applies, BOOL))))
    return Lowered(outputs=(Output(context.rule, tuple(states), "not_met", criteria=kept),))


def _criterion(name: str, node: object, context: RuleContext) -> Criterion | None:
    if isinstance(node, Scalar):
        return Criterion(name, Labels(name, name), context.expression(node, BOOL))
    findings: list[Diagnostic] = []
    tree = read_model(CriterionTree, node, findings)  # type: ignore[arg-type]
    for finding in findings:
        context.report(finding)
    return Criterion(name, tree.title.labels, context.expression(tree.when, BOOL)) if tree else None


KIND = RuleKind(
    name="standard",
    labels=Labels("标准", "standard"),
    meaning="A checklist of criteria that a thing must meet.",
    tree=StandardTree,
    lower=_lower,
    statuses=("met", "not_met", "not_applicable", "undetermined"),
)
