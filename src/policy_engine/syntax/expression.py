"""Expressions: text to tree, through Python's own grammar; nothing is ever run as Python."""

import ast
import re
from collections.abc import Callable
from decimal import Decimal

from policy_engine.diagnostics import Code, Diagnostic, PolicyError
from policy_engine.reading.values import read_day
from policy_engine.reading.yaml import Scalar, content_span
from policy_engine.source.text import Span, characters_of_bytes
from policy_engine.syntax import errors
from policy_engine.syntax.slips import DEEPEST, assignment_in, bare, foreign_word_in, slip_in
from policy_engine.syntax.tree import (
    Attribute,
    Binary,
    Call,
    Chain,
    Comprehension,
    Conditional,
    Listing,
    Literal,
    Logical,
    Name,
    Tree,
    Unary,
)

LONGEST = 20_000
WHOLE_DIGITS, PLACES = 18, 6
"""Digits of a written number before the point, and after it."""
NAME_PARTS = "name its parts with `derive` rules"
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "none": None}
_DATE = ("date", "日期")
_BETWEEN_WORDS = re.compile(r"\W")
_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%"}
_COMPARE = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip


def parse_expression(scalar: Scalar) -> Tree:
    """The tree of an expression; raises PolicyError with the place and a way to mend it."""
    text = scalar.text
    if len(text) > LONGEST:
        message = f"the expression has {len(text)} characters; at most {LONGEST} can be read"
        raise _refuse(errors.TOO_DEEP, scalar, 0, len(text), message, NAME_PARTS)
    if all(not line.split("#")[0].strip() for line in text.split("\n")):
        raise _refuse(errors.UNREADABLE, scalar, 0, len(text), "there is no expression here", "write one")
    slip = slip_in(text)
    if slip is not None:
        raise _refuse(slip.code, scalar, slip.start, slip.end, slip.message, slip.help)
    wrapped = f"({text}\n)"
    try:
        body = ast.parse(wrapped, mode="eval").body
        _refuse_depth(body, scalar)
        return _Reader(scalar, wrapped).read(body)
    except SyntaxError as error:
        raise _syntax_error(error, scalar, wrapped) from None
    except (RecursionError, MemoryError):
        message = "the expression is nested too deeply to be read"
        raise _refuse(errors.TOO_DEEP, scalar, 0, len(text), message, NAME_PARTS) from None


class _Reader:
    """Turns the nodes of one parsed expression into the tree."""

    def __init__(self, scalar: Scalar, wrapped: str) -> None:
        self.scalar = scalar
        self.lines = wrapped.split("\n")
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        self.starts = starts
        self.plain = len(self.lines) == 2 and wrapped.isascii()
        self.readers: dict[type, Callable[..., Tree]] = {
            ast.Constant: self.constant,
            ast.Name: self.name,
            ast.Attribute: self.attribute,
            ast.Call: self.call,
            ast.UnaryOp: self.unary,
            ast.BinOp: self.binary,
            ast.BoolOp: self.logical,
            ast.Compare: self.chain,
            ast.IfExp: self.conditional,
            ast.Tuple: self.listing,
            ast.List: self.listing,
            ast.Set: self.listing,
            ast.GeneratorExp: self.comprehension,
        }

    def read(self, node: ast.expr) -> Tree:
        reader = self.readers.get(type(node))
        if reader is None:
            raise self.refuse(node)
        return reader(node)

    def offsets(self, node: ast.expr) -> tuple[int, int]:
        if self.plain and node.end_col_offset is not None:
            return node.col_offset - 1, node.end_col_offset - 1
        return (
            self.offset(node.lineno, node.col_offset),
            self.offset(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset),
        )

    def offset(self, line: int, column_bytes: int) -> int:
        """The character offset in the author's text (the wrapping parenthesis taken off)."""
        return self.starts[line - 1] + characters_of_bytes(self.lines[line - 1], column_bytes) - 1

    def span(self, node: ast.expr) -> Span:
        return content_span(self.scalar, *self.offsets(node))

    def text(self, node: ast.expr) -> str:
        start, end = self.offsets(node)
        return self.scalar.text[start:end]

    def constant(self, node: ast.Constant) -> Tree:
        value, text = node.value, self.text(node)
        if isinstance(value, bool) or value is None:
            return Literal(value, self.span(node))
        if isinstance(value, str):
            if text[1:-1] != value:
                raise self.refuse(node, 'separate several texts by commas; quote each with `"`')
            return Literal(value, self.span(node))
        if not isinstance(value, int | float):
            raise self.refuse(node)
        whole, _, places = text.replace("_", "").partition(".")
        if len(whole) > WHOLE_DIGITS or len(places) > PLACES:
            message = f"`{_shortened(text)}` has more than {WHOLE_DIGITS} digits before the point or {PLACES} after it"
            start, end = self.offsets(node)
            raise _refuse(errors.BAD_LITERAL, self.scalar, start, end, message, "check the number")
        return Literal(
            value if isinstance(value, int) else Decimal(f"{whole or 0}.{places or 0}"), self.span(node)
        )

    def name(self, node: ast.Name) -> Tree:
        if node.id in _WORDS:
            return Literal(_WORDS[node.id], self.span(node))
        return Name(node.id, self.span(node))

    def attribute(self, node: ast.Attribute) -> Tree:
        return Attribute(self.read(node.value), node.attr, self.span(node))

    def call(self, node: ast.Call) -> Tree:
        if isinstance(node.func, ast.Name) and node.func.id in _DATE:
            return self.date(node)
        keywords = []
        for keyword in node.keywords:
            if keyword.arg is None:
                raise self.refuse(node)
            keywords.append((keyword.arg, self.read(keyword.value)))
        return Call(
            self.read(node.func),
            tuple(self.read(argument) for argument in node.args),
            tuple(keywords),
            self.span(node),
        )

    def date(self, node: ast.Call) -> Tree:
        written = node.args[0] if len(node.args) == 1 and not node.keywords else None
        day = read_day(written.value) if isinstance(written, ast.Constant) else None
        if day is None:
            start, end = self.offsets(node)
            message, help_text = (
                f"`{_shortened(self.text(node))}` is no date",
                'write `date("2019-01-31")`: year, month and day',
            )
            raise _refuse(errors.BAD_LITERAL, self.scalar, start, end, message, help_text)
        return Literal(day, self.span(node))

    def unary(self, node: ast.UnaryOp) -> Tree:
        match node.op:
            case ast.Not():
                return Unary("not", self.read(node.operand), self.span(node))
            case ast.USub():
                return Unary("-", self.read(node.operand), self.span(node))
            case ast.UAdd():
                return self.read(node.operand)
            case _:
                raise self.refuse(node)

    def binary(self, node: ast.BinOp) -> Tree:
        operator = _BINARY.get(type(node.op))
        if operator is None:
            raise self.refuse(node)
        return Binary(operator, self.read(node.left), self.read(node.right), self.span(node))

    def logical(self, node: ast.BoolOp) -> Tree:
        operator = "and" if isinstance(node.op, ast.And) else "or"
        return Logical(operator, tuple(self.read(operand) for operand in node.values), self.span(node))

    def chain(self, node: ast.Compare) -> Tree:
        if not all(type(operator) in _COMPARE for operator in node.ops):
            raise self.refuse(node, "write `==` and `!=`")
        links = tuple(
            (_COMPARE[type(operator)], self.read(operand))
            for operator, operand in zip(node.ops, node.comparators, strict=True)
        )
        return Chain(self.read(node.left), links, self.span(node))

    def conditional(self, node: ast.IfExp) -> Tree:
        return Conditional(
            self.read(node.test), self.read(node.body), self.read(node.orelse), self.span(node)
        )

    def listing(self, node: ast.Tuple | ast.List | ast.Set) -> Tree:
        return Listing(tuple(self.read(item) for item in node.elts), self.span(node))

    def comprehension(self, node: ast.GeneratorExp) -> Tree:
        generator = node.generators[0]
        if len(node.generators) != 1 or not isinstance(generator.target, ast.Name) or generator.is_async:
            raise self.refuse(node)
        return Comprehension(
            self.read(node.elt),
            generator.target.id,
            self.read(generator.iter),
            tuple(self.read(condition) for condition in generator.ifs),
            self.span(node),
        )

    def refuse(
        self, node: ast.expr, help_text: str = "see docs/guide/policy-language.md, Expressions"
    ) -> PolicyError:
        start, end = self.offsets(node)
        message = f"`{_shortened(self.text(node))}` is not part of the language of rules"
        return _refuse(errors.NOT_IN_LANGUAGE, self.scalar, start, end, message, help_text)


