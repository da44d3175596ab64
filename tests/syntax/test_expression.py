from datetime import date
from decimal import Decimal

import pytest

from policy_engine.diagnostics import PolicyError
from policy_engine.syntax import tree as t
from policy_engine.syntax.expression import parse_expression
from tests.language import source, written
from tests.support import assert_diagnostic

GUIDE = "see docs/guide/policy-language.md, Expressions"
MISSING = "look for a missing operator, quote or parenthesis before this place"
NAME_PARTS = "name its parts with `derive` rules"
DIGITS = "write numbers in digits, such as 50000 or 0.6"
EQUAL = "write `==` to compare two values"
A_DATE = 'write `date("2019-01-31")`: year, month and day'
COMMAS = 'separate several texts by commas; quote each with `"`'

NOWHERE = written("a").span.source.span(0, 0)


def _name(text: str) -> t.Name:
    return t.Name(text, NOWHERE)


def _number(value: int | str) -> t.Literal:
    return t.Literal(Decimal(value) if isinstance(value, str) else value, NOWHERE)


A, B, C = _name("a"), _name("b"), _name("c")

CONSTRUCTS: dict[str, t.Tree] = {
    "3000": _number(3000),
    "1_000": _number(1000),
    "0.6": _number("0.6"),
    ".5": _number("0.5"),
    "5.": _number("5"),
    "true": t.Literal(True, NOWHERE),
    "False": t.Literal(False, NOWHERE),
    "none": t.Literal(None, NOWHERE),
    '"小学"': t.Literal("小学", NOWHERE),
    "'a，b'": t.Literal("a，b", NOWHERE),
    'date("2019-01-31")': t.Literal(date(2019, 1, 31), NOWHERE),
    "a": A,
    "年龄": _name("年龄"),
    "a.b": t.Attribute(A, "b", NOWHERE),
    "家庭.人均纯收入": t.Attribute(_name("家庭"), "人均纯收入", NOWHERE),
    "+a": A,
    "-a": t.Unary("-", A, NOWHERE),
    "not a": t.Unary("not", A, NOWHERE),
    "a + b": t.Binary("+", A, B, NOWHERE),
    "a - b": t.Binary("-", A, B, NOWHERE),
    "a * b": t.Binary("*", A, B, NOWHERE),
    "a / b": t.Binary("/", A, B, NOWHERE),
    "a // b": t.Binary("//", A, B, NOWHERE),
    "a % b": t.Binary("%", A, B, NOWHERE),
    "a and b and c": t.Logical("and", (A, B, C), NOWHERE),
    "a or b": t.Logical("or", (A, B), NOWHERE),
    "a < b <= c": t.Chain(A, (("<", B), ("<=", C)), NOWHERE),
    "a == b": t.Chain(A, (("==", B),), NOWHERE),
    "a != b": t.Chain(A, (("!=", B),), NOWHERE),
    "a > b": t.Chain(A, ((">", B),), NOWHERE),
    "a >= b": t.Chain(A, ((">=", B),), NOWHERE),
    "a in (b, c)": t.Chain(A, (("in", t.Listing((B, C), NOWHERE)),), NOWHERE),
    "a not in [b]": t.Chain(A, (("not in", t.Listing((B,), NOWHERE)),), NOWHERE),
    "a if b else c": t.Conditional(B, A, C, NOWHERE),
    "a(b, c=1)": t.Call(A, (B,), (("c", _number(1)),), NOWHERE),
    "a.at(2018)": t.Call(t.Attribute(A, "at", NOWHERE), (_number(2018),), (), NOWHERE),
    "sum(a.b for a in c if b if a)": t.Call(
        _name("sum"), (t.Comprehension(t.Attribute(A, "b", NOWHERE), "a", C, (B, A), NOWHERE),), (), NOWHERE
    ),
    "a  # 注释 “”": A,
}


@pytest.mark.parametrize("text", CONSTRUCTS)
def test_every_construct_has_its_node(text: str) -> None:
    """One expression for each construct of the language, and its tree."""
    assert parse_expression(written(text)) == CONSTRUCTS[text]


