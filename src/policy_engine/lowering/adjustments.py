"""Works off the interactions one by one, and changes what is told of the entitlements that they name."""

from collections.abc import Callable, Iterable, Sequence

import attrs

from policy_engine.checking.adjustment import Exclusion
from policy_engine.checking.rule_kind import Definition
from policy_engine.core.building import every, some
from policy_engine.core.expression import Branch, Choose, Constant, Expression, Not
from policy_engine.core.program import Figure, Listing, Output, State
from policy_engine.core.values import NONE
from policy_engine.diagnostics import Diagnostic
from policy_engine.lowering.adjusting_order import in_order
from policy_engine.lowering.caps import limit_together
from policy_engine.lowering.exclusions import exclude
from policy_engine.lowering.members import (
    GRANTED,
    Asked,
    Member,
    Sheet,
    amount_of,
    cut_down,
)
from policy_engine.lowering.naming import Naming
from policy_engine.model.rule import Rule
from policy_engine.model.types import EnumValue, Kind, Type
from policy_engine.model.vocabulary import Vocabulary

ENTITLEMENT = "entitlement"
REFUSED = "not_eligible"


@attrs.frozen
class Adjusted:
    """The outputs as the interactions leave them, those of the interactions, and the definitions that this takes."""

    outputs: tuple[Output, ...]
    added: tuple[Output, ...]
    definitions: tuple[tuple[Expression | None, Definition], ...]


def adjusted(
    outputs: Sequence[Output], asked: Sequence[Asked], rules: Iterable[Rule], vocabulary: Vocabulary,
    may_be_none: Callable[[Expression], bool], findings: list[Diagnostic],
) -> Adjusted:  # fmt: skip
    """What the interactions make of the outputs of all other rules."""
    sheet = Sheet(_members(outputs), may_be_none)
    naming = Naming({rule.name: rule for rule in rules}, sheet.members, vocabulary, findings)
    sound = [each for each in asked if naming.accepts(each)]
    added = []
    for each in in_order(sound, findings):
        members = tuple(sheet.members[phrase.text] for phrase in each.adjustment.members)
        way = each.adjustment.way
        if isinstance(way, Exclusion):
            added.append(exclude(each, members, way.keep, sheet))
        else:
            added.append(limit_together(each, members, way, sheet))
    changed = (_changed(each, sheet.members.get(each.rule.name)) for each in outputs)
    hidden = ((None, definition) for definition in sheet.hidden.values())
    return Adjusted(tuple(changed), tuple(added), (*hidden, *sheet.declared))


def _members(outputs: Sequence[Output]) -> dict[str, Member]:
    forms: dict[str, list[Output]] = {}
    for output in outputs:
        if output.rule.kind == ENTITLEMENT:
            forms.setdefault(output.rule.name, []).append(output)
    return {name: Member(found[0].rule, tuple(found)) for name, found in forms.items()}


def _changed(form: Output, member: Member | None) -> Output:
    """A form of an entitlement as it is told after all interactions."""
    if member is None or not (member.drops or member.cuts or member.alternatives):
        return form
    (granted,) = form.states
    rights = every(granted.condition, *(Not(drop.condition) for drop in member.drops))
    figures = [_cut_figure(figure, member) for figure in form.figures]
    lists = list(form.lists)
    if member.drops:
        dropped = [(drop.rule, every(granted.condition, drop.condition)) for drop in member.drops]
        figures.append(_named("dropped_by", dropped, REFUSED))
    amount = amount_of(form)
    if member.cuts and amount is not None:
        cuts = [(cut.rule, cut.condition) for cut in reversed(member.cuts)]
        branch = Branch(some(*(condition for _, condition in cuts)), amount)
        before = Choose((branch,), Constant(NONE, amount.type), amount.type)
        figures.append(Figure("before", before, (GRANTED,), optional=True))
        figures.append(_named("cut_by", cuts, GRANTED))
    if member.alternatives:
        lists.append(Listing("alternatives", member.alternatives, (GRANTED,)))
    return attrs.evolve(form, states=(State(GRANTED, rights),), figures=tuple(figures), lists=tuple(lists))


def _cut_figure(figure: Figure, member: Member) -> Figure:
    if figure.name != "amount":
        return figure
    return attrs.evolve(figure, expression=cut_down(figure.expression, member.cuts))


def _named(name: str, conditions: Sequence[tuple[Rule, Expression]], status: str) -> Figure:
    """A key that names the first rule whose condition is true; left out where there is none."""
    values = tuple(EnumValue(rule.name, rule.labels) for rule, _ in conditions)
    kind = Type(Kind.TEXT, values=values)
    branches = tuple(Branch(condition, Constant(rule.name, kind)) for rule, condition in conditions)
    return Figure(name, Choose(branches, Constant(NONE, kind), kind), (status,), optional=True)
