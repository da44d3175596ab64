"""Outcomes as data."""

import attrs

from policy_engine.backends.missing import Missing
from policy_engine.core.program import Output, State
from policy_engine.core.texts import Json
from policy_engine.facts.case import Subject
from policy_engine.model.rule import Rule

UNDETERMINED = "undetermined"
LISTED = frozenset(
    {
        "granted", "eligible", "raised", "classified", "not_met", UNDETERMINED,
        "behind", "overdue", "due", "selected", "waiting", "applied",
    }
)  # fmt: skip
"""Statuses that are always listed; the others only on request."""


@attrs.frozen
class CriterionResult:
    """One line of a checklist for a subject."""

    name: str
    status: str


@attrs.frozen(eq=False, repr=False)
class Outcome:
    """What a rule says of a subject.

    `states` are the conditions that were asked, `reached` is the status of the one that holds; `status` differs from it where a
    figure is open or none. `details` are the further keys of the contract: amount, unit, per, severity, value ...
    """

    output: Output = attrs.field(repr=False)
    subject: Subject = attrs.field(repr=False)
    states: tuple[State, ...] = attrs.field(repr=False)
    reached: str
    status: str
    details: tuple[tuple[str, Json], ...] = ()
    missing: tuple[Missing, ...] = ()
    criteria: tuple[CriterionResult, ...] = ()

    def __repr__(self) -> str:
        """Rule, subject and status."""
        return f"Outcome({self.rule.name}, {self.subject.name}, {self.status})"

    @property
    def rule(self) -> Rule:
        """The rule."""
        return self.output.rule

    @property
    def key(self) -> tuple[str, str]:
        """Rule and subject by name."""
        return self.rule.name, self.subject.name

    @property
    def listed(self) -> bool:
        """Whether it is told without being asked for."""
        return self.status in LISTED

    def detail(self, name: str) -> Json:
        """A further key, or None."""
        return dict(self.details).get(name)
