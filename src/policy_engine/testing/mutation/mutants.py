"""Mutants: a rule or a row of a parameter with one slip in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Literal, get_args, get_origin

import attrs
from pydantic import BaseModel

from policy_engine.core.program import ParameterRow, ParameterTable, Program
from policy_engine.core.texts import value_json
from policy_engine.diagnostics import Diagnostic, Severity
from policy_engine.engine.loading import Loaded
from policy_engine.lowering.draft import Draft, Part
from policy_engine.model.per import PER
from policy_engine.model.vocabulary import Vocabulary
from policy_engine.reading.yaml import Mapping as MappingNode
from policy_engine.reading.yaml import Node, Scalar, Sequence, content_span
from policy_engine.source.text import Span
from policy_engine.syntax.policy import RuleTree, read_rule
from policy_engine.testing.mutation.slips import Slip, slips

_SAID_ELSEWHERE = frozenset(
    {
        "kind", "title", "for", "source", "area", "from", "until", "note", "decision", "exception_to", "template", "variable",
        "type", "unit", "period", "values", "notify", "actor", "paid_by", "among", "records", "dated", "after",
    }
)  # fmt: skip
"""Keys of a rule that hold names, texts and places: no number, no operator, no value of an enum."""


@attrs.frozen
class RuleMutant:
    """A rule with a slip in one of its texts."""

    name: str
    scalar: Scalar = attrs.field(repr=False, eq=False)
    slip: Slip

    @property
    def span(self) -> Span:
        """Where the slip is."""
        return content_span(self.scalar, self.slip.start, self.slip.end)

    @property
    def change(self) -> tuple[str, str]:
        """What stands there, and what the mutant has instead."""
        return self.scalar.text[self.slip.start : self.slip.end], self.slip.text

    def program(self, loaded: Loaded) -> Program | None:
        """The program with the mutant in place of the rule; None where it would be refused."""
        findings: list[Diagnostic] = []
        parts = [self._exchanged(part, loaded.draft, findings) for part in loaded.draft.parts]
        program = attrs.evolve(loaded.draft, parts=tuple(parts)).program(findings)
        return None if any(each.code.severity is Severity.ERROR for each in findings) else program

    def _exchanged(self, part: Part, draft: Draft, findings: list[Diagnostic]) -> Part:
        rule = part.placed.rule
        if rule.name != self.name:
            return part
        node = _with(rule.node, self.scalar, self.slip.applied(self.scalar.text))
        trees = {name: kind.tree for name, kind in draft.around.kinds.items()}
        tree = read_rule(node, trees, rule.key, findings)
        if tree is None:
            return part
        return draft.part(attrs.evolve(part.placed, rule=attrs.evolve(rule, node=node, tree=tree)), findings)


@attrs.frozen
class RowMutant:
    """A parameter with another value in one of its rows."""

    name: str
    row: ParameterRow = attrs.field(repr=False)
    value: int | bool | date
    change: tuple[str, str]

    @property
    def span(self) -> Span:
        """Where the row stands."""
        assert self.row.span is not None
        return self.row.span

    def program(self, loaded: Loaded) -> Program | None:
        """The program with the mutant in place of the row; None where it has no such row."""
        table = loaded.program.parameters.get(self.name)
        if table is None or self.row not in table.rows:
            return None
        rows = tuple(attrs.evolve(row, value=self.value) if row == self.row else row for row in table.rows)
        changed = {**loaded.program.parameters, self.name: attrs.evolve(table, rows=rows)}
        return attrs.evolve(loaded.program, parameters=changed)


Mutant = RuleMutant | RowMutant


def rule_mutants(part: Part, vocabulary: Vocabulary) -> Iterator[RuleMutant]:
    """All mutants of a rule as it is declared."""
    rule = part.placed.rule
    choices = _choices(type(rule.tree))
    for key, scalar in _texts(rule.node, ""):
        others = _others(choices.get(key, ()), vocabulary, scalar.text)
        found = _choice(scalar.text, others) if key in choices else slips(scalar.text, others)
        yield from (RuleMutant(rule.name, scalar, slip) for slip in found)


def row_mutants(table: ParameterTable) -> Iterator[RowMutant]:
    """All mutants of the rows that have a value and a place."""
    for row in (each for each in table.rows if each.span is not None):
        for value in _beside(row.value, table.type.scale):
            texts = (str(value_json(row.value, table.type)), str(value_json(value, table.type)))
            yield RowMutant(table.name, row, value, texts)


def _choice(text: str, others: Callable[[str], str | None]) -> Iterator[Slip]:
    other = others(text)
    if other is not None:
        yield Slip(0, len(text), other)


def _texts(node: Node, key: str) -> Iterator[tuple[str, Scalar]]:
    """The scalars of a rule that say something, each with the key above it."""
    if isinstance(node, Scalar):
        yield key, node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item, key)
    else:
        for name, content in node.entries:
            if name.text not in _SAID_ELSEWHERE:
                yield from _texts(content, name.text)


def _choices(tree: type[RuleTree]) -> Mapping[str, tuple[str, ...]]:
    """The keys of a kind of rule whose values are chosen from a list, with the list."""
    found: dict[str, tuple[str, ...]] = {"per": tuple(PER)}
    waiting: list[Any] = [tree]
    while waiting:
        model = waiting.pop()
        for name, field in model.model_fields.items():
            for part in _parts(field.annotation):
                if get_origin(part) is Literal:
                    found[field.alias or name] = get_args(part)
                elif isinstance(part, type) and issubclass(part, BaseModel):
                    waiting.append(part)
    return found


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and all annotations inside it."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for argument in get_args(annotation):
            yield from _parts(argument)


def _others(choices: Iterable[str], vocabulary: Vocabulary, text: str) -> Callable[[str], str | None]:
    """For a value another one of its list: that of the key, else of an enum variable that the text names."""
    chosen = tuple(choices)

    def other(value: str) -> str | None:
        lists = [chosen] if value in chosen else []
        lists += [
            tuple(each.name for each in variable.type.values)
            for variable in vocabulary.variables.values()
            if variable.type.value_named(value) and (variable.name in text or variable.labels.zh in text)
        ]
        for found in lists:
            rest = [each for each in found if each != value]
            if rest:
                return rest[0]
        return None

    return other


def _replaced(node: Node, scalar: Scalar, text: str) -> Node:
    """The node with another text in place of the scalar, which is known by its place."""
    if isinstance(node, Scalar):
        same = node.span.start == scalar.span.start and node.span.source.name == scalar.span.source.name
        return attrs.evolve(node, text=text) if same else node
    if isinstance(node, Sequence):
        return attrs.evolve(node, items=tuple(_replaced(item, scalar, text) for item in node.items))
    return _with(node, scalar, text)


def _with(node: MappingNode, scalar: Scalar, text: str) -> MappingNode:
    entries = tuple((key, _replaced(content, scalar, text)) for key, content in node.entries)
    return attrs.evolve(node, entries=entries)


def _beside(value: object, scale: int) -> Iterator[int | bool | date]:
    """The values beside one, in its last written place."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, date):
        yield value + timedelta(days=1)
    elif isinstance(value, int):
        step = 1
        while step < 10**scale and value % (step * 10) == 0:
            step *= 10
        yield value + step
        if value >= step:
            yield value - step
