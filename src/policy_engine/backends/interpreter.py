"""The reference interpreter: what every expression means for a subject of a case.

Logic is Kleene's. Unknown spreads through arithmetic and comparison; none makes arithmetic none and comparisons false.
"""

import operator
from collections.abc import Callable, Hashable
from typing import TypeVar, assert_never

import attrs

from policy_engine.backends.aggregates import Pair, aggregate
from policy_engine.backends.arithmetic import Computation, computed, within_limits
from policy_engine.backends.limits import ANYTHING, Limits, added, decided
from policy_engine.backends.places import lies_in, row_for
from policy_engine.backends.ranges import range_of
from policy_engine.backends.standing import Entrant, Ranking, entrant
from policy_engine.core.expression import (
    All,
    Any,
    Calendar,
    Choose,
    Compare,
    Comparison,
    Composed,
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
    Reach,
    Read,
    Remainder,
    Round,
    Standing,
    Sum,
    Within,
)
from policy_engine.core.program import Program
from policy_engine.core.traverse import operands
from policy_engine.core.values import NONE, UNKNOWN, Truth, Value
from policy_engine.facts.case import Case, Subject, members
from policy_engine.model.period import Period, ordinal
from policy_engine.model.vocabulary import CONTEXT

_Found = TypeVar("_Found")


@attrs.frozen(eq=False, slots=False)
class Run:
    """One program on one case; remembers what it has computed."""

    program: Program
    case: Case
    variables: dict[tuple[Subject, str], Value] = attrs.field(factory=dict, repr=False)
    memory: dict[tuple[Subject, int], tuple[Expression, Value]] = attrs.field(factory=dict, repr=False)
    """Values of composed expressions by identity; the expression is kept, so that its identity is not used again."""
    notes: dict[Hashable, object] = attrs.field(factory=dict, repr=False)

    def value(self, expression: Expression, subject: Subject) -> Value:
        """The value of the expression for the subject."""
        return evaluate(expression, subject, self)

    def variable(self, subject: Subject, name: str) -> Value:
        """The value of a variable: computed where that can be done, else as given."""
        known = self.variables.get((subject, name))
        if known is None:
            formula = self.program.formulas.get((subject.entity, name))
            computed = UNKNOWN if formula is None else evaluate(formula.expression, subject, self)
            known = subject.fact(name) if computed is UNKNOWN else computed
            self.variables[subject, name] = known
        return known

    def once(self, key: Hashable, make: Callable[[], _Found]) -> _Found:
        """What `make` returns, made once a run for the key; a key always belongs to the same sort of result."""
        if key not in self.notes:
            self.notes[key] = make()
        found: _Found = self.notes[key]  # type: ignore[assignment]
        return found

    def subject_of(self, entity: str, subject: Subject) -> Subject | None:
        """The subject whose variables a name of that entity means, seen from the subject."""
        return self.case.context if entity == CONTEXT else subject.above(entity)


_EQUALITY = frozenset({Comparison.EQUAL, Comparison.DIFFERENT})
_TESTS: dict[Comparison, Callable[..., bool]] = {
    Comparison.EQUAL: operator.eq,
    Comparison.DIFFERENT: operator.ne,
    Comparison.LESS: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.MORE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
}


def evaluate(node: Expression, subject: Subject, run: Run) -> Value:
    """The value of a core expression for a subject; what is composed of others is computed once a run."""
    if isinstance(node, Read):
        return _read(node, subject, run)
    if isinstance(node, Constant):
        return node.value
    key = (subject, id(node))
    known = run.memory.get(key)
    if known is None:
        known = run.memory[key] = (node, _composed(node, subject, run))
    return known[1]