# text, code, message, underlined, help
REFUSALS = {
    "lambda": ("lambda: 1", "PE122", "`lambda: 1` is not part of the language of rules", "lambda: 1", GUIDE),
    "f-string": ('f"{a}"', "PE122", '`f"{a}"` is not part of the language of rules', 'f"{a}"', GUIDE),
    "walrus": ("b and (a := 1)", "PE122", "`a := 1` is not part of the language of rules", "a := 1", GUIDE),
    "subscript": ("a[0] > 1", "PE122", "`a[0]` is not part of the language of rules", "a[0]", GUIDE),
    "slice": ("a[1:2]", "PE122", "`a[1:2]` is not part of the language of rules", "a[1:2]", GUIDE),
    "bytes": ('a == b"x"', "PE122", '`b"x"` is not part of the language of rules', 'b"x"', GUIDE),
    "raw text": ('a == r"x"', "PE122", '`r"x"` is not part of the language of rules', 'r"x"', COMMAS),
    "tripled quotes": ('"""a"""', "PE122", '`"""a"""` is not part of the language of rules', '"""a"""', COMMAS),
    "forgotten comma": ('a in ("x" "y")', "PE122", '`"x" "y"` is not part of the language of rules', '"x" "y"', COMMAS),
    "backslash": (r'a == "\x41"', "PE122", r"`\` is not part of the language of rules", "\\",
                  "write the characters of a text as they are"),
    "ellipsis": ("...", "PE122", "`...` is not part of the language of rules", "...", GUIDE),
    "await": ("await a", "PE122", "`await a` is not part of the language of rules", "await a", GUIDE),
    "yield": ("yield a", "PE122", "`yield a` is not part of the language of rules", "yield a", GUIDE),
    "dict": ("{a: 1}", "PE122", "`{a: 1}` is not part of the language of rules", "{a: 1}", GUIDE),
    "list of Python": ("[x for x in y]", "PE122", "`[x for x in y]` is not part of the language of rules",
                       "[x for x in y]", GUIDE),
    "power": ("a ** 2", "PE122", "`a ** 2` is not part of the language of rules", "a ** 2", GUIDE),
    "matrix product": ("a @ b", "PE122", "`a @ b` is not part of the language of rules", "a @ b", GUIDE),
    "bitwise not": ("~a", "PE122", "`~a` is not part of the language of rules", "~a", GUIDE),
    "is": ("a is none", "PE122", "`a is none` is not part of the language of rules", "a is none", "write `==` and `!=`"),
    "spread argument": ("f(*a)", "PE122", "`*a` is not part of the language of rules", "*a", GUIDE),
    "spread keys": ("f(**a)", "PE122", "`f(**a)` is not part of the language of rules", "f(**a)", GUIDE),
    "two loops": ("any(x for x in y for z in x)", "PE122",
                  "`(x for x in y for z in x)` is not part of the language of rules", "(x for x in y for z in x)", GUIDE),
    "loop over pairs": ("any(x for x, y in z)", "PE122", "`(x for x, y in z)` is not part of the language of rules",
                        "(x for x, y in z)", GUIDE),
    "single equals": ("年龄 >= 16 and 学段 = 1", "PE120", "`=` gives a value to a key", "=", EQUAL),
    "equals after a key": ("f(a=1) = 2", "PE120", "`=` gives a value to a key", "=", EQUAL),
    "open parenthesis": ("max(1, (a + b", "PE120", "`(` is not closed", "(", "add `)`"),
    "open bracket": ("a in [1", "PE120", "`[` is not closed", "[", "add `]`"),
    "closed too often": ("a) + (b", "PE120", "`)` closes nothing that was opened", ")", "remove it, or open it before"),
    "closed otherwise": ("(a]", "PE120", "`]` closes nothing that was opened", "]", "remove it, or open it before"),
    "open quote": ('a == "小学，初中', "PE120", 'the quote `"` is not closed', '"', 'add `"`'),
    "quote over lines": ('a == "x\ny"', "PE120", 'the quote `"` is not closed', '"', 'add `"`'),
    "two names": ("a b", "PE120", "the expression cannot be read at `a`", "a", MISSING),
    "nothing after and": ("a and", "PE120", "the expression ends after `and`, where more is expected", "and", MISSING),
    "nothing before and": ("and b", "PE120", "the expression cannot be read at `and`", "and", MISSING),
    "keyword as a name": ("class > 1", "PE120", "the expression cannot be read at `class`", "class", MISSING),
    "ampersands": ("a && b", "PE120", "the expression cannot be read at `&`", "&", "write `and`, `or` and `not`"),
    "bars": ("a || b", "PE120", "the expression cannot be read at `|`", "|", "write `and`, `or` and `not`"),
    "angle brackets": ("a <> b", "PE120", "the expression cannot be read at `<>`", "<>",
                       "write `!=` for two values that differ"),
    "capital AND": ("a > 1 AND b", "PE120", "the expression cannot be read at `AND`", "AND", "write `and`"),
    "capital NOT": ("a and NOT b", "PE120", "the expression cannot be read at `NOT`", "NOT", "write `not`"),
    "Chinese and": ("a 且 b", "PE120", "the expression cannot be read at `且`", "且", "write `and`"),
    "Chinese and before a name": ("a 且残疾", "PE120", "the expression cannot be read at `且残疾`", "且残疾",
                                  "write `and 残疾`"),
    "Chinese or": ("a or b 或者 c", "PE120", "the expression cannot be read at `或者`", "或者", "write `or`"),
    "Chinese and after a number": ("a > 60且b", "PE120", "the expression cannot be read at `且`", "且", "write ` and `"),
    "between": ("a between 1 and 5", "PE120", "the expression cannot be read at `between`", "between",
                "write `low <= value <= high`"),
    "turned around": ("a => 60", "PE120", "`=>` is no comparison", "=>", "write `>=`"),
    "turned around below": ("a =< 60", "PE120", "`=<` is no comparison", "=<", "write `<=`"),
    "bare date": ("a > 2019-01-31", "PE124", "`2019-01-31` is no date", "2019-01-31", 'write `date("2019-01-31")`'),
    "bare date that is a difference": ("a > 2019-10-12", "PE124", "`2019-10-12` is no date", "2019-10-12",
                                       'write `date("2019-10-12")`'),
    "Chinese date": ("a > 2019年1月31日", "PE124", "`2019年1月31日` is no date", "2019年1月31日",
                     'write `date("2019-01-31")`'),
    "percent": ("a > 60%", "PE120", "the expression ends after `60%`, where more is expected", "60%",
                "write a percentage as a decimal: 0.6 for 60%"),
    "only a comment": ("# 低保", "PE120", "there is no expression here", "# 低保", "write one"),
    "invisible": ("a\u200b > 1", "PE120", "the invisible character U+200B cannot stand in an expression", "\u200b",
                  "remove it"),
    "ten thousand": ("a < 5万", "PE124", "`5万` is no number", "5万", DIGITS),
    "hexadecimal": ("0x10", "PE124", "`0x10` is no number", "0x10", DIGITS),
    "exponent": ("1e3", "PE124", "`1e3` is no number", "1e3", DIGITS),
    "imaginary": ("2j", "PE124", "`2j` is no number", "2j", DIGITS),
    "number before if": ("1if a else 2", "PE124", "`1if` is no number", "1if", DIGITS),
    "seven places": ("a * 0.1234567", "PE124", "`0.1234567` has more than 18 digits before the point or 6 after it",
                     "0.1234567", "check the number"),
    "nineteen digits": ("1234567890123456789", "PE124",
                        "`1234567890123456789` has more than 18 digits before the point or 6 after it",
                        "1234567890123456789", "check the number"),
    "29 February": ('a < date("2019-02-29")', "PE124", '`date("2019-02-29")` is no date', 'date("2019-02-29")', A_DATE),
    "date without hyphens": ('date("20190131")', "PE124", '`date("20190131")` is no date', 'date("20190131")', A_DATE),
    "date of a number": ("date(2019)", "PE124", "`date(2019)` is no date", "date(2019)", A_DATE),
    "date of nothing": ("date()", "PE124", "`date()` is no date", "date()", A_DATE),
    "date with a key": ('date("2019-01-31", a=1)', "PE124", '`date("2019-01-31", a=1)` is no date',
                        'date("2019-01-31", a=1)', A_DATE),
}  # fmt: skip


