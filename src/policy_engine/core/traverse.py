"""Walking expressions: the operands of a node, and all nodes of a tree."""

from collections.abc import Iterator
from typing import assert_never

from policy_engine.core.expression import (
    All,
    Any,
    Calendar,
    Choose,
    Compare,
    Constant,
    Divide,
    Expression,
    Gather,
    In,
    Lookup,
    Multiply,
    Negate,
    Not,
    Pick,
    Read,
    Remainder,
    Round,
    Standing,
    Sum,
    Within,
)


def operands(node: Expression) -> tuple[Expression, ...]:  # noqa: C901 - a case for each node
    """The expressions directly inside a node, in the order in which they are written."""
    match node:
        case Constant() | Read() | Within():
            return ()
        case Lookup():
            return node.keys
        case Not() | Negate() | Round():
            return (node.operand,)
        case All() | Any() | Pick():
            return node.operands
        case Sum():
            return node.terms
        case Compare() | Multiply() | Divide() | Remainder():
            return (node.left, node.right)
        case In():
            return (node.item, node.container)
        case Choose():
            return (
                *(part for branch in node.branches for part in (branch.condition, branch.value)),
                node.otherwise,
            )
        case Gather():
            return (node.where, node.element)
        case Standing():
            return (node.where, *(key.by for key in node.keys), node.element)
        case Calendar():
            return node.arguments
        case _:
            assert_never(node)


def walk(root: Expression) -> Iterator[Expression]:
    """Every node of the tree, a node before its operands."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(operands(node)))
