"""What a name means where it stands: a variable, a parameter, a subject, or the records below one."""

from collections.abc import Iterator, Mapping

import attrs

from policy_engine.core.program import ParameterTable
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.vocabulary import CONTEXT, Entity, Variable, Vocabulary


@attrs.frozen
class Loop:
    """An aggregate around an expression: its variable, the entity of its elements, and that of the subject above them all."""

    variable: str
    entity: str
    root: str


@attrs.frozen
class SubjectMeaning:
    """The subject of an entity that the rule can reach: its own, one above, or an element of an aggregate.

    `depth` counts the aggregates around the subject at which the name begins: 0 is the rule's own.
    """

    entity: str
    depth: int = 0


@attrs.frozen
class VariableMeaning:
    """A variable of such a subject."""

    entity: str
    variable: Variable
    depth: int = 0


@attrs.frozen
class ParameterMeaning:
    """A parameter."""

    table: ParameterTable


@attrs.frozen
class RecordsMeaning:
    """All subjects of `over` below the subject of `root`."""

    root: str
    over: str
    depth: int = 0


Meaning = SubjectMeaning | VariableMeaning | ParameterMeaning | RecordsMeaning


@attrs.frozen
class Scope:
    """The names visible in an expression of a rule of `module` for `entity`; `loops` are the aggregates around, the outermost first."""

    vocabulary: Vocabulary
    parameters: Mapping[str, ParameterTable]
    module: str
    entity: str
    loops: tuple[Loop, ...] = ()

    def inside(self, variable: str, records: RecordsMeaning) -> "Scope":
        """The scope inside an aggregate."""
        return attrs.evolve(self, loops=(*self.loops, Loop(variable, records.over, records.root)))

    def reaches(self, entity: str, depth: int) -> bool:
        """Whether going up from the innermost element leads to the same subject of the entity as from the subject at the depth.

        It does not where an aggregate in between begins above that subject: there `entity` would be another one's.
        """
        roots = (loop.root for loop in self.loops[depth:])
        return entity == CONTEXT or all(
            root == entity or self.vocabulary.descends(root, entity) for root in roots
        )

    def name(self, text: str) -> Meaning | None:
        """What a name that stands alone means."""
        for depth in range(len(self.loops), 0, -1):
            if self.loops[depth - 1].variable == text:
                return SubjectMeaning(self.loops[depth - 1].entity, depth)
        found = self.member(self.entity, text)
        if found is None or isinstance(found, RecordsMeaning | SubjectMeaning):
            return self._parameter(text) or found or self._subject(text)
        return found

    def member(self, entity: str, text: str, depth: int = 0) -> Meaning | None:
        """What a name after a subject means: its variable, a subject above it, or the records below."""
        variable = self.vocabulary.variable(entity, text) or self._labelled(entity, text)
        if variable:
            return VariableMeaning(entity, variable, depth)
        above = self._entity(text)
        if above and self.vocabulary.descends(entity, above.name):
            return SubjectMeaning(above.name, depth)
        below = self.vocabulary.entity_of_plural(text) or above
        if below and self.vocabulary.descends(below.name, entity):
            return RecordsMeaning(entity, below.name, depth)
        return None

    def qualified(self, module: str, text: str) -> ParameterMeaning | None:
        """A parameter of another module."""
        table = self.parameters.get(f"{module}.{text}")
        return ParameterMeaning(table) if table else None

    def parameters_of(self, module: str) -> tuple[str, ...]:
        """The names of the module's parameters."""
        prefix = f"{module}."
        return tuple(name.removeprefix(prefix) for name in self.parameters if name.startswith(prefix))

    def namesakes(self, entity: str, text: str) -> tuple[str, ...]:
        """The variables of the entity that bear the text as their label, if it is no variable's name."""
        if self.vocabulary.variable(entity, text):
            return ()
        return tuple(each.name for each in self.vocabulary.variables_of(entity) if each.labels.zh == text)

    def hidden_parameter(self, text: str) -> bool:
        """Whether a variable of that name hides a parameter of the module."""
        return f"{self.module}.{text}" in self.parameters

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
        if table is None and not text.isascii():
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
        if found or text.isascii():
            return found
        return next((each for each in self.vocabulary.entities.values() if each.labels.zh == text), None)

    def _labelled(self, entity: str, text: str) -> Variable | None:
        if text.isascii():
            return None
        return next((each for each in self.vocabulary.variables_of(entity) if each.labels.zh == text), None)

    def _visible(self) -> Iterator[str]:
        yield from self._members(self.entity)
        yield from self.parameters_of(self.module)
        yield from (loop.variable for loop in self.loops)
        for ancestor in (*self.vocabulary.ancestors(self.entity), CONTEXT):
            yield from (f"{ancestor}.{variable.name}" for variable in self.vocabulary.variables_of(ancestor))

    def _members(self, entity: str) -> Iterator[str]:
        for variable in self.vocabulary.variables_of(entity):
            yield variable.name
            yield variable.labels.zh
        for child in self.vocabulary.children(entity):
            yield self.vocabulary.entities[child].plural or child
