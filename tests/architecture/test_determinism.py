"""The package computes exactly, and from its arguments alone: no float, no evaluated text, no clock, no chance."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "src").rglob("*.py"))

FORBIDDEN_MODULES = {"random", "secrets", "time", "uuid"}
FORBIDDEN_CALLS = {"compile", "eval", "exec", "float"}
FORBIDDEN_METHODS = {"now", "today", "utcnow"}

# A line that may (`path: what is found there`), with the reason.
EXCEPTIONS: dict[str, str] = {}


def found(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each forbidden thing of a module with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float() | complex()):
                yield node.lineno, "a literal of floating point"
            case ast.Call(func=ast.Name(id=name)) if name in FORBIDDEN_CALLS:
                yield node.lineno, f"a call of {name}"
            case ast.Call(func=ast.Attribute(attr=name)) if name in FORBIDDEN_METHODS:
                yield node.lineno, f"a call of {name}"
            case ast.Import(names=names):
                for alias in names:
                    if alias.name.split(".")[0] in FORBIDDEN_MODULES:
                        yield node.lineno, f"an import of {alias.name}"
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in FORBIDDEN_MODULES:
                yield node.lineno, f"an import of {module}"
            case _:
                pass


@pytest.mark.parametrize("path", MODULES)
def test_module_is_exact_and_pure(path: str) -> None:
    """A module of the package has no float, evaluates no text, and asks no clock and no chance."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert [(line, what) for line, what in found(tree) if f"{path}: {what}" not in EXCEPTIONS] == []


@pytest.mark.parametrize(
    "text",
    ["x = 0.5", "eval('1')", "float('1')", "import time", "from random import choice", "date.today()"],
)
def test_forbidden_things_are_seen(text: str) -> None:
    """The walk above finds what it is there to find."""
    assert len(list(found(ast.parse(text)))) == 1
