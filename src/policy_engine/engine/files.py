"""The files of policies: found in folders, read, and sorted by what they hold."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import attrs

from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.plugins import errors
from policy_engine.reading.text import decode
from policy_engine.reading.yaml import Mapping, read_yaml
from policy_engine.syntax.policy import Kinds, ReadPolicy, read_policy
from policy_engine.syntax.surface import Surface, read_model
from policy_engine.syntax.vocabulary import AreasTree, NotComputableTree, SourcesTree, VocabularyTree

CASES_SUFFIX = ".cases.yaml"
SETTINGS_SUFFIX = ".settings.yaml"
_SORTS: dict[str, type[Surface]] = {
    "vocabulary": VocabularyTree,
    "sources": SourcesTree,
    "areas": AreasTree,
    "not_computable": NotComputableTree,
}
"""What files other than policies hold, by their first key."""
_FIRST_KEYS = "a policy file begins with `module:`, a vocabulary file with `vocabulary:`, a register of documents with `sources:`, names of areas with `areas:`, clauses that no rule can decide with `not_computable:`"
_Sort = TypeVar("_Sort")


@attrs.frozen
class PolicyFile:
    """A file of a plugin: its place inside the plugin's folder, and what it contains; two are one where their `place` is one."""

    plugin: str = attrs.field(eq=False)
    name: str = attrs.field(eq=False)
    shown: str = attrs.field(eq=False)
    data: bytes = attrs.field(repr=False, eq=False)
    place: str


@attrs.frozen
class Trees:
    """All files read, by sort."""

    vocabularies: tuple[VocabularyTree, ...]
    sources: tuple[SourcesTree, ...]
    areas: tuple[AreasTree, ...]
    not_computable: tuple[NotComputableTree, ...]
    policies: tuple[ReadPolicy, ...]


def files_below(folder: Traversable, plugin: str) -> Iterator[PolicyFile]:
    """The policy files in a folder and its subfolders, by name; files of cases, and of settings for them, are left out."""
    yield from sorted(_walk(folder, plugin, ""), key=lambda file: file.name)


def one_file(path: Path, plugin: str) -> PolicyFile:
    """A single policy file."""
    return PolicyFile(plugin, path.name, _shown(path), path.read_bytes(), str(path.resolve()))


def digest(files: Iterable[PolicyFile], versions: Iterable[tuple[str, str]]) -> str:
    """The fingerprint of policy files and plugin versions: the same ones give the same digest everywhere, in any order.

    The versions of plugins stand for their code: their rule kinds and functions.
    """
    total = hashlib.sha256()
    entries = [(plugin, version, b"") for plugin, version in versions]
    entries += [(file.plugin, file.name, file.data) for file in files]
    for plugin, name, data in sorted(entries):
        for part in (plugin.encode(), name.encode(), data):
            total.update(len(part).to_bytes(8, "big"))
            total.update(part)
    return f"sha256:{total.hexdigest()}"


@attrs.frozen
class Shelf:
    """What has been read: a file with the same contents is not read again for the next engine."""

    read: dict[tuple[object, ...], Surface | ReadPolicy] = attrs.field(factory=dict)

    def tree(self, file: PolicyFile, kinds: Kinds, findings: list[Diagnostic]) -> Surface | ReadPolicy | None:
        """What the file holds; None, and a finding, where it is not right."""
        key = (file.plugin, file.shown, file.data, tuple(kinds.items()))
        if key not in self.read:
            tree = _tree(file, kinds, findings)
            if tree is None:
                return None
            self.read[key] = tree
        return self.read[key]


def read_files(files: Iterable[PolicyFile], kinds: Kinds, shelf: Shelf) -> Trees:
    """Every file as a tree; raises PolicyError with the findings of all files."""
    findings: list[Diagnostic] = []
    trees = [shelf.tree(file, kinds, findings) for file in files]
    if findings:
        raise PolicyError(findings)
    return Trees(
        _of(VocabularyTree, trees),
        _of(SourcesTree, trees),
        _of(AreasTree, trees),
        _of(NotComputableTree, trees),
        _of(ReadPolicy, trees),
    )


def _tree(file: PolicyFile, kinds: Kinds, findings: list[Diagnostic]) -> Surface | ReadPolicy | None:
    found: list[Diagnostic] = []
    try:
        node = read_yaml(decode(file.data, file.shown))
    except PolicyError as error:
        findings.extend(error.diagnostics)
        return None
    sort = next((key for key in _SORTS if isinstance(node, Mapping) and node.get(key)), None)
    tree: Surface | ReadPolicy | None = None
    if sort is not None:
        tree = read_model(_SORTS[sort], node, found)
    elif isinstance(node, Mapping) and node.get("module"):
        policy = read_policy(node, kinds, found)
        tree = attrs.evolve(policy, plugin=file.plugin) if policy else None
    else:
        message = "this file does not say what it holds"
        found.append(Diagnostic(errors.UNKNOWN_FILE_SORT, message, node.span, help=_FIRST_KEYS))
    findings.extend(found)
    return None if found else tree


def _of(sort: type[_Sort], trees: Iterable[object]) -> tuple[_Sort, ...]:
    return tuple(tree for tree in trees if isinstance(tree, sort))


def _walk(folder: Traversable, plugin: str, prefix: str) -> Iterator[PolicyFile]:
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, plugin, f"{name}/")
        elif entry.name.endswith((".yaml", ".yml")) and not entry.name.endswith(
            (CASES_SUFFIX, SETTINGS_SUFFIX)
        ):
            shown = place = f"{plugin}/{name}"
            if isinstance(entry, Path):
                shown, place = _shown(entry), str(entry.resolve())
            yield PolicyFile(plugin, name, shown, entry.read_bytes(), place)


def _shown(path: Path) -> str:
    """The path as the user would write it: relative to the current folder where it lies below it."""
    absolute = path.absolute()
    here = Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(path)
