"""The candidates of an allocation: who they are, in which order they stand, and what each takes of the whole."""

import attrs

from policy_engine.checking.rule_kind import Definition, RuleContext, hidden
from policy_engine.core.expression import (
    All,
    Compare,
    Comparison,
    Constant,
    Expression,
    Multiply,
    Negate,
    RankKey,
    Reach,
    Rounding,
    Standing,
)
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.kinds.allocation.tree import AllocationTree, KeyTree
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL, INT, MONEY, Kind, Type
from policy_engine.model.units import period_of, with_period
from policy_engine.reading.yaml import Scalar

RANK_KEY = Code("PE593", "rank-key")
RATE = Type(Kind.RATE)
_ONE = Constant(1, INT)
_ORDERED = (Kind.INT, Kind.NUMBER, Kind.MONEY, Kind.RATE, Kind.DATE, Kind.BOOL)


@attrs.frozen
class Field:
    """The candidates of a rule; `takes` is what one of them takes: a place, or an award; `stated` is the quota, share or budget."""

    context: RuleContext
    among: str
    ties: str
    where: Expression
    keys: tuple[RankKey, ...]
    takes: Expression
    stated: Expression | None

    @property
    def rank(self) -> Standing:
        """The rank of a candidate among all."""
        return self._standing(Reach.ITSELF, _ONE, self.where)

    def sum(self, reach: Reach, where: Expression | None = None) -> Standing:
        """What those take who stand where the reach says, of all candidates or of those that a condition chooses."""
        return self._standing(reach, self.takes, where or self.where)

    def within(self, limit: Expression, where: Expression | None = None) -> Expression:
        """Whether a candidate stands before the cut."""
        reach = Reach.TIED if self.ties == "none" else Reach.ITSELF
        return Compare(Comparison.AT_MOST, self.sum(reach, where), limit)

    def part(
        self, name: str, labels: Labels, expression: Expression, *, of_candidates: bool = False
    ) -> Definition:
        """A formula of its own, of the subject above or of each candidate."""
        rule = self.context.rule
        entity = rule.entity if of_candidates else self.among
        return hidden(rule, f"{rule.name}#{name}", labels, expression, entity)

    def _standing(self, reach: Reach, element: Expression, where: Expression) -> Standing:
        entity, by_id = self.context.rule.entity, self.ties == "id"
        return Standing(entity, self.among, where, self.keys, by_id, element, reach, element.type)


def field_of(tree: AllocationTree, context: RuleContext) -> Field:
    """The candidates as the rule says; one whose award is none, zero or less takes no part."""
    where = context.expression(tree.when, BOOL)
    takes: Expression = _ONE
    stated = _stated(tree, context)
    keys = tuple(_key(each, context) for each in tree.rank)
    if tree.award is not None and stated is not None:
        takes = _award(tree.award, stated, context)
        where = All((where, Compare(Comparison.MORE, takes, Constant(0, takes.type))))
    return Field(context, tree.among.text, tree.ties, where, keys, takes, stated)


def _stated(tree: AllocationTree, context: RuleContext) -> Expression | None:
    above = tree.among.text
    if tree.budget is not None:
        return _money(tree.budget, context, above)
    if tree.share is not None:
        return context.expression(tree.share, RATE, above)
    return context.expression(tree.quota, INT, above) if tree.quota is not None else None


def _money(written: Scalar, context: RuleContext, of: str | None = None) -> Expression:
    """An amount of yuan, or of yuan by some period."""
    expression, kind = context.typed(written, of)
    if kind is None or with_period(kind.dimension, None) == MONEY.dimension:
        return expression
    return context.expression(written, MONEY, of)


def _award(written: Scalar, budget: Expression, context: RuleContext) -> Expression:
    """What one gets; where both are counted by a period it is that of the budget."""
    takes = _money(written, context)
    if None in (period_of(takes.type.dimension), period_of(budget.type.dimension)):
        return takes
    return context.expression(written, budget.type)


def _key(tree: KeyTree, context: RuleContext) -> RankKey:
    by, kind = context.typed(tree.by)
    if kind is not None and (kind.many or kind.kind not in _ORDERED):
        help_text = "write a number, a date or a yes or no, such as `1 if ... else 2`"
        message = "candidates cannot be ranked by this"
        context.report(Diagnostic(RANK_KEY, message, tree.by.span, help=help_text))
    return RankKey(by, tree.order == "descending")


def portion(whole: Expression, rate: Expression, *, up: bool) -> Expression:
    """A share of the whole in its own smallest unit, rounded down or up."""
    kind = whole.type
    if up:
        return Negate(portion(Negate(whole, kind), rate, up=False), kind)
    return Multiply(whole, rate, kind.scale, Rounding.FLOOR, kind)
