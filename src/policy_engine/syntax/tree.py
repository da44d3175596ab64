"""The tree of an expression as its author wrote it, with the place of every part."""

from datetime import date
from decimal import Decimal

import attrs

from policy_engine.source.text import Span

LiteralValue = bool | int | Decimal | str | date | None


@attrs.frozen
class Literal:
    """A number, text, truth value, date, or `none`."""

    value: LiteralValue
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen
class Name:
    """A name that stands alone."""

    text: str
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen
class Attribute:
    """`base.name`."""

    base: "Tree"
    name: str
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen
class Call:
    """`function(arguments, keyword=argument)`."""

    function: "Tree"
    arguments: tuple["Tree", ...]
    keywords: tuple[tuple[str, "Tree"], ...]
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen
class Unary:
    """`-x` or `not x`."""

    operator: str
    operand: "Tree"
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen
class Binary:
    """`a + b` and its like."""

    operator: str
    left: "Tree"
    right: "Tree"
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen
class Logical:
    """Operands joined by `and`, or by `or`."""

    operator: str
    operands: tuple["Tree", ...]
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen
class Chain:
    """`a < b <= c`: the first operand, then each operator with its right side."""

    first: "Tree"
    links: tuple[tuple[str, "Tree"], ...]
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen
class Conditional:
    """`value if condition else otherwise`."""

    condition: "Tree"
    value: "Tree"
    otherwise: "Tree"
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen
class Listing:
    """`(a, b, c)`."""

    items: tuple["Tree", ...]
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen
class Comprehension:
    """`element for variable in source if conditions`."""

    element: "Tree"
    variable: str
    source: "Tree"
    conditions: tuple["Tree", ...]
    span: Span = attrs.field(eq=False, repr=False)


Tree = (
    Literal
    | Name
    | Attribute
    | Call
    | Unary
    | Binary
    | Logical
    | Chain
    | Conditional
    | Listing
    | Comprehension
)
