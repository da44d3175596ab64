"""Absence: which expressions can be known to have no value."""

from collections.abc import Mapping

import attrs

from policy_engine.core.expression import Choose, Constant, Expression, Gather, Gathering, Lookup, Read
from policy_engine.core.program import Formula, ParameterTable
from policy_engine.core.traverse import operands
from policy_engine.core.values import NONE
from policy_engine.model.types import Kind
from policy_engine.model.vocabulary import Vocabulary


@attrs.frozen
class Absence:
    """Finds out with what is known of variables, formulas and parameters."""

    vocabulary: Vocabulary
    formulas: Mapping[tuple[str, str], Formula]
    parameters: Mapping[str, ParameterTable]
    memory: dict[tuple[str, str], bool] = attrs.field(factory=dict)

    def may_be_none(self, node: Expression) -> bool:
        """Whether the value may be none; a truth never is."""
        match node:
            case Constant():
                return node.value is NONE
            case Read():
                return self._of_read(node)
            case Lookup():
                rows = self.parameters[node.parameter].rows
                return any(row.value is NONE for row in rows)
            case Choose():
                return any(self.may_be_none(value) for value in _values(node))
            case Gather():
                return node.gathering in (Gathering.MIN, Gathering.MAX)
            case _:
                return node.type.kind is not Kind.BOOL and any(map(self.may_be_none, operands(node)))

    def _of_read(self, node: Read) -> bool:
        key = (node.entity, node.name)
        if key not in self.memory:
            variable, formula = self.vocabulary.variable(*key), self.formulas.get(key)
            self.memory[key] = variable is not None and variable.absent
            if formula is not None and self.may_be_none(formula.expression):
                self.memory[key] = True
        return self.memory[key]


def _values(node: Choose) -> tuple[Expression, ...]:
    return (*(branch.value for branch in node.branches), node.otherwise)
