from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.diagnostics.diagnostic import Diagnostic, PolicyError
from policy_engine.diagnostics.render import render_full
from policy_engine.reading import yaml as reader
from policy_engine.reading.yaml import Mapping, Node, Scalar, Sequence, content_span, read_yaml
from policy_engine.source.text import Source
from tests.support import assert_diagnostic

IN_BRACKETS = "`{}` does not separate what stands in brackets"
ALIGN = "align it with its neighbours, `name: value` or `- item`; a level is two spaces"
MISALIGNED = "the line fits neither the level above it nor a level of its own"
NOT_REPEATED = "write the contents out; quote a text that begins with `&` or `*`"
OTHER_QUOTES = "put the whole text in the other quotes, or on the next line after `|`"

# text, code, message, underlined, help
FAULTS = {
    "empty": ("", "PE103", "there is nothing in it", "", "write its contents, or remove the file"),
    "only a comment": ("# 起付线", "PE103", "there is nothing in it", "", "write its contents, or remove the file"),
    "two documents": ("a: 1\n---\nb: 2", "PE104", "a second document begins here", "---",
                      "keep one document a file; remove the line `---`"),
    "anchor": ("a: &x 1", "PE106", "`&x`: contents cannot be named and repeated", "&x", NOT_REPEATED),
    "alias": ("a: *x", "PE106", "`*x`: contents cannot be named and repeated", "*x", NOT_REPEATED),
    "tag": ("a: !!str 1", "PE107", "the tag `!!str` has no meaning here", "!!str",
            "remove it; a text may stand in quotes"),
    "list as key": ("? [a]\n: b", "PE108", "a key must be a text", "[a]", "write a name before the colon"),
    "merge key": ("a: 1\n<<: {b: 2}", "PE109", "`<<` does not merge mappings here", "<<", "write the keys out"),
    "tab": ("a:\n\tb: 1", "PE110", "a line is indented with a tab", "\t", "indent with spaces, two a level"),
    "deeper without reason": ("a: 1\n  b: 2", "PE111", MISALIGNED, "b: 2", ALIGN),
    "between two levels": ("a:\n  b: 1\n c: 2", "PE111", MISALIGNED, "c: 2", ALIGN),
    "key without colon": ("a: 1\nb\nc: 3", "PE111", MISALIGNED, "c: 3", ALIGN),
    "mapping in a list": ("- a\nb: c", "PE111", MISALIGNED, "b: c", ALIGN),
    "open bracket": ("a: [1, 2\nb: 3", "PE112", "`[` has no `]`", "[", "add `]`"),
    "open bracket at the end": ("a: [\n", "PE112", "`[` has no `]`", "[", "add `]`"),
    "open brace": ("a: {x: 1", "PE112", "`{` has no `}`", "{", "add `}`"),
    "open quote": ('a: "甲', "PE112", 'the quote `"` is not closed', '"', 'add `"`'),
    "at sign": ("a: @x", "PE115", "a text cannot begin with `@`", "@", "put the text in quotes"),
    "two colons": ("a: b: c", "PE115", "a second `: ` in one line", ":", "put the text that holds it in quotes"),
    "quoted beginning": ('a: "甲" == 户籍', "PE115", "more text follows a closing quote", '"甲" == 户籍', OTHER_QUOTES),
    "comparison": ("a: > 60", "PE115", "`>` and `|` begin a text of several lines", "6",
                   "write the text on the next line, or put it in quotes"),
    "one brace too many": ("{a: b}}", "PE115", "the text cannot be read from here", "}",
                           "check brackets and quotes before this place"),
    "full-width colon": ("a: 1\n年龄：2\nc: 3", "PE119", "a full-width colon `：` does not end a key", "：", "write `: `"),
    "full-width comma in braces": ('a: {area: "62"，grade: A}', "PE119", IN_BRACKETS.format("，"), "，", "write `, `"),
    "full-width comma between texts": ("a: {zh: 甲，en: A}", "PE119", IN_BRACKETS.format("，"), "，", "write `, `"),
    "semicolon in braces": ("a: {x: 1; y: 2}", "PE115", IN_BRACKETS.format(";"), ";", "write `, `"),
    "forgotten comma": ("a:\n  - {x: A value: 600}\n  - {x: B}", "PE115", "a comma is missing before `value`", "value",
                        "write `, ` before it, or put the text that holds it in quotes"),
    "forgotten comma after a quote": ('a: {x: "1" y: 2}', "PE115", "a comma is missing before `y`", "y",
                                      "write `, ` before it, or put the text that holds it in quotes"),
    "two colons in braces": ("a: {x: Note: y, z: 1}", "PE115", "a second `: ` before a comma", ":",
                             "put the text that holds it in quotes"),
    "open quote in braces": ('a: {x: "甲, y: "B"}\nb: 1', "PE112", 'the quote `"` is not closed', '"', 'add `"`'),
    "open quote in braces at the end": ("a: {x: '甲, y: B}\nb: 1", "PE112", "the quote `'` is not closed", "'", "add `'`"),
    "no space after a colon": ("a:\n  severity:high\n  b: 1", "PE115", "no space follows the colon of `severity`", ":",
                               "write `severity: high`"),
    "no space after the last colon": ("a:\n  b: 1\n  kind:alert\n", "PE115", "no space follows the colon of `kind`", ":",
                                      "write `kind: alert`"),
    "no-break space after a colon": ("a:\n  b: 1\n  c:\u00a0x\n", "PE115", "the space U+00A0 is no ordinary one", "\u00a0",
                                     "write an ordinary space"),
    "full-width indent": ("a:\n\u3000\u3000b: 1\n\u3000\u3000c: 2", "PE111", "a line is indented with the space U+3000",
                          "\u3000\u3000", "indent with ordinary spaces, two a level"),
    "control character": ("年龄: x\x01", "PE102", "the control character U+0001 cannot stand in a text", "\x01",
                          "remove it"),
}  # fmt: skip