def _refuse_depth(body: ast.expr, scalar: Scalar) -> None:
    if (
        len(_BETWEEN_WORDS.findall(scalar.text)) < DEEPEST
    ):  # each level takes an operator, a bracket or a space
        return
    level: list[ast.AST] = [body]
    for _ in range(DEEPEST):
        level = [
            child
            for node in level
            for child in ast.iter_child_nodes(node)
            if isinstance(child, ast.expr | ast.comprehension | ast.keyword)
        ]
        if not level:
            return
    message = f"the expression is nested more than {DEEPEST} deep"
    raise _refuse(errors.TOO_DEEP, scalar, 0, len(scalar.text), message, NAME_PARTS)


def _syntax_error(error: SyntaxError, scalar: Scalar, wrapped: str) -> PolicyError:
    text = scalar.text
    slip = assignment_in(text) or foreign_word_in(text)
    if slip is not None:
        return _refuse(slip.code, scalar, slip.start, slip.end, slip.message, slip.help)
    lines = wrapped.split("\n")
    line = min(error.lineno or 1, len(lines))
    start = sum(len(earlier) + 1 for earlier in lines[: line - 1]) + max((error.offset or 1) - 1, 0) - 1
    start = max(0, min(start, len(text)))
    rest = text[start:].split()
    if not rest:
        end = len(text.rstrip())
        message = f"the expression ends after `{_shortened(text.split()[-1])}`, where more is expected"
        begin = end - len(text.split()[-1])
        return _refuse(errors.UNREADABLE, scalar, begin, end, message, _advice(text))
    message = f"the expression cannot be read at `{_shortened(rest[0])}`"
    start = text.index(rest[0], start)
    return _refuse(errors.UNREADABLE, scalar, start, start + len(rest[0]), message, _advice(text))


def _advice(text: str) -> str:
    code = bare(text)
    if "&" in code or "|" in code or "!" in code.replace("!=", ""):
        return "write `and`, `or` and `not`"
    if "<>" in code:
        return "write `!=` for two values that differ"
    if re.search(r"[0-9]%", code):
        return "write a percentage as a decimal: 0.6 for 60%"
    return "look for a missing operator, quote or parenthesis before this place"


def _shortened(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= 40 else line[:39] + "…"


def _refuse(code: Code, scalar: Scalar, start: int, end: int, message: str, help_text: str) -> PolicyError:
    return PolicyError([Diagnostic(code, message, content_span(scalar, start, end), help=help_text)])
