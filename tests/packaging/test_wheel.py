"""The wheel, installed where no checkout can be seen, carries the national policies and answers alike."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from policy_engine import Engine

ROOT = Path(__file__).parents[2]
CASE = ROOT / "examples" / "household.json"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def home(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the installed wheel."""
    folder = tmp_path_factory.mktemp("home")
    target = folder / "packages"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-compile",
        "--target",
        str(target),
    ]
    subprocess.run([*command, str(wheel)], check=True, capture_output=True)
    return folder


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in that folder, with the wheel and the libraries it needs, and without the checkout."""
    code = (
        f"import sys; sys.path[:] = [{str(home / 'packages')!r}, *(p for p in sys.path if {str(ROOT)!r} + '/src' not in p)];"
        f" sys.path.append({sysconfig.get_paths()['purelib']!r});"
        " from policy_engine.cli import main; main()"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(home / "packages")}
    command = [sys.executable, "-S", "-c", code, *arguments]
    return subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.slow
def test_it_carries_what_it_needs(wheel: Path) -> None:
    """National policies, vocabulary, sources, pages and the typing marker are in it; tests and plugins are not."""
    names = zipfile.ZipFile(wheel).namelist()
    assert "policy_engine/py.typed" in names
    for part in ("policies/health/", "policies/vocabulary/", "policies/sources/", "diagnostics/pages/"):
        assert any(name.startswith(f"policy_engine/{part}") for name in names), part
    assert not [name for name in names if name.startswith(("tests/", "plugins/", "examples/"))]


@pytest.mark.slow
def test_it_decides_the_example_as_the_checkout_does(home: Path) -> None:
    """The installed command gives the same decision, digest and reasons as the library here."""
    found = run(home, "evaluate", str(CASE), "--format", "json", "--all", "--no-installed")
    assert found.stderr == ""
    case = json.loads(CASE.read_text(encoding="utf-8"))
    here = Engine.load(installed=False).evaluate(case).to_dict(everything=True)
    assert json.loads(found.stdout) == here


@pytest.mark.slow
def test_it_checks_its_own_policies(home: Path) -> None:
    """The installed command finds the national policies in the package and nothing wrong with them."""
    found = run(home, "check", "--no-installed")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("ok: ")