@pytest.mark.parametrize("slip", REFUSALS)
def test_everything_else_is_refused_at_its_place(slip: str) -> None:
    """Python that is no rule, and slips of the pen: the very characters are underlined, with what to write."""
    text, code, message, underlined, help_text = REFUSALS[slip]
    with pytest.raises(PolicyError) as caught:
        parse_expression(written(text))
    assert_diagnostic(caught.value, code=code, message=message, underlined=underlined, help=help_text)


@pytest.mark.parametrize(
    ("text", "wide", "half"),
    [
        ("max(a，b)", "，", ","),
        ("max（a, b)", "（", "("),
        ("max(a, b）", "）", ")"),
        ("年龄＜16", "＜", "<"),
        ("年龄＞16", "＞", ">"),
        ("年龄 ＝= 16", "＝", "="),
        ("年龄 ≥ 16", "≥", ">="),
        ("年龄 ≤ 16", "≤", "<="),
        ("年龄 ≠ 16", "≠", "!="),
        ("a × b", "×", "*"),
        ("a ÷ b", "÷", "/"),
        ("a － b", "－", "-"),
        ("年龄 >= １", "１", "1"),
        ("ａ > 1", "ａ", "a"),
        ("年龄\u3000> 16", "\u3000", " "),
        ("年龄\u00a0> 16", "\u00a0", " "),
        ("学段 == “小学”", "“", '"'),
        ('学段 == "小学”', "”", '"'),
        ("学段 == ‘小学’", "‘", '"'),
        ('学段 in ("小学"、"初中")', "、", ","),
        ('学段 == "小学（一）" and max（a, b)', "（", "("),
    ],
)
def test_full_width_characters_are_named_with_what_to_write(text: str, wide: str, half: str) -> None:
    """The commonest slip of Chinese typing; inside quotes such characters belong to the text."""
    with pytest.raises(PolicyError) as caught:
        parse_expression(written(text))
    message = f"`{wide}` is a full-width character; rules are written with `{half}`"
    assert_diagnostic(caught.value, code="PE121", message=message, underlined=wide, help=f"write `{half}`")


