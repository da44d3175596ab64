"""The command `check` with `--watch`."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from policy_engine.cli.watch import changes, concerns
from tests.cli.conftest import Run
from tests.cli.test_lists import BROKEN, HEADLINE

CHANGES = "policy_engine.cli.check.changes"
SUMMARY = "ok: modules {}, policies {}, rules {}, parameters 2, catalogue items 3, plugins 0\n"


@pytest.mark.usefixtures("case")
def test_every_change_is_checked(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the start and after each change; what is written says nothing of the time, and Ctrl-C ends it well."""
    policy = Path("local.yaml")
    policy.write_text(BROKEN, encoding="utf-8")
    watched: list[Path] = []

    def edits(paths: Iterable[Path]) -> Iterator[None]:
        watched.extend(paths)
        for text in (BROKEN.replace("incom ", "income "), BROKEN):
            policy.write_text(text, encoding="utf-8")
            yield
        raise KeyboardInterrupt

    monkeypatch.setattr(CHANGES, edits)
    result = run("check", "local.yaml", "--watch", "--format", "concise")
    assert (result.code, result.err) == (0, "")
    first, second, third = result.out.splitlines()
    assert first == third
    assert first.startswith(f"local.yaml:10:11: {HEADLINE}")
    assert f"{second}\n" == SUMMARY.format(2, 2, 6)
    assert watched == [small, policy]


def test_an_end_of_changes_is_an_end(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an error, after the first round."""
    monkeypatch.setattr(CHANGES, lambda _paths: ())
    result = run("check", "--watch")
    assert (result.code, result.out, result.err) == (0, SUMMARY.format(1, 1, 5), "")


def test_the_extra_is_named_where_it_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a usage error, before anything is checked."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = run("check", "--watch")
    assert (result.code, result.out) == (2, "")
    assert "policy-engine[editor]" in result.err


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("folder/a.yaml", True),
        ("folder/below/b.yml", True),
        ("folder/b.cases.yaml", False),
        ("folder/notes.md", False),
        ("folder/.a.yaml.swp", False),
        ("folders/a.yaml", False),
        ("one.yaml", True),
        ("other.yaml", False),
    ],
)
def test_changes_of_policy_files_are_told(path: str, told: bool) -> None:
    """Those in the folders and the files that are named, but no cases."""
    assert concerns(Path(path), [Path("one.yaml")], [Path("folder")]) is told


def test_changes_are_awaited_where_files_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In folders, and in the folder of a file, as a file may be replaced as a whole."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "one.yaml").touch()
    asked: list[object] = []

    def watch(*paths: Path, **_: object) -> Iterator[str]:
        asked.extend(paths)
        yield "change"

    monkeypatch.setattr("watchfiles.watch", watch)
    assert list(changes([tmp_path / "policies", tmp_path / "one.yaml"])) == ["change"]
    assert asked == [tmp_path, tmp_path / "policies"]
