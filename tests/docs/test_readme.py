"""Every example of the front pages and the guide to time runs and prints exactly what the page shows; run as a script, this file renews them."""

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ("README.md", "README.zh-CN.md", "docs/guide/time.md", "docs/guide/time.zh-CN.md")
NAME = re.compile(r"# (\S+\.yaml)\n")


class Page:
    """A page whose blocks are carried out in order: files, Python with the text that follows it, commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, object] = {}
        self.printed = ""

    def renewed(self, text: str) -> str:
        """The page with what its examples print now."""
        return BLOCK.sub(lambda block: f"```{block[1]}\n{self.block(block[1], block[2])}```", text)

    def block(self, language: str, text: str) -> str:
        """The contents of a block as they should be."""
        if language == "yaml":
            name = NAME.match(text)
            assert name, "a YAML block begins with the name of its file"
            (self.folder / name[1]).write_text(text, encoding="utf-8")
        elif language == "python":
            stream = io.StringIO()
            with contextlib.redirect_stdout(stream), contextlib.chdir(self.folder):
                exec(compile(text, "example", "exec"), self.names)
            self.printed = stream.getvalue().rstrip() + "\n"
        elif language == "text":
            return self.printed
        else:
            assert language == "console", f"no test for a block of {language}"
            return self.console(text)
        return text

    def console(self, text: str) -> str:
        """The commands after each `$`, and all that they print."""
        commands = [line[2:] for line in text.splitlines() if line.startswith("$ ")]
        done = subprocess.run(
            ["sh", "-c", "\n".join(commands)],
            cwd=self.folder,
            env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return "".join(f"$ {command}\n" for command in commands) + done.stdout


@pytest.mark.parametrize("page", PAGES)
def test_examples_of_the_page(page: str, tmp_path: Path) -> None:
    """Policies, evaluations, explanations and diagnostics are all real."""
    text = (ROOT / page).read_text(encoding="utf-8")
    assert Page(tmp_path).renewed(text).splitlines() == text.splitlines(), "run `make docs`"


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("**/*.md")), ids=lambda page: page.name
)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of the pages names a file or folder of the repository."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


if __name__ == "__main__":
    for name in PAGES:
        with tempfile.TemporaryDirectory() as made:
            page = ROOT / name
            page.write_text(Page(Path(made)).renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
