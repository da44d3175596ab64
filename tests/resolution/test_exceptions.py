import pytest

from tests.language import HEAD, Told, refused, rule, told

ALIKE = "an exception is of the same kind and for the same entity as the rule that it goes before"
CIRCLE = "remove one `exception_to:`; the rule that holds otherwise has none"


def _rules(*each: str) -> str:
    return HEAD + "rules:\n" + "".join(text.split("rules:\n")[1] for text in each)


def _right(name: str, *lines: str, kind: str = "entitlement", entity: str = "person") -> str:
    return rule(kind, entity, *lines, name=name)


BASE = _right("base", "when: insured")


@pytest.mark.parametrize(
    ("written", "findings"),
    [
        (_right("e", "when: poor", "area: '62'", "exception_to: bas"), [
            ("PE501", "there is no rule `bas` to be an exception to", "bas", "did you mean `m.base`?")]),
        (_right("e", "when: poor", "area: '62'", "exception_to: n.base"), [
            ("PE501", "there is no rule `n.base` to be an exception to", "n.base", "did you mean `m.base`?")]),
        (_right("e", "when: poor", "area: '62'", "exception_to: 全部"), [
            ("PE501", "there is no rule `全部` to be an exception to", "全部", "name a rule as `module.rule`")]),
        (_right("e", "when: poor", "severity: low", "notify: a", "area: '62'", "exception_to: base", kind="alert"), [
            ("PE508", "`m.e` is a rule of kind alert for the person, `m.base` one of kind entitlement for the person", "base", ALIKE)]),
        (_right("e", "when: size > 1", "area: '62'", "exception_to: base", entity="household"), [
            ("PE508", "`m.e` is a rule of kind entitlement for the household, `m.base` one of kind entitlement for the person", "base", ALIKE)]),
        (_right("e", "when: poor", "area: '62'", "exception_to: m.e"), [
            ("PE509", "`m.e` is an exception to itself", "e", CIRCLE)]),
    ],
)  # fmt: skip
def test_an_exception_needs_a_rule_like_itself(written: str, findings: list[Told]) -> None:
    """That exists, of its kind, for its entity, and that is another one."""
    assert told(refused(_rules(BASE, written))) == findings


def test_a_circle_is_told_once() -> None:
    """With every rule on it; one that leads into it is not to blame."""
    text = _rules(
        _right("d", "when: poor", "area: '62'", "exception_to: a"),
        _right("a", "when: poor", "area: '62'", "exception_to: b"),
        _right("b", "when: poor", "area: '62'", "exception_to: c"),
        _right("c", "when: poor", "area: '62'", "exception_to: a"),
    )
    error = refused(text)
    assert told(error) == [("PE509", "`m.a` is an exception to itself", "a", CIRCLE)]
    assert [other.span.text for other in error.diagnostics[0].others] == ["b", "c"]
