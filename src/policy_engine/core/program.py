"""What a set of policies becomes: formulas, outputs and parameters that every reading understands."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

import attrs

from policy_engine.core.expression import Expression
from policy_engine.core.values import Value
from policy_engine.model.areas import Areas
from policy_engine.model.labels import Labels
from policy_engine.model.rule import Change, Rule
from policy_engine.model.types import Type
from policy_engine.model.vocabulary import Bounds, Variable, Vocabulary
from policy_engine.source.text import Span

RIGHT = "#right"
"""How the name of the variable ends that holds whether there is the right to an entitlement."""


@attrs.frozen
class Formula:
    """How a variable is computed."""

    entity: str
    name: str
    type: Type
    expression: Expression
    labels: Labels
    span: Span | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """Entity and name of the variable."""
        return self.entity, self.name

    @property
    def hidden(self) -> bool:
        """Whether no policy and no case can name the variable, since a rule needs it on the way only."""
        return "#" in self.name

    @property
    def rule(self) -> str:
        """The rule that needs a hidden variable."""
        return self.name.partition("#")[0]

    @property
    def closed(self) -> bool:
        """Whether a reason names the variable and does not go on to what it comes from."""
        return self.name.endswith(RIGHT)


@attrs.frozen
class State:
    """A status of an outcome and the condition under which it is the status."""

    status: str
    condition: Expression


@attrs.frozen
class Criterion:
    """One line of a checklist."""

    name: str
    labels: Labels
    condition: Expression


@attrs.frozen
class Figure:
    """A further key of an outcome, told when the status is one of `statuses`.

    With `through` it is a span of days, from the one of `expression` to the one of `through`, the last day included. A `whole`
    number is told as such, others as decimal text. An `optional` one is left out where it is unknown or none, and nothing is
    asked for its sake.
    """

    name: str
    expression: Expression
    statuses: tuple[str, ...]
    through: Expression | None = None
    whole: bool = False
    optional: bool = False

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What it is computed from."""
        return (self.expression,) if self.through is None else (self.expression, self.through)


@attrs.frozen
class Listing:
    """A further key that lists those names whose condition is known to be true, told when the status is one of `statuses`.

    Without any it is left out.
    """

    name: str
    items: tuple[tuple[str, Expression], ...]
    statuses: tuple[str, ...]


@attrs.frozen
class Clause:
    """A part of the sentence that a rule is; `{0}`, `{1}` ... in its text stand for its expressions."""

    text: Labels
    expressions: tuple[Expression, ...] = ()


@attrs.frozen
class Wording:
    """A rule in words: its clauses, the changes that except places and dates from it, and the variables that it computes."""

    clauses: tuple[Clause, ...] = ()
    exceptions: tuple[Change, ...] = ()
    computes: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class Output:
    """What a rule tells of each subject of its entity.

    There is no outcome where `scope` (place and dates) is false. The first state whose condition is true is the status, else
    `otherwise`; unknown before that: undetermined. Where a figure of the status is unknown the status becomes `open_status`, if
    there is one. `fixed` are keys of the outcome that the rule states as they are. The `clauses` say the rule in words.
    """

    rule: Rule
    states: tuple[State, ...]
    otherwise: str
    figures: tuple[Figure, ...] = ()
    lists: tuple[Listing, ...] = ()
    open_status: str | None = None
    criteria: tuple[Criterion, ...] = ()
    fixed: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    scope: Expression | None = None
    clauses: tuple[Clause, ...] = ()

    def figures_of(self, status: str) -> tuple[Figure, ...]:
        """The figures that are told with the status."""
        return tuple([figure for figure in self.figures if status in figure.statuses])

    @property
    def expressions(self) -> Iterator[Expression]:
        """Every expression of the output but those of its clauses."""
        if self.scope is not None:
            yield self.scope
        yield from (state.condition for state in self.states)
        yield from (expression for figure in self.figures for expression in figure.expressions)
        yield from (condition for listing in self.lists for _, condition in listing.items)
        yield from (criterion.condition for criterion in self.criteria)


@attrs.frozen
class ParameterRow:
    """One value of a parameter, and where, when and for which keys it holds; `until` is the first day after."""

    value: Value
    area: str = ""
    start: date | None = None
    until: date | None = None
    keys: tuple[Value | None, ...] = ()
    source: str | None = None
    note: str = ""
    span: Span | None = attrs.field(default=None, eq=False, repr=False)

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force on the day."""
        return (self.start is None or self.start <= day) and (self.until is None or day < self.until)


@attrs.frozen
class ParameterKey:
    """A key by which a parameter is split."""

    name: str
    type: Type


@attrs.frozen
class ParameterTable:
    """A parameter with all its rows. A value of unknown marks one that the documents leave open."""

    name: str
    type: Type
    labels: Labels
    keys: tuple[ParameterKey, ...] = ()
    rows: tuple[ParameterRow, ...] = ()
    note: str = ""
    span: Span | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(slots=False)
class Program:
    """All that a reading needs; formulas stand in an order in which each comes after those it uses.

    `rules` tells of every rule, those that only compute a variable included, and `wordings` what each says.
    """

    vocabulary: Vocabulary
    formulas: Mapping[tuple[str, str], Formula]
    outputs: tuple[Output, ...]
    parameters: Mapping[str, ParameterTable]
    rules: tuple[Rule, ...] = ()
    wordings: Mapping[Rule, Wording] = attrs.field(factory=dict)
    areas: Areas = attrs.field(factory=Areas)

    @cached_property
    def rules_by_name(self) -> Mapping[str, Rule]:
        """The rules under their names; of a rule in several forms the last."""
        return {rule.name: rule for rule in self.rules}

    @cached_property
    def bounded(self) -> tuple[tuple[Variable, Formula], ...]:
        """The formulas whose values the vocabulary bounds."""
        found = ((self.vocabulary.variable(*key), formula) for key, formula in self.formulas.items())
        return tuple(
            (variable, formula) for variable, formula in found if variable and variable.bounds != Bounds()
        )

    @cached_property
    def descendants(self) -> Mapping[str, frozenset[str]]:
        """For each entity those whose subjects can be found below it."""
        entities = self.vocabulary.entities
        return {
            name: frozenset(each for each in entities if self.vocabulary.descends(each, name))
            for name in entities
        }

    @cached_property
    def outputs_of(self) -> Mapping[str, tuple[Output, ...]]:
        """The outputs about each entity, by rule name."""
        table: dict[str, list[Output]] = {}
        for output in sorted(self.outputs, key=lambda each: each.rule.name):
            table.setdefault(output.rule.entity, []).append(output)
        return {entity: tuple(outputs) for entity, outputs in table.items()}
