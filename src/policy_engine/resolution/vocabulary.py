"""Vocabulary files to one vocabulary: entities and facts, each declared once."""

from collections.abc import Iterable
from decimal import Decimal
from keyword import iskeyword
from typing import TypeVar

from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.labels import Labels
from policy_engine.model.period import Period
from policy_engine.model.types import NUMERIC, EnumValue, Kind, Type
from policy_engine.model.units import dimension_of, multiplied, period_of
from policy_engine.model.vocabulary import Bounds, Entity, Variable, Vocabulary
from policy_engine.resolution import errors
from policy_engine.resolution.units import refuse_unknown_units
from policy_engine.resolution.values import expected_text, scaled
from policy_engine.source.text import Span
from policy_engine.syntax.errors import BAD_VALUE
from policy_engine.syntax.surface import LabelsTree, Phrase
from policy_engine.syntax.vocabulary import BoundsTree, EntityTree, FactTree, VocabularyTree

YUAN = (("yuan", 1),)
_Key = TypeVar("_Key")
_Item = TypeVar("_Item", Entity, Variable)


def build_vocabulary(trees: Iterable[VocabularyTree], findings: list[Diagnostic]) -> Vocabulary:
    """The vocabulary that the files declare together."""
    trees = tuple(trees)
    entities: dict[str, Entity] = {}
    for tree in trees:
        for name, entity_tree in tree.entities.items():
            refuse_name(name, "entity", entity_tree.span, findings)
            _once(entities, name, _entity(name, entity_tree), findings)
    _refuse_ambiguous_entities(entities.values(), findings)
    for entity in entities.values():
        for parent in entity.parents:
            if parent not in entities:
                _unknown_entity(parent, entities, entity.span, findings)
    variables: dict[tuple[str, str], Variable] = {}
    for tree in trees:
        for full_name, fact in tree.facts.items():
            entity_name, _, name = full_name.partition(".")
            if entity_name not in entities:
                _unknown_entity(entity_name, entities, fact.span, findings)
                continue
            refuse_name(name, f"fact of the {entity_name}", fact.span, findings)
            _once(variables, (entity_name, name), _variable(entity_name, name, fact, findings), findings)
    _refuse_ambiguous_labels(variables.values(), findings)
    return Vocabulary(entities, variables, _actors(trees, findings))


def _actors(trees: Iterable[VocabularyTree], findings: list[Diagnostic]) -> dict[str, Labels]:
    declared: dict[str, LabelsTree] = {}
    for tree in trees:
        for name, label in tree.actors.items():
            first = declared.setdefault(name, label)
            if first is not label:
                findings.append(_twice(name, label.span, first.span))
    return {name: label.labels for name, label in declared.items()}


def variable_type(
    kind: str, unit: Phrase | None, period: str | None, values: tuple[EnumValue, ...], *, many: bool, span: Span, findings: list[Diagnostic],
) -> Type:  # fmt: skip
    """The type of a declared variable or parameter."""
    if unit is not None:
        refuse_unknown_units(unit, findings)
    sort = Kind(kind)
    dimension = dimension_of(unit.text) if unit and unit.text else ()
    if sort is Kind.MONEY and not (unit and unit.text):
        dimension = YUAN
    if period not in (None, Period.ONCE) and sort in (Kind.MONEY, Kind.NUMBER, Kind.INT):
        if period_of(dimension) not in (None, period):
            message = f"the unit counts by the {period_of(dimension)}, the period is the {period}"
            findings.append(
                Diagnostic(BAD_VALUE, message, span, help="give both the same period, or leave one out")
            )
        by_period = ((str(period), -1),)
        dimension = dimension if set(by_period) <= set(dimension) else multiplied(dimension, by_period)
    return Type(
        sort, dimension if sort in (Kind.MONEY, Kind.NUMBER, Kind.INT, Kind.RATE) else (), values, many
    )


def _entity(name: str, tree: EntityTree) -> Entity:
    return Entity(
        name, tree.label.labels, tree.plural, tuple(tree.parents), tree.abstract, tree.meaning, tree.span
    )


def _variable(entity: str, name: str, tree: FactTree, findings: list[Diagnostic]) -> Variable:
    values = tuple(EnumValue(value, label.labels) for value, label in {**tree.values, **tree.codes}.items())
    recorded = tree.unit and tree.unit.text in ("as recorded", "share (0-1)")
    unit = None if recorded else tree.unit
    kind = variable_type(
        tree.type, unit, tree.period, values, many=tree.many, span=tree.span, findings=findings
    )
    refuse_values(tree.type, values, f"{entity}.{name}", tree.span, findings)
    return Variable(
        entity, name, kind, tree.label.labels, Period(tree.period) if tree.period else None,
        _bounds(tree.bounds, kind, findings) if tree.bounds else Bounds(),
        tree.absent, tree.derived, tree.meaning, unit.text if unit and not dimension_of(unit.text) else "", tree.span,
    )  # fmt: skip


