from policy_engine.diagnostics.diagnostic import Code, Diagnostic, Label, PolicyError, Severity
from policy_engine.diagnostics.render import render_concise, render_full, to_json
from policy_engine.source.text import Source, display_width

UNKNOWN = Code("PE993", "unknown-value")
RULE = Source(
    "policies/linked_support.yaml", "\n" * 6 + '    when: poverty_type == "扶贫抵保户" and labour_count > 0\n'
)
VOCABULARY = Source("policies/household.yaml", "\n" * 99 + "    values: [扶贫开发户, 扶贫低保户]\n")
FINDING = Diagnostic(
    UNKNOWN,
    "`poverty_type` has no value `扶贫抵保户`",
    RULE.span(RULE.offset(7, 27), RULE.offset(7, 34)),
    label="not one of the declared values",
    others=(Label(VOCABULARY.span(VOCABULARY.offset(100, 21), VOCABULARY.offset(100, 26)), "declared here"),),
    help="did you mean `扶贫低保户`?",
    note="a note",
)
CASE = Source("case.json", '{"age": "x"}')
FAULT = Diagnostic(
    Code("PE998", "unexpected-value"),
    "the age is not a number",
    CASE.span(8, 11),
    help="write a number\nwithout quotes",
    path="$.age",
    expected="a whole number",
    found="`x`",
)


def _at(source: Source, *columns: int) -> list[Diagnostic]:
    return [Diagnostic(UNKNOWN, f"at {column}", source.span(column - 1, column)) for column in columns]


def test_a_finding_shows_its_places_and_what_to_do() -> None:
    """Underlines stand under Chinese text cell by cell, and the gutter fits the longest line number."""
    assert (
        render_full([FINDING])
        == """\
error[PE993] unknown-value: `poverty_type` has no value `扶贫抵保户`
   --> policies/linked_support.yaml:7:27
    |
  7 |     when: poverty_type == "扶贫抵保户" and labour_count > 0
    |                           ^^^^^^^^^^^^ not one of the declared values
   ::: policies/household.yaml:100:21
    |
100 |     values: [扶贫开发户, 扶贫低保户]
    |                          ---------- declared here
help: did you mean `扶贫低保户`?
note: a note"""
    )


def test_a_finding_of_a_case_shows_path_expected_and_found() -> None:
    """Both sides of the mistake are said, and help of several lines is indented."""
    assert (
        render_full([FAULT])
        == """\
error[PE998] unexpected-value: the age is not a number
  --> case.json:1:9
   |
 1 | {"age": "x"}
   |         ^^^
   = path: $.age
   = expected: a whole number
   = found: `x`
help: write a number
  without quotes"""
    )


def test_a_finding_without_a_place_is_one_line() -> None:
    """A missing date, for example, stands nowhere."""
    finding = Diagnostic(Code("PE900", "no-date", Severity.WARNING), "no date is given")
    assert render_full([finding]) == "warning[PE900] no-date: no date is given"
    assert render_concise([finding]) == "warning[PE900] no-date: no date is given"


def test_a_span_over_lines_underlines_the_first() -> None:
    """The first line is enough to find a text of several lines."""
    source = Source("a", "when: a and\n  b\n")
    text = render_full([Diagnostic(UNKNOWN, "m", source.span(6, 15), label="this")])
    assert text.endswith(" 1 | when: a and\n   |       ^^^^^ this")


def test_the_end_of_a_text_has_one_mark() -> None:
    """A place between characters is still pointed at; an empty line is not printed."""
    assert render_full([Diagnostic(UNKNOWN, "m", CASE.span(12, 12))]).endswith("\n   |             ^")
    assert render_full([Diagnostic(UNKNOWN, "m", Source("a", "").span(0, 0))]).endswith("\n  --> a:1:1")


