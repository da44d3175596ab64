"""Divisors: every divisor is shown not to be zero, by its bounds or by a condition around it."""

from collections.abc import Iterator

from policy_engine.core.expression import (
    All,
    Any,
    Choose,
    Compare,
    Comparison,
    Constant,
    Divide,
    Expression,
    Gather,
    Not,
    Read,
    Remainder,
    Standing,
)
from policy_engine.core.program import Program
from policy_engine.core.traverse import operands
from policy_engine.diagnostics import Diagnostic
from policy_engine.passes import errors
from policy_engine.passes.intervals import Limits
from policy_engine.source.text import Span

Guards = frozenset[Expression]
"""Expressions that are known not to be zero where they are read."""
_AWAY = {
    (Comparison.MORE, True), (Comparison.AT_LEAST, True), (Comparison.DIFFERENT, True),
    (Comparison.EQUAL, False), (Comparison.AT_MOST, False), (Comparison.LESS, False),
}  # fmt: skip


def refuse_zero_divisors(program: Program, findings: list[Diagnostic]) -> None:
    """A finding for every rule that could divide by zero."""
    limits = Limits(program.vocabulary, program.formulas, program.parameters)
    for span, name, expression in _expressions(program):
        for divisor in _unsafe(expression, frozenset(), limits):
            shown = f"`{divisor.entity}.{divisor.name}`" if isinstance(divisor, Read) else "the divisor"
            message = f"`{name}` divides by {shown}, which may be zero"
            help_text = "write `... if divisor > 0 else ...` around the division, or declare `bounds: {min: 1}` for the fact"
            findings.append(Diagnostic(errors.ZERO_DIVISOR, message, span, help=help_text))


def _expressions(program: Program) -> Iterator[tuple[Span | None, str, Expression]]:
    for formula in program.formulas.values():
        yield formula.span, formula.name, formula.expression
    for output in program.outputs:
        rule = output.rule
        yield from ((rule.span, rule.name, expression) for expression in output.expressions)


def _unsafe(node: Expression, guards: Guards, limits: Limits) -> Iterator[Expression]:
    if (
        isinstance(node, Divide | Remainder)
        and node.right not in guards
        and not limits.of(node.right).excludes_zero
    ):
        yield node.right
    if isinstance(node, Choose):
        yield from _of_choice(node, guards, limits)
    elif isinstance(node, Gather):
        yield from _unsafe(node.where, guards, limits)
        yield from _unsafe(node.element, guards | frozenset(_nonzero(node.where, holds=True)), limits)
    elif isinstance(node, Standing):
        inner = guards | frozenset(_nonzero(node.where, holds=True))
        yield from _unsafe(node.where, guards, limits)
        for part in (*(key.by for key in node.keys), node.element):
            yield from _unsafe(part, inner, limits)
    else:
        for operand in operands(node):
            yield from _unsafe(operand, guards, limits)


def _of_choice(node: Choose, guards: Guards, limits: Limits) -> Iterator[Expression]:
    for branch in node.branches:
        yield from _unsafe(branch.condition, guards, limits)
        yield from _unsafe(branch.value, guards | frozenset(_nonzero(branch.condition, holds=True)), limits)
        guards |= frozenset(_nonzero(branch.condition, holds=False))
    yield from _unsafe(node.otherwise, guards, limits)


def _nonzero(condition: Expression, *, holds: bool) -> Iterator[Expression]:
    """What cannot be zero where the condition holds, or where it does not."""
    match condition:
        case All() if holds:
            for operand in condition.operands:
                yield from _nonzero(operand, holds=True)
        case Any() if not holds:
            for operand in condition.operands:
                yield from _nonzero(operand, holds=False)
        case Not():
            yield from _nonzero(condition.operand, holds=not holds)
        case Compare(right=Constant(value=int() as limit)) if (condition.comparison, holds) in _AWAY:
            excludes_limit = condition.comparison in (Comparison.AT_LEAST, Comparison.LESS)
            equality = condition.comparison in (Comparison.DIFFERENT, Comparison.EQUAL)
            if (equality and limit == 0) or (
                not equality and (limit > 0 or (limit == 0 and not excludes_limit))
            ):
                yield condition.left
        case _:
            return
