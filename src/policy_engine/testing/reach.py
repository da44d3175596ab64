"""What expressions rest on, on however long a way."""

from collections.abc import Iterable

import attrs

from policy_engine.core.expression import Expression, Lookup, Read
from policy_engine.core.program import Program
from policy_engine.core.traverse import walk

Key = tuple[str, str]


@attrs.frozen
class Reach:
    """Variables by entity and name, and parameters."""

    variables: frozenset[Key]
    parameters: frozenset[str]


def reach(expressions: Iterable[Expression], program: Program) -> Reach:
    """The variables that the expressions read and those that these are computed from, and all parameters on the way."""
    variables: set[Key] = set()
    parameters: set[str] = set()
    waiting = list(expressions)
    while waiting:
        for node in walk(waiting.pop()):
            if isinstance(node, Lookup):
                parameters.add(node.parameter)
            elif isinstance(node, Read) and (key := (node.entity, node.name)) not in variables:
                variables.add(key)
                formula = program.formulas.get(key)
                waiting += [formula.expression] if formula else []
    return Reach(frozenset(variables), frozenset(parameters))