def _composed(node: Composed, subject: Subject, run: Run) -> Value:  # noqa: C901 - a case for each node
    match node:
        case Compare():
            return _comparison(node, subject, run)
        case All():
            return _all(node.operands, subject, run)
        case Any():
            return _any(node.operands, subject, run)
        case Not():
            return negation(evaluate(node.operand, subject, run))
        case In():
            return _contained(evaluate(node.item, subject, run), evaluate(node.container, subject, run))
        case Within():
            return _within(node, subject)
        case Lookup():
            keys = [evaluate(key, subject, run) for key in node.keys]
            return row_for(run.program.parameters[node.parameter], keys, subject, run.case.on).value
        case Choose():
            return _chosen(node, subject, run)
        case Gather():
            return _gathered(node, subject, run)
        case Standing():
            return _stands(node, subject, run)
        case Sum() | Negate() | Multiply() | Divide() | Remainder() | Round() | Pick() | Calendar():
            return _computed(node, subject, run)
        case _:
            assert_never(node)


def _comparison(node: Compare, subject: Subject, run: Run) -> Truth:
    truth = compared(node.comparison, evaluate(node.left, subject, run), evaluate(node.right, subject, run))
    if truth is not UNKNOWN or node.comparison in _EQUALITY:
        return truth
    return decided(node.comparison, limits(node.left, subject, run), limits(node.right, subject, run))


def negation(value: Value) -> Truth:
    """The contrary; none counts as false."""
    if value is UNKNOWN:
        return UNKNOWN
    return value is NONE or not value


def compared(comparison: Comparison, left: Value, right: Value) -> Truth:
    """A comparison; none is equal to none only, and neither less nor more than anything."""
    if (left is NONE or right is NONE) and comparison not in _EQUALITY:
        return False
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    return _TESTS[comparison](left, right)


def _read(node: Read, subject: Subject, run: Run) -> Value:
    owner = run.subject_of(node.entity, subject)
    if owner is None:
        return UNKNOWN
    if node.shift == 0 and node.year is None:
        return run.variable(owner, node.name)
    return owner.fact(node.name, shift_of(node, run))


def shift_of(node: Read, run: Run) -> int:
    """The period that is read, counted from the one that holds the date of evaluation."""
    if node.year is None:
        return node.shift
    return node.year - ordinal(Period.YEAR, run.case.on)


def _all(parts: tuple[Expression, ...], subject: Subject, run: Run) -> Truth:
    result: Truth = True
    for operand in parts:
        value = evaluate(operand, subject, run)
        if value is UNKNOWN:
            result = UNKNOWN
        elif value is not True:
            return False
    return result


def _any(parts: tuple[Expression, ...], subject: Subject, run: Run) -> Truth:
    result: Truth = False
    for operand in parts:
        value = evaluate(operand, subject, run)
        if value is True:
            return True
        if value is UNKNOWN:
            result = UNKNOWN
    return result


def _within(node: Within, subject: Subject) -> Truth:
    found = [lies_in(subject, area) for area in node.areas]
    return True if True in found else UNKNOWN if UNKNOWN in found else False


def _contained(item: Value, container: Value) -> Truth:
    if container is UNKNOWN:
        return UNKNOWN
    if not isinstance(container, frozenset) or not container:
        return False
    return UNKNOWN if item is UNKNOWN else item in container


def _chosen(node: Choose, subject: Subject, run: Run) -> Value:
    taken = _taken(node, subject, run)
    return UNKNOWN if taken is None else evaluate(taken, subject, run)


def _taken(node: Choose, subject: Subject, run: Run) -> Expression | None:
    """The value that is chosen; None while that is open."""
    for branch in node.branches:
        condition = evaluate(branch.condition, subject, run)
        if condition is UNKNOWN:
            return None
        if condition is True:
            return branch.value
    return node.otherwise


def gathered_from(node: Gather | Standing, subject: Subject, run: Run) -> tuple[tuple[Subject, ...], bool]:
    """The subjects that an aggregate ranges over, and whether none can be missing."""
    root = subject.above(node.root)
    if root is None:
        return (), False
    key = (members, root, node.over)
    return run.once(key, lambda: members(root, node.over, run.program.descendants))


