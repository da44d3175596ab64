import pytest

from tests.language import HEAD, Told, parameters, program, refused, subject, told, value_of

CODE = "a code has 2 (province), 4, 6 (county), 9 or 12 digits, in quotes"
KEEP = "keep one, or give them different dates or areas"
KINDS = "write one of bool, int, text, date, or a list such as [A, B, C]"
CELLS = "known cells: value, area, from, until, source, note, grade, insured"


def _table(*rows: str, keys: str = "grade: [A, B], insured: bool", kind: str = "money") -> str:
    listed = "".join(f"      - {row}\n" for row in rows)
    head = f"parameters:\n  a:\n    title: {{zh: 甲, en: A}}\n    type: {kind}\n    keys: {{{keys}}}\n    values:"
    return f"{HEAD}{head}\n{listed}" if rows else f"{HEAD}{head} []\n"


# row, code, message, underlined, help
DIGITS = "write digits alone, such as 1800 or 0.6; the unit stands under `unit:`"
ROWS = [
    ("{area: 62x, value: 1}", "PE401", "`62x` is no division code", "62x", CODE),
    ("{area: '621', value: 1}", "PE401", "`621` is no division code", "'621'", CODE),
    ("{area: '６２', value: 1}", "PE401", "`６２` is no division code", "'６２'", CODE),
    ("{area: '990102', value: 1}", "PE401", "no province has the code `99`", "'990102'",
     "check the first two digits: 11-15, 21-23, 31-37, 41-46, 50-54, 61-65, 71, 81 or 82"),
    ("{value: 1.001}", "PE403", "expected a number of at most 2 decimal places, found `1.001`", "1.001", ""),
    ("{value: x}", "PE403", "expected a number of at most 2 decimal places, found `x`", "x", ""),
    ("{value: 1.8万}", "PE403", "expected a number of at most 2 decimal places, found `1.8万`", "1.8万", DIGITS),
    ("{value: '1,800'}", "PE403", "expected a number of at most 2 decimal places, found `1,800`", "'1,800'", DIGITS),
    ("{value: 20元}", "PE403", "expected a number of at most 2 decimal places, found `20元`", "20元", DIGITS),
    ("{value: [1]}", "PE403", "expected a number of at most 2 decimal places, found a list or mapping", "[1]", ""),
    ("{grade: C, value: 1}", "PE403", "expected one of A, B, found `C`", "C", ""),
    ("{insured: 1, value: 1}", "PE403", "expected `true` or `false`, found `1`", "1", ""),
    ("{from: 2020-01-01, until: 2020-01-01, value: 1}", "PE406",
     "this row holds on no day: `from` is not before `until`", "{from: 2020-01-01, until: 2020-01-01, value: 1}", ""),
    ("{insure: true, value: 1}", "PE402", "rows of `m.a` have no cell `insure`", "insure", "did you mean `insured`?"),
    ("{x: true, value: 1}", "PE402", "rows of `m.a` have no cell `x`", "x", CELLS),
    ("{value: 1,800}", "PE402", "rows of `m.a` have no cell `800`", "800", "write a number without a comma, such as 1800"),
    ("{value: 1, note: a, too}", "PE402", "rows of `m.a` have no cell `too`", "too",
     "inside `{ }`, put a text with a comma or a colon in quotes"),
    ("{from: 2020, value: 1}", "PE133", "expected a date such as 2019-01-31, found `2020`", "2020", ""),
    ("{grade: A}", "PE132", "the key `value` is missing here", "{grade: A}", "add `value: ...`"),
    ("5", "PE133", "expected a mapping with the keys value, area, from, until, source, note, found `5`", "5", ""),
    ("{value: 5, source: s9}", "PE213", "the clause `s9` is not registered", "{value: 5, source: s9}", "did you mean `s1`?"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "code", "message", "underlined", "help_text"), ROWS)
def test_a_wrong_row_is_refused(row: str, code: str, message: str, underlined: str, help_text: str) -> None:
    """The cell itself is underlined."""
    assert told(refused(_table(row))) == [(code, message, underlined, help_text)]


def test_all_wrong_rows_are_told_at_once() -> None:
    """And those of settings with them."""
    text = _table(*(row for row, *_ in ROWS)) + "settings: {m.a: [{grade: X, value: y}]}\n"
    messages = [message for _, _, message, *_ in ROWS]
    assert [message for _, message, _, _ in told(refused(text))] == [
        *messages,
        "expected one of A, B, found `X`",
        "expected a number of at most 2 decimal places, found `y`",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("{value: 1}", "{value: 2}"),
        ("{grade: A, value: 1}", "{grade: A, value: 2}"),
        ("{grade: A, value: 1}", "{grade: A, insured: true, value: 2}"),
        ("{grade: A, value: 1}", "{insured: true, value: 2}"),
        ("{area: '62', from: 2019-01-01, value: 1}", "{area: '62', from: 2019-01-01, value: 2}"),
        ("{until: 2019-01-01, value: 1}", "{until: 2020-01-01, value: 2}"),
    ],
)
def test_rows_that_disagree_are_refused(rows: tuple[str, str]) -> None:
    """For some key both would hold, and nothing says which goes before."""
    error = refused(_table(*rows))
    assert told(error) == [("PE404", "two rows give `m.a` for the same place, date and keys", rows[1], KEEP)]
    assert [other.span.text for other in error.diagnostics[0].others] == [rows[0]]


