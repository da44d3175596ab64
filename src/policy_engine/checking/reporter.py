"""Where the checks of a rule leave their findings."""

import attrs

from policy_engine.core.expression import Constant
from policy_engine.core.values import UNKNOWN
from policy_engine.diagnostics import Code, Diagnostic, Label
from policy_engine.functions.signature import Typed
from policy_engine.model.types import BOOL
from policy_engine.source.text import Span


@attrs.frozen
class Reporter:
    """Collects findings; what a finding was made for agrees with everything after it."""

    findings: list[Diagnostic]

    def refuse(
        self, code: Code, message: str, span: Span, *, help_text: str = "", label: str = "", note: str = "",
        others: tuple[Label, ...] = (), expected: str = "", found: str = "",
    ) -> Typed:  # fmt: skip
        """Make a finding."""
        finding = Diagnostic(
            code, message, span, label=label, others=others, help=help_text, note=note, expected=expected, found=found,
        )  # fmt: skip
        self.findings.append(finding)
        return Typed(Constant(UNKNOWN, BOOL), None, span)