def _bounds(tree: BoundsTree, kind: Type, findings: list[Diagnostic]) -> Bounds:
    low, high = (_limit(limit, kind, tree.span, findings) for limit in (tree.min, tree.max))
    if low is not None and high is not None and low > high:
        findings.append(
            Diagnostic(BAD_VALUE, "`min` is larger than `max`", tree.span, help="exchange the two")
        )
    return Bounds(low, high)


def _limit(limit: Decimal | None, kind: Type, span: Span, findings: list[Diagnostic]) -> int | None:
    if limit is None:
        return None
    stored = scaled(f"{limit:f}", kind.scale) if kind.kind in NUMERIC else None
    if stored is None:
        expected = expected_text(kind) if kind.kind in NUMERIC else f"no limits for a {kind.kind}"
        findings.append(Diagnostic(BAD_VALUE, f"expected {expected}, found `{limit:f}`", span))
    return stored


def _once(table: dict[_Key, _Item], key: _Key, item: _Item, findings: list[Diagnostic]) -> None:
    if key not in table:
        table[key] = item
        return
    name = (
        key
        if isinstance(key, str)
        else f"{item.entity}.{item.name}"
        if isinstance(item, Variable)
        else str(key)
    )
    findings.append(_twice(name, item.span, table[key].span))


def _twice(name: str, span: Span | None, first: Span | None) -> Diagnostic:
    others = (Label(first, "declared here first"),) if first else ()
    message, help_text = f"`{name}` is declared twice", "remove one of the two"
    return Diagnostic(errors.DECLARED_TWICE, message, span, others=others, help=help_text)


def _unknown_entity(
    name: str, entities: Iterable[str], span: Span | None, findings: list[Diagnostic]
) -> None:
    near = suggest(name, tuple(entities))
    advice = f"did you mean `{near[0]}`?" if near else "declare it under `entities:` of a vocabulary file"
    findings.append(Diagnostic(errors.UNKNOWN_ENTITY, f"there is no entity `{name}`", span, help=advice))


def refuse_name(name: str, what: str, span: Span, findings: list[Diagnostic]) -> None:
    """A finding for a name that no expression could hold."""
    if name.isidentifier() and not iskeyword(name):
        return
    article = "an" if what[0] in "aeiou" else "a"
    message, help_text = (
        f"`{name}` cannot be the name of {article} {what}",
        "use letters, digits and `_`, such as `net_income`",
    )
    findings.append(Diagnostic(errors.BAD_NAME, message, span, help=help_text))


def refuse_values(
    kind: str, values: tuple[EnumValue, ...], name: str, span: Span, findings: list[Diagnostic]
) -> None:
    """A finding for an enum without values, and for every word that is a name or label of two."""
    if kind == "enum" and not values:
        findings.append(
            Diagnostic(errors.NO_VALUES, f"the enum `{name}` has no values", span, help="add `values:`")
        )
    owners: dict[str, str] = {}
    for value in values:
        for word in dict.fromkeys((value.name, value.labels.zh, value.labels.en)):
            owner = owners.setdefault(word, value.name)
            if owner != value.name:
                message = f"`{word}` names two values of `{name}`: `{owner}` and `{value.name}`"
                findings.append(
                    Diagnostic(errors.AMBIGUOUS_LABEL, message, span, help="give one of them another label")
                )


def _refuse_ambiguous_entities(entities: Iterable[Entity], findings: list[Diagnostic]) -> None:
    owners: dict[str, Entity] = {}
    for entity in entities:
        for word in dict.fromkeys((entity.name, entity.plural or entity.name, entity.labels.zh)):
            first = owners.setdefault(word, entity)
            if first is not entity:
                others = (Label(first.span, f"the {first.name}"),) if first.span else ()
                message = f"`{word}` names both the {first.name} and the {entity.name}"
                findings.append(
                    Diagnostic(
                        errors.AMBIGUOUS_LABEL, message, entity.span, others=others, help="rename one of them"
                    )
                )


def _refuse_ambiguous_labels(variables: Iterable[Variable], findings: list[Diagnostic]) -> None:
    seen: dict[tuple[str, str], Variable] = {}
    for variable in variables:
        first = seen.setdefault((variable.entity, variable.labels.zh), variable)
        if first is not variable:
            others = (Label(first.span, f"`{first.name}` has the same label"),) if first.span else ()
            message = f"`{variable.labels.zh}` already names another variable of the {variable.entity}"
            findings.append(
                Diagnostic(
                    errors.AMBIGUOUS_LABEL,
                    message,
                    variable.span,
                    others=others,
                    help="give one of them another Chinese label",
                )
            )