def _read(text: str) -> Node:
    return read_yaml(Source("policy.yaml", text))


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_Loader", getattr(yaml, request.param))


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_has_its_own_finding(name: str) -> None:
    """Whichever parser is there, the place is exact and the help says what to type."""
    text, code, message, underlined, help_text = FAULTS[name]
    with pytest.raises(PolicyError) as caught:
        _read(text)
    assert_diagnostic(caught.value, code=code, message=message, underlined=underlined, help=help_text)


def test_an_unknown_escape_names_the_remedy() -> None:
    """A backslash in double quotes is a common slip in patterns and paths."""
    with pytest.raises(PolicyError) as caught:
        _read(r'a: "b\q"')
    assert caught.value.diagnostics[0].message == "an unknown escape in a quoted text"
    assert caught.value.diagnostics[0].help == r"write `\\` for a backslash, or use single quotes"


@pytest.mark.usefixtures("_either_parser")
def test_scalars_keep_their_text() -> None:
    """Nothing is taken for a boolean, a number or a date: `on`, `010` and `1e3` stay what they are."""
    node = _read("on: no\nfrom: 2019-01-01\narea: 010\nrate: 1e3\nempty:\nquoted: 'x'\n")
    assert isinstance(node, Mapping)
    values = [value for _, value in node.entries]
    assert [value.text for value in values if isinstance(value, Scalar)] == [
        "no",
        "2019-01-01",
        "010",
        "1e3",
        "",
        "x",
    ]
    assert [value.plain for value in values if isinstance(value, Scalar)] == [True] * 5 + [False]
    assert [key.text for key, _ in node.entries] == ["on", "from", "area", "rate", "empty", "quoted"]


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize("begin", ["", "\ufeff", "# 注释 🀀\r\n"])
def test_spans_hold_exactly_the_node(begin: str) -> None:
    """Also after a byte order mark, a character beyond the basic plane, or Windows line ends."""
    node = _read(
        f"{begin}标题: 大病保险\nrows:\n  - {{a: '1', b: [甲, 乙]}}\n  - |\n    x > 1\n\nlast: x\n".replace(
            "\n", "\r\n"
        )
    )
    assert isinstance(node, Mapping)
    rows = node.get("rows")
    assert isinstance(rows, Sequence)
    assert [key.span.text for key, _ in node.entries] == ["标题", "rows", "last"]
    assert [item.span.text for item in rows.items] == ["{a: '1', b: [甲, 乙]}", "|\r\n    x > 1"]
    title = node.get("标题")
    assert title is not None
    assert title.span.text == "大病保险"
    assert node.get("nothing") is None
    assert rows.span.text == "- {a: '1', b: [甲, 乙]}\r\n  - |\r\n    x > 1"


