"""Schedule: formulas in an order in which each comes after those that it uses; a circle is a finding."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from policy_engine.core.expression import Read
from policy_engine.core.program import Formula
from policy_engine.core.traverse import walk
from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.passes import errors

Key = tuple[str, str]


def scheduled(formulas: Mapping[Key, Formula], findings: list[Diagnostic]) -> dict[Key, Formula]:
    """The formulas in order of computing."""
    graph = {key: sorted(_used(formulas[key], formulas)) for key in sorted(formulas)}
    sorter = TopologicalSorter(graph)
    try:
        return {key: formulas[key] for key in sorter.static_order()}
    except CycleError as error:
        findings.append(_circle([formulas[key] for key in error.args[1]]))
        return dict(formulas)


def _used(formula: Formula, formulas: Mapping[Key, Formula]) -> set[Key]:
    reads = (node for node in walk(formula.expression) if isinstance(node, Read))
    return {(read.entity, read.name) for read in reads if not read.earlier} & formulas.keys()


def _circle(circle: list[Formula]) -> Diagnostic:
    names = " → ".join(f"{formula.entity}.{_shown(formula)}" for formula in reversed(circle))
    others = tuple(
        Label(formula.span, f"`{_shown(formula)}` is computed here")
        for formula in circle[1:-1]
        if formula.span
    )
    help_text = "break the circle: one of these must be computed from given facts alone"
    return Diagnostic(
        errors.CYCLE,
        f"these variables are computed from each other: {names}",
        circle[0].span,
        others=others,
        help=help_text,
    )


def _shown(formula: Formula) -> str:
    """The variable by its name, or by its label where it has none that policies can use."""
    return formula.labels.en if formula.hidden else formula.name
