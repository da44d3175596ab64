"""The schemas of YAML files against the readers of these files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine import hookimpl
from policy_engine.diagnostics import Code, PolicyError
from policy_engine.engine.files import PolicyFile, Shelf, read_files
from policy_engine.engine.loading import load
from policy_engine.plugins import national
from policy_engine.reading.values import JsonValue
from policy_engine.syntax.errors import BAD_VALUE, MISSING_KEY, UNKNOWN_KEY, UNKNOWN_KIND
from tests.language import TREES
from tests.syntax.schemas import any_file, content_of, misfits, yaml_of

ROOT = Path(__file__).parents[2]
REAL = sorted(file for file in (ROOT / "policies").rglob("*.yaml") if not file.name.endswith(".cases.yaml"))
SMALL = sorted((ROOT / "tests" / "small_policies").glob("*.yaml"))
CHECK = any_file()
SHAPE = (BAD_VALUE, MISSING_KEY, UNKNOWN_KEY, UNKNOWN_KIND)
"""What a reader says of a shape that is wrong."""
WRONG: tuple[JsonValue, ...] = ([], {}, [{"x": 1}], {"x": 1}, "一些", 7, True)


@st.composite
def slips(draw: st.DrawFn, content: JsonValue) -> JsonValue:
    """The content with one slip somewhere: a key left out, a key misspelt, or another value."""
    if not isinstance(content, dict | list) or not content or draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from(WRONG))
    if isinstance(content, list):
        place = draw(st.integers(0, len(content) - 1))
        return [draw(slips(each)) if number == place else each for number, each in enumerate(content)]
    key = draw(st.sampled_from(sorted(content)))
    changed = draw(st.sampled_from(("inside", "inside", "inside", "left out", "misspelt")))
    if changed == "inside":
        return {name: draw(slips(each)) if name == key else each for name, each in content.items()}
    renamed = {} if changed == "left out" else {f"{key}x": content[key]}
    return {name: each for name, each in content.items() if name != key} | renamed


@given(st.data())
def test_what_fits_is_read(data: st.DataObject) -> None:
    """A real file with a slip that its schema does not see has a right shape for the reader."""
    file = data.draw(st.sampled_from(REAL))
    content = data.draw(slips(content_of(file.read_text(encoding="utf-8"))))
    if not misfits(CHECK, content):
        read_files(
            [PolicyFile("test", file.name, file.name, yaml_of(content).encode(), file.name)], TREES, Shelf()
        )


def found_in(folder: Path) -> list[Code]:
    """What loading finds wrong with the policies of a folder alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(national, "policy_directories", hookimpl(lambda: [folder]))
        try:
            load([], [], installed=False)
        except PolicyError as error:
            return [each.code for each in error.diagnostics]
    return []


