"""A second reading of obligations, by loops over days."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import attrs
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.core.values import NONE, Value
from policy_engine.model.working_days import is_working_day
from tests.kinds.obligations import HEAD_LINES, Seen, household, seen

DAY = timedelta(days=1)
EVENT = (*HEAD_LINES, "from_event: registered")
FREQUENCIES = ("{months: 2}", "{months: 4}", "week", "month", "quarter", "half_year", "year", "semester")
FIRST, LAST = date(2017, 12, 1), date(2021, 2, 28)


def period_key(every: str, at: date) -> object:
    """The period of the calendar in which a day lies."""
    match every:
        case "week":
            return at.isocalendar()[:2]
        case "{months: 2}" | "{months: 4}":
            return at.year, (at.month - 1) // int(every[9])
        case "month":
            return at.year, at.month
        case "quarter":
            return at.year, (at.month - 1) // 3
        case "half_year":
            return at.year, at.month > 6
        case "year":
            return at.year
        case _:
            return (at.year - (at.month == 1), 2 <= at.month <= 7)


@cache
def periods(every: str) -> tuple[tuple[date, date], ...]:
    """All periods of some years, but for those cut at the ends."""
    groups: dict[object, list[date]] = {}
    at = date(2012, 1, 1)
    while at < date(2023, 1, 1):
        groups.setdefault(period_key(every, at), []).append(at)
        at += DAY
    return tuple((days[0], days[-1]) for days in groups.values())[1:-1]


@attrs.frozen
class Naive:
    """An obligation of periods, read again."""

    phases: tuple[tuple[str, Value], ...]
    begins: Value | None
    ends: Value | None
    required: int
    records: tuple[date, ...]
    today: date

    def phase(self, at: date) -> int:
        """The phase that holds on a day."""
        return next(
            number
            for number, (_, until) in enumerate(self.phases)
            if until is NONE or at < until  # type: ignore[operator]
        )

    def whole(self, start: date, end: date) -> bool:
        """Whether the period lies between beginning and end."""
        begun = self.begins is None or (self.begins is not NONE and self.begins <= start)  # type: ignore[operator]
        return begun and (self.ends is None or self.ends is NONE or end < self.ends)  # type: ignore[operator]

    def owed(self) -> Iterator[tuple[date, date]]:
        """The ended periods that are owed."""
        for number, (every, _) in enumerate(self.phases):
            for start, end in periods(every):
                if end < self.today and self.phase(end) == number and self.whole(start, end):
                    yield start, end

    def count(self, since: date) -> int:
        """Records from a day to today."""
        return sum(since <= each <= self.today for each in self.records)

    def read(self) -> Seen:
        """Status, period, required, actual and since."""
        ended = sorted(self.owed(), key=lambda period: period[1])
        every = self.phases[self.phase(self.today)][0]
        now = next(each for each in periods(every) if each[0] <= self.today <= each[1])
        owed_now = self.whole(*now)
        if not ended and not owed_now:
            return ("not_applicable", None, None, None, None)
        if ended and self.count(ended[-1][0]) < self.required:
            return self.told("overdue", ended[-1], self.since(ended).isoformat())
        if owed_now and self.count(now[0]) < self.required:
            return self.told("due", now)
        return self.told("done", now if owed_now else ended[-1])

    def told(self, status: str, period: tuple[date, date], since: str | None = None) -> Seen:
        """What an outcome tells."""
        return (status, f"{period[0]}/{period[1]}", str(self.required), str(self.count(period[0])), since)

    def since(self, ended: list[tuple[date, date]]) -> date:
        """The day after the first of the periods missed in a row."""
        before = [each for each in self.records if each <= self.today]
        if self.required > 1 or (not before and self.begins is None):
            return ended[-1][1] + DAY
        missed = [end for start, end in ended if not before or start > max(before)]
        return min(missed) + DAY


days_of_years = st.dates(FIRST, LAST)
optional_days = st.one_of(st.none(), st.just(NONE), days_of_years)


@st.composite
def of_periods(draw: st.DrawFn) -> tuple[tuple[str, ...], Naive]:
    """An obligation of one to three phases, with records."""
    count = draw(st.integers(1, 3))
    untils = [draw(st.one_of(st.just(NONE), days_of_years)) for _ in range(count - 1)]
    phases = tuple((draw(st.sampled_from(FREQUENCIES)), until) for until in [*untils, NONE])
    naive = Naive(
        phases,
        draw(optional_days),
        draw(optional_days),
        draw(st.integers(0, 3)),
        tuple(draw(st.lists(days_of_years, max_size=5))),
        draw(st.dates(date(2018, 6, 1), date(2020, 12, 31))),
    )
    names = ["left", "again"]
    parts = [f"{{every: {every}, until: {names[number]}}}" for number, (every, _) in enumerate(phases[:-1])]
    lines = [
        *HEAD_LINES,
        f"every: [{', '.join([*parts, f'{{every: {phases[-1][0]}}}'])}]",
        "window: calendar",
    ]
    lines += ["begins: registered"] if naive.begins is not None else []
    lines += ["ends: last"] if naive.ends is not None else []
    lines += [f"required: {naive.required}"]
    return tuple(lines), naive


@given(of_periods())
def test_periods_read_twice(drawn: tuple[tuple[str, ...], Naive]) -> None:
    """The kind and a reading by loops over all periods say the same, figures and all."""
    lines, naive = drawn
    untils = [until for _, until in naive.phases[:-1]]
    facts = dict(zip(("left", "again"), untils, strict=False))
    root = household(*naive.records, **facts, registered=naive.begins or NONE, last=naive.ends or NONE)
    assert seen(lines, root, naive.today) == naive.read()


def back(count: int, unit: str, at: date) -> date:
    """The first day of the stretch of time that ends on a day, by walking back."""
    if unit == "days":
        return at - (count - 1) * DAY
    month = at.year * 12 + at.month - 1 - count
    at_most = next(
        date(month // 12, month % 12 + 1, number) for number in range(at.day, 0, -1) if _is_day(month, number)
    )
    return at_most + DAY


def _is_day(month: int, number: int) -> bool:
    try:
        date(month // 12, month % 12 + 1, number)
    except ValueError:
        return False
    return True


@given(
    st.integers(1, 40), st.sampled_from(["days", "months"]), st.one_of(st.none(), days_of_years),
    st.lists(days_of_years, max_size=4), days_of_years,
)  # fmt: skip
def test_stretches_of_time_read_twice(
    count: int, unit: str, begins: date | None, records: list[date], today: date
) -> None:
    """The first overdue day is the first on which the latest record no longer lies in the stretch of time up to it."""
    start = back(count, unit, today)
    beginning = ["begins: registered"] if begins else []
    lines = (*HEAD_LINES, "window: rolling", f"every: {{{unit}: {count}}}", *beginning)
    found = seen(lines, household(*records, registered=begins or NONE), today)
    counted = [each for each in records if (begins or start) <= each <= today]
    in_time = [each for each in counted if each >= start]
    if begins and begins > today:
        assert found[0] == "not_applicable"
    elif in_time:
        assert found[0] == "done"
    elif begins and begins >= start:
        assert found[0] == "due"
        last = next(at for at in _days_from(begins) if back(count, unit, at) > begins) - DAY
        assert found[1] == f"{begins}/{last}"
    else:
        assert found[0] == "overdue"
        known = [*(each for each in records if each <= today), *([begins] if begins else [])]
        since = (
            next((at for at in _days_from(max(known)) if back(count, unit, at) > max(known)), None)
            if known
            else None
        )
        assert found[4] == (since.isoformat() if since else None)


def _days_from(start: date) -> Iterator[date]:
    return (start + number * DAY for number in range(1, 2000))


@given(st.integers(0, 12), days_of_years, st.lists(days_of_years, max_size=3), days_of_years, st.booleans())
def test_deadlines_read_twice(count: int, event: date, records: list[date], today: date, moved: bool) -> None:
    """Working days counted one by one."""
    last, left = event, count
    while left:
        last += DAY
        left -= is_working_day(last) if moved else 1
    while moved and not is_working_day(last):
        last += DAY
    within = f"within: {{working_days: {count}}}" if moved and count else f"within: {count}"
    lines = (*EVENT, within, *(["moved: next_working_day"] if moved else []))
    met = any(event <= each <= today for each in records)
    status = "not_applicable" if event > today else "done" if met else "overdue" if last < today else "due"
    found = seen(lines, household(*records, registered=event), today)
    assert found[0] == status
    if status != "not_applicable":
        assert found[1] == f"{event}/{last}"
    assert found[4] == (f"{last + DAY}" if status == "overdue" else None)