@pytest.mark.parametrize(
    ("accepted", "refused"),
    [("not " * 59 + "a", "not " * 60 + "a"), ("(" * 60 + "a" + ")" * 60, "(" * 61 + "a" + ")" * 61)],
)
def test_sixty_levels_are_the_limit(accepted: str, refused: str) -> None:
    """Of expressions inside expressions, and of parentheses."""
    parse_expression(written(accepted))
    with pytest.raises(PolicyError) as caught:
        parse_expression(written(refused))
    message = "the expression is nested more than 60 deep"
    assert_diagnostic(caught.value, code="PE123", message=message, underlined=refused, help=NAME_PARTS)


def test_twenty_thousand_characters_are_the_limit() -> None:
    """One more is refused before anything tries to read it."""
    parse_expression(written("a" * 20_000))
    with pytest.raises(PolicyError) as caught:
        parse_expression(written("a" * 20_001))
    message = "the expression has 20001 characters; at most 20000 can be read"
    assert_diagnostic(caught.value, code="PE123", message=message, underlined="a" * 20_001, help=NAME_PARTS)


@pytest.mark.parametrize(
    "text", ["+".join(["a"] * 9_000), "-" * 19_000 + "1", "a" + "(" * 10_000, "a." * 9_000 + "a"]
)
def test_endless_expressions_are_refused_without_a_trace(text: str) -> None:
    """Thousands of operators would exhaust the stack of Python's parser."""
    with pytest.raises(PolicyError) as caught:
        parse_expression(written(text))
    assert caught.value.diagnostics[0].code.number == "PE123"


def test_columns_are_counted_in_characters() -> None:
    """Python's parser counts bytes, of which a Chinese character has three; the second line has its own indentation."""
    tree = parse_expression(written('农业户口 and\n    家庭.人均纯收入 < 低保标准 and a in ("甲", "乙")'))
    assert isinstance(tree, t.Logical)
    places = [(str(operand.span), operand.span.text) for operand in tree.operands]
    assert places == [
        ("policy.yaml:2:3", "农业户口"),
        ("policy.yaml:3:7", "家庭.人均纯收入 < 低保标准"),
        ("policy.yaml:3:27", 'a in ("甲", "乙")'),
    ]


@pytest.mark.parametrize(
    ("yaml", "place"),
    [
        ("when: 年龄 < 人数 and 学段", "policy.yaml:1:19"),
        ('when: "年龄 < 人数 and 学段"', "policy.yaml:1:20"),
        ("when: 年龄 < 人数 and\n  学段", "policy.yaml:2:3"),
        ("when: |\n  年龄 < 人数\n  and 学段\n", "policy.yaml:3:7"),
    ],
)
def test_places_are_right_in_every_style_of_yaml(yaml: str, place: str) -> None:
    """Plain, quoted, over two lines, and in a literal block."""
    node = source(yaml).get("when")
    tree = parse_expression(node)  # type: ignore[arg-type]
    assert isinstance(tree, t.Logical)
    assert str(tree.operands[1].span) == place


def test_a_carriage_return_does_not_move_the_lines() -> None:
    """A quoted YAML text can hold any control character; Python would take some of them for the end of a line."""
    with pytest.raises(PolicyError) as caught:
        parse_expression(source('when: "a\\r and b"').get("when"))  # type: ignore[arg-type]
    message = "the invisible character U+000D cannot stand in an expression"
    assert caught.value.diagnostics[0].message == message


def test_a_folded_text_has_no_places() -> None:
    """`>` would lose the columns of everything."""
    with pytest.raises(PolicyError) as caught:
        parse_expression(source("when: >\n  a and\n  b\n").get("when"))  # type: ignore[arg-type]
    assert caught.value.diagnostics[0].help == "write `|` in place of `>`"
