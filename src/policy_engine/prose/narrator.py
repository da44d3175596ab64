"""A narrator says expressions as running text, without a case at hand."""

import attrs

from policy_engine.core.expression import Expression, Lookup, Read, Within
from policy_engine.core.program import Program
from policy_engine.core.values import Value
from policy_engine.explanation.voice import Voice
from policy_engine.model.labels import Language
from policy_engine.model.types import Kind
from policy_engine.prose.conditions import condition


@attrs.frozen
class Narrator(Voice):
    """Speaks of an entity; inside an aggregate `outer` is the entity that the rule is about."""

    program: Program
    entity: str
    language: Language
    outer: str = ""
    home: str = ""

    def inside(self, entity: str) -> "Narrator":
        """Speaks of the subjects of an aggregate."""
        return Narrator(self.program, entity, self.language, self.outer or self.entity)

    def own(self, node: Expression) -> str | None:
        """Conditions and aggregates, as running text."""
        return condition(node, self)

    def owner(self, node: Read) -> str:
        """Whose the variable is: `所在村`, `该人员` for the one that the rule is about."""
        label = super().owner(node)
        if not label or self.language is Language.EN:
            return label
        if node.entity == self.outer:
            return f"该{label}"
        if self.program.vocabulary.is_place(node.entity):
            return f"所在{label}"
        return "" if self.label(node).startswith(label) else label

    def words(self, value: Value, node: Expression, beside: Expression | None = None) -> str:
        """A value: named ones in quotes, whole yuan without idle zeros."""
        text = super().words(value, node, beside)
        if node.type.kind in (Kind.ENUM, Kind.TEXT) and isinstance(value, str):
            return f"“{text}”"
        return text.replace(".00", "", 1) if node.type.kind is Kind.MONEY else text

    def label(self, node: Read | Lookup) -> str:
        """The label as it stands within a sentence."""
        text = super().label(node)
        return text[:1].lower() + text[1:] if text[1:2].islower() else text

    def place(self, areas: tuple[str, ...]) -> str:
        """The areas by name."""
        return self.areas(Within(areas))