@given(st.data())
def test_schema_and_reader_agree(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """What the schema sees, loading refuses; what it does not see has a right shape down to the last key."""
    wrong = data.draw(st.sampled_from(SMALL))
    content = data.draw(slips(content_of(wrong.read_text(encoding="utf-8"))))
    folder = tmp_path_factory.mktemp("policies")
    for file in SMALL:
        text = yaml_of(content) if file is wrong else file.read_text(encoding="utf-8")
        (folder / file.name).write_text(text, encoding="utf-8")
    found = found_in(folder)
    if misfits(CHECK, content):
        assert found
    else:
        assert [code for code in found if code in SHAPE] == []


HEAD = "module: m\npolicy: p\ntitle: {zh: 甲, en: A}\n"
RULE = (
    "kind: alert, title: {zh: 甲, en: A}, for: person, source: d1, when: poor, severity: low, notify: county"
)
SLIPS = {
    "no policy": ("module: m\ntitle: {zh: 甲, en: A}", "$"),
    "misspelt key": (f"{HEAD}rule: {{}}", "$"),
    "one language": ("module: m\npolicy: p\ntitle: {zh: 甲}", "$.title"),
    "title as a text": ("module: m\npolicy: p\ntitle: 甲", "$.title"),
    "no kind": (f"{HEAD}rules: {{r: {{when: poor}}}}", "$.rules.r"),
    "unknown kind": (f"{HEAD}rules: {{r: {{kind: allert}}}}", "$.rules.r.kind"),
    "key of another kind": (f"{HEAD}rules: {{r: {{{RULE}, amount: 3}}}}", "$.rules.r"),
    "key left out": (f"{HEAD}rules: {{r: {{{RULE.replace(', severity: low', '')}}}}}", "$.rules.r"),
    "unknown word": (f"{HEAD}rules: {{r: {{{RULE.replace('low', 'urgent')}}}}}", "$.rules.r.severity"),
    "expression left empty": (f"{HEAD}rules: {{r: {{{RULE.replace('poor', repr(' '))}}}}}", "$.rules.r.when"),
    "area without quotes": (f"{HEAD}rules: {{r: {{{RULE}, area: 62}}}}", "$.rules.r.area"),
    "area of three digits": (f"{HEAD}rules: {{r: {{{RULE}, area: ['62', '621']}}}}", "$.rules.r.area[1]"),
    "month thirteen": (f"{HEAD}rules: {{r: {{{RULE}, from: 2019-13-01}}}}", "$.rules.r.from"),
    "days as a text": (f"{HEAD}rules: {{r: {{{RULE}, within: soon}}}}", "$.rules.r.within"),
    "unknown type of parameter": (
        f"{HEAD}parameters: {{x: {{title: {{zh: 甲, en: A}}, type: yuan}}}}",
        "$.parameters.x.type",
    ),
    "row without a value": (
        f"{HEAD}parameters: {{x: {{title: {{zh: 甲, en: A}}, type: int, values: [{{area: '62'}}]}}}}",
        "$.parameters.x.values[0]",
    ),
    "criterion without a title": (
        f"{HEAD}rules: {{r: {{kind: standard, title: {{zh: 甲, en: A}}, for: person, source: d1, criteria: {{a: {{when: poor}}}}}}}}",
        "$.rules.r.criteria.a",
    ),
    "override without a reason": (f"{HEAD}overrides: {{m.r: {{area: '62', source: d1}}}}", "$.overrides['m.r']"),
    "override of a kind": (
        f"{HEAD}overrides: {{m.r: {{area: '62', source: d1, reason: {{zh: 甲, en: A}}, kind: alert}}}}",
        "$.overrides['m.r']",
    ),
    "fact without a label": ("vocabulary: v\nfacts: {person.x: {type: bool}}", "$.facts['person.x']"),
    "word for true": ("vocabulary: v\nfacts: {person.x: {type: bool, label: {zh: 甲, en: A}, many: yes}}", "$.facts['person.x'].many"),
    "item without a section": ("sources: s\nitems: {a: {document: d}}", "$.items.a"),
    "case without a name": ("cases: [{case: {}, expect: {}}]", "$.cases[0]"),
    "outcome of no shape": ("cases: [{name: a, case: {}, expect: {m.r: {'person:p1': 3}}}]", "$.cases[0].expect['m.r']['person:p1']"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_at_its_place(slip: str) -> None:
    """Once, and where it is: a rule is held against its own kind alone."""
    text, place = SLIPS[slip]
    assert [each.partition(": ")[0] for each in misfits(CHECK, content_of(text))] == [place]


def test_a_file_must_say_what_it_holds() -> None:
    """By one of the keys that tell its sort."""
    assert misfits(CHECK, {"title": "甲"}) == [
        f"$: {key!r} is a required property"
        for key in ("module", "vocabulary", "sources", "areas", "not_computable", "cases")
    ]


def test_an_override_takes_the_keys_of_any_kind() -> None:
    """What it changes is said elsewhere."""
    head = "area: '62', source: d1, reason: {zh: 甲, en: A}"
    assert misfits(CHECK, content_of(f"{HEAD}overrides: {{m.r: {{{head}, amount: 3, severity: low}}}}")) == []
