"""Expressions: text to tree, through Python's own grammar; nothing is ever run as Python."""

import ast
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from policy_engine.diagnostics import Code, Diagnostic, PolicyError
from policy_engine.reading.yaml import Scalar, content_span
from policy_engine.source.text import Span, characters_of_bytes
from policy_engine.syntax import errors
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
DEEPEST = 60
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "none": None}
_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%"}
_COMPARE = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not in", ast.Is: "==", ast.IsNot: "!=",
}  # fmt: skip
_FULL_WIDTH = {"，": ",", "（": "(", "）": ")", "“": '"', "”": '"', "‘": '"', "’": '"', "。": ".", "、": ",", "：": ":", "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/"}  # fmt: skip


def parse_expression(scalar: Scalar) -> Tree:
    """The tree of an expression; raises PolicyError with the place and a way to mend it."""
    text = scalar.text
    wrapped = f"({text}\n)"
    if len(text) > LONGEST:
        raise _refuse(
            errors.TOO_DEEP,
            scalar,
            0,
            len(text),
            f"the expression has {len(text)} characters; at most {LONGEST} can be read",
            "name its parts with `derive` rules",
        )
    try:
        body = ast.parse(wrapped, mode="eval").body
        _refuse_depth(body, scalar)
        return _Reader(scalar, wrapped).read(body)
    except SyntaxError as error:
        raise _syntax_error(error, scalar, wrapped) from None
    except (RecursionError, MemoryError, ValueError):
        raise _refuse(
            errors.TOO_DEEP,
            scalar,
            0,
            len(text),
            "the expression is nested too deeply to be read",
            "name its parts with `derive` rules",
        ) from None


class _Reader:
    """Turns the nodes of one parsed expression into the tree."""

    def __init__(self, scalar: Scalar, wrapped: str) -> None:
        self.scalar = scalar
        self.lines = wrapped.split("\n")
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        self.starts = starts
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
        value = node.value
        if value is None or isinstance(value, bool | int | str):
            return Literal(value, self.span(node))
        if isinstance(value, complex | bytes) or value is Ellipsis:
            raise self.refuse(node)
        return Literal(Decimal(self.text(node).replace("_", "")), self.span(node))

    def name(self, node: ast.Name) -> Tree:
        if node.id in _WORDS:
            return Literal(_WORDS[node.id], self.span(node))
        return Name(node.id, self.span(node))

    def attribute(self, node: ast.Attribute) -> Tree:
        return Attribute(self.read(node.value), node.attr, self.span(node))

    def call(self, node: ast.Call) -> Tree:
        if isinstance(node.func, ast.Name) and node.func.id == "date":
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
        written = (
            node.args[0].value if len(node.args) == 1 and isinstance(node.args[0], ast.Constant) else None
        )
        try:
            return Literal(
                date.fromisoformat(written) if isinstance(written, str) else date.fromisoformat(""),
                self.span(node),
            )
        except ValueError:
            start, end = self.offsets(node)
            message = f"`{self.text(node)}` is no date"
            raise _refuse(
                errors.BAD_LITERAL,
                self.scalar,
                start,
                end,
                message,
                'write `date("2019-01-31")`: year, month and day',
            ) from None

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

    def refuse(self, node: ast.expr) -> PolicyError:
        start, end = self.offsets(node)
        message = f"`{_shortened(self.text(node))}` is not part of the language of rules"
        return _refuse(
            errors.NOT_IN_LANGUAGE,
            self.scalar,
            start,
            end,
            message,
            "see docs/guide/policy-language.md, Expressions",
        )


def _refuse_depth(body: ast.expr, scalar: Scalar) -> None:
    level: list[ast.AST] = [body]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    message = f"the expression is nested more than {DEEPEST} deep"
    raise _refuse(errors.TOO_DEEP, scalar, 0, len(scalar.text), message, "name its parts with `derive` rules")


def _syntax_error(error: SyntaxError, scalar: Scalar, wrapped: str) -> PolicyError:
    text = scalar.text
    for position, character in enumerate(text):
        half = _half_width(character)
        if half and not _inside_quotes(text, position):
            message = f"`{character}` is a full-width character; rules are written with `{half}`"
            return _refuse(errors.FULL_WIDTH, scalar, position, position + 1, message, f"write `{half}`")
    lines = wrapped.split("\n")
    line = min(error.lineno or 1, len(lines))
    start = sum(len(earlier) + 1 for earlier in lines[: line - 1]) + max((error.offset or 1) - 1, 0) - 1
    start = max(0, min(start, len(text) - 1))
    rest = text[start:].split()
    found = _shortened(rest[0]) if rest else "the end of the expression"
    message = f"the expression cannot be read at `{found}`"
    return _refuse(
        errors.UNREADABLE, scalar, start, start + max(1, len(found) if rest else 1), message, _advice(text)
    )


def _advice(text: str) -> str:
    bare = text.replace("==", "").replace("<=", "").replace(">=", "").replace("!=", "")
    if text.count("(") != text.count(")"):
        return "count the parentheses: each `(` needs a `)`"
    if "=" in bare:
        return "write `==` to compare two values"
    if "&&" in text or "||" in text:
        return "write `and` and `or`"
    return "look for a missing operator, quote or parenthesis before this place"


def _half_width(character: str) -> str | None:
    if character in _FULL_WIDTH:
        return _FULL_WIDTH[character]
    if unicodedata.east_asian_width(character) == "F":
        return unicodedata.normalize("NFKC", character)
    return None


def _inside_quotes(text: str, position: int) -> bool:
    return text[:position].count('"') % 2 == 1 or text[:position].count("'") % 2 == 1


def _shortened(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= 40 else line[:39] + "…"


def _refuse(code: Code, scalar: Scalar, start: int, end: int, message: str, help_text: str) -> PolicyError:
    return PolicyError([Diagnostic(code, message, content_span(scalar, start, end), help=help_text)])
