"""An obligation of every period of the calendar, perhaps more often in one phase than in the next.

A period is owed by the phase that holds on its last day, the open one by that of today.
"""

from collections.abc import Callable, Sequence

import attrs

from policy_engine.core.building import TODAY, TRUE
from policy_engine.core.expression import (
    Branch,
    Choose,
    Compare,
    Comparison,
    Expression,
    Extremum,
    Not,
    Pick,
)
from policy_engine.core.program import Figure
from policy_engine.kinds.obligation.duty import DONE, DUE, LATEST, OVERDUE, Days, Duty
from policy_engine.kinds.obligation.evidence import Evidence
from policy_engine.kinds.obligation.lengths import Frequency, Phase
from policy_engine.kinds.obligation.logic import all_of, any_of, before, moved, not_after
from policy_engine.model.labels import Labels
from policy_engine.model.types import DATE


@attrs.frozen
class Period:
    """The first and last day of a period, and whether it is owed."""

    start: Expression
    end: Expression
    owed: Expression


@attrs.frozen
class Periods:
    """The periods of an obligation: its phases, and the days on which it begins and ends."""

    phases: tuple[Phase, ...]
    begins: Expression | None
    ends: Expression | None

    def duty(self, evidence: Evidence, days: Days) -> Duty:
        """Overdue when the last ended period was missed and not made up since, due while the open one is unmet."""
        last, now = self._last(days), self._open(days)
        since = self._since(evidence, last, days)
        shown = _first_of((now.owed, now), (TRUE, last))
        figures = (
            Figure("period", last.start, (OVERDUE,), last.end),
            Figure("period", now.start, (DUE,), now.end),
            Figure("period", shown.start, (DONE,), shown.end),
            Figure("required", evidence.required, (DONE, DUE, OVERDUE)),
            Figure("actual", evidence.count(last.start), (OVERDUE,)),
            Figure("actual", evidence.count(now.start), (DUE,)),
            Figure("actual", evidence.count(shown.start), (DONE,)),
            Figure("since", since, (OVERDUE,)),
        )
        return Duty(
            any_of(last.owed, now.owed),
            all_of(Not(evidence.enough(last.start)), last.owed),
            all_of(Not(evidence.enough(now.start)), now.owed),
            figures,
        )

    def _open(self, days: Days) -> Period:
        start = by_phase(self.phases, lambda each: each.start(TODAY))
        end = by_phase(self.phases, lambda each: each.end(TODAY))
        start = days.name("start", Labels("本期首日", "start of this period"), start)
        end = days.name("end", Labels("本期末日", "end of this period"), end)
        return Period(start, end, all_of(self._begun(start), before(end, self.ends)))

    def _last(self, days: Days) -> Period:
        found = [self._last_of(position, days) for position in range(len(self.phases))]
        first, *later = found
        last = _first_of(*((each.owed, each) for each in reversed(later)), (TRUE, first))
        return attrs.evolve(last, owed=any_of(*(each.owed for each in found)))

    def _last_of(self, position: int, days: Days) -> Period:
        """The last period that ended before today, the end of the phase and that of the obligation."""
        phase = self.phases[position]
        limit: Expression = TODAY
        for end in (phase.until, self.ends):
            if end is not None:
                limit = Choose((Branch(Compare(Comparison.LESS, end, limit), end),), limit, DATE)
        last_day = self._named(
            days,
            "last_end",
            position,
            "上期末日",
            "end of the last period",
            moved(phase.frequency.start(limit), -1),
        )
        start = self._named(
            days,
            "last_start",
            position,
            "上期首日",
            "start of the last period",
            phase.frequency.start(last_day),
        )
        return Period(start, last_day, all_of(*self._in_phase(position, last_day), self._begun(start)))

    def _since(self, evidence: Evidence, last: Period, days: Days) -> Expression:
        """The first day after the earliest period missed in a row, where one record is asked for; else after the last."""
        after_last = moved(last.end, 1)
        if not evidence.is_one_record:
            return after_last
        known = days.name("latest", LATEST, evidence.latest)
        if self.begins is not None:
            day_before = moved(self.begins, -1)
            known = Choose((Branch(Compare(Comparison.MORE, known, day_before), known),), day_before, DATE)
        branches = []
        for position, phase in enumerate(self.phases):
            start = moved(phase.frequency.end(known), 1)
            ends = [earlier.until for earlier in self.phases[:position] if earlier.until is not None]
            if ends:
                lowest = ends[0] if len(ends) == 1 else Pick(Extremum.MAX, tuple(ends), DATE)
                start = Pick(Extremum.MAX, (start, phase.frequency.start(lowest)), DATE)
            end = self._named(
                days,
                "missed_end",
                position,
                "首个逾期周期末日",
                "end of the first period missed",
                phase.frequency.end(start),
            )
            missed = all_of(
                Compare(Comparison.LESS, end, TODAY), before(end, phase.until), before(end, self.ends),
                *(Not(self._met_in(later, known)) for later in range(position + 1, len(self.phases))),
            )  # fmt: skip
            branches.append(Branch(missed, moved(end, 1)))
        return Choose(tuple(branches), after_last, DATE)

    def _met_in(self, position: int, known: Expression) -> Expression:
        """Whether the first period of a phase is over and met by a record before the phase, so that it breaks the row."""
        until, phase = self.phases[position - 1].until, self.phases[position]
        assert until is not None
        start, end = phase.frequency.start(until), phase.frequency.end(until)
        over = (Compare(Comparison.LESS, end, TODAY), before(end, phase.until), before(end, self.ends))
        return all_of(not_after(start, known), self._begun(start), *over)

    def _named(self, days: Days, part: str, position: int, zh: str, en: str, day: Expression) -> Expression:
        """A day of a phase; with more than one phase, its name says how often."""
        if len(self.phases) == 1:
            return days.name(part, Labels(zh, en), day)
        often = self.phases[position].frequency.labels
        return days.name(f"{part}_{position + 1}", Labels(f"{zh}（{often.zh}）", f"{en} ({often.en})"), day)

    def _in_phase(self, position: int, day: Expression) -> tuple[Expression, ...]:
        """That the earlier phases are over on the day."""
        ends = (phase.until for phase in self.phases[:position])
        return tuple(not_after(end, day) for end in ends if end is not None)

    def _begun(self, start: Expression) -> Expression:
        return TRUE if self.begins is None else not_after(self.begins, start)


def by_phase(phases: Sequence[Phase], make: Callable[[Frequency], Expression]) -> Expression:
    """What the frequency of today's phase makes."""
    *earlier, last = phases
    otherwise = make(last.frequency)
    branches = tuple(Branch(before(TODAY, phase.until), make(phase.frequency)) for phase in earlier)
    return Choose(branches, otherwise, otherwise.type) if branches else otherwise


def _first_of(*choices: tuple[Expression, Period]) -> Period:
    """The first period whose condition holds; the last one where none does."""
    *conditional, (_, last) = choices
    if not conditional or conditional[0][0] == TRUE:
        return conditional[0][1] if conditional else last
    starts = tuple(Branch(condition, each.start) for condition, each in conditional)
    ends = tuple(Branch(condition, each.end) for condition, each in conditional)
    return Period(Choose(starts, last.start, DATE), Choose(ends, last.end, DATE), last.owed)
