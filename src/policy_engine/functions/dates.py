"""What the functions of dates share: days of evaluation, months that are too short, edges of periods."""

from datetime import date

from policy_engine.core.expression import Calendar, CalendarStep, Constant, Expression, Read
from policy_engine.core.values import UNKNOWN
from policy_engine.diagnostics import Code
from policy_engine.functions.signature import CallSite, Typed
from policy_engine.model.calendar import PERIOD_LABELS
from policy_engine.model.labels import Labels
from policy_engine.model.types import DATE, EnumValue, Kind, Type
from policy_engine.model.vocabulary import CONTEXT

AMBIGUOUS_MONTH_END = Code("PE324", "ambiguous-month-end")
_ROUNDINGS = Type(
    Kind.ENUM,
    values=(
        EnumValue("down", Labels("取月末", "last day of the month")),
        EnumValue("up", Labels("取次月首日", "first day of the next month")),
    ),
)
_PERIODS = Type(Kind.ENUM, values=tuple(EnumValue(name, labels) for name, labels in PERIOD_LABELS.items()))
_DAY_IN_EVERY_MONTH = 28


def of_dates(site: CallSite, step: CalendarStep, arguments: tuple[Typed, ...], kind: Type) -> Typed:
    """A calendar operation on dates."""
    dates = tuple(site.fit(argument, DATE).expression for argument in arguments)
    return Typed(Calendar(step, dates, kind), kind, site.span)


def moved_by_months(site: CallSite, start: Typed, months: Expression, rounding: tuple[Typed, ...]) -> Typed:
    """A date moved by months; the rounding can only be left out where every month has such a day."""
    fitted = site.fit(start, DATE)
    step = CalendarStep.ADD_MONTHS
    if rounding:
        word = site.word(rounding[0], _ROUNDINGS)
        step = CalendarStep.ADD_MONTHS_UP if word == "up" else step
    elif not fitted.failed and not _in_every_month(fitted.expression):
        message = f"`{site.name}` does not say what to do in a month that has no such day"
        call = " ".join(site.span.text.split()).removesuffix(")")
        help_text = f'write `{call}, "down")` for the last day of that month, or `{call}, "up")` for the first day of the next'
        return site.refuse(AMBIGUOUS_MONTH_END, message, help_text=help_text)
    return Typed(Calendar(step, (fitted.expression, months), DATE), DATE, site.span)


def edge_of_period(site: CallSite, edge: str, arguments: tuple[Typed, ...]) -> Typed:
    """The first or last day (`start` or `end`) of the period that holds a date, by default the date of evaluation."""
    period, *days = arguments
    word = site.word(period, _PERIODS)
    day = site.fit(days[0], DATE).expression if days else Read(CONTEXT, "date", DATE)
    if word is None:
        return Typed(Constant(UNKNOWN, DATE), None, site.span)
    return Typed(Calendar(CalendarStep(f"{edge}_of_{word}"), (day,), DATE), DATE, site.span)


def _in_every_month(day: Expression) -> bool:
    """Whether every month has the day of the month that the expression can only have."""
    match day:
        case Constant(value=date() as written):
            return written.day <= _DAY_IN_EVERY_MONTH
        case Calendar(step=step):
            return step.startswith("start_of_") and step is not CalendarStep.START_OF_WEEK
        case _:
            return False
