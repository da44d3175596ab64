import json
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.diagnostics.diagnostic import Diagnostic, PolicyError
from policy_engine.diagnostics.render import render_full
from policy_engine.reading.json import read_json
from policy_engine.reading.values import JsonValue, path_text
from policy_engine.source.text import Source
from tests.support import assert_diagnostic

COMPLETE = "complete it; if the file was cut short on its way, fetch it again"
NUMBERS = "write numbers as `12`, `-3`, `0.5` or `1e3`, and dates and codes in double quotes"
VALUES = "a value is a number, `true`, `false`, `null`, a text in double quotes, `{...}` or `[...]`"
LITERAL = "expected a value, found `{}`"

# text, code, message, underlined, help
FAULTS = {
    "empty": (" \n", "PE103", "there is nothing in it", "",
              'write a case, for example `{"on": "2020-06-01", "household": {"persons": []}}`'),
    "comma at the end of an object": ('{"a": 1,}', "PE116", "a comma before `}`", ",", "remove the comma"),
    "comma at the end of a list": ("[1, ]", "PE116", "a comma before `]`", ",", "remove the comma"),
    "no colon": ('{"a" 1}', "PE116", "expected `:`, found `1`", "1", 'write `"name": value`'),
    "no comma": ('{"a": 1 "b": 2}', "PE116", 'expected `,` or a closing bracket, found `"b"`', '"b"',
                 "put a comma between values"),
    "half a word": ('{"a": tru}', "PE116", LITERAL.format("tru"), "tru", VALUES),
    "word of Python": ('{"a": True}', "PE116", LITERAL.format("True"), "True", "write `true`"),
    "Chinese word": ('{"a": 是}', "PE116", LITERAL.format("是"), "是", "write `true`"),
    "bare name": ("{age: 1}", "PE116", "expected a name in double quotes, found `age`", "age", 'write `"age"`'),
    "number as name": ("{1: 2}", "PE116", "expected a name in double quotes, found `1`", "1",
                       'write names as `"age"`'),
    "single quotes": ("{'a': 1}", "PE116", "a single quote", "'", 'put names and texts in double quotes `"`'),
    "comment": ('{"a": 1} // x', "PE116", "a comment cannot stand here", "/", "remove it"),
    "two values": ('{"a": 1}}', "PE116", "expected the end of the text, found `}`", "}",
                   "keep one value in a file, and remove the rest"),
    "web page": ("<!DOCTYPE html>", "PE116", "this is a web page or XML, not a case", "<", "give the case as JSON"),
    "no JSON": ("hello", "PE116", LITERAL.format("hello"), "hello", VALUES),
    "bare date": ('{"on": 2019-12-31}', "PE116", "`2019-12-31` is not a number", "2019-12-31", NUMBERS),
    "leading zero": ("[01]", "PE116", "`01` is not a number", "01", NUMBERS),
    "point without digits": ("[1.]", "PE116", "`1.` is not a number", "1.", NUMBERS),
    "plus": ("[+1]", "PE116", "`+1` is not a number", "+1", NUMBERS),
    "unknown escape": (r'["\q"]', "PE116", r"the escape `\q` is unknown", r"\q", r"write `\\` for a backslash"),
    "short escape": (r'["\u12"]', "PE116", r"the escape `\u` is unknown", r"\u",
                     r"write `\u` and four hexadecimal digits"),
    "tab in a text": ('["a\tb"]', "PE102", "a tab stands in a text", "\t", r"write it as `\t`"),
    "control character": ('["a\x01b"]', "PE102", "the control character U+0001 stands in a text", "\x01", "remove it"),
    "open text": ('{"a": "x\n}', "PE112", "the text is not closed on its line", '"x',
                  'close it with `"`; write a line break inside a text as `\\n`'),
    "full-width colon": ('{"a"：1}', "PE119", "a full-width `：` outside a text", "：", "write `:`"),
    "full-width comma": ('{"a": 1，"b": 2}', "PE119", "a full-width `，` outside a text", "，", "write `,`"),
    "Chinese quotes": ("{“a”: 1}", "PE119", "a full-width `“` outside a text", "“", 'write `"`'),
    "cut within a text": ('{"a": "x', "PE117", "the text ends inside the string that begins here", '"',
                          f'close it with `"`, or: {COMPLETE}'),
}  # fmt: skip


def _read(text: str) -> JsonValue:
    return read_json(Source("case.json", text))


def _refused(text: str) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        _read(text)
    return caught.value


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_has_its_own_finding(name: str) -> None:
    """The place is exact, what was found is said, and the help says what to type."""
    text, code, message, underlined, help_text = FAULTS[name]
    assert_diagnostic(_refused(text), code=code, message=message, underlined=underlined, help=help_text)


@pytest.mark.parametrize(
    ("text", "expected", "opened"),
    [
        ('{"a": 1', "`,` or a closing bracket", ("{",)),
        ('{"a": [1,\n', "a value", ("[",)),
        ('{"a": {}, ', "a name in double quotes", ("{",)),
        ('{"a"', "`:`", ("{",)),
        ("[", "a value", ("[",)),
    ],
)
def test_a_text_that_was_cut_short_shows_what_is_open(
    text: str, expected: str, opened: tuple[str, ...]
) -> None:
    """The end is pointed at, and the bracket that was never closed."""
    message = f"the text ends where {expected} is expected"
    assert_diagnostic(
        _refused(text), code="PE117", message=message, underlined="", help=COMPLETE, others=opened
    )


