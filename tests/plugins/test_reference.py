"""The page of hooks says what the hook specifications say; run as a script, this file writes the page."""

import inspect
from collections.abc import Iterator
from pathlib import Path

from policy_engine.plugins import hookspecs
from policy_engine.plugins.hooks import hook_names

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "hooks.md"
HEAD = """# Hooks

Made from `policy_engine.plugins.hookspecs`. A plugin implements those that it needs, in one module, each marked with
`@hookimpl`; all are called without arguments, once for each `Engine.load`. How to write a plugin: [guide](../guide/plugins.md).
"""


def page() -> str:
    """The page as it should be."""
    return HEAD + "".join(_entry(name) for name in hook_names())


def _entry(name: str) -> str:
    function = getattr(hookspecs, name)
    given = inspect.formatannotation(inspect.signature(function).return_annotation)
    short = given.replace("collections.abc.", "").replace("importlib.resources.abc.", "")
    short = short.replace("policy_engine.checking.rule_kind.", "")
    short = short.replace("policy_engine.functions.signature.", "")
    return f"\n## {name}\n\n```python\ndef {name}() -> {short}\n```\n\n{inspect.getdoc(function)}\n"


def undocumented() -> Iterator[str]:
    """The hooks without a sentence."""
    return (name for name in hook_names() if not inspect.getdoc(getattr(hookspecs, name)))


def test_page_of_hooks() -> None:
    """The committed page is the one that is made from the code: run this file to renew it."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_hook_is_documented() -> None:
    """Each hook says in a sentence what it gives."""
    assert list(hook_names()) == ["policy_directories", "rule_kinds", "functions"]
    assert list(undocumented()) == []


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
