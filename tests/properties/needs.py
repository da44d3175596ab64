"""What rules read: the variables, periods, lists and places that can matter to them, and the values they compare with."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from policy_engine.core.expression import (
    Compare,
    Constant,
    Expression,
    Gather,
    In,
    Lookup,
    Read,
    Standing,
    Within,
)
from policy_engine.core.program import Output, Program
from policy_engine.core.traverse import walk
from policy_engine.core.values import Special, Value
from policy_engine.model.period import Period
from policy_engine.model.vocabulary import CONTEXT, Vocabulary

Key = tuple[str, str]


@attrs.frozen(repr=False)
class Needs:
    """All that can matter to some rules; not printed, since Hypothesis would print it with every failing example.

    `shifts` holds for each variable that a case may give the periods that are read, `entities` the entities of which subjects are
    wanted, `near` the values that each variable is compared with, `areas` and `days` the places and dates at which something changes.
    """

    vocabulary: Vocabulary
    shifts: Mapping[Key, frozenset[int]]
    entities: frozenset[str]
    near: Mapping[Key, frozenset[Value]]
    areas: tuple[str, ...]
    days: tuple[date, ...]


def needs_of(program: Program, outputs: Iterable[Output], year: int) -> Needs:
    """What the rules need, through every variable that they compute; `year` is the year of the evaluation."""
    found = _Found(program, year)
    for output in outputs:
        found.entities.add(output.rule.entity)
        found.days.update(day for day in (output.rule.start, output.rule.until) if day)
        found.waiting.extend(output.expressions)
    while found.waiting:
        for node in walk(found.waiting.pop()):
            found.add(node)
    return Needs(
        program.vocabulary,
        {key: frozenset(shifts) for key, shifts in found.shifts.items() if key[0] != CONTEXT},
        frozenset(found.entities - {CONTEXT}),
        {key: frozenset(near) for key, near in found.near.items()},
        tuple(sorted(found.areas - {""})),
        tuple(sorted(found.days)),
    )


@attrs.frozen
class _Found:
    """What has been met so far; `waiting` are the expressions still to be looked at."""

    program: Program
    year: int
    shifts: dict[Key, set[int]] = attrs.field(factory=dict)
    entities: set[str] = attrs.field(factory=set)
    near: dict[Key, set[Value]] = attrs.field(factory=dict)
    areas: set[str] = attrs.field(factory=set)
    days: set[date] = attrs.field(factory=set)
    computed: set[Key] = attrs.field(factory=set)
    waiting: list[Expression] = attrs.field(factory=list)

    def add(self, node: Expression) -> None:
        """Note what the node needs."""
        match node:
            case Read():
                self._read(node)
            case Gather() | Standing():
                self.entities.update((node.over, node.root))
            case Within():
                self.areas.update(node.areas)
            case Lookup():
                rows = self.program.parameters[node.parameter].rows
                self.areas.update(row.area for row in rows)
                self.days.update(day for row in rows for day in (row.start, row.until) if day)
            case Compare():
                self._compared(node.left, node.right)
                self._compared(node.right, node.left)
            case In():
                self._compared(node.item, node.container)
            case _:
                pass

    def _read(self, node: Read) -> None:
        formula = self.program.formulas.get((node.entity, node.name))
        if formula is None or node.shift or node.year is not None:
            shift = _shift(node, self.program, self.year)
            self.shifts.setdefault((node.entity, node.name), set()).add(shift)
            self.entities.add(node.entity)
        elif formula.key not in self.computed:
            self.computed.add(formula.key)
            self.waiting.append(formula.expression)

    def _compared(self, one: Expression, other: Expression) -> None:
        near = set(_written(other, self.program))
        for each in walk(one):
            if isinstance(each, Read):
                self.near.setdefault((each.entity, each.name), set()).update(near)


def _shift(node: Read, program: Program, year: int) -> int:
    """The period read; a flow of a calendar year is counted from the year of the evaluation."""
    variable = program.vocabulary.variable(node.entity, node.name)
    yearly = variable is not None and variable.period is Period.YEAR
    return node.year - year if node.year is not None and yearly else node.shift


def _written(node: Expression, program: Program) -> Iterator[Value]:
    """The values written in an expression, and those of the parameters that it looks up."""
    for each in walk(node):
        if isinstance(each, Constant) and not isinstance(each.value, Special):
            yield from each.value if isinstance(each.value, frozenset) else (each.value,)
        elif isinstance(each, Lookup):
            yield from (
                row.value
                for row in program.parameters[each.parameter].rows
                if not isinstance(row.value, Special)
            )
