"""Modules and functions stay small enough to be held in mind."""

import ast
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOFT_LINES = 250
SOURCE_LINES = 400
TEST_LINES = 600
FUNCTION_LINES = 40

# A module or function (`path` or `path:name`) that may be larger, with the reason.
EXCEPTIONS: dict[str, str] = {}


def python_files(*parents: str) -> list[str]:
    """The Python files under the given directories, as paths from the root."""
    return sorted(
        path.relative_to(ROOT).as_posix() for parent in parents for path in (ROOT / parent).rglob("*.py")
    )


SOURCES = python_files("src", "examples", "benchmarks", "plugins")
TESTS = python_files("tests")


def long_functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The functions over the limit, with their number of lines, decorators apart."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield node.name, lines


@pytest.mark.parametrize("path", SOURCES + TESTS)
def test_module_is_small(path: str) -> None:
    """A module has at most 400 lines, a test module at most 600."""
    lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
    limit = TEST_LINES if path in TESTS else SOURCE_LINES
    if path in SOURCES and SOFT_LINES < lines <= limit:
        warnings.warn(f"large module: {path} has {lines} lines", stacklevel=1)
    assert lines <= limit or path in EXCEPTIONS


@pytest.mark.parametrize("path", SOURCES + TESTS)
def test_functions_are_small(path: str) -> None:
    """A function has at most 40 lines."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert [found for found in long_functions(tree) if f"{path}:{found[0]}" not in EXCEPTIONS] == []


def test_exceptions_are_needed() -> None:
    """An exception whose file is gone is removed from the list."""
    assert [key for key in EXCEPTIONS if not (ROOT / key.split(":")[0]).is_file()] == []
