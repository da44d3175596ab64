"""An obligation that must be met once: within a time after an event, or by a day."""

import attrs

from policy_engine.core.building import TODAY, TRUE
from policy_engine.core.expression import (
    Calendar,
    CalendarStep,
    Compare,
    Comparison,
    Constant,
    Expression,
    Not,
)
from policy_engine.core.program import Figure
from policy_engine.kinds.obligation.duty import DONE, DUE, OVERDUE, Days, Duty
from policy_engine.kinds.obligation.evidence import Evidence
from policy_engine.kinds.obligation.lengths import Length
from policy_engine.kinds.obligation.logic import NO_DAY, all_of, moved, not_after
from policy_engine.model.labels import Labels
from policy_engine.model.types import DATE


@attrs.frozen
class Deadline:
    """A length of time after an event, or a day; on a working day only, if it is to be moved."""

    event: Expression | None
    within: Length | None
    by: Expression | None
    to_working_day: bool

    def duty(self, evidence: Evidence, days: Days) -> Duty:
        """Due up to the deadline, overdue after it; what was before the event does not count."""
        last_day = days.name("deadline", Labels("期限", "deadline"), self._last_day())
        unmet = Not(evidence.enough(self.event))
        told = (DONE, DUE, OVERDUE)
        first, through = (last_day, None) if self.event is None else (self.event, last_day)
        figures = (
            Figure("period", first, (DUE, OVERDUE), through),
            Figure("period", first, (DONE,), through, optional=True),
            Figure("required", evidence.required, told),
            Figure("actual", evidence.count(self.event), told),
            Figure("since", moved(last_day, 1), (OVERDUE,)),
        )
        passed = Compare(Comparison.LESS, last_day, TODAY)
        return Duty(self._owed(last_day), all_of(unmet, passed), unmet, figures)

    def _owed(self, last_day: Expression) -> Expression:
        """That the event has come, and that there is a deadline."""
        come = TRUE if self.event is None else not_after(self.event, TODAY)
        if self.by is None or isinstance(self.by, Constant):
            return come
        by = self.by if self.to_working_day else last_day
        return all_of(come, Compare(Comparison.DIFFERENT, by, NO_DAY))

    def _last_day(self) -> Expression:
        day = self.by
        if day is None:
            assert self.event is not None
            assert self.within is not None
            day = self.within.deadline(self.event)
        return Calendar(CalendarStep.NEXT_WORKING_DAY, (day,), DATE) if self.to_working_day else day
