"""Every example of the two front pages runs and prints exactly what the page shows."""

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"# (\S+\.yaml)\n")


def run_page(page: Path, folder: Path) -> None:
    """Carry out the blocks of a page in order: files, Python with the text that follows it, commands with what they print."""
    names: dict[str, object] = {}
    printed = None
    for language, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "yaml":
            name = NAME.match(text)
            assert name, "a YAML block begins with the name of its file"
            (folder / name[1]).write_text(text, encoding="utf-8")
        elif language == "python":
            stream = io.StringIO()
            with contextlib.redirect_stdout(stream), contextlib.chdir(folder):
                exec(compile(text, page.name, "exec"), names)
            printed = stream.getvalue()
        elif language == "text":
            assert printed is not None
            assert printed.rstrip() == text.rstrip()
            printed = None
        elif language == "console":
            check_console(text, folder)
        else:
            pytest.fail(f"{page.name}: no test for a block of {language}")
    assert not printed, "the page does not show what its last example prints"


def check_console(text: str, folder: Path) -> None:
    """Run the commands after each `$`, and compare all that they print."""
    lines = text.splitlines(keepends=True)
    commands = "".join(line[2:] for line in lines if line.startswith("$ "))
    shown = "".join(line for line in lines if not line.startswith("$ "))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", commands],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == shown


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_examples_of_the_front_page(page: str, tmp_path: Path) -> None:
    """A policy, an evaluation, an explanation and a diagnostic, all real."""
    run_page(ROOT / page, tmp_path)


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("**/*.md")), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of the pages names a file or folder of the repository."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
