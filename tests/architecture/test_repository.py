"""What is committed is good on every machine: no paths of one, no registry, no stray file."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Written in pieces, so that this file does not find itself.
HOSTS = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com", "debian" + ".org"]
HOME_DIRECTORIES = "work|root|home|Users|tmp|opt|farm"
FORBIDDEN = {
    "a path of one machine": re.compile(rf"(?<![\w.\-/}})*<])/(?:{HOME_DIRECTORIES})/"),
    "the host of a package registry": re.compile("|".join(map(re.escape, HOSTS)), re.IGNORECASE),
    "a path outside the repository": re.compile(r"\.\./" + "shared"),
}
MAY_LOOK_OUTSIDE = {".ci/run"}


def committed_files() -> list[str]:
    """The files that are committed or about to be; none where this is no checkout."""
    if not (ROOT / ".git").exists():
        return []
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return sorted(path for path in listing.stdout.split("\0") if path and (ROOT / path).is_file())


def faults(path: str, text: str) -> Iterator[str]:
    """Each forbidden text of a file with its line."""
    for number, line in enumerate(text.splitlines(), start=1):
        for what, pattern in FORBIDDEN.items():
            if pattern.search(line) and not (path in MAY_LOOK_OUTSIDE and "outside" in what):
                yield f"{path}:{number}: {what}"


def test_no_file_names_a_machine_or_a_registry() -> None:
    """No committed text holds an absolute path of a machine or the host of a package registry."""
    found: list[str] = []
    for path in committed_files():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += faults(path, text)
    assert found == []


@pytest.mark.parametrize("text", ["open('/" + "work/x')", "https://files." + HOSTS[1], '"/' + 'tmp/a"'])
def test_forbidden_texts_are_seen(text: str) -> None:
    """The patterns above find what they are there to find."""
    assert len(list(faults("x.py", text))) == 1


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_requirements_are_locked_without_addresses(name: str) -> None:
    """Each requirement has one version and hashes, and nothing says where it comes from."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line and line.lstrip()[0] != "#"]
    assert [line for line in lines if not re.match(r"[a-z0-9.\-]+==\S+\s+--hash=sha256:", line)] == []
    assert "//" not in text


def test_changelog_fragments_have_a_kind() -> None:
    """A fragment is named `<id>.<kind>.md` with one of the five kinds."""
    names = [path.name for path in (ROOT / "changelog.d").iterdir() if path.name != "README.md"]
    kinds = "added|changed|fixed|removed|policy"
    assert [name for name in names if not re.fullmatch(rf"[\w-]+\.(?:{kinds})\.md", name)] == []


def test_decisions_are_numbered_once() -> None:
    """Each numbered decision record has a number of its own."""
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))
