"""Rules as everybody sees them: name, kind, title, place, dates and sources."""

from datetime import date

import attrs

from policy_engine.model.labels import Labels
from policy_engine.source.text import Span


@attrs.frozen
class Citation:
    """A clause of a registered document: the item, its document and the section."""

    item: str
    document: Labels
    section: str


@attrs.frozen
class Change:
    """An override, adoption or repeal of a rule for some places and dates, with its reason."""

    plugin: str
    action: str
    reason: Labels
    areas: tuple[str, ...]
    start: date | None
    until: date | None
    sources: tuple[Citation, ...]


@attrs.frozen
class Rule:
    """What is known of a rule besides its formulas; `exception_to` is the rule that it goes before, where and while it holds.

    A `template` holds nowhere: where it is adopted, the rule stands once more with the change that adopts it.
    """

    name: str
    kind: str
    entity: str
    labels: Labels
    sources: tuple[Citation, ...]
    areas: tuple[str, ...] = ()
    start: date | None = None
    until: date | None = None
    note: str = ""
    decision: str = ""
    change: Change | None = None
    exception_to: str = ""
    template: bool = False
    span: Span | None = attrs.field(default=None, eq=False, repr=False)

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on the day."""
        return (self.start is None or self.start <= day) and (self.until is None or day < self.until)
