"""What the forms of an obligation have in common: when it is owed, overdue and due, and what is told of it."""

import attrs

from policy_engine.checking.rule_kind import Definition, RuleContext, hidden
from policy_engine.core.expression import Expression
from policy_engine.core.program import Figure
from policy_engine.model.labels import Labels
from policy_engine.model.types import DATE

DONE, DUE, OVERDUE = "done", "due", "overdue"
LATEST = Labels("最近一次日期", "date of the latest record")


@attrs.frozen
class Duty:
    """When an obligation is owed at all, overdue, and due if it is not overdue; and what is told of it."""

    owed: Expression
    overdue: Expression
    due: Expression
    figures: tuple[Figure, ...]


@attrs.frozen
class Days:
    """Names days, so that they are computed once and can be told."""

    context: RuleContext
    named: list[Definition] = attrs.field(factory=list)

    def name(self, part: str, labels: Labels, day: Expression) -> Expression:
        """The day under a name of its own."""
        rule = self.context.rule
        self.named.append(hidden(rule, f"{rule.name}#{part}", labels, day, kind=DATE))
        return self.named[-1].read