@pytest.mark.parametrize(
    "rows",
    [
        ("{grade: A, value: 1}", "{grade: B, value: 2}"),
        ("{grade: A, insured: true, value: 1}", "{grade: A, insured: false, value: 2}"),
        ("{grade: A, value: 1}", "{grade: A, value: 1}"),
        ("{value: 1}", "{area: '62', value: 2}"),
        ("{area: '62', value: 1}", "{area: '6201', value: 2}"),
        ("{value: 1}", "{from: 2019-01-01, value: 2}"),
        ("{value: unset}", "{value: 2}"),
    ],
)
def test_rows_that_differ_are_accepted(rows: tuple[str, str]) -> None:
    """By keys, place or date; a place that sets what the circular leaves open does not disagree with it."""
    assert len(program(_table(*rows)).parameters["m.a"].rows) == 2


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (_table(keys="grade: x, insured: {a: b}"), [
            ("PE402", "the key `grade` has neither a type nor a list of values", "x", KINDS),
            ("PE402", "the key `insured` has neither a type nor a list of values", "{a: b}", KINDS)]),
        (HEAD + "parameters: {p-l: {title: {zh: 甲, en: A}, type: int, value: 1.5, unit: yaer}}", [
            ("PE217", "`p-l` cannot be the name of a parameter", "{title: {zh: 甲, en: A}, type: int, value: 1.5, unit: yaer}",
             "use letters, digits and `_`, such as `net_income`"),
            ("PE403", "expected a whole number, found `1.5`", "1.5", ""),
            ("PE212", "there is no unit `yaer`", "yaer", "did you mean `year`?")]),
        (HEAD + "parameters: {a: {title: {zh: 甲, en: A}, type: int, value: 5, source: s9}}", [
            ("PE213", "the clause `s9` is not registered", "{title: {zh: 甲, en: A}, type: int, value: 5, source: s9}",
             "did you mean `s1`?")]),
        (_table() + "settings: {m.b: [], a: [{value: 5}]}", [
            ("PE405", "there is no parameter `m.b` to set", "m.b", "did you mean `m.a`?"),
            ("PE405", "there is no parameter `a` to set", "a", "did you mean `m.a`?")]),
        (HEAD + "settings: {xyz: []}", [
            ("PE405", "there is no parameter `xyz` to set", "xyz", "name a parameter as `module.parameter`")]),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_refused(text: str, findings: list[Told]) -> None:
    """Its keys, name, unit, value and source; and settings of one that is not there."""
    assert told(refused(text)) == findings


def test_a_parameter_of_two_policies_is_refused() -> None:
    """Another file of the same module has it already."""
    text = HEAD + "parameters: {a: {title: {zh: 甲, en: A}, type: int, value: 5}}"
    error = refused(text, text)
    assert [message for _, message, _, _ in told(error)] == ["the parameter `m.a` is declared twice"]
    assert error.diagnostics[0].others[0].text == "declared here first"


def test_settings_fill_what_a_circular_leaves_open() -> None:
    """Wherever they stand: a county's rows are added to those of the policy."""
    policy = HEAD + "parameters: {a: {title: {zh: 甲, en: A}, type: money, value: unset}}"
    settings = "module: local\npolicy: settings\ntitle: {zh: 乙, en: B}\nsettings: {m.a: [{value: 8}, {area: '6201', value: 9}]}"
    tables = program(policy, settings).parameters
    assert value_of("a", subject("person", code="6101"), tables=tables) == "8.00"
    assert value_of("a", subject("person", code="620102"), tables=tables) == "9.00"


def test_one_value_is_a_table_of_one_row() -> None:
    """`value: 5` is short for a row that holds everywhere and always; a row's own source goes before the table's."""
    table = parameters("parameters: {a: {title: {zh: 甲, en: A}, type: money, value: 5}}")["m.a"]
    assert [(row.value, row.area, row.start, row.until, row.keys) for row in table.rows] == [
        (500, "", None, None, ())
    ]
    both = _table("{grade: A, value: 1, source: s2}", "{grade: B, value: 2}").replace(
        "    keys:", "    source: s1\n    keys:"
    )
    assert [row.source for row in program(both).parameters["m.a"].rows] == ["s2", "s1"]


def test_values_of_a_key_may_have_labels() -> None:
    """The rows and expressions use the names, sentences the labels."""
    (table,) = parameters("""
parameters:
  p: {title: {zh: 甲, en: A}, type: int, keys: {grade: {a: {zh: 甲类, en: class A}}}, values: [{grade: a, value: 1}]}
""").values()
    assert [(each.name, each.labels.zh, each.labels.en) for each in table.keys[0].type.values] == [
        ("a", "甲类", "class A")
    ]
    assert [row.keys for row in table.rows] == [("a",)]