def _gathered(node: Gather, subject: Subject, run: Run) -> Value:
    found, complete = gathered_from(node, subject, run)
    pairs: list[Pair] = []
    for member in found:
        condition = evaluate(node.where, member, run)
        skipped = condition is False or condition is NONE
        pairs.append((condition, NONE if skipped else evaluate(node.element, member, run)))
    return within_limits(aggregate(node.gathering, pairs, complete=complete), subject)


def _stands(node: Standing, subject: Subject, run: Run) -> Value:
    condition = True if node.reach is Reach.ALL else evaluate(node.where, subject, run)
    if condition is not True:
        return UNKNOWN if condition is UNKNOWN else NONE
    return within_limits(_limits_of_standing(node, subject, run).value, subject)


def limits(node: Expression, subject: Subject, run: Run) -> Limits:
    """Between which limits a number lies, as far as that is known of counts, of sums over ranked members and of what is made of them."""
    value = evaluate(node, subject, run)
    if value is not UNKNOWN:
        return Limits(value, value) if isinstance(value, int) else ANYTHING
    match node:
        case Standing():
            known = node.reach is Reach.ALL or evaluate(node.where, subject, run) is True
            return _limits_of_standing(node, subject, run) if known else ANYTHING
        case Gather(gathering=Gathering.COUNT):
            return _limits_of_count(node, subject, run)
        case Read():
            return _limits_of_read(node, subject, run)
        case Sum():
            return added(limits(term, subject, run) for term in node.terms)
        case Negate():
            return limits(node.operand, subject, run).negated
        case Multiply():
            inner, factor = limits(node.left, subject, run), evaluate(node.right, subject, run)
            return inner.times(node, factor)
        case Choose():
            taken = _taken(node, subject, run)
            return limits(taken, subject, run) if taken is not None else ANYTHING
        case _:
            return ANYTHING


def _limits_of_standing(node: Standing, subject: Subject, run: Run) -> Limits:
    ranking = ranking_of(node, subject, run)
    return ranking.limits(subject, node.reach) if ranking is not None else Limits(0, None)


def _limits_of_count(node: Gather, subject: Subject, run: Run) -> Limits:
    found, complete = gathered_from(node, subject, run)
    conditions = [evaluate(node.where, member, run) for member in found]
    least = conditions.count(True)
    return Limits(least, least + conditions.count(UNKNOWN) if complete else None)


def _limits_of_read(node: Read, subject: Subject, run: Run) -> Limits:
    owner = run.subject_of(node.entity, subject)
    formula = run.program.formulas.get((owner.entity, node.name)) if owner is not None else None
    if owner is None or formula is None or node.earlier:
        return ANYTHING
    return run.once((limits, owner, node.name), lambda: limits(formula.expression, owner, run))


def ranking_of(node: Standing, subject: Subject, run: Run) -> Ranking | None:
    """The population in its order; None where the subject above it is not in the case."""
    root = subject.above(node.root)
    if root is None:
        return None
    key = (ranking_of, root, node.over, node.where, node.keys, node.by_id, node.element)
    return run.once(key, lambda: _ranked(node, root, run))


def _ranked(node: Standing, root: Subject, run: Run) -> Ranking:
    found, complete = gathered_from(node, root, run)
    ranges = [range_of(key.by, run.program) for key in node.keys]
    entrants: dict[Subject, Entrant] = {}
    for member in found:
        condition = evaluate(node.where, member, run)
        if condition is not False and condition is not NONE:
            values = [evaluate(key.by, member, run) for key in node.keys]
            keys = [*zip(node.keys, values, ranges, strict=True)]
            name = member.id if node.by_id else None
            entrants[member] = entrant(
                keys, name, evaluate(node.element, member, run), sure=condition is True
            )
    return Ranking(entrants, complete)


def _computed(node: Computation, subject: Subject, run: Run) -> Value:
    return computed(node, [evaluate(operand, subject, run) for operand in operands(node)], subject)
