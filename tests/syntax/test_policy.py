import pytest

from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.reading.yaml import read_yaml
from policy_engine.source.text import Source
from policy_engine.syntax.policy import read_policy
from tests.language import HEAD, TREES, Told, refused, rule, source, told

KINDS = ", ".join(sorted(TREES))
CASH = "expected one of `cash`, `service`, `exemption` or `priority`, found `csh`"
TYPES = (
    "expected one of `bool`, `int`, `number`, `money`, `rate`, `date`, `enum`, `text` or `code`, found `mony`"
)
PARAMETER_TYPES = "expected one of `bool`, `int`, `number`, `money`, `rate`, `date` or `text`, found `enum`"
CONTENTS = "expected a mapping of names to their contents"


def _findings(text: str) -> list[Told]:
    findings: list[Diagnostic] = []
    read_policy(source(text), TREES, findings)
    return told(findings)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("module: m\npolicy: p", [("PE132", "the key `title` is missing here", "module: m", "add `title: ...`")]),
        ("module: m\npolicy: [p]\ntitle: x\nrules: []\nparameters: x", [
            ("PE133", "expected a text, found a list", "[p]", ""),
            ("PE133", "expected a mapping with the keys zh, en, found `x`", "x", ""),
            ("PE133", f"{CONTENTS}, found a list", "[]", ""),
            ("PE133", f"{CONTENTS}, found `x`", "x", ""),
        ]),
        ("module: m\npolicy: p\ntitel: {zh: a, en: b}\ntitle: {zh: a}", [
            ("PE131", "there is no key `titel` here", "titel", "did you mean `title`?"),
            ("PE132", "the key `en` is missing here", "{zh: a}", "add `en: ...`"),
        ]),
        (HEAD + "rules: {r: {for: person}}", [
            ("PE132", "the rule `r` does not say its kind", "r", f"add `kind:` with one of {KINDS}")]),
        (HEAD + "rules: {r: x}", [
            ("PE132", "the rule `r` does not say its kind", "r", f"add `kind:` with one of {KINDS}")]),
        (HEAD + "rules: {r: {kind: [derive]}}", [
            ("PE132", "the rule `r` does not say its kind", "r", f"add `kind:` with one of {KINDS}")]),
        (HEAD + "rules: {r: {kind: entitlment}}", [
            ("PE134", "there is no rule kind `entitlment`", "entitlment", "did you mean `entitlement`?")]),
        (HEAD + "rules: {r: {kind: tax}}", [("PE134", "there is no rule kind `tax`", "tax", f"known kinds: {KINDS}")]),
        (rule("entitlement", "person", "whn: insured", "form: csh", "from: 2019-13-01"), [
            ("PE131", "there is no key `whn` here", "whn", "did you mean `when`?"),
            ("PE133", CASH, "csh", ""),
            ("PE133", "expected a date such as 2019-01-31, found `2019-13-01`", "2019-13-01", ""),
        ]),
        (rule("entitlement", "person", "when:", "amount: [1]"), [
            ("PE133", "expected an expression, found nothing", "", ""),
            ("PE133", "expected an expression, found a list", "[1]", ""),
        ]),
        (rule("alert", "person", "when: insured", "severity: hi", "notify: {a: b}", "within: -5"), [
            ("PE133", "expected one of `low`, `medium` or `high`, found `hi`", "hi", ""),
            ("PE133", "expected a value or a list of values, found a mapping", "{a: b}", ""),
            ("PE133", "expected a whole number such as 15, found `-5`", "-5", ""),
        ]),
        (rule("derive", "person", "type: mony", "value: 1", "period: week"), [
            ("PE133", TYPES, "mony", ""),
            ("PE133", "expected one of `year`, `semester`, `month` or `once`, found `week`", "week", ""),
        ]),
        (rule("derive", "person", "type: money", "table: [{when: insured}, {valu: 2}]"), [
            ("PE132", "the key `value` is missing here", "{when: insured}", "add `value: ...`"),
            ("PE131", "there is no key `valu` here", "valu", "did you mean `value`?"),
        ]),
        (rule("standard", "person"), [("PE132", "the key `criteria` is missing here", "kind: standard", "add `criteria: ...`")]),
        (rule("classification", "person", "classes: [a]"), [("PE133", f"{CONTENTS}, found a list", "[a]", "")]),
        (HEAD + "parameters: {a: {title: {zh: a, en: b}, type: enum}, b: {type: money}}", [
            ("PE133", PARAMETER_TYPES, "enum", ""),
            ("PE132", "the key `title` is missing here", "{type: money}", "add `title: ...`"),
        ]),
        (HEAD + "overrides: {m.r: {amount: 5}}\nrepeals: {m.r: {area: '62', reason: x, source: s1}}\nsettings: {m.a: x, m.b: {a: b}}", [
            ("PE132", "the key `area` is missing here", "{amount: 5}", "add `area: ...`"),
            ("PE132", "the key `reason` is missing here", "{amount: 5}", "add `reason: ...`"),
            ("PE132", "the key `source` is missing here", "{amount: 5}", "add `source: ...`"),
            ("PE133", "expected a mapping with the keys zh, en, found `x`", "x", ""),
            ("PE133", "expected a value or a list of values, found a mapping", "{a: b}", ""),
        ]),
        (HEAD + "overrides: {m.r: x}", [
            ("PE133", "expected a mapping with the keys area, reason, source, from, until, found `x`", "x", "")]),
    ],
)  # fmt: skip
def test_a_policy_of_the_wrong_shape_is_refused(text: str, findings: list[Told]) -> None:
    """Each finding at its place, and all findings of the file at once."""
    assert _findings(text) == findings


def test_a_list_is_no_policy() -> None:
    """A file holds keys with their contents."""
    findings: list[Diagnostic] = []
    assert read_policy(read_yaml(Source("policy.yaml", "[a]")), TREES, findings) is None
    keys = "module, policy, title, note, parameters, rules, overrides, adopts, repeals, settings"
    assert told(findings) == [("PE133", f"expected a mapping with the keys {keys}, found a list", "[a]", "")]


def test_the_rules_of_a_file_are_all_looked_at() -> None:
    """One wrong rule hides neither the next nor a wrong parameter of the same file's other sections."""
    text = HEAD + "rules: {a: {kind: x}, b: {kind: y}, c: {for: person}}\noverrides: {m.r: {area: '62'}}"
    assert [message for _, message, _, _ in _findings(text)] == [
        "there is no rule kind `x`",
        "there is no rule kind `y`",
        "the rule `c` does not say its kind",
        "the key `reason` is missing here",
        "the key `source` is missing here",
    ]


def test_a_key_given_twice_is_refused_while_reading() -> None:
    """YAML would keep the last of two rules of one name."""
    with pytest.raises(PolicyError) as caught:
        source(rule("derive", "person", "type: bool", "value: insured", "value: poor"))
    assert told(caught.value) == [("PE105", "the key `value` is given twice", "value", "keep one of the two")]


def test_a_rule_is_named_after_its_module() -> None:
    """The full name is what everybody else uses."""
    read = read_policy(source(rule("derive", "person", "type: bool", "value: insured", name="x")), TREES, [])
    assert read is not None
    (named,) = read.rules
    assert (named.name, named.module, named.key.span.text, named.tree.entity) == ("m.x", "m", "x", "person")


def test_the_stage_stops_before_names_are_looked_up() -> None:
    """A file of the wrong shape is mended first."""
    text = rule("derive", "person", "type: bool", "value: nosuch", "form: x")
    assert [code for code, *_ in told(refused(text))] == ["PE131"]
