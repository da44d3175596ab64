"""What shows that an obligation is met: records that count, or a condition."""

import attrs

from policy_engine.core.building import TODAY, TRUE
from policy_engine.core.expression import (
    Branch,
    Choose,
    Compare,
    Comparison,
    Constant,
    Expression,
    Gather,
    Gathering,
)
from policy_engine.kinds.obligation.logic import NO_DAY, all_of, any_of, not_after
from policy_engine.model.types import BOOL, DATE, INT

ONE = Constant(1, INT)


@attrs.frozen
class Evidence:
    """Records of an entity below the subject, each with a date; without records the latest date, or whether it is done."""

    root: str
    required: Expression
    over: str = ""
    dated: Expression = TODAY
    where: Expression = TRUE
    done: Expression | None = None

    def enough(self, since: Expression | None) -> Expression:
        """Whether there are as many records from the day to today as there must be.

        Where one is asked for, one that counts decides, whatever is not known of the others.
        """
        if not self.over:
            return self._dated(since) if self.done is None else self.done
        if self.required == ONE:
            return Gather(Gathering.ANY, self.over, self.root, self._dated(since), self.where, BOOL)
        met = Compare(Comparison.AT_LEAST, self.count(since), self.required)
        if isinstance(self.required, Constant):
            return met
        return any_of(Compare(Comparison.AT_MOST, self.required, Constant(0, INT)), met)

    def count(self, since: Expression | None) -> Expression:
        """How many records there are from the day to today."""
        if not self.over:
            return Choose((Branch(self.enough(since), ONE),), Constant(0, INT), INT)
        counted = all_of(self.where, self._dated(since))
        return Gather(Gathering.COUNT, self.over, self.root, TRUE, counted, INT)

    @property
    def latest(self) -> Expression:
        """The date of the latest record up to today."""
        if not self.over:
            return Choose((Branch(self._dated(None), self.dated),), NO_DAY, DATE)
        counted = all_of(self.where, self._dated(None))
        return Gather(Gathering.MAX, self.over, self.root, self.dated, counted, DATE)

    @property
    def is_one_record(self) -> bool:
        """Whether a single date is what must be there."""
        return self.done is None and self.required == ONE

    def _dated(self, since: Expression | None) -> Expression:
        begun = TRUE if since is None else not_after(since, self.dated)
        return all_of(begun, not_after(self.dated, TODAY))
