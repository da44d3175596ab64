"""Classification: ordered classes of which a subject has the first whose condition holds."""

from typing import Annotated

from pydantic import Field

from policy_engine.checking.rule_kind import Definition, Lowered, RuleContext, RuleKind
from policy_engine.checking.wording import clause, escaped
from policy_engine.core.expression import Branch, Choose, Compare, Comparison, Constant, Read
from policy_engine.core.program import Clause, Figure, Output, State
from policy_engine.core.values import NONE
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL, EnumValue, Kind, Type
from policy_engine.model.vocabulary import Variable, Vocabulary
from policy_engine.reading.yaml import Mapping, Node, Scalar
from policy_engine.resolution.variables import computed_variable
from policy_engine.syntax.policy import NamedRule, RuleTree
from policy_engine.syntax.surface import (
    AnyNode,
    LabelsTree,
    Named,
    Shapes,
    Surface,
    Text,
    Written,
    read_model,
)

NO_CLASSES = Code("PE540", "no-classes")
UNKNOWN_CLASS = Code("PE541", "unknown-class")


class ClassTree(Surface):
    """A class with a title."""

    when: Written = Field(description="条件。 The condition of the class.")
    title: LabelsTree = Field(description="类别的中英文名称。 What the class is called.")


class ClassificationTree(RuleTree):
    """The keys of a classification."""

    variable: Text | None = Field(
        default=None, description="所推导的词汇变量。 The variable of the vocabulary that it computes."
    )
    classes: Named[Annotated[AnyNode, Shapes((Written, ClassTree))]] = Field(
        description="类别，依次判断：条件，或条件和名称。 The classes in order: a condition, or a condition with a title."
    )


def _declare(rule: NamedRule, vocabulary: Vocabulary, findings: list[Diagnostic]) -> tuple[Variable, ...]:
    tree = rule.tree
    assert isinstance(tree, ClassificationTree)
    if not tree.classes:
        findings.append(Diagnostic(NO_CLASSES, f"`{rule.name}` has no classes", rule.key.span))
    return computed_variable(
        rule, tree.variable, None if tree.variable else _type(tree), vocabulary, findings
    )


def _type(tree: ClassificationTree) -> Type:
    values = []
    for name, node in tree.classes.items():
        entry = read_model(ClassTree, node, []) if isinstance(node, Mapping) else None
        values.append(EnumValue(name, entry.title.labels if entry else Labels(name, name)))
    return Type(Kind.ENUM, values=tuple(values))


def _lower(tree: ClassificationTree, context: RuleContext) -> Lowered:
    if not context.variables:
        return Lowered()
    (variable,) = context.variables
    branches = []
    known = [value.name for value in variable.type.values]
    for name, node in tree.classes.items():
        if name not in known:
            message, help_text = f"`{variable.name}` has no value `{name}`", "its values: " + ", ".join(known)
            context.report(Diagnostic(UNKNOWN_CLASS, message, node.span, help=help_text))
        condition = _condition(node, context)
        if condition is not None:
            branches.append(Branch(context.expression(condition, BOOL), Constant(name, variable.type)))
    nothing = Constant(NONE, variable.type)
    value = Choose(tuple(branches), nothing, variable.type)
    read = Read(variable.entity, variable.name, variable.type)
    classified = State("classified", Compare(Comparison.DIFFERENT, read, nothing))
    output = Output(
        context.rule,
        (classified,),
        "unclassified",
        (Figure("value", read, ("classified",)),),
        clauses=(_classes(branches, context),),
    )
    return Lowered((Definition(variable, value, context.rule.span),), (output,))


def _classes(branches: list[Branch], context: RuleContext) -> Clause:
    """The classes in their order; one that holds always takes the rest."""
    zh, en = [], []
    for number, branch in enumerate(branches):
        assert isinstance(branch.value, Constant)
        known = branch.value.type.value_named(str(branch.value.value))
        name = known.labels if known else Labels(str(branch.value.value), str(branch.value.value))
        always = branch.condition == Constant(True, BOOL)
        zh.append(
            f"其余的，归为“{escaped(name.zh)}”" if always else f"{{{number}}}的，归为“{escaped(name.zh)}”"
        )
        en.append(f"otherwise “{escaped(name.en)}”" if always else f"“{escaped(name.en)}” if {{{number}}}")
    conditions = tuple(branch.condition for branch in branches)
    if len(branches) == 1:
        start = clause(context, "{entity}", "{entity} is classed as ").text
    else:
        start = clause(context, "{entity}依次判断：", "{entity} is classed in this order: ").text
    return Clause(Labels(start.zh + "；".join(zh), start.en + "; ".join(en)), conditions)


def _condition(node: Node, context: RuleContext) -> Scalar | None:
    if isinstance(node, Scalar):
        return node
    findings: list[Diagnostic] = []
    entry = read_model(ClassTree, node, findings)
    for finding in findings:
        context.report(finding)
    return entry.when if entry else None


KIND = RuleKind(
    name="classification",
    labels=Labels("分类", "classification"),
    meaning="Ordered, exclusive classes; the first whose condition holds is the class.",
    tree=ClassificationTree,
    lower=_lower,
    declare=_declare,
    statuses=("classified", "unclassified", "undetermined"),
    example="shanxi.five_categories",
)