def test_a_long_line_is_cut_around_the_fault() -> None:
    """Of ten million characters only what surrounds the fault is shown, marked where it was cut."""
    source = Source("a", "长" * 5_000_000 + "XY" + "z" * 5_000_000)
    line, marks = render_full([Diagnostic(UNKNOWN, "m", source.span(5_000_000, 5_000_002))]).split("\n")[3:]
    assert line == " 1 | …" + "长" * 20 + "XY" + "z" * 78 + "…"
    assert marks == "   | " + " " * 41 + "^^"
    whole = render_full([Diagnostic(UNKNOWN, "m", source.span(0, 5_000_002))]).split("\n")
    assert display_width(whole[3]) == display_width(" 1 | ") + 121
    assert whole[4] == "   | " + "^" * 120


def test_nothing_in_a_text_disturbs_the_terminal() -> None:
    """Escapes and hidden characters are made visible, a tab is four cells, and a message stays one line."""
    source = Source("a", "\ta\x1b[31mb\u200b")
    finding = Diagnostic(UNKNOWN, "one\ntwo \x1b[31m" + "x" * 2000, source.span(1, 2))
    head, _, _, line, marks = render_full([finding]).split("\n")
    assert line == " 1 |     a\ufffd[31mb\ufffd"
    assert marks == "   |     ^"
    assert head.startswith("error[PE993] unknown-value: one two \ufffd[31mxxx")
    assert head.endswith("x…")
    assert len(head) < 1100


def test_findings_stand_in_the_order_of_the_text_and_are_counted() -> None:
    """Sorted by file, line and column; at most so many, then how many more there are."""
    found = [*_at(Source("b", "0123456789"), 3, 1), *_at(Source("a", "0123456789"), 2)]
    assert render_concise(found, limit=2) == (
        "a:1:2: error[PE993] unknown-value: at 2\n"
        "b:1:1: error[PE993] unknown-value: at 1\n"
        "and 1 more, 3 in all"
    )
    assert render_full(found, limit=1).endswith("\n\nand 2 more, 3 in all")
    assert len(render_concise(_at(RULE, *range(1, 31))).split("\n")) == 21


def test_a_line_for_editors_has_the_help_behind_it() -> None:
    """One finding is one line, whatever its help holds."""
    assert render_concise([FAULT]) == (
        "case.json:1:9: error[PE998] unexpected-value: the age is not a number (at $.age); "
        "write a number without quotes"
    )


def test_data_has_every_field() -> None:
    """Programs read fields and never parse a text; what is missing is null or empty."""
    first, second = to_json([FINDING, FAULT])
    assert first == {
        "code": "PE998", "slug": "unexpected-value", "severity": "error", "message": "the age is not a number",
        "file": "case.json", "line": 1, "column": 9, "end_line": 1, "end_column": 12, "label": "", "others": [],
        "help": "write a number\nwithout quotes", "note": "", "chinese": "", "path": "$.age", "expected": "a whole number",
        "found": "`x`",
    }  # fmt: skip
    assert second["others"] == [
        {"file": "policies/household.yaml", "line": 100, "column": 21, "end_line": 100, "end_column": 26,
         "label": "declared here"}
    ]  # fmt: skip
    assert to_json([Diagnostic(UNKNOWN, "m")])[0]["file"] is None


def test_the_exception_says_each_finding_in_a_line() -> None:
    """A host that only prints the exception still sees every place."""
    error = PolicyError([FAULT, Diagnostic(UNKNOWN, "m")])
    assert str(error) == (
        "case.json:1:9: error[PE998] unexpected-value: the age is not a number\nerror[PE993] unknown-value: m"
    )


def test_a_finding_ends_in_chinese() -> None:
    """A code that has a page says in Chinese what it means and what to do; so does the data."""
    finding = Diagnostic(Code("PE203", "unknown-value"), "there is no value `x` here")
    *_, last = render_full([finding]).split("\n")
    chinese = "这个变量没有这样的取值。从提示的取值中选一个；名称、中文或英文标签都可以。"
    assert last == f"中文：{chinese}"
    assert to_json([finding])[0]["chinese"] == chinese
