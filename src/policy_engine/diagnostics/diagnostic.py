"""The shape of a diagnostic, and the one exception that carries them to the edge."""

from collections.abc import Iterable
from enum import StrEnum

import attrs

from policy_engine.source.text import Span


class Severity(StrEnum):
    """How bad it is: an error stops the stage, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@attrs.frozen
class Code:
    """A number that never changes its meaning, and its name in words."""

    number: str
    slug: str
    severity: Severity = Severity.ERROR


@attrs.frozen
class Label:
    """A second place, with a few words on what stands there."""

    span: Span
    text: str


@attrs.frozen
class Diagnostic:
    """One finding.

    `message` is one sentence in lower case without a final period, with the author's words in backticks; `label` says what the
    underlined text is; `help` can be pasted; `note` gives evidence. `path` is the JSON path in a case.
    """

    code: Code
    message: str
    span: Span | None = None
    label: str = ""
    others: tuple[Label, ...] = ()
    help: str = ""
    note: str = ""
    path: str = ""
    expected: str = ""
    found: str = ""


class PolicyError(Exception):
    """Input that cannot be used: holds every diagnostic of the stage that refused it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        """One line a finding: place, code and message."""
        return "\n".join(_line(diagnostic) for diagnostic in self.diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    code = diagnostic.code
    place = f"{diagnostic.span}: " if diagnostic.span else ""
    return f"{place}{code.severity}[{code.number}] {code.slug}: {diagnostic.message}"
