"""Derive: a named formula or decision table that computes a variable."""

from pydantic import Field

from policy_engine.checking.rule_kind import Definition, Lowered, RuleContext, RuleKind
from policy_engine.checking.wording import clause
from policy_engine.core.expression import Choose, Expression
from policy_engine.core.program import Clause
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL, EnumValue, Kind, Type
from policy_engine.model.vocabulary import Variable, Vocabulary
from policy_engine.resolution.variables import computed_variable
from policy_engine.resolution.vocabulary import refuse_values, variable_type
from policy_engine.syntax.errors import UNKNOWN_KEY
from policy_engine.syntax.policy import NamedRule, RuleTree
from policy_engine.syntax.surface import LabelsTree, Many, Named, PlacedText, Surface, Text, Written
from policy_engine.syntax.vocabulary import PeriodName, TypeName

VALUE_OR_TABLE = Code("PE510", "value-or-table")


class TableRow(Surface):
    """One row of a decision table."""

    when: Written | None = Field(
        default=None, description="条件；最后一行可不写。 The condition; the last row may do without."
    )
    value: Written = Field(description="值。 The value where the condition holds.")


class DeriveTree(RuleTree):
    """The keys of a derive rule."""

    variable: Text | None = Field(
        default=None,
        description="所推导的词汇变量；新变量写 type。 The variable of the vocabulary that it computes; a new one has a type.",
    )
    type: TypeName | None = Field(
        default=None,
        description="新变量的类型，变量与规则同名。 The type of a new variable with the rule's name.",
    )
    unit: PlacedText | None = Field(
        default=None, description="新变量的单位，如 yuan / year。 The unit of a new variable."
    )
    period: PeriodName | None = Field(
        default=None, description="新变量的期间。 The period of a new variable."
    )
    values: Named[LabelsTree] = Field(
        default_factory=dict, description="新 enum 变量的取值，按名称。 The values of a new enum, by name."
    )
    value: Written | None = Field(default=None, description="公式。 The formula.")
    table: Many[TableRow] = Field(
        default=(), description="决策表，逐行判断。 A decision table, tried row by row."
    )
    applies: Written | None = Field(
        default=None,
        description="例外在什么条件下适用；不成立时以原规则为准。 When an exception goes before its rule; else the rule holds.",
    )


def _declare(rule: NamedRule, vocabulary: Vocabulary, findings: list[Diagnostic]) -> tuple[Variable, ...]:
    tree = rule.tree
    assert isinstance(tree, DeriveTree)
    kind: Type | None = None
    if tree.type is not None and tree.variable is not None:
        message, help_text = "`type` cannot stand beside `variable`", "remove one of the two"
        findings.append(Diagnostic(UNKNOWN_KEY, message, rule.key.span, help=help_text))
    if tree.type is not None:
        values = tuple(EnumValue(name, label.labels) for name, label in tree.values.items())
        kind = variable_type(
            tree.type, tree.unit, tree.period, values, many=False, span=tree.span, findings=findings
        )
        refuse_values(tree.type, values, rule.name, rule.key.span, findings)
    return computed_variable(rule, tree.variable, kind, vocabulary, findings)


def _lower(tree: DeriveTree, context: RuleContext) -> Lowered:
    if (tree.value is None) is not bool(tree.table):
        message = f"`{context.rule.name}` needs either `value:` or `table:`"
        context.report(Diagnostic(VALUE_OR_TABLE, message, context.rule.span, help="state one of them"))
        return Lowered()
    if not context.variables:
        return Lowered()
    (variable,) = context.variables
    kind = variable.type
    if tree.value is not None:
        expression = context.expression(tree.value, kind)
    else:
        expression = context.choices(tuple((row.when, row.value) for row in tree.table), kind)
    applies = _applies(tree, context)
    definition = Definition(variable, expression, context.rule.span, applies)
    clauses = [_computed(definition, context)]
    if applies is not None:
        clauses.append(
            clause(context, "例外仅在以下情形适用：{0}", "the exception applies only if {0}", applies)
        )
    return Lowered((definition,), clauses=tuple(clauses))


def _applies(tree: DeriveTree, context: RuleContext) -> Expression | None:
    if tree.applies is None:
        return None
    if tree.exception_to is None:
        message = "`applies` says when an exception goes before its rule, and this rule is no exception"
        help_text = "add `exception_to:`, or put the condition into `value:` or `table:`"
        context.report(Diagnostic(UNKNOWN_KEY, message, tree.applies.span, help=help_text))
    return context.expression(tree.applies, BOOL)


def _computed(definition: Definition, context: RuleContext) -> Clause:
    expression, label = definition.expression, definition.variable.labels
    if expression.type.kind is Kind.BOOL and not isinstance(expression, Choose):
        return clause(
            context,
            "{entity}符合以下条件的，视为“{label}”：{0}",
            "“{label}” holds for {entity} if {0}",
            expression,
            label=label,
        )
    return clause(context, "{entity}的“{label}”：{0}", "“{label}” of {entity}: {0}", expression, label=label)


KIND = RuleKind(
    name="derive",
    labels=Labels("推导", "derivation"),
    meaning="A named formula or decision table; its value is a variable that other rules use.",
    tree=DeriveTree,
    lower=_lower,
    declare=_declare,
    example="monitoring.net_income_per_capita",
)
