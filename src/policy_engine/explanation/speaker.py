"""A speaker is a voice about one subject of a case: it can tell values, and where they come from."""

import attrs

from policy_engine.backends.interpreter import Run, evaluate, limits
from policy_engine.backends.places import Found, row_for
from policy_engine.core.expression import Expression, Gather, Lookup, Read, Standing
from policy_engine.core.program import Program
from policy_engine.core.values import UNKNOWN, Value
from policy_engine.explanation.voice import Voice
from policy_engine.facts.case import Subject
from policy_engine.model.labels import Language
from policy_engine.model.types import DATE


@attrs.frozen
class Speaker(Voice):
    """Speaks of a subject. With `values`, each name is followed by its value."""

    run: Run
    subject: Subject
    language: Language
    values: bool = False
    home: str = ""

    @property
    def program(self) -> Program:
        """The policies of the run."""
        return self.run.program

    @property
    def entity(self) -> str:
        """The entity of the subject."""
        return self.subject.entity

    def inside(self, entity: str) -> "Speaker":
        """Speaks of any subject of an aggregate, without values."""
        return Speaker(self.run, Subject(entity, "", self.subject, self.subject.code), self.language)

    def detail(self, node: Read | Lookup | Gather | Standing) -> str:
        """The value, where values are asked for."""
        if not self.values:
            return ""
        return self.shown(node) if isinstance(node, Gather | Standing) else self.details(node)

    def own(self, node: Expression) -> str | None:
        """A day that a rule needs on the way only, by its date, where it is held against every subject of an aggregate."""
        if self.subject.id or not isinstance(node, Read) or node.entity == self.subject.entity:
            return None
        formula = self.program.formulas.get((node.entity, node.name))
        hidden = formula is not None and formula.hidden and node.type == DATE
        return self.shown(node) if hidden and self.value(node) is not UNKNOWN else None

    def of(self, subject: Subject) -> "Speaker":
        """Speaks of another subject to the same reader."""
        return Speaker(self.run, subject, self.language, self.values, self.home or self.entity)

    def with_values(self) -> "Speaker":
        """Says the value after each name."""
        return Speaker(self.run, self.subject, self.language, True, self.home)

    def value(self, node: Expression) -> Value:
        """The value of an expression for the subject."""
        return evaluate(node, self.subject, self.run)

    def shown(self, node: Expression) -> str:
        """The value in words; of a count or a sum over ranked members that is not wholly known, its limits."""
        value = self.value(node)
        if value is UNKNOWN and isinstance(node, Gather | Standing):
            return self._limits(node)
        return self.words(value, node)

    def provenance(self, node: Lookup) -> str:
        """Where and since when the value of a parameter holds: `甘肃省（62），自2015-01-01起`; that it is not set; nothing while that is open."""
        found = self._found(node)
        if found.open:
            return ""
        row = found.row
        if row is None or row.value is UNKNOWN:
            return self.choose("未设定", "not set")
        parts = [self.area(row.area)] if row.area else []
        if row.start:
            parts.append(self.choose(f"自{row.start}起", f"since {row.start}"))
        return self.choose("，", ", ").join(parts)

    def details(self, node: Read | Lookup) -> str:
        """The value of a name, and for a parameter where and since when it holds."""
        texts = [self.shown(node)]
        if isinstance(node, Lookup):
            unset = self.value(node) is UNKNOWN and not self._found(node).open
            texts = [self.provenance(node)] if unset else [*texts, self.provenance(node)]
        return self.choose("，", ", ").join(text for text in texts if text)

    def _limits(self, node: Gather | Standing) -> str:
        found = limits(node, self.subject, self.run)
        if found.least is None:
            return self.words(UNKNOWN, node)
        least = self.words(found.least, node)
        if found.most is None:
            return self.choose(f"至少{least}", f"at least {least}")
        return self.choose("{0}至{1}", "{0} to {1}").format(least, self.words(found.most, node))

    def _found(self, node: Lookup) -> Found:
        table = self.program.parameters[node.parameter]
        return row_for(table, [self.value(key) for key in node.keys], self.subject, self.run.case.on)