def test_all_duplicate_keys_are_reported_with_both_places() -> None:
    """PyYAML alone keeps the last of two equal keys; here each is shown, in the order of the file."""
    text = "a: 1\nb: {x: 1, x: 2}\na: 3\na: 4\n"
    with pytest.raises(PolicyError) as caught:
        _read(text)
    found = [
        (str(finding.span), finding.message, str(finding.others[0].span))
        for finding in caught.value.diagnostics
    ]
    assert found == [
        ("policy.yaml:2:11", "the key `x` is given twice", "policy.yaml:2:5"),
        ("policy.yaml:3:1", "the key `a` is given twice", "policy.yaml:1:1"),
        ("policy.yaml:4:1", "the key `a` is given twice", "policy.yaml:1:1"),
    ]
    assert_diagnostic(
        caught.value.diagnostics[1],
        code="PE105",
        message="the key `a` is given twice",
        underlined="a",
        help="keep one of the two",
        others=("a",),
    )


def test_findings_of_different_sorts_come_together() -> None:
    """An author mends a file once: what was found before the parser gave up is told as well."""
    with pytest.raises(PolicyError) as caught:
        _read("a: &x 1\nb: !t 2\nc: [\n")
    assert [finding.code.number for finding in caught.value.diagnostics] == ["PE106", "PE107", "PE112"]


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize("text", ["[" * 2000, "- " * 2000, "{a: " * 101])
def test_deep_nesting_is_refused_without_a_crash(text: str) -> None:
    """More than 100 levels are a mistake or an attack; the stack is not used for them."""
    with pytest.raises(PolicyError) as caught:
        _read(text)
    finding = caught.value.diagnostics[-1]
    assert (finding.code.number, finding.message) == ("PE113", "more than 100 levels stand inside each other")
    assert _read("[" * 100 + "]" * 100)


@pytest.mark.parametrize(
    ("text", "piece", "underlined"),
    [
        ("k: 年龄 > 60", "60", "60"),
        ("k: 年龄 > 60 and\n   残疾\nb: 1", "残疾", "残疾"),
        ("k: 年龄 > 60 and\r\n   残疾\r\nb: 1", "and 残疾", "and\r\n   残疾"),
        ("k: a\n\n  b", "\nb", "\n\n  b"),
        ('k: "年龄 > 60"', "60", "60"),
        ("k: '年龄 == \"甲\"'", '"甲"', '"甲"'),
        ("k: |\n  年龄 > 60\n\n   and 残疾\nb: 1", "残疾", "残疾"),
        ("k: |-  # 条件\n  年龄\n  > 60", "> 60", "> 60"),
        ("k: 'it''s'", "it", "'it''s'"),
        (r'k: "a\u4e2d"', "中", r'"a\u4e2d"'),
    ],
)
def test_a_piece_of_a_text_has_its_own_span(text: str, piece: str, underlined: str) -> None:
    """Exact in unquoted, quoted and literal texts, over lines too; with escapes the whole text stands for it."""
    scalar = _scalar(text)
    start = scalar.text.index(piece)
    assert content_span(scalar, start, start + len(piece)).text == underlined


def test_the_end_of_a_text_is_a_place() -> None:
    """An expression that stops too early is pointed at where it stops; outside the text the whole stands for it."""
    scalar = _scalar("k: age >")
    assert str(content_span(scalar, 5, 5)) == "policy.yaml:1:9"
    assert content_span(scalar, 5, 9) == scalar.span


def test_a_folded_text_has_no_pieces() -> None:
    """Notes may be folded; an expression may not, since its columns are lost."""
    scalar = _scalar("k: >\n  age\n  > 60\n")
    with pytest.raises(PolicyError) as caught:
        content_span(scalar, 0, 3)
    assert_diagnostic(
        caught.value,
        code="PE114",
        message="an expression cannot stand in a folded text (`>`)",
        underlined=">\n  age\n  > 60",
        help="write `|` in place of `>`",
    )


def test_nodes_are_equal_wherever_they_stand() -> None:
    """A place is no part of what a node says."""
    assert _read("a: [1]") == _read("\n\na:\n  - 1\n")


def _scalar(text: str) -> Scalar:
    node: Any = _read(text)
    scalar = node.get("k")
    assert isinstance(scalar, Scalar)
    return scalar


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@given(text=st.text(alphabet="ab年：:-[]{},\"'|>&*!?%@#\\ \t\n\r\x01\ufeff\u2028", max_size=25))
def test_any_text_is_read_or_refused(parser: str, text: str) -> None:
    """Whatever stands in a file, the answer is nodes or findings with places and help, never a crash."""
    found: tuple[Diagnostic, ...] = ()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_Loader", getattr(yaml, parser))
        try:
            _read(text)
        except PolicyError as error:
            found = error.diagnostics
    assert all(finding.span and finding.help for finding in found)
    assert not found or render_full(found)
