from datetime import date
from decimal import Decimal

import pytest
from pydantic import Field

from policy_engine.diagnostics import Diagnostic
from policy_engine.reading.yaml import Scalar
from policy_engine.syntax.surface import (
    Count,
    Day,
    Flag,
    LabelsTree,
    Many,
    Named,
    Number,
    Surface,
    Text,
    Written,
    key_names,
    read_model,
)
from tests.language import Told, source, told


class _Inner(Surface):
    size: Count


class _Model(Surface):
    name: Text
    begin: Day | None = Field(default=None, alias="from")
    flag: Flag = False
    many: Many[Text] = ()
    number: Number = Decimal(0)
    when: Written | None = None
    inner: _Inner | None = None
    named: Named[_Inner] = Field(default_factory=dict)
    listed: Many[_Inner] = ()


def _findings(text: str) -> list[Told]:
    findings: list[Diagnostic] = []
    assert read_model(_Model, source(text), findings) is None
    return told(findings)


def test_plain_values_are_read_by_their_declared_types() -> None:
    """YAML itself would read some of these texts as something else."""
    findings: list[Diagnostic] = []
    text = "name: 010\nfrom: 2019-01-31\nflag: true\nmany: a\nnumber: -0.50\nwhen: on\ninner: {size: 15}\nnamed: {on: {size: 1}}"
    read = read_model(_Model, source(text), findings)
    assert read is not None
    assert (read.name, read.begin, read.flag, read.many) == ("010", date(2019, 1, 31), True, ("a",))
    assert (read.number, read.named["on"].size, read.inner and read.inner.size) == (Decimal("-0.50"), 1, 15)
    assert isinstance(read.when, Scalar)
    assert (read.when.text, read.span.line, findings) == ("on", 1, [])


def test_the_keys_of_a_model_are_those_of_the_file() -> None:
    """By their names there; the place of the mapping is none of them."""
    assert key_names(_Model) == ("name", "from", "flag", "many", "number", "when", "inner", "named", "listed")
    assert key_names(LabelsTree) == ("zh", "en")


MAPPING = "expected a mapping with the keys size, found"
KNOWN = "known keys here: name, from, flag, many, number, when, inner, named, listed"


@pytest.mark.parametrize(
    ("text", "code", "message", "underlined", "help_text"),
    [
        ("flag: true", "PE132", "the key `name` is missing here", "flag: true", "add `name: ...`"),
        ("name: a\ninner: {}", "PE132", "the key `size` is missing here", "{}", "add `size: ...`"),
        ("name: a\nnamed: {b: {}}", "PE132", "the key `size` is missing here", "{}", "add `size: ...`"),
        ("name: a\nlisted: [{size: 1}, {}]", "PE132", "the key `size` is missing here", "{}", "add `size: ...`"),
        ("name: a\nform: 1", "PE131", "there is no key `form` here", "form", "did you mean `from`?"),
        ("name: a\nbegin: 1", "PE131", "there is no key `begin` here", "begin", KNOWN),
        ("name: a\nplace: 1", "PE131", "there is no key `place` here", "place", KNOWN),
        ("name: a\ninner: {size: 1, siz: 2}", "PE131", "there is no key `siz` here", "siz", "did you mean `size`?"),
        ("name: a\nlisted: {size: 1, b: 2}", "PE133", "expected a value or a list of values, found a mapping",
         "{size: 1, b: 2}", ""),
        ("name: a\ninner: {size: 1, x > 2}", "PE131", "there is no key `x > 2` here", "x > 2",
         "inside `{ }`, put a text with a comma or a colon in quotes"),
        ("name: a\ninner: {size: 1, too}", "PE131", "there is no key `too` here", "too",
         "inside `{ }`, put a text with a comma or a colon in quotes"),
        ("name: a\ninner:\n  size: 1\n  too:", "PE131", "there is no key `too` here", "too", "known keys here: size"),
        ("name: [a]", "PE133", "expected a text, found a list", "[a]", ""),
        ("name: {a: b}", "PE133", "expected a text, found a mapping", "{a: b}", ""),
        ("name: a\nfrom: 2019-02-29", "PE133", "expected a date such as 2019-01-31, found `2019-02-29`", "2019-02-29", ""),
        ("name: a\nfrom: 20190131", "PE133", "expected a date such as 2019-01-31, found `20190131`", "20190131", ""),
        ("name: a\nfrom: 2019-W05-4", "PE133", "expected a date such as 2019-01-31, found `2019-W05-4`", "2019-W05-4", ""),
        ("name: a\nfrom: [1]", "PE133", "expected a date such as 2019-01-31, found a list", "[1]", ""),
        ("name: a\nflag: yes", "PE133", "expected `true` or `false`, found `yes`", "yes", ""),
        ("name: a\nnumber: 1/2", "PE133", "expected a number, found `1/2`", "1/2", ""),
        ("name: a\nnumber: .nan", "PE133", "expected a number, found `.nan`", ".nan", ""),
        ("name: a\nnumber: Infinity", "PE133", "expected a number, found `Infinity`", "Infinity", ""),
        ("name: a\ninner: {size: -1}", "PE133", "expected a whole number such as 15, found `-1`", "-1", ""),
        ("name: a\ninner: {size: 1.0}", "PE133", "expected a whole number such as 15, found `1.0`", "1.0", ""),
        ("name: a\ninner: {size: １}", "PE133", "expected a whole number such as 15, found `１`", "１", ""),
        ("name: a\ninner: {size: 12345678}", "PE133", "expected a whole number such as 15, found `12345678`", "12345678", ""),
        ("name: a\nwhen:", "PE133", "expected an expression, found nothing", "", ""),
        ("name: a\nwhen: [b]", "PE133", "expected an expression, found a list", "[b]", ""),
        ("name: a\ninner: b", "PE133", f"{MAPPING} `b`", "b", ""),
        ("name: a\ninner: [b]", "PE133", f"{MAPPING} a list", "[b]", ""),
        ("name: a\nnamed: b", "PE133", "expected a mapping of names to their contents, found `b`", "b", ""),
        ("name: a\nnamed: {b: c}", "PE133", f"{MAPPING} `c`", "c", ""),
        ("name: a\nmany: [b, [c]]", "PE133", "expected a text, found a list", "[c]", ""),
        ("name: a\nlisted: [b]", "PE133", f"{MAPPING} `b`", "b", ""),
        ("name: [" + "x" * 50 + "]\nflag: " + "y" * 50, "PE133", "", "", ""),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_told_at_its_place(
    text: str, code: str, message: str, underlined: str, help_text: str
) -> None:
    """Missing, unknown and misspelt keys; values of another sort than expected; both are named."""
    if message:
        assert _findings(text) == [(code, message, underlined, help_text)]
    else:
        shown = "y" * 39 + "…"
        assert _findings(text)[1][1] == f"expected `true` or `false`, found `{shown}`"


def test_everything_wrong_is_told_at_once() -> None:
    """At every level, each at its own place; a key that is misspelt is not missing as well."""
    text = "nam: a\nfrom: x\ninner: {siz: 1}\nnamed: {b: {size: x}, c: d}\nlisted: [{size: 1}, {size: y}]"
    assert [(message, underlined) for _, message, underlined, _ in _findings(text)] == [
        ("there is no key `nam` here", "nam"),
        ("expected a date such as 2019-01-31, found `x`", "x"),
        ("there is no key `siz` here", "siz"),
        ("expected a whole number such as 15, found `x`", "x"),
        ("expected a mapping with the keys size, found `d`", "d"),
        ("expected a whole number such as 15, found `y`", "y"),
    ]
