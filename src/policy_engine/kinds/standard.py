"""Standard: a checklist of criteria that a thing must meet."""

from typing import Annotated

from pydantic import Field

from policy_engine.checking.rule_kind import Lowered, RuleContext, RuleKind
from policy_engine.checking.wording import clause, escaped
from policy_engine.core.expression import All, Expression, Not
from policy_engine.core.program import Clause, Criterion, Output, State
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
    applies = None if tree.applies is None else context.expression(tree.applies, BOOL)
    states = [State("met", All(tuple(criterion.condition for criterion in kept)))]
    if applies is not None:
        states.insert(0, State("not_applicable", Not(applies)))
    said = (_checklist(kept, applies, context),)
    return Lowered(outputs=(Output(context.rule, tuple(states), "not_met", criteria=kept, clauses=said),))


def _checklist(criteria: tuple[Criterion, ...], applies: Expression | None, context: RuleContext) -> Clause:
    before = () if applies is None else (applies,)
    head = clause(
        context,
        "{entity}须达到“{title}”的以下标准："
        if applies is None
        else "{0}的{entity}，须达到“{title}”的以下标准：",
        "{entity} must meet “{title}”: " if applies is None else "if {0}, {entity} must meet “{title}”: ",
        *before,
    ).text
    zh, en = [], []
    for number, criterion in enumerate(criteria, 1):
        place = f"{{{number - 1 + len(before)}}}"
        labels = criterion.labels
        numbers = (f"（{number}）", f"({number}) ") if len(criteria) > 1 else ("", "")
        zh.append(f"{numbers[0]}{escaped(labels.zh)}：{place}")
        en.append(f"{numbers[1]}{escaped(labels.en)}: {place}")
    text = Labels(head.zh + "；".join(zh), head.en + "; ".join(en))
    return Clause(text, (*before, *(criterion.condition for criterion in criteria)))


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
    example="anhui.village_exit_standard",
)
