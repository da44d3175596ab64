"""From a draft to the program, once the passes have nothing against it."""

from policy_engine.core.program import Program
from policy_engine.diagnostics import Diagnostic, Severity
from policy_engine.lowering.draft import Draft
from policy_engine.passes.depth import refuse_depth
from policy_engine.passes.divisors import refuse_zero_divisors


def build_program(draft: Draft, findings: list[Diagnostic]) -> Program:
    """The program of all rules; what is wrong goes to the findings."""
    program = draft.program(findings)
    if not any(finding.code.severity is Severity.ERROR for finding in findings):
        refuse_zero_divisors(program, findings)
        refuse_depth(program, findings)
    return program
