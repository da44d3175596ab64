"""The vocabulary: entities, how they hang together, and their variables."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from policy_engine.model.labels import Labels
from policy_engine.model.period import Period
from policy_engine.model.types import Type
from policy_engine.source.text import Span

CONTEXT = "context"
PLACE = "place"
CODE_LENGTHS = {"nation": 0, "province": 2, "prefecture": 4, "county": 6, "township": 9, "village": 12}
"""The levels of the division tree, and how many digits a division code of each level has."""

PROVINCE_CODES = frozenset(
    str(code) for part in ((11, 16), (21, 24), (31, 38), (41, 47), (50, 55), (61, 66), (71, 72), (81, 83)) for code in range(*part)
)  # fmt: skip
"""The first two digits of every division code, by the national standard of division codes."""


@attrs.frozen
class Entity:
    """A sort of thing that policies speak about; `parents` lists where it may hang, the tree parent first."""

    name: str
    labels: Labels
    plural: str | None = None
    parents: tuple[str, ...] = ()
    abstract: bool = False
    meaning: str = ""
    span: Span | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen
class Bounds:
    """Inclusive limits of a number, as stored (scaled) integers."""

    minimum: int | None = None
    maximum: int | None = None


@attrs.frozen
class Variable:
    """A property of an entity: given by a case as a fact, or computed by a formula.

    `counts` says what a number without a measure counts: `persons`, `households`.
    """

    entity: str
    name: str
    type: Type
    labels: Labels
    period: Period | None = None
    bounds: Bounds = Bounds()
    absent: bool = False
    derived: bool = False
    meaning: str = ""
    counts: str = ""
    span: Span | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """Entity and name."""
        return self.entity, self.name


@attrs.frozen(slots=False)
class Vocabulary:
    """All entities and variables of an engine; `actors` are those who pay or act, by name."""

    entities: Mapping[str, Entity]
    variables: Mapping[tuple[str, str], Variable]
    actors: Mapping[str, Labels] = attrs.field(factory=dict)

    def variable(self, entity: str, name: str) -> Variable | None:
        """The variable of that entity, those that every place has included."""
        found = self.variables.get((entity, name))
        if found is None and self.is_place(entity):
            found = self.variables.get((PLACE, name))
        return found

    def variables_of(self, entity: str) -> Iterator[Variable]:
        """All variables that a subject of the entity can have."""
        yield from self._by_entity.get(entity, ())
        if self.is_place(entity) and entity != PLACE:
            yield from self._by_entity.get(PLACE, ())

    def by_name(self, entity: str) -> Mapping[str, Variable]:
        """The variables of the entity by name and by Chinese label; a name goes before a label."""
        if entity not in self._by_name:
            variables = tuple(self.variables_of(entity))
            labelled = {variable.labels.zh: variable for variable in variables}
            self._by_name[entity] = {**labelled, **{variable.name: variable for variable in variables}}
        return self._by_name[entity]

    def with_variables(self, added: Iterable[Variable]) -> "Vocabulary":
        """The vocabulary with further variables."""
        return attrs.evolve(
            self, variables={**self.variables, **{variable.key: variable for variable in added}}
        )

    def is_place(self, entity: str) -> bool:
        """Whether the entity is a node of the division tree."""
        return entity == PLACE or entity in CODE_LENGTHS

    def ancestors(self, entity: str) -> tuple[str, ...]:
        """The entities above in the tree, nearest first, over every parent that a record may hang on."""
        return self._ancestors.get(entity, ())

    def children(self, entity: str) -> tuple[str, ...]:
        """The entities that may hang directly on this one, in the order of declaration."""
        return self._children.get(entity, ())

    def descends(self, entity: str, ancestor: str) -> bool:
        """Whether subjects of `entity` can be found below subjects of `ancestor`."""
        return ancestor in self._ancestors.get(entity, ())

    def entity_of_plural(self, plural: str) -> Entity | None:
        """The entity whose list in a case has that key, or whose Chinese label it is."""
        return self._plurals.get(plural)

    @cached_property
    def _by_entity(self) -> dict[str, list[Variable]]:
        table: dict[str, list[Variable]] = {}
        for variable in self.variables.values():
            table.setdefault(variable.entity, []).append(variable)
        return table

    @cached_property
    def _by_name(self) -> dict[str, Mapping[str, Variable]]:
        return {}

    @cached_property
    def _ancestors(self) -> dict[str, tuple[str, ...]]:
        return {name: tuple(self._climb(name)) for name in self.entities}

    def _climb(self, name: str) -> Iterator[str]:
        seen = {name}
        queue = [name]
        while queue:
            entity = self.entities.get(queue.pop(0))
            for parent in entity.parents if entity else ():
                if parent not in seen:
                    seen.add(parent)
                    queue.append(parent)
                    yield parent

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        table: dict[str, list[str]] = {}
        for name, entity in self.entities.items():
            for parent in entity.parents:
                table.setdefault(parent, []).append(name)
        return {parent: tuple(names) for parent, names in table.items()}

    @cached_property
    def _plurals(self) -> dict[str, Entity]:
        return {entity.plural: entity for entity in self.entities.values() if entity.plural}
