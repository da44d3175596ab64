"""An obligation that must be met within every stretch of time of a length: the one that ends today is looked at."""

from itertools import pairwise

import attrs

from policy_engine.core.building import FALSE, TODAY, TRUE
from policy_engine.core.expression import Branch, Choose, Compare, Comparison, Expression, Extremum, Not, Pick
from policy_engine.core.program import Figure
from policy_engine.kinds.obligation.duty import DONE, DUE, LATEST, OVERDUE, Days, Duty
from policy_engine.kinds.obligation.evidence import Evidence
from policy_engine.kinds.obligation.lengths import Phase
from policy_engine.kinds.obligation.logic import all_of, before, moved, not_after
from policy_engine.kinds.obligation.periods import by_phase
from policy_engine.model.labels import Labels
from policy_engine.model.types import DATE


@attrs.frozen
class Rolling:
    """The stretches of time of an obligation: their length by phases, and the days on which it begins and ends."""

    phases: tuple[Phase, ...]
    begins: Expression | None
    ends: Expression | None

    def duty(self, evidence: Evidence, days: Days) -> Duty:
        """Due while the first stretch of time is open, overdue when a later one is unmet; what was before does not count."""
        back = by_phase(self.phases, lambda each: each.length.back(TODAY))
        start = days.name("start", Labels("近期首日", "start of the time looked back at"), back)
        begins = self.begins
        first = FALSE if begins is None else not_after(start, begins)
        counted = start
        if begins is not None:
            later = Pick(Extremum.MAX, (start, begins), DATE)
            counted = days.name("counted", Labels("起算日", "first day that counts"), later)
        unmet = Not(evidence.enough(counted))
        figures = [
            Figure("period", counted, (DONE, OVERDUE), TODAY),
            Figure("required", evidence.required, (DONE, DUE, OVERDUE)),
            Figure("actual", evidence.count(counted), (DONE, DUE, OVERDUE)),
        ]
        if begins is not None:
            figures.insert(1, Figure("period", begins, (DUE,), moved(self._after(begins), -1)))
        if evidence.is_one_record:
            figures.append(Figure("since", self._since(self._met(evidence, days)), (OVERDUE,)))
        owed = all_of(TRUE if begins is None else not_after(begins, TODAY), before(TODAY, self.ends))
        overdue = unmet if begins is None else all_of(unmet, Not(first))
        return Duty(owed, overdue, FALSE if begins is None else unmet, tuple(figures))

    def _after(self, day: Expression) -> Expression:
        return by_phase(self.phases, lambda each: each.length.after(day))

    def _since(self, met: Expression) -> Expression:
        """The first day that is not covered; where the time became shorter, not before the day on which it did."""
        since = self.phases[0].frequency.length.after(met)
        for earlier, phase in pairwise(self.phases):
            assert earlier.until is not None
            until, own = earlier.until, phase.frequency.length.after(met)
            changed = Pick(Extremum.MIN, (since, until), DATE)
            own = Choose((Branch(Compare(Comparison.MORE, own, until), own),), changed, DATE)
            since = Choose((Branch(before(TODAY, until), since),), own, DATE)
        return since

    def _met(self, evidence: Evidence, days: Days) -> Expression:
        """The day of the latest record, or that of the beginning."""
        latest = days.name("latest", LATEST, evidence.latest)
        if self.begins is None:
            return latest
        return Choose((Branch(Compare(Comparison.AT_LEAST, latest, self.begins), latest),), self.begins, DATE)
