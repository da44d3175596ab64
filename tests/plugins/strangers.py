"""Plugins made for one test: modules in memory, and packages installed in a temporary folder."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

from policy_engine.plugins.hookspecs import hookimpl

Install = Callable[..., Path]
HEAD = "module: {0}\npolicy: p\ntitle: {{zh: 甲, en: A}}\n"


def stranger(name: str, folder: Path, **files: str) -> ModuleType:
    """A plugin in memory with policy files in the folder; each text stands below the head of a policy file."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem, text in files.items():
        (folder / f"{stem}.yaml").write_text(HEAD.format(name) + dedent(text), encoding="utf-8")
    module = ModuleType(name)

    @hookimpl
    def policy_directories() -> list[Path]:
        return [folder]

    module.policy_directories = policy_directories  # type: ignore[attr-defined]
    return module


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a package with an entry point: `install(name, code, version=..., module=...)` gives its file."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    installed: list[str] = []

    def _install(
        name: str, code: str, *, version: str = "1.2", module: str = "", dist: str = "", points_to: str = ""
    ) -> Path:
        module = module or f"plugin_{name}"
        package = site / module
        package.mkdir(exist_ok=True)
        (package / "__init__.py").write_text(dedent(code).lstrip(), encoding="utf-8")
        dist = dist or f"policy-engine-{name}"
        info = site / f"{dist.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {dist}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[policy_engine]\n{name} = {points_to or module}\n")
        installed.append(module)
        return package / "__init__.py"

    yield _install
    for module in [name for name in sys.modules if name.partition(".")[0] in installed]:
        del sys.modules[module]
