"""What a name means where it stands: a variable, a parameter, a subject, or the records below one."""

from collections.abc import Iterator, Mapping

import attrs

from policy_engine.core.program import ParameterTable
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.vocabulary import CONTEXT, Entity, Variable, Vocabulary


@attrs.frozen
class SubjectMeaning:
    """The subject of an entity that the rule can reach: its own, one above, or an element of an aggregate."""

    entity: str


@attrs.frozen
class VariableMeaning:
    """A variable of such a subject."""

    entity: str
    variable: Variable


@attrs.frozen
class ParameterMeaning:
    """A parameter."""

    table: ParameterTable


@attrs.frozen
class RecordsMeaning:
    """All subjects of `over` below the subject of `root`."""

    root: str
    over: str


Meaning = SubjectMeaning | VariableMeaning | ParameterMeaning | RecordsMeaning


@attrs.frozen
class Scope:
    """The names visible in an expression of a rule of `module` for `entity`; `loops` are the variables of aggregates around."""

    vocabulary: Vocabulary
    parameters: Mapping[str, ParameterTable]
    module: str
    entity: str
    loops: Mapping[str, str] = attrs.field(factory=dict)

    def inside(self, variable: str, entity: str) -> "Scope":
        """The scope inside an aggregate."""
        return attrs.evolve(self, loops={**self.loops, variable: entity})

    def name(self, text: str) -> Meaning | None:
        """What a name that stands alone means."""
        if text in self.loops:
            return SubjectMeaning(self.loops[text])
        found = self.member(self.entity, text)
        if found is None or isinstance(found, RecordsMeaning | SubjectMeaning):
            return self._parameter(text) or found or self._subject(text)
        return found

    def member(self, entity: str, text: str) -> Meaning | None:
        """What a name after a subject means: its variable, a subject above it, or the records below."""
        variable = self.vocabulary.variable(entity, text) or self._labelled(entity, text)
        if variable:
            return VariableMeaning(entity, variable)
        above = self._entity(text)
        if above and self.vocabulary.descends(entity, above.name):
            return SubjectMeaning(above.name)
        below = self.vocabulary.entity_of_plural(text) or above
        if below and self.vocabulary.descends(below.name, entity):
            return RecordsMeaning(entity, below.name)
        return None

    def qualified(self, module: str, text: str) -> ParameterMeaning | None:
        """A parameter of another module."""
        table = self.parameters.get(f"{module}.{text}")
        return ParameterMeaning(table) if table else None

    def hidden_parameter(self, text: str) -> bool:
        """Whether a variable of that name hides a parameter of the module."""
        return text not in self.loops and f"{self.module}.{text}" in self.parameters

    def near(self, text: str, entity: str | None = None) -> tuple[str, ...]:
        """Visible names that were perhaps meant; with an entity, its members only."""
        return suggest(text, tuple(self._members(entity) if entity else self._visible()))

    def _subject(self, text: str) -> SubjectMeaning | None:
        entity = self._entity(text)
        if entity and entity.name in (self.entity, CONTEXT):
            return SubjectMeaning(entity.name)
        return None

    def _parameter(self, text: str) -> ParameterMeaning | None:
        table = self.parameters.get(f"{self.module}.{text}")
        if table is None:
            prefix = f"{self.module}."
            named = [
                each
                for each in self.parameters.values()
                if each.labels.zh == text and each.name.startswith(prefix)
            ]
            table = named[0] if len(named) == 1 else None
        return ParameterMeaning(table) if table else None

    def _entity(self, text: str) -> Entity | None:
        found = self.vocabulary.entities.get(text)
        return found or next(
            (each for each in self.vocabulary.entities.values() if each.labels.zh == text), None
        )

    def _labelled(self, entity: str, text: str) -> Variable | None:
        if text.isascii():
            return None
        return next((each for each in self.vocabulary.variables_of(entity) if each.labels.zh == text), None)

    def _visible(self) -> Iterator[str]:
        yield from self._members(self.entity)
        yield from (
            name.removeprefix(f"{self.module}.")
            for name in self.parameters
            if name.startswith(f"{self.module}.")
        )
        yield from self.loops
        for ancestor in (*self.vocabulary.ancestors(self.entity), CONTEXT):
            yield from (f"{ancestor}.{variable.name}" for variable in self.vocabulary.variables_of(ancestor))

    def _members(self, entity: str) -> Iterator[str]:
        for variable in self.vocabulary.variables_of(entity):
            yield variable.name
            yield variable.labels.zh
        for child in self.vocabulary.children(entity):
            yield self.vocabulary.entities[child].plural or child
