"""Entitlement: who is owed what, when, how much, per what, and paid by whom."""

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from policy_engine.checking.errors import UNIT_MISMATCH
from policy_engine.checking.rule_kind import Lowered, RuleContext, RuleKind
from policy_engine.checking.wording import actors, clause
from policy_engine.core.expression import Constant, Expression
from policy_engine.core.program import Clause, Figure, Output, State
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.labels import Labels
from policy_engine.model.per import ONCE, PER
from policy_engine.model.types import BOOL, MONEY, Kind, Type
from policy_engine.model.units import period_of, unit_text, with_period
from policy_engine.syntax.errors import BAD_VALUE
from policy_engine.syntax.policy import RuleTree
from policy_engine.syntax.surface import TEXT, PlacedText, Shapes, Text, Written, text_of

YUAN = "yuan"
AMOUNT_NOT_A_NUMBER = Code("PE520", "amount-not-a-number")
AMOUNT_BY_OTHER_PERIOD = Code("PE521", "amount-by-other-period")
CASH: Final = "cash"
_MEANT = {
    "daily": "day", "天": "day", "日": "day", "weekly": "week", "周": "week", "monthly": "month", "月": "month",
    "学期": "semester", "annual": "year", "annually": "year", "yearly": "year", "年": "year", "一次性": ONCE, "人": "person",
    "户": "household",
}  # fmt: skip
_RIGHTS = {
    CASH: Labels("应当享受“...”", "is entitled to “...”"), "service": Labels("应当得到“...”（服务）", "is entitled to the service “...”"),
    "exemption": Labels("应当享受“...”（减免）", "is entitled to the exemption “...”"), "priority": Labels("优先享受“...”", "has priority for “...”"),
}  # fmt: skip
_PROVIDED = {
    CASH: Labels("支付", "paid"), "service": Labels("提供", "provided"), "exemption": Labels("落实", "granted"), "priority": Labels("落实", "granted"),
}  # fmt: skip
Form = Annotated[Literal["cash", "service", "exemption", "priority"], BeforeValidator(text_of)]


class EntitlementTree(RuleTree):
    """The keys of an entitlement."""

    when: Written = Field(description="条件。 The condition of the right.")
    amount: Written | None = Field(default=None, description="数额。 How much.")
    per: Annotated[PlacedText, Shapes(({**TEXT, "examples": [*PER]},))] | None = Field(
        default=None, description="按什么计，不写则一次性。 What it counts by; once if left out."
    )
    form: Form = Field(default=CASH, description="形式：现金、服务、减免或优先。 Its form; cash if left out.")
    paid_by: Text = Field(default="", description="支付来源。 The fund or office that pays.")


def _lower(tree: EntitlementTree, context: RuleContext) -> Lowered:
    when = context.expression(tree.when, BOOL)
    per = _per(tree, context)
    fixed = [("per", per), ("form", tree.form)]
    figures: tuple[Figure, ...] = ()
    clauses = [_granted(tree.form, when, context)]
    if tree.amount is not None:
        expression, kind = _amount(tree, per, context)
        figures = (Figure("amount", expression, ("granted",)),)
        fixed.insert(0, ("unit", _unit(kind)))
        clauses.append(_counted(expression, per, context))
    if tree.paid_by:
        fixed.append(("paid_by", tree.paid_by))
        clauses.append(_paid(tree, context))
    output = Output(
        context.rule,
        (State("granted", when),),
        "not_eligible",
        figures,
        open_status="eligible",
        fixed=tuple(fixed),
        clauses=tuple(clauses),
    )
    return Lowered(outputs=(output,))


def _granted(form: str, when: Expression, context: RuleContext) -> Clause:
    right = _RIGHTS[form]
    if when == Constant(True, BOOL):
        return clause(context, "{entity}{right}", "{entity} {right}", right=_titled(right, context))
    return clause(
        context,
        "{entity}符合以下条件的，{right}：{0}",
        "{entity} {right} if {0}",
        when,
        right=_titled(right, context),
    )


def _titled(right: Labels, context: RuleContext) -> Labels:
    title = context.rule.labels
    return Labels(right.zh.replace("...", title.zh), right.en.replace("...", title.en))


def _counted(amount: Expression, per: str, context: RuleContext) -> Clause:
    money = amount.type.kind is Kind.MONEY
    what = Labels("金额", "amount") if money else Labels("数量", "number")
    if per == ONCE:
        return clause(context, "{what}（一次性）为{0}", "the {what}, counted once, is {0}", amount, what=what)
    by = PER.get(per, Labels(per, per))
    return clause(context, "每{by}{what}为{0}", "the {what} per {by} is {0}", amount, what=what, by=by)


def _paid(tree: EntitlementTree, context: RuleContext) -> Clause:
    payer, how = actors(context, (tree.paid_by,)), _PROVIDED[tree.form]
    return clause(context, "由{payer}{how}", "{how} by: {payer}", payer=payer, how=how)


def _per(tree: EntitlementTree, context: RuleContext) -> str:
    """What the right counts by: once where nothing is said; a finding for a word that is a slip of a known one."""
    if tree.per is None or tree.per.text in PER:
        return tree.per.text if tree.per else ONCE
    word = tree.per.text.lower().removeprefix("per ").removeprefix("每")
    near = (_MEANT[word],) if word in _MEANT else (word,) if word in PER else suggest(word, PER)
    if not near:
        return tree.per.text
    known = "known words: " + ", ".join(PER)
    context.report(
        Diagnostic(
            BAD_VALUE, f"an entitlement cannot be per `{tree.per.text}`", tree.per.span,
            help=f"did you mean `{near[0]}`? {known}",
        )
    )  # fmt: skip
    return near[0]


def _amount(tree: EntitlementTree, per: str, context: RuleContext) -> tuple[Expression, Type | None]:
    assert tree.amount is not None
    expression, kind = context.typed(tree.amount)
    if kind is None:
        return expression, None
    if tree.form == CASH and isinstance(expression, Constant) and kind.is_numeric:
        return context.expression(tree.amount, MONEY), MONEY
    if not kind.is_numeric:
        context.report(Diagnostic(AMOUNT_NOT_A_NUMBER, "the amount is not a number", tree.amount.span))
    total = unit_text(with_period(kind.dimension, None))
    if kind.kind is Kind.MONEY and total != YUAN:
        message = f"expected {YUAN}, found {total}"
        context.report(Diagnostic(UNIT_MISMATCH, message, tree.amount.span, expected=YUAN, found=total))
    period = period_of(kind.dimension)
    if per and period not in (None, per):
        message = f"the amount counts by the {period}, but the entitlement is per {per}"
        help_text = f"write `per: {period}`, or change the amount with `annual(...)` or `monthly(...)`"
        context.report(Diagnostic(AMOUNT_BY_OTHER_PERIOD, message, tree.amount.span, help=help_text))
    return expression, kind


def _unit(kind: Type | None) -> str:
    over = [unit for unit, power in kind.dimension if power > 0] if kind else []
    return over[0] if over else "number"


KIND = RuleKind(
    name="entitlement",
    labels=Labels("待遇", "entitlement"),
    meaning="A right of a subject: to money, a service, an exemption or a priority.",
    tree=EntitlementTree,
    lower=_lower,
    statuses=("granted", "eligible", "not_eligible", "undetermined"),
    example="sichuan.forest_ecological_compensation",
)
