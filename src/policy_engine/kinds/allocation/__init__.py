"""Allocation: limited places or money among many, in an order and up to a cut."""

from policy_engine.checking.rule_kind import Definition, Lowered, RuleContext, RuleKind
from policy_engine.core.expression import (
    Branch,
    Choose,
    Compare,
    Comparison,
    Expression,
    Negate,
    Not,
    Reach,
    Sum,
)
from policy_engine.core.program import Figure, Output, State
from policy_engine.kinds.allocation.field import Field, field_of, portion
from policy_engine.kinds.allocation.groups import groups_of, in_two_steps, own_places, reserves
from policy_engine.kinds.allocation.tree import AllocationTree, keys_fit
from policy_engine.kinds.allocation.wording import clauses
from policy_engine.model.labels import Labels
from policy_engine.model.types import INT, MONEY

PLACES, FUNDS = Labels("名额", "quota"), Labels("资金总额", "budget")


def _lower(tree: AllocationTree, context: RuleContext) -> Lowered:
    if not keys_fit(tree, context):
        return Lowered()
    field = field_of(tree, context)
    groups = groups_of(tree.groups, field) if tree.groups is not None else ()
    own = own_places(groups, field) if tree.groups is not None and tree.groups.each else ()
    whole = field.part("whole", FUNDS if tree.budget is not None else PLACES, _whole(tree, field, own))
    kept = own or reserves(groups, field, whole)
    parts: tuple[Definition, ...] = (whole, *kept)
    selected = _selected(tree, field, whole.read)
    if tree.groups is not None:
        steps, selected = in_two_steps(tree.groups, groups, kept, whole, field)
        parts += steps
    output = Output(
        context.rule,
        (State("not_eligible", Not(field.where)), State("selected", selected)),
        "waiting",
        _figures(tree, field, whole.read),
        clauses=clauses(tree, field, groups),
    )
    return Lowered(parts, (output,))


def _whole(tree: AllocationTree, field: Field, own: tuple[Definition, ...]) -> Expression:
    """How much there is, as the subject above has it."""
    if field.stated is None:
        return Sum(tuple(part.read for part in own), INT)
    if tree.share is not None:
        return portion(field.sum(Reach.ALL), field.stated, up=tree.rounding == "up")
    return field.stated


def _selected(tree: AllocationTree, field: Field, whole: Expression) -> Expression:
    if tree.awards == "partial":
        return Compare(Comparison.LESS, field.sum(Reach.BEFORE), whole)
    return field.within(whole)


def _figures(tree: AllocationTree, field: Field, whole: Expression) -> tuple[Figure, ...]:
    both = ("selected", "waiting")
    rank = Figure("rank", field.rank, both, whole=True)
    if tree.budget is None:
        return (rank, Figure("quota", whole, both, whole=True))
    amount = field.takes
    if tree.awards == "partial":
        left = Sum((whole, Negate(field.sum(Reach.BEFORE), MONEY)), MONEY)
        amount = Choose((Branch(field.within(whole), field.takes),), left, MONEY)
    return (rank, Figure("budget", whole, both), Figure("amount", amount, ("selected",)))


KIND = RuleKind(
    name="allocation",
    labels=Labels("名额分配", "allocation"),
    meaning="Limited places or money among many: who takes part, in which order, and where the cut is.",
    tree=AllocationTree,
    lower=_lower,
    statuses=("selected", "waiting", "not_eligible", "undetermined"),
    example="sichuan.poverty_fund_projects",
)
