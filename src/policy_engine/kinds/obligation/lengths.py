"""How often and how soon: words and lengths of time as steps of the calendar."""

import attrs

from policy_engine.checking.rule_kind import RuleContext
from policy_engine.core.expression import Calendar, CalendarStep, Constant, Expression, Negate, Remainder, Sum
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.kinds.obligation.tree import LengthTree, PhaseTree
from policy_engine.model.labels import Labels
from policy_engine.model.types import DATE, INT
from policy_engine.reading.yaml import Mapping, Node, Scalar, Sequence
from policy_engine.syntax.surface import read_model

NO_LENGTH = Code("PE573", "no-length-of-time")
NO_PHASES = Code("PE575", "phases-without-end")


@attrs.frozen
class Length:
    """A stretch of time."""

    unit: str
    count: int

    @property
    def labels(self) -> Labels:
        """The length in words."""
        zh, en = _UNITS[self.unit]
        return Labels(f"{self.count}{zh}", f"{self.count} {en}{'' if self.count == 1 else 's'}")

    def after(self, day: Expression) -> Expression:
        """The first day that is no longer within the length from the day on."""
        step = _STEPS[self.unit]
        return Calendar(
            CalendarStep.ADD_MONTHS_UP if step is CalendarStep.ADD_MONTHS else step, self._with(day), DATE
        )

    def deadline(self, day: Expression) -> Expression:
        """The last day within the length after the day; of a shorter month its last one."""
        return Calendar(_STEPS[self.unit], self._with(day), DATE)

    def back(self, day: Expression) -> Expression:
        """The first day of the length that ends with the day."""
        turned = Calendar(_STEPS[self.unit], (day, Constant(-self._days, INT)), DATE)
        return Calendar(CalendarStep.ADD_DAYS, (turned, Constant(1, INT)), DATE)

    def _with(self, day: Expression) -> tuple[Expression, ...]:
        return (day, Constant(self._days, INT))

    @property
    def _days(self) -> int:
        return self.count * 7 if self.unit == "weeks" else self.count


@attrs.frozen
class Frequency:
    """How often: a length, and the period of the calendar that is that long or divides it."""

    length: Length
    labels: Labels
    period: str = ""

    @property
    def in_calendar(self) -> bool:
        """Whether the calendar has such periods: a named one, or one of the parts of a year that begin in January."""
        return bool(self.period) or (self.length.unit == "months" and 12 % self.length.count == 0)

    def start(self, day: Expression) -> Expression:
        """The first day of the period of the calendar that holds the day."""
        if self.period:
            return Calendar(CalendarStep(f"start_of_{self.period}"), (day,), DATE)
        month = Calendar(CalendarStep.MONTH_OF, (day,), INT)
        before = Remainder(Sum((month, Constant(-1, INT)), INT), Constant(self.length.count, INT), INT)
        first = Calendar(CalendarStep.START_OF_MONTH, (day,), DATE)
        return Calendar(CalendarStep.ADD_MONTHS, (first, Negate(before, INT)), DATE)

    def end(self, day: Expression) -> Expression:
        """The last day of the period of the calendar that holds the day."""
        if self.period:
            return Calendar(CalendarStep(f"end_of_{self.period}"), (day,), DATE)
        return Calendar(
            CalendarStep.ADD_DAYS, (self.length.deadline(self.start(day)), Constant(-1, INT)), DATE
        )


@attrs.frozen
class Phase:
    """How often, up to a day; None in the last phase."""

    frequency: Frequency
    until: Expression | None = None


_UNITS = {
    "days": ("天", "day"), "weeks": ("周", "week"), "months": ("个月", "month"), "working_days": ("个工作日", "working day"),
}  # fmt: skip
_STEPS = {
    "days": CalendarStep.ADD_DAYS, "weeks": CalendarStep.ADD_DAYS, "months": CalendarStep.ADD_MONTHS,
    "working_days": CalendarStep.ADD_WORKING_DAYS,
}  # fmt: skip


def _periods(name: str, length: Length, zh: str, en: str) -> Frequency:
    return Frequency(length, Labels(zh, en), name)


_WORDS = {
    "week": _periods("week", Length("weeks", 1), "每周", "every week"),
    "month": _periods("month", Length("months", 1), "每月", "every month"),
    "quarter": _periods("quarter", Length("months", 3), "每季度", "every quarter"),
    "half_year": _periods("half_year", Length("months", 6), "每半年", "every half year"),
    "year": _periods("year", Length("months", 12), "每年", "every year"),
    "semester": _periods("semester", Length("months", 6), "每学期", "every semester"),
}
_AS_WORDS = "write " + ", ".join(f"`{word}`" for word in _WORDS) + ", or a length such as `{months: 2}`"


def read_phases(node: Node, context: RuleContext) -> tuple[Phase, ...]:
    """The phases of an obligation, in order; nothing after a finding."""
    if not isinstance(node, Sequence):
        frequency = _frequency(node, context)
        return (Phase(frequency),) if frequency else ()
    phases: list[Phase] = []
    for position, item in enumerate(node.items):
        findings: list[Diagnostic] = []
        tree = read_model(PhaseTree, item, findings)
        for finding in findings:
            context.report(finding)
        frequency = _frequency(tree.every, context) if tree else None
        if tree is None or frequency is None:
            return ()
        if (tree.until is None) is not (position + 1 == len(node.items)):
            message = "every phase but the last says `until:`, and the last does not"
            help_text = "use `ends:` for the day on which the obligation ends"
            context.report(Diagnostic(NO_PHASES, message, item.span, help=help_text))
            return ()
        phases.append(Phase(frequency, context.day(tree.until) if tree.until else None))
    if not phases:
        context.report(Diagnostic(NO_PHASES, "there are no phases here", node.span, help=_AS_WORDS))
    return tuple(phases)


def _frequency(node: Node, context: RuleContext) -> Frequency | None:
    if isinstance(node, Scalar) and node.text in _WORDS:
        return _WORDS[node.text]
    length = read_length(node, context) if isinstance(node, Mapping) else None
    if length is None or length.unit == "working_days":
        if length or not isinstance(node, Mapping):
            message = "nothing happens so often here"
            context.report(Diagnostic(NO_LENGTH, message, node.span, help=_AS_WORDS))
        return None
    return Frequency(length, Labels(f"每{length.labels.zh}", f"every {length.labels.en}"))


def read_length(node: Node, context: RuleContext) -> Length | None:
    """A stretch of time, a bare number being days; None after a finding."""
    if isinstance(node, Scalar) and node.text.isascii() and node.text.isdigit():
        return Length("days", int(node.text))
    findings: list[Diagnostic] = []
    tree = read_model(LengthTree, node, findings)
    for finding in findings:
        context.report(finding)
    if tree is None:
        return None
    given = [(unit, count) for unit in _UNITS if (count := getattr(tree, unit)) is not None]
    if len(given) == 1 and given[0][1] > 0:
        return Length(*given[0])
    message = "a length of time has one unit, and is not zero"
    context.report(Diagnostic(NO_LENGTH, message, node.span, help="write it such as `{months: 2}`"))
    return None
