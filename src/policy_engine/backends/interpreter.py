"""The reference interpreter: what every expression means for a subject of a case.

Logic is Kleene's. Unknown spreads through arithmetic and comparison; none makes arithmetic none and comparisons false.
"""

import operator
from collections.abc import Callable, Hashable
from typing import TypeVar, assert_never

import attrs

from policy_engine.backends import errors
from policy_engine.backends.aggregates import Pair, aggregate
from policy_engine.backends.dates import calendar_value
from policy_engine.backends.places import lies_in, row_for
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
    Extremum,
    Gather,
    In,
    Lookup,
    Multiply,
    Negate,
    Not,
    Pick,
    Read,
    Remainder,
    Round,
    Rounding,
    Sum,
    Within,
)
from policy_engine.core.program import Program
from policy_engine.core.values import LARGEST, NONE, UNKNOWN, Truth, Value, half_away, power_of_ten
from policy_engine.diagnostics import Code, Diagnostic, PolicyError
from policy_engine.facts.case import Case, Subject, members
from policy_engine.model.period import Period, ordinal
from policy_engine.model.vocabulary import CONTEXT
from policy_engine.model.working_days import KNOWN_YEARS, OutsideCalendar

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
            return compared(
                node.comparison, evaluate(node.left, subject, run), evaluate(node.right, subject, run)
            )
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
        case Sum() | Negate() | Multiply() | Divide() | Remainder() | Round() | Pick() | Calendar():
            return _computed(node, subject, run)
        case _:
            assert_never(node)


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


def _all(operands: tuple[Expression, ...], subject: Subject, run: Run) -> Truth:
    result: Truth = True
    for operand in operands:
        value = evaluate(operand, subject, run)
        if value is UNKNOWN:
            result = UNKNOWN
        elif value is not True:
            return False
    return result


def _any(operands: tuple[Expression, ...], subject: Subject, run: Run) -> Truth:
    result: Truth = False
    for operand in operands:
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
    for branch in node.branches:
        condition = evaluate(branch.condition, subject, run)
        if condition is UNKNOWN:
            return UNKNOWN
        if condition is True:
            return evaluate(branch.value, subject, run)
    return evaluate(node.otherwise, subject, run)


def gathered_from(node: Gather, subject: Subject, run: Run) -> tuple[tuple[Subject, ...], bool]:
    """The subjects that an aggregate ranges over, and whether none can be missing."""
    root = subject.above(node.root)
    return members(root, node.over, run.program.descendants) if root is not None else ((), False)


def _gathered(node: Gather, subject: Subject, run: Run) -> Value:
    found, complete = gathered_from(node, subject, run)
    pairs: list[Pair] = []
    for member in found:
        condition = evaluate(node.where, member, run)
        skipped = condition is False or condition is NONE
        pairs.append((condition, NONE if skipped else evaluate(node.element, member, run)))
    value = aggregate(node.gathering, pairs, complete=complete)
    if isinstance(value, int) and abs(value) > LARGEST:
        raise failure(errors.OVERFLOW, "a number too large to be an amount", subject)
    return value


Computation = Sum | Negate | Multiply | Divide | Remainder | Round | Pick | Calendar


def _computed(node: Computation, subject: Subject, run: Run) -> Value:
    values = [evaluate(operand, subject, run) for operand in _operands(node)]
    if NONE in values:
        return NONE
    if UNKNOWN in values:
        return UNKNOWN
    if isinstance(node, Calendar):
        try:
            return calendar_value(node.step, values)
        except OutsideCalendar as error:
            what = "working days of {}, where the calendar knows {} to {}".format(error, *KNOWN_YEARS)
            raise failure(errors.OUTSIDE_CALENDAR, what, subject) from None
        except (OverflowError, ValueError):
            raise failure(errors.DATE_OUT_OF_RANGE, "a date outside the years 1 to 9999", subject) from None
    if isinstance(node, Pick):
        return min(values) if node.extremum is Extremum.MIN else max(values)  # type: ignore[type-var]
    number = _number(node, values, subject)  # type: ignore[arg-type]
    if abs(number) > LARGEST:
        raise failure(errors.OVERFLOW, "a number too large to be an amount", subject)
    return number


def _operands(node: Computation) -> tuple[Expression, ...]:
    match node:
        case Sum():
            return node.terms
        case Multiply() | Divide() | Remainder():
            return (node.left, node.right)
        case Pick():
            return node.operands
        case Calendar():
            return node.arguments
        case Negate() | Round():
            return (node.operand,)


def _number(
    node: Sum | Negate | Multiply | Divide | Remainder | Round, values: list[int], subject: Subject
) -> int:
    match node:
        case Sum():
            return sum(values)
        case Negate():
            return -values[0]
        case Multiply():
            scale = node.left.type.scale + node.right.type.scale
            return rescaled(values[0] * values[1], 1, scale, node)
        case Round():
            return rescaled(values[0], 1, node.operand.type.scale, node)
        case Divide() | Remainder():
            if values[1] == 0:
                raise failure(errors.DIVISION_BY_ZERO, "a division by zero", subject)
            if isinstance(node, Remainder):
                return values[0] % values[1]
            return rescaled(values[0], values[1], node.left.type.scale - node.right.type.scale, node)
        case _:
            assert_never(node)


def rescaled(numerator: int, denominator: int, scale: int, node: Multiply | Divide | Round) -> int:
    """`numerator / denominator`, whose unit is 10**-scale, rounded to the places of the node, in the scale of its type."""
    larger, smaller = max(node.places - scale, 0), max(scale - node.places, 0)
    numerator, denominator = numerator * power_of_ten(larger), denominator * power_of_ten(smaller)
    floored = node.rounding is Rounding.FLOOR
    rounded = numerator // denominator if floored else half_away(numerator, denominator)
    return rounded * power_of_ten(node.type.scale - node.places)


def failure(code: Code, what: str, subject: Subject) -> PolicyError:
    """The error for a computation that has no result."""
    message = f"the rules lead to {what} for {subject.name}"
    return PolicyError(
        [
            Diagnostic(
                code,
                message,
                help="check the facts of this subject; if they are right, the rule needs a bound",
            )
        ]
    )
