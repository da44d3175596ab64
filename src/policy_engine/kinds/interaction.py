"""Interaction: entitlements that exclude each other, share a common cap, or pay one bill in an order."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from policy_engine.checking.adjustment import Adjustment, Cap, Exclusion, Keep
from policy_engine.checking.rule_kind import Lowered, RuleContext, RuleKind
from policy_engine.core.expression import Constant, Expression
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL, MONEY, Kind, Type
from policy_engine.model.vocabulary import Variable, Vocabulary
from policy_engine.resolution.variables import variable_beside
from policy_engine.syntax.policy import NamedRule, RuleTree
from policy_engine.syntax.surface import (
    LabelsTree,
    Many,
    Phrase,
    PlacedText,
    Surface,
    Written,
    text_of,
)

FORM = Code("PE580", "interaction-form")
KEEP = Code("PE581", "nothing-to-keep")
CAP_NOT_MONEY = Code("PE582", "cap-not-money")
Cut = Annotated[Literal["last_first", "in_proportion"], BeforeValidator(text_of)]
_FORMS = {"exclusive": ("keep",), "together": ("at_most",), "payers": ("bill",)}
"""The three forms, each with the key that it needs beside the list of entitlements."""
_WAYS = tuple(keep.value for keep in Keep)


class PayerTree(Surface):
    """One of those who pay a bill, and the variable that holds what it leaves to the next."""

    rule: PlacedText = Field(description="支付方的待遇规则。 The entitlement that this payer pays.")
    leaves: PlacedText | None = Field(
        default=None,
        description="余额变量的名称。 The variable that holds what is left of the bill after it.",
    )
    title: LabelsTree | None = Field(
        default=None,
        description="余额变量的中英文名称；词汇中已有的不写。 What that variable is called, where it is new.",
    )


class InteractionTree(RuleTree):
    """The keys of an interaction."""

    when: Written | None = Field(
        default=None, description="只在此条件下调整。 The condition under which anything is adjusted."
    )
    exclusive: Many[PlacedText] = Field(
        default=(), description="不得同时享受的待遇。 Entitlements of which only one is kept."
    )
    keep: PlacedText | None = Field(
        default=None,
        description="保留哪一项：highest、first、choice 或一条规则名。 Which one: highest, first, choice, or the name of one.",
    )
    together: Many[PlacedText] = Field(
        default=(),
        description="合计不超过上限的待遇，按支付顺序。 Entitlements under one cap, in the order of payment.",
    )
    at_most: Written | None = Field(default=None, description="合计的上限。 What they come to at most.")
    cut: Cut | None = Field(
        default=None,
        description="超出时从后往前减，或按比例减；默认从后往前。 What is cut: the last first (by default), or all in proportion.",
    )
    payers: Many[PayerTree] = Field(
        default=(), description="支付方，按支付顺序。 Who pays the bill, in order."
    )
    bill: Written | None = Field(default=None, description="要支付的费用。 The cost that they pay.")
    after: Many[PlacedText] = Field(
        default=(), description="在哪些相互规则之后进行。 The interactions on whose result this one works."
    )


def _declare(rule: NamedRule, vocabulary: Vocabulary, findings: list[Diagnostic]) -> tuple[Variable, ...]:
    tree = rule.tree
    assert isinstance(tree, InteractionTree)
    found = [
        variable_beside(
            rule, payer.leaves, MONEY, payer.title.labels if payer.title else None, vocabulary, findings
        )
        for payer in tree.payers
        if payer.leaves is not None
    ]
    return tuple(variable for variable in found if variable is not None)


def _lower(tree: InteractionTree, context: RuleContext) -> Lowered:
    module = context.rule.name.rpartition(".")[0]
    written = tree.exclusive or tree.together or tuple(payer.rule for payer in tree.payers)
    members = tuple(_full(each, module) for each in written)
    if not _has_form(tree, context):
        return Lowered()
    way: Exclusion | Cap
    if tree.keep is not None:
        keep = _kept(tree.keep, members, module, context)
        members = tuple(sorted(members, key=lambda each: each.text != keep))
        way = Exclusion(Keep(keep) if keep in _WAYS else Keep.FIRST)
    else:
        way = _cap(tree, context)
    when = context.expression(tree.when, BOOL) if tree.when else None
    after = tuple(_full(each, module) for each in tree.after)
    return Lowered(adjustments=(Adjustment(members, way, when, after),))


def _has_form(tree: InteractionTree, context: RuleContext) -> bool:
    """Whether the rule has exactly one of the forms, with what belongs to it and nothing else."""
    stated = [form for form in _FORMS if getattr(tree, form)]
    if len(stated) != 1:
        message = f"`{context.rule.name}` needs exactly one of `exclusive:`, `together:` and `payers:`"
        return _refused(message, "write one rule for each of them", context)
    (form,) = stated
    for other, (key,) in _FORMS.items():
        if (getattr(tree, key) is not None) is not (other == form):
            if other == form:
                return _refused(f"`{form}:` needs `{key}:`", f"add `{key}:`", context)
            return _refused(f"`{form}:` cannot have `{key}:`", f"`{key}:` belongs to `{other}:`", context)
    if tree.cut is not None and form != "together":
        return _refused(f"`{form}:` cannot have `cut:`", "`cut:` belongs to `together:`", context)
    if tree.when is not None and form == "payers":
        help_text = "say the condition in the entitlements: what is left must be known in any case"
        return _refused("`payers:` cannot have `when:`", help_text, context)
    return True


def _refused(message: str, help_text: str, context: RuleContext) -> bool:
    context.report(Diagnostic(FORM, message, context.rule.span, help=help_text))
    return False


def _full(phrase: Phrase, module: str) -> Phrase:
    """The name with its module: that of the rule where none is written."""
    return phrase if "." in phrase.text else Phrase(f"{module}.{phrase.text}", phrase.span)


def _kept(keep: Phrase, members: tuple[Phrase, ...], module: str, context: RuleContext) -> str:
    """A way to keep, or the name of the member that is kept."""
    named, names = _full(keep, module).text, [member.text for member in members]
    if keep.text in _WAYS:
        return keep.text
    if named not in names:
        near = suggest(keep.text, (*_WAYS, *names))
        advice = (
            f"did you mean `{near[0]}`?"
            if near
            else "write highest, first, choice, or one of the entitlements"
        )
        context.report(
            Diagnostic(KEEP, f"there is nothing to keep called `{keep.text}`", keep.span, help=advice)
        )
    return named


def _cap(tree: InteractionTree, context: RuleContext) -> Cap:
    written = tree.at_most or tree.bill
    assert written is not None
    expression, kind = context.typed(written)
    if kind is not None and kind.is_numeric and isinstance(expression, Constant):
        expression, kind = context.expression(written, MONEY), MONEY
    if kind is not None and kind.kind is not Kind.MONEY:
        message = "what entitlements come to at most is an amount of money"
        context.report(Diagnostic(CAP_NOT_MONEY, message, written.span))
    return _made_cap(tree, expression, kind or MONEY, context)


def _made_cap(tree: InteractionTree, limit: Expression, kind: Type, context: RuleContext) -> Cap:
    known = {variable.name: variable for variable in context.variables}
    named = tuple(payer.leaves for payer in tree.payers) or (None,) * len(tree.together)
    leaves = tuple(known.get(name.text) if name else None for name in named)
    return Cap(limit, kind, tree.cut == "in_proportion", leaves)


KIND = RuleKind(
    name="interaction",
    labels=Labels("待遇衔接", "interaction"),
    meaning="Several entitlements of a subject taken together: only one is kept, they share a cap, or they pay one bill in order.",
    tree=InteractionTree,
    lower=_lower,
    declare=_declare,
    statuses=("applied", "not_applied", "undetermined"),
    example="jiangxi.one_dibao_grant",
)
