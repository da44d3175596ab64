"""Depth: no variable may hang on so many others, one below the other, that a reading would run out of stack."""

from policy_engine.core.expression import Expression, Read
from policy_engine.core.program import Program
from policy_engine.core.traverse import operands
from policy_engine.diagnostics import Diagnostic
from policy_engine.passes import errors

DEEPEST = 150
"""Levels of expressions; the interpreter uses three frames of Python's stack for each."""


def refuse_depth(program: Program, findings: list[Diagnostic]) -> None:
    """A finding for the first formula that is too deep; those that use it would only repeat it."""
    depths: dict[tuple[str, str], int] = {}
    for key, formula in program.formulas.items():
        depths[key] = _depth(formula.expression, depths)
        if depths[key] > DEEPEST:
            message = f"`{formula.entity}.{formula.name}` is computed over {depths[key]} levels; at most {DEEPEST} can be"
            help_text = "compute it from given facts, or from fewer variables one below the other"
            findings.append(Diagnostic(errors.TOO_DEEP, message, formula.span, help=help_text))
            return
    for output in program.outputs:
        for expression in output.expressions:
            if _depth(expression, depths) > DEEPEST:
                message = f"`{output.rule.name}` is computed over more than {DEEPEST} levels"
                findings.append(
                    Diagnostic(
                        errors.TOO_DEEP,
                        message,
                        output.rule.span,
                        help="name fewer variables one below the other",
                    )
                )
                return


def _depth(node: Expression, depths: dict[tuple[str, str], int]) -> int:
    below = [_depth(operand, depths) for operand in operands(node)]
    if isinstance(node, Read):
        below.append(depths.get((node.entity, node.name), 0))
    return 1 + max(below, default=0)
