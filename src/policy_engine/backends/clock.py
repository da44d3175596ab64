"""Values that move with the date alone: ages, days since an event, the school year, while the facts stay as they are."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import attrs

from policy_engine.backends.dates import calendar_value
from policy_engine.backends.interpreter import Run, evaluate
from policy_engine.core.expression import Calendar, CalendarStep, Expression, Read
from policy_engine.core.traverse import walk
from policy_engine.core.values import UNKNOWN, Special, Value
from policy_engine.facts.case import Subject
from policy_engine.facts.context import context_facts
from policy_engine.model.vocabulary import CONTEXT
from policy_engine.model.working_days import OutsideCalendar

_STEADY_NAMES = frozenset({"date", "year", "school_year"})
_TURNING_STEPS = frozenset({CalendarStep.MONTH_OF, CalendarStep.SEMESTER_OF, CalendarStep.IS_WORKING_DAY})


@attrs.frozen(eq=False)
class Clock:
    """What an expression is on any day, as long as its still parts, each with its subject, stay as they are.

    A steady one only ever grows or only ever falls. `name` is a fact that it hangs on besides the date, else a fact of the date.
    """

    at: Callable[[date], Value]
    steady: bool
    name: str
    stills: tuple[tuple[Expression, Subject], ...] = ()

    @classmethod
    def still(cls, node: Expression, subject: Subject, value: Value) -> "Clock":
        """A clock that stands."""
        reads = ((subject.above(each.entity), each.name) for each in walk(node) if isinstance(each, Read))
        names = (f"{owner.name}.{name}" for owner, name in reads if owner is not None)
        return cls(lambda _: value, True, next(names, ""), ((node, subject),))


def clock_of(node: Expression, subject: Subject, run: Run) -> Clock | None:
    """The clock of an expression that moves with the date; None for any other, and where the value is unknown or none."""
    if isinstance(evaluate(node, subject, run), Special):
        return None
    match node:
        case Read() if follows_from_date(node, run):
            return clock_of_context(node)
        case Read() if not node.earlier:
            owner = run.subject_of(node.entity, subject)
            formula = run.program.formulas.get((owner.entity, node.name)) if owner else None
            clock = clock_of(formula.expression, owner, run) if owner and formula else None
            if clock is None or owner is None or formula is None or formula.hidden:
                return clock
            return attrs.evolve(clock, name=f"{owner.name}.{node.name}")
        case Calendar():
            return _of_calendar(node, subject, run)
        case _:
            return None


def name_of(clocks: Iterable[Clock]) -> str:
    """The name for what hangs on several clocks."""
    names = [clock.name for clock in clocks if clock.name]
    return next((name for name in names if not name.startswith(CONTEXT)), names[0])


def follows_from_date(node: Read, run: Run) -> bool:
    """Whether it is a fact of the evaluation that follows from its date."""
    return node.entity == CONTEXT and (node.name, 0) in context_facts(run.case.on)


def day_of_change(at: Callable[[date], Value], today: date, end: date, *, steady: bool) -> date | None:
    """The first day after today and before the end on which there is another value than today; a steady one never comes back."""

    def differs(day: date) -> bool:
        try:
            return at(day) != now
        except (OverflowError, ValueError, OutsideCalendar):
            return True

    now = at(today)
    low, high = today, end - timedelta(days=1)
    if not steady:
        days = (today + timedelta(days=step) for step in range(1, (high - today).days + 1))
        return next((day for day in days if differs(day)), None)
    if high <= today or not differs(high):
        return None
    while (high - low).days > 1:
        middle = low + (high - low) // 2
        low, high = (low, middle) if differs(middle) else (middle, high)
    return high


def clock_of_context(node: Read) -> Clock:
    """What follows from the date for a fact of the evaluation; unknown where nothing does."""

    def at(day: date) -> Value:
        return context_facts(day).get((node.name, 0), UNKNOWN)

    return Clock(at, node.name in _STEADY_NAMES, f"{CONTEXT}.{node.name}")


def _of_calendar(node: Calendar, subject: Subject, run: Run) -> Clock | None:
    clocks = [clock_of(each, subject, run) for each in node.arguments]
    moving = [clock for clock in clocks if clock is not None]
    if not moving:
        return None
    parts = [
        clock or Clock.still(each, subject, evaluate(each, subject, run))
        for clock, each in zip(clocks, node.arguments, strict=True)
    ]

    def at(day: date) -> Value:
        return calendar_value(node.step, [part.at(day) for part in parts])

    steady = len(moving) == 1 and moving[0].steady and node.step not in _TURNING_STEPS
    stills = tuple(still for part in parts for still in part.stills)
    return Clock(at, steady, name_of(parts), stills)
