"""The entitlements that interactions change: their rights and amounts as others see them, and what is taken from them."""

from collections.abc import Callable, Sequence

import attrs

from policy_engine.checking.adjustment import Adjustment
from policy_engine.checking.rule_kind import Definition, hidden
from policy_engine.core.building import TRUE, every, not_negative, some
from policy_engine.core.expression import (
    Branch,
    Choose,
    Compare,
    Comparison,
    Constant,
    Expression,
    Gather,
    Gathering,
    Not,
    Read,
)
from policy_engine.core.program import RIGHT, Output
from policy_engine.core.values import NONE
from policy_engine.model.labels import Labels
from policy_engine.model.rule import Rule
from policy_engine.model.types import BOOL, Kind, Type

GRANTED = "granted"


@attrs.frozen
class Drop:
    """When an interaction takes an entitlement away."""

    rule: Rule
    condition: Expression


@attrs.frozen
class Cut:
    """When an interaction lowers the amount of an entitlement, and to what."""

    rule: Rule
    condition: Expression
    amount: Expression


@attrs.frozen
class Member:
    """An entitlement with its forms, as the interactions that were worked off have left it."""

    rule: Rule
    forms: tuple[Output, ...]
    drops: tuple[Drop, ...] = ()
    cuts: tuple[Cut, ...] = ()
    alternatives: tuple[tuple[str, Expression], ...] = ()

    @property
    def name(self) -> str:
        """The name of the rule."""
        return self.rule.name

    @property
    def measures(self) -> set[tuple[Kind, str, str] | None]:
        """What its amounts count, in what unit and by what; None for a form without an amount."""
        return {_measure(form) for form in self.forms}


@attrs.frozen
class Asked:
    """An interaction in force where and when `scope` is true; `key` begins the names of its variables."""

    rule: Rule
    key: str
    scope: Expression | None
    adjustment: Adjustment


@attrs.frozen
class Sheet:
    """The members as they stand, and the variables that were needed on the way."""

    members: dict[str, Member]
    may_be_none: Callable[[Expression], bool]
    hidden: dict[tuple[str, str], Definition] = attrs.field(factory=dict)
    declared: list[tuple[Expression | None, Definition]] = attrs.field(factory=list)

    def compute(
        self, rule: Rule, name: str, expression: Expression, labels: Labels, entity: str | None = None
    ) -> Read:
        """The expression as a variable of its own, of the subject of the rule or of another one; no policy can name it."""
        made = hidden(rule, name, labels, expression, entity)
        return self.hidden.setdefault(made.variable.key, made).read

    def applies(self, asked: Asked, *further: Expression) -> Expression | None:
        """Whether an interaction adjusts anything at all; None where it always does."""
        condition = every(asked.scope, asked.adjustment.when, *further)
        if condition == TRUE:
            return None
        title = asked.rule.labels
        labels = Labels(f"适用“{title.zh}”", f"“{title.en}” applies")
        return self.compute(asked.rule, f"{asked.key}#applies", condition, labels)

    def right(self, member: Member) -> Expression:
        """Whether there is the right, once what was dropped is taken off."""
        rights = (every(form.scope, _granted(form), self._some_amount(form)) for form in member.forms)
        own = self.compute(member.rule, f"{member.name}{RIGHT}", some(*rights), _right_labels(member))
        return every(own, *(Not(drop.condition) for drop in member.drops))

    def amount(self, member: Member) -> Expression:
        """What the right comes to, once what was cut is taken off; nothing less than zero."""
        title = member.rule.labels
        labels = Labels(f"{title.zh}金额", f"amount of {title.en}")
        own = self.compute(member.rule, f"{member.name}#amount", _amount_of_forms(member.forms), labels)
        return cut_down(own, member.cuts)

    def right_at(self, asked: Asked, member: Member) -> Expression:
        """The right as the subject of an interaction has it: its own, or that of one below it."""
        right, entity = self.right(member), asked.rule.entity
        if member.rule.entity == entity and isinstance(right, Read):
            return right
        if member.rule.entity != entity:
            right = Gather(Gathering.ANY, member.rule.entity, entity, right, TRUE, BOOL)
        return self.compute(asked.rule, f"{asked.key}#{member.name}{RIGHT}", right, _right_labels(member))

    def amount_at(self, asked: Asked, member: Member) -> Expression:
        """The amount as the subject of an interaction has it: its own, or the sum of those below it."""
        amount, entity = self.amount(member), asked.rule.entity
        if member.rule.entity == entity:
            return amount
        total = Gather(Gathering.SUM, member.rule.entity, entity, amount, self.right(member), amount.type)
        title = member.rule.labels
        labels = Labels(f"{title.zh}合计金额", f"total amount of {title.en}")
        return self.compute(asked.rule, f"{asked.key}#{member.name}#amount", total, labels)

    def _some_amount(self, form: Output) -> Expression | None:
        """That there is an amount, where there may be none: without one there is no right."""
        amount = amount_of(form)
        if amount is None or not self.may_be_none(amount):
            return None
        return Compare(Comparison.DIFFERENT, amount, Constant(NONE, amount.type))


def cut_down(amount: Expression, cuts: Sequence[Cut]) -> Expression:
    """The amount after the cuts, the last of which counts."""
    for cut in cuts:
        amount = Choose((Branch(cut.condition, cut.amount),), amount, amount.type)
    return amount


def amount_of(form: Output) -> Expression | None:
    """The amount of a form, if it has one."""
    return next((figure.expression for figure in form.figures if figure.name == "amount"), None)


def _granted(form: Output) -> Expression:
    return next(state.condition for state in form.states if state.status == GRANTED)


def _measure(form: Output) -> tuple[Kind, str, str] | None:
    amount, fixed = amount_of(form), dict(form.fixed)
    return (amount.type.kind, str(fixed["unit"]), str(fixed["per"])) if amount is not None else None


def _amount_of_forms(forms: Sequence[Output]) -> Expression:
    found = [(form.scope or TRUE, amount) for form in forms if (amount := amount_of(form)) is not None]
    kind: Type = found[0][1].type
    if len(found) == 1 and found[0][0] == TRUE:
        return not_negative(found[0][1])
    branches = tuple(Branch(scope, not_negative(amount)) for scope, amount in found)
    return Choose(branches, Constant(NONE, kind), kind)


def _right_labels(member: Member) -> Labels:
    title = member.rule.labels
    return Labels(f"享受{title.zh}", f"entitled to {title.en}")
