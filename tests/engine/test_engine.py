from pathlib import Path

import pytest

from policy_engine import Engine
from policy_engine.diagnostics import PolicyError
from tests.support import assert_diagnostic

LOCAL = """module: local
policy: local
title: {zh: 本地, en: Local}
settings:
  relief.meal: [{value: 80, source: d1-school}]
"""


@pytest.fixture(autouse=True)
def policies(small: Path) -> Path:
    """The small policies stand in place of the national ones."""
    return small


def test_an_engine_lists_what_it_holds() -> None:
    """Rules by name, policies, parameters, plugins."""
    engine = Engine.load()
    assert [rule.name for rule in engine.rules] == [
        "relief.at_home",
        "relief.cash",
        "relief.county_pilot",
        "relief.family",
        "relief.meals",
    ]
    assert engine.policies == ("relief.relief",)
    assert set(engine.parameters) == {"relief.line", "relief.meal"}
    assert engine.vocabulary.variable("household", "income") is not None
    assert engine.warnings == ()


def test_local_files_are_added(tmp_path: Path) -> None:
    """A file, a folder of files, or both, each once."""
    case = {"on": "2019-12-31", "household": {"id": "h", "persons": [{"id": "p", "pupil": True}]}}
    file = tmp_path / "local.yaml"
    file.write_text(LOCAL, encoding="utf-8")
    forms: list[list[Path | str]] = [[tmp_path], [file], [tmp_path, str(file)]]
    for paths in forms:
        found = Engine.load(paths=paths).evaluate(case).outcome("relief.meals", "person:p")
        assert found is not None
        assert (found.status, found.detail("amount")) == ("granted", "80.00")


def test_other_files_give_another_digest(tmp_path: Path) -> None:
    """The same files the same one, wherever they lie."""
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "local.yaml").write_text(LOCAL, encoding="utf-8")
    bare = Engine.load().digest
    one, two = (Engine.load(paths=[tmp_path / name]).digest for name in ("one", "two"))
    assert Engine.load().digest == bare
    assert one == two != bare
    (tmp_path / "two" / "local.yaml").write_text(LOCAL.replace("80", "90"), encoding="utf-8")
    assert Engine.load(paths=[tmp_path / "two"]).digest != one


def test_a_path_to_nothing_is_told(tmp_path: Path) -> None:
    """By its name."""
    path = tmp_path / "nothing.yaml"
    with pytest.raises(PolicyError) as error:
        Engine.load(paths=[path])
    assert_diagnostic(
        error.value,
        code=error.value.diagnostics[0].code.number,
        message=f"there is no file or folder `{path}`",
        help="check the path",
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("module: local\npolicy: local\ntitle: {zh: 甲, en: A}\nrules:\n  r: {kind: entitlment}\n", "PE1"),
        ("nothing: here\n", "PE6"),
        ("module: [", "PE1"),
        (LOCAL.replace("relief.meal", "relief.maal"), "PE4"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path: Path, text: str, number: str) -> None:
    """By its place, and nothing is loaded."""
    (tmp_path / "local.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as error:
        Engine.load(paths=[tmp_path])
    finding = error.value.diagnostics[0]
    assert (finding.code.number[:3], finding.span is not None) == (number, True)
    assert "local.yaml:" in str(error.value)


def test_all_findings_of_a_stage_are_told_at_once(tmp_path: Path) -> None:
    """Of all files."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"nothing: {name}\n", encoding="utf-8")
    with pytest.raises(PolicyError) as error:
        Engine.load(paths=[tmp_path])
    assert len(error.value.diagnostics) == 2


def test_engines_can_be_keys() -> None:
    """Two engines are two things, and may be kept in a table by a host."""
    one, two = Engine.load(), Engine.load()
    assert {one: 1, two: 2}[one] == 1
