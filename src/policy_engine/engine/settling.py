"""When rights are paid: the payments of a span by what a right counts by, and the amount of each."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import attrs

from policy_engine.engine.timeline import Segment, Track
from policy_engine.model.calendar import CalendarPeriod, first_day, last_day

_DAY = "day"
_ONE = timedelta(days=1)
_OPEN = frozenset({"eligible", "undetermined"})
NOTHING = Decimal(0)


class Settled(StrEnum):
    """The day of a period on which it is settled what is due for it."""

    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"


@attrs.frozen
class Counting:
    """What a right counts by, and its unit."""

    per: str
    unit: str


@attrs.frozen
class Payment:
    """A period for which something may be due, by its first and last day inside the span; the whole span where there is none."""

    first: date
    last: date
    once: bool = False


@attrs.frozen(eq=False)
class Due:
    """What is due for a payment: an amount, or None where it is open; and the segment that says so, None for an unknown subject."""

    amount: Decimal | None
    segment: Segment | None


def countings(track: Track | None) -> Iterator[Counting]:
    """How the right counts; by several ways where it is changed within the span, by none where it has no amount."""
    for segment in track.segments if track else ():
        details = dict(segment.details)
        per, unit = details.get("per"), details.get("unit")
        if isinstance(per, str) and isinstance(unit, str):
            yield Counting(per, unit)


def payments(per: str, start: date, end: date) -> Iterator[Payment]:
    """The periods of the calendar that begin in the span; one payment for all that is not paid by such a period."""
    if per == _DAY:
        for step in range((end - start).days):
            yield Payment(start + step * _ONE, start + step * _ONE)
    elif per in list(CalendarPeriod):
        period = CalendarPeriod(per)
        first = first_day(period, start)
        first = first if first == start else last_day(period, start) + _ONE
        while first < end:
            last = last_day(period, first)
            yield Payment(first, min(last, end - _ONE))
            first = last + _ONE
    else:
        yield Payment(start, end - _ONE, once=True)


def due(track: Track | None, counting: Counting, payment: Payment, settled: Settled) -> Due:
    """What is due to a subject for a payment."""
    if track is None:
        return Due(NOTHING, None)
    if not payment.once:
        segment = track.on(payment.first if settled is Settled.FIRST_DAY else payment.last)
        return Due(_amount(segment, counting), segment)
    found = [Due(_amount(segment, counting), segment) for segment in track.segments]
    given = [each for each in found if each.amount]
    waiting = [each for each in found if each.amount is None]
    return (given or waiting or found)[-1]


def _amount(segment: Segment, counting: Counting) -> Decimal | None:
    """What a segment grants; open also where the subject still has to choose between rights, or the place decides how they count."""
    details = dict(segment.details)
    if (details.get("per", counting.per), details.get("unit", counting.unit)) != (
        counting.per,
        counting.unit,
    ):
        return NOTHING
    if segment.status in _OPEN or "alternatives" in details:
        return None
    return Decimal(str(details.get("amount", NOTHING)))