def test_numbers_are_read_by_their_text() -> None:
    """No binary fraction ever: 0.1 is a tenth, 12.50 keeps its places, and integers are integers."""
    assert repr(_read("[1, -0, 0.1, 12.50, 1e3, 123456789012345678901234567890]")) == (
        "[1, 0, Decimal('0.1'), Decimal('12.50'), Decimal('1E+3'), 123456789012345678901234567890]"
    )


def test_numbers_that_cannot_be_used_are_refused_together() -> None:
    """Python reads NaN and endless digits, or crashes on them; every place and path is told."""
    huge = "1" * 4301
    error = _refused(
        f'{{"a": [NaN, -Infinity], "b": {huge}, "c": 1e999999999, "d": -1e-9999999999999999999999}}'
    )
    assert [(finding.code.number, finding.path, finding.message) for finding in error.diagnostics] == [
        ("PE118", "$.a[0]", "`NaN` is not a number"),
        ("PE118", "$.a[1]", "`-Infinity` is not a number"),
        ("PE118", "$.b", "the number `" + "1" * 39 + "…` is too long"),
        ("PE118", "$.c", "the number `1e999999999` is too long"),
        ("PE118", "$.d", "the number `-1e-9999999999999999999999` is too long"),
    ]
    first, _, third, *_ = error.diagnostics
    assert first.help == "write `null`, or leave it out, where the number is unknown"
    assert (third.expected, third.found) == ("a number of at most 4300 digits", "`" + "1" * 39 + "…`")
    assert _read("1" * 4300) == int("1" * 4300)


def test_duplicate_keys_are_refused_with_their_paths() -> None:
    """Python alone keeps the last; the same key in two objects is no duplicate, an escaped one is."""
    error = _refused('{"p": [{"age": 1, "\\u0061ge": 2}, {"age": 3}], "p": {"age": 1}}')
    first, second = error.diagnostics
    assert_diagnostic(
        first, code="PE105", message="the key `age` is given twice", underlined='"\\u0061ge"',
        help="keep one of the two", path="$.p[0].age", others=('"age"',),
    )  # fmt: skip
    assert_diagnostic(
        second, code="PE105", message="the key `p` is given twice", underlined='"p"',
        help="keep one of the two", path="$.p", others=('"p"',),
    )  # fmt: skip


def test_half_a_character_is_refused() -> None:
    """A lone surrogate could not be printed; a pair is one character."""
    assert_diagnostic(
        _refused(r'{"name": "\ud83d"}'),
        code="PE116",
        message=r'"\ud83d" holds half a character',
        underlined=r'"\ud83d"',
        help="write the character itself",
        path="$.name",
    )
    assert _read(r'"\ud83d\ude00"') == "😀"


@pytest.mark.parametrize("text", ["[" * 2000, '{"a":' * 2000, "[" * 2000 + "]" * 2000])
def test_deep_nesting_is_refused_without_a_crash(text: str) -> None:
    """2,000 levels are refused at the hundred-and-first, closed or not; brackets in texts do not count."""
    assert_diagnostic(
        _refused(text),
        code="PE113",
        message="more than 100 levels stand inside each other",
        underlined=text[0],
        help="remove levels: at most 100 can be read",
    )
    assert _read("[" * 100 + "]" * 100)
    assert _read('["' + "[" * 2000 + '"]')


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "' + "x" * 10_000_000,
        "[" + '\\"' * 5_000_000,
        '"' + '\\"' * 5_000_000,
        "长" * 10_000_000,
        '{"a": ' + "1" * 10_000_000 + "}",
    ],
    ids=["open text", "backslashes", "escaped quotes", "no JSON", "digits"],
)
def test_ten_megabytes_are_refused_at_once_and_briefly(text: str) -> None:
    """Nothing is quadratic, and the message does not repeat the text."""
    begin = time.perf_counter()
    shown = render_full(_refused(text).diagnostics)
    assert time.perf_counter() - begin < 5
    assert len(shown) < 1000


def test_a_text_of_ten_megabytes_is_read() -> None:
    """A long string alone is no fault."""
    assert _read('{"a": "' + "x" * 10_000_000 + '"}') == {"a": "x" * 10_000_000}


def test_paths_are_printed_as_one_would_write_them() -> None:
    """Chinese names need no quotes; names with other characters do, and long ones are cut."""
    assert path_text(()) == "$"
    assert (
        path_text(("village", "households", 0, "persons", 1, "age"))
        == "$.village.households[0].persons[1].age"
    )
    assert path_text(("人均纯收入", "a b")) == '$.人均纯收入["a b"]'
    assert path_text(("x" * 100,)) == '$["' + "x" * 39 + '…"]'


TEXTS = st.text(st.characters(codec="utf-8"), max_size=10)
VALUES_OF_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
)


@given(VALUES_OF_JSON)
def test_what_was_written_is_read(value: JsonValue) -> None:
    """Any value without fractions comes back from its text, escaped or not."""
    assert _read(json.dumps(value)) == value
    assert _read(json.dumps(value, ensure_ascii=False, indent=1)) == value


@given(st.text(alphabet='{}[]",:0.e-ntrue\\ \n', max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands in a file, the answer is a value or findings with places, never a crash."""
    try:
        found: tuple[Diagnostic, ...] = ()
        value = _read(text)
    except PolicyError as error:
        found = error.diagnostics
        value = None
    assert all(finding.span and finding.help for finding in found)
    assert not found or render_full(found)
    assert found or value == json.loads(text, parse_float=Decimal)
