"""A catalogue: the clauses that policies should implement, by document, programme, kind and module."""

from collections.abc import Iterator
from pathlib import Path

import attrs

from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.reading.text import decode
from policy_engine.reading.yaml import Mapping, Node, Scalar, Sequence, read_yaml
from policy_engine.syntax.errors import BAD_VALUE, MISSING_KEY

NARRATIVE = "narrative"
FULL = "full"
_KEYS = ("id", "programme", "kind", "module", "computable")


@attrs.frozen
class Item:
    """A clause: how far it can be computed (full, partial or narrative), and the division code of its place, if it has one."""

    name: str
    programme: str
    kind: str
    module: str
    computable: str
    code: str

    @property
    def plan(self) -> str:
        """The document it comes from: the part of its id before the first hyphen, without the letter `s`."""
        return self.name.partition("-")[0].removeprefix("s")


def read_catalogue(path: Path) -> tuple[Item, ...]:
    """The items of a catalogue file, a YAML list of mappings; raises PolicyError with everything that is wrong with it."""
    root = read_yaml(decode(path.read_bytes(), str(path)))
    findings: list[Diagnostic] = []
    nodes = root.items if isinstance(root, Sequence) else (root,)
    items = tuple(item for node in nodes for item in _item(node, findings))
    if findings:
        raise PolicyError(findings)
    return items


def _item(node: Node, findings: list[Diagnostic]) -> Iterator[Item]:
    if not isinstance(node, Mapping):
        expected = "a list of items, each with " + ", ".join(_KEYS)
        findings.append(Diagnostic(BAD_VALUE, f"expected {expected}", node.span, expected=expected))
        return
    texts = {key: _text(node.get(key)) for key in _KEYS}
    absent = [key for key, text in texts.items() if not text]
    if absent:
        message, help_text = f"this item has no `{absent[0]}`", f"add `{absent[0]}: ...`"
        findings.append(Diagnostic(MISSING_KEY, message, node.span, help=help_text))
        return
    place = node.get("place")
    code = _text(place.get("code")) if isinstance(place, Mapping) else ""
    yield Item(texts["id"], texts["programme"], texts["kind"], texts["module"], texts["computable"], code)


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
