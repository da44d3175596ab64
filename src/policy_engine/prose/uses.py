"""What a rule rests on: the parameters that it looks up, and the rules that compute what it reads."""

from collections.abc import Iterator

from policy_engine.core.expression import Expression, Lookup, Read
from policy_engine.core.program import ParameterTable, Program, Wording
from policy_engine.core.traverse import walk
from policy_engine.model.rule import Rule


def parameters_used(rule: Rule, program: Program) -> tuple[ParameterTable, ...]:
    """The parameters that the rule itself names, in the order in which it does."""
    names = (node.parameter for node in _nodes(rule, program) if isinstance(node, Lookup))
    return tuple(program.parameters[name] for name in dict.fromkeys(names))


def rules_used(rule: Rule, program: Program) -> tuple[str, ...]:
    """The rules whose variables the rule itself reads."""
    makers = {each.span: each.name for each in program.rules}
    reads = (node for node in _nodes(rule, program) if isinstance(node, Read))
    formulas = (program.formulas.get((node.entity, node.name)) for node in reads)
    names = (makers[found.span] for found in formulas if found is not None and found.span in makers)
    return tuple(name for name in dict.fromkeys(names) if name != rule.name)


def _nodes(rule: Rule, program: Program) -> Iterator[Expression]:
    for clause in program.wordings.get(rule, Wording()).clauses:
        for expression in clause.expressions:
            yield from walk(expression)
    for output in program.outputs:
        if output.rule == rule:
            for expression in output.expressions:
                yield from walk(expression)
