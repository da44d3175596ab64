"""How long a value holds: the first later day on which an expression may have another one, and what would change it.

The day may be too early, never too late: until the day before, the interpreter finds the same value, waiting for the same things.
"""

from datetime import date
from typing import assert_never

import attrs

from policy_engine.backends.clock import (
    Clock,
    clock_of,
    clock_of_context,
    day_of_change,
    follows_from_date,
    name_of,
)
from policy_engine.backends.horizon import NEVER, Cause, Horizon, Sort, Source, earliest, latest
from policy_engine.backends.interpreter import Run, compared, evaluate, gathered_from, limits
from policy_engine.backends.limits import ANYTHING
from policy_engine.backends.places import lies_in
from policy_engine.core.expression import (
    All,
    Any,
    Calendar,
    Choose,
    Compare,
    Comparison,
    Constant,
    Divide,
    Expression,
    Gather,
    Gathering,
    In,
    Lookup,
    Multiply,
    Negate,
    Not,
    Pick,
    Read,
    Remainder,
    Round,
    Standing,
    Sum,
    Within,
)
from policy_engine.core.program import Formula
from policy_engine.core.traverse import operands
from policy_engine.core.values import NONE, UNKNOWN, Special
from policy_engine.facts.case import Subject
from policy_engine.model.period import Period, first_day, ordinal
from policy_engine.model.vocabulary import CONTEXT

_POPULATION = "population"
_ORDERED = frozenset({Comparison.LESS, Comparison.AT_MOST, Comparison.MORE, Comparison.AT_LEAST})


@attrs.frozen(eq=False)
class Outlook:
    """What lies ahead of a run until the day `end`, which is no longer looked at."""

    run: Run
    end: date
    memory: dict[tuple[Subject, int], tuple[Expression, Horizon]] = attrs.field(factory=dict, repr=False)

    def of(self, node: Expression, subject: Subject) -> Horizon:
        """How long the expression has the value that it has for the subject."""
        key = (subject, id(node))
        if key not in self.memory:
            self.memory[key] = (node, self._of(node, subject))
        return self.memory[key][1]

    def _of(self, node: Expression, subject: Subject) -> Horizon:  # noqa: C901 - a case for each node
        match node:
            case Constant() | Within():
                return NEVER
            case Read():
                return self._read(node, subject)
            case Lookup():
                return self._looked_up(node, subject)
            case Compare():
                return self._compared(node, subject)
            case All() | Any():
                return self._joined(node, subject)
            case Choose():
                return self._chosen(node, subject)
            case Gather():
                return self._gathered(node, subject)
            case Standing():
                return self._ranked(node, subject)
            case Sum() | Negate() | Multiply() | Divide() | Remainder() | Round() | Pick() | Calendar():
                return self._computed(node, subject)
            case Not() | In():
                return earliest(self.of(operand, subject) for operand in operands(node))
            case _:
                assert_never(node)

    def given(self, node: Read, owner: Subject) -> Horizon:
        """How long the case gives the same for a variable, or for another period of it."""
        cause = Cause(Sort.FACTS, f"{owner.name}.{node.name}")
        today = self.run.case.on
        later = (day for day, _ in owner.dated.get(node.name, ()) if day > today)
        days = [*later][:1]
        variable = self.run.program.vocabulary.variable(owner.entity, node.name)
        period = variable.period if variable else None
        by_period = period is not None and period is not Period.ONCE
        if node.earlier or (by_period and any(name == node.name for name, _ in owner.facts)):
            period = period if period and by_period else Period.YEAR
            days.append(first_day(period, ordinal(period, today) + 1))
        if node.year is not None:
            days.append(first_day(Period.YEAR, today.year + 1))
        return self._on(min(days, default=None), cause, node, owner)

    def _on(self, day: date | None, cause: Cause, node: Expression, subject: Subject) -> Horizon:
        if day is None or day >= self.end:
            return NEVER
        return Horizon(day, (Source(cause, node, subject, evaluate(node, subject, self.run)),))

    def _read(self, node: Read, subject: Subject) -> Horizon:
        owner = self.run.subject_of(node.entity, subject)
        if owner is None:
            absent = self.run.program.formulas.get((node.entity, node.name))
            return self.of(absent.expression, subject) if absent and absent.hidden else NEVER
        if node.entity == CONTEXT and not node.earlier:
            return self._of_context(node, owner)
        formula = self.run.program.formulas.get((owner.entity, node.name))
        if formula is None or node.earlier:
            return self.given(node, owner)
        computed = self._of_formula(formula, owner)
        if evaluate(formula.expression, owner, self.run) is not UNKNOWN:
            return computed
        return earliest((computed, self.given(node, owner)))

    def _of_formula(self, formula: Formula, owner: Subject) -> Horizon:
        horizon = self.of(formula.expression, owner)
        if not formula.hidden:
            return horizon
        return self.run.once((Horizon, owner, formula.name, self.end), lambda: horizon.of_rule(formula.rule))

    def _of_context(self, node: Read, owner: Subject) -> Horizon:
        """Until the date makes it another, or the case gives another one where nothing follows from the date."""
        clock, today = clock_of_context(node), self.run.case.on
        day = self.run.once(
            (clock_of_context, node.name, self.end),
            lambda: day_of_change(clock.at, today, self.end, steady=clock.steady),
        )
        horizon = self._on(day, Cause(Sort.TIME, clock.name), node, owner)
        return horizon if follows_from_date(node, self.run) else earliest((horizon, self.given(node, owner)))

    def _looked_up(self, node: Lookup, subject: Subject) -> Horizon:
        rows = self.run.program.parameters[node.parameter].rows
        days = (
            day
            for row in rows
            if lies_in(subject, row.area) is not False
            for day in (row.start, row.until)
            if day is not None and day > self.run.case.on
        )
        cause = Cause(Sort.LAW, node.parameter)
        keys = (self.of(key, subject) for key in node.keys)
        return earliest((*keys, self._on(min(days, default=None), cause, node, subject)))

    def _compared(self, node: Compare, subject: Subject) -> Horizon:
        sides = (node.left, node.right)
        values = [evaluate(side, subject, self.run) for side in sides]
        if any(isinstance(value, Special) for value in values):
            limited = any(
                limits(side, subject, self.run) != ANYTHING
                for side, value in zip(sides, values, strict=True)
                if value is UNKNOWN
            )
            return earliest((self._limited if limited else self._kept)(side, subject) for side in sides)
        clocks = [clock_of(side, subject, self.run) for side in sides]
        if clocks == [None, None]:
            return earliest(self.of(side, subject) for side in sides)
        left, right = (
            clock or Clock.still(side, subject, value)
            for clock, side, value in zip(clocks, sides, values, strict=True)
        )
        steady = None in clocks and left.steady and right.steady and node.comparison in _ORDERED
        day = day_of_change(
            lambda day: compared(node.comparison, left.at(day), right.at(day)),
            self.run.case.on,
            self.end,
            steady=steady,
        )
        cause = Cause(Sort.LAW, "") if _is_date_of_rule(node) else Cause(Sort.TIME, name_of((left, right)))
        stills = (self.of(each, owner) for each, owner in (*left.stills, *right.stills))
        return earliest((*stills, self._on(day, cause, node, subject)))

    def _kept(self, node: Expression, subject: Subject) -> Horizon:
        """How long a value stays unknown or none, or anything but these."""
        clock = clock_of(node, subject, self.run)
        if clock is None:
            return self.of(node, subject)
        return earliest(self.of(each, owner) for each, owner in clock.stills)

    def _limited(self, node: Expression, subject: Subject) -> Horizon:
        """How long a number has the same limits: until any part of what is unknown of it changes."""
        if evaluate(node, subject, self.run) is not UNKNOWN or isinstance(node, Standing | Lookup | Gather):
            return self.of(node, subject)
        if not isinstance(node, Read):
            return earliest(self._limited(operand, subject) for operand in operands(node))
        owner = self.run.subject_of(node.entity, subject)
        formula = self.run.program.formulas.get((owner.entity, node.name)) if owner else None
        inner = self._limited(formula.expression, owner) if owner and formula and not node.earlier else NEVER
        return earliest((inner, self.of(node, subject)))

    def _ticking(self, node: Expression, subject: Subject) -> Horizon | None:
        """How long an expression that moves with the date has the same value; None for one that does not so move."""
        clock = clock_of(node, subject, self.run)
        if clock is None:
            return None
        day = day_of_change(clock.at, self.run.case.on, self.end, steady=clock.steady)
        stills = (self.of(each, owner) for each, owner in clock.stills)
        return earliest((*stills, self._on(day, Cause(Sort.TIME, clock.name), node, subject)))

    def _joined(self, node: All | Any, subject: Subject) -> Horizon:
        """Until the operand that decides changes, or else any of them."""
        for operand in node.operands:
            value = evaluate(operand, subject, self.run)
            if value is not UNKNOWN and (value is True) is isinstance(node, Any):
                return self.of(operand, subject)
        return earliest(self.of(operand, subject) for operand in node.operands)

    def _chosen(self, node: Choose, subject: Subject) -> Horizon:
        """Until a condition up to the value that is taken, or this value changes; all that is waited for while none can be taken."""
        asked: list[Horizon] = []
        for branch in node.branches:
            condition = evaluate(branch.condition, subject, self.run)
            asked.append(self.of(branch.condition, subject))
            if condition is True or condition is UNKNOWN:
                asked.append(self.of(branch.value, subject))
            if condition is True:
                return earliest(asked)
        return earliest((*asked, self.of(node.otherwise, subject)))

    def _gathered(self, node: Gather, subject: Subject) -> Horizon:
        found, _ = gathered_from(node, subject, self.run)
        decisive: list[Horizon] = []
        asked: list[Horizon] = []
        for member in found:
            condition = evaluate(node.where, member, self.run)
            horizon = self.of(node.where, member)
            if condition is not False and condition is not NONE:
                horizon = earliest((horizon, self.of(node.element, member)))
            if condition is True:
                element = evaluate(node.element, member, self.run)
                wanted = {
                    Gathering.ANY: element is True,
                    Gathering.ALL: element is not True and element is not UNKNOWN,
                }
                decisive += [horizon] if wanted.get(node.gathering) else []
            asked.append(horizon)
        return latest(decisive) if decisive else earliest(asked)

    def _ranked(self, node: Standing, subject: Subject) -> Horizon:
        """Until anything changes by which some member of the population belongs to it, stands where it does or counts."""
        root = subject.above(node.root)
        if root is None:
            own = operands(node) if subject.entity == node.over else ()
            return earliest(self.of(part, subject) for part in own)
        population = (_POPULATION, root, node.over, node.where, node.keys, node.element)
        return self.run.once((*population, self.end), lambda: self._population(node, root))

    def _population(self, node: Standing, root: Subject) -> Horizon:
        asked: list[Horizon] = []
        for member in gathered_from(node, root, self.run)[0]:
            asked.append(self.of(node.where, member))
            condition = evaluate(node.where, member, self.run)
            if condition is not False and condition is not NONE:
                asked += [self.of(part, member) for part in operands(node)]
        return earliest(asked)

    def _computed(self, node: Expression, subject: Subject) -> Horizon:
        if isinstance(evaluate(node, subject, self.run), Special):
            parts = operands(node)
            known = not any(isinstance(evaluate(each, subject, self.run), Special) for each in parts)
            return earliest((self.of if known else self._kept)(each, subject) for each in parts)
        ticking = self._ticking(node, subject)
        return ticking or earliest(self.of(operand, subject) for operand in operands(node))


def _is_date_of_rule(node: Compare) -> bool:
    """Whether the date is compared with one that is written."""
    sides = (node.left, node.right)
    return any(isinstance(side, Constant) for side in sides) and any(
        isinstance(side, Read) and side.entity == CONTEXT for side in sides
    )
