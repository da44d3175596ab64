"""From plugins and files to a program: each stage reports all its findings before the next begins."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import attrs

from policy_engine.core.program import Program
from policy_engine.diagnostics import Diagnostic, PolicyError, Severity
from policy_engine.engine.files import PolicyFile, Shelf, digest, files_below, one_file, read_files
from policy_engine.lowering.context import Surroundings
from policy_engine.lowering.draft import Draft, make_draft
from policy_engine.lowering.driver import build_program
from policy_engine.model.labels import Labels
from policy_engine.plugins.errors import NO_SUCH_FILE
from policy_engine.plugins.hooks import titled
from policy_engine.plugins.manager import NATIONAL, Contributions, contributions, make_manager
from policy_engine.resolution.areas import build_areas
from policy_engine.resolution.overlays import placed_rules
from policy_engine.resolution.parameters import build_parameters
from policy_engine.resolution.sources import build_reasons, build_register
from policy_engine.resolution.vocabulary import build_vocabulary

LOCAL = "local"
"""The name under which files given by path stand in digests and messages."""


@attrs.frozen
class Loaded:
    """A program, what it was made from, and the warnings on the way."""

    program: Program
    draft: Draft
    digest: str
    policies: tuple[str, ...]
    contributions: Contributions
    not_computable: Mapping[str, Labels]
    warnings: tuple[Diagnostic, ...]


def load(
    plugins: Iterable[object],
    paths: Iterable[Path],
    *,
    installed: bool | Collection[str],
    shelf: Shelf | None = None,
) -> Loaded:
    """Load the national policies, the given plugins, the installed ones that are wanted, and the files at the paths.

    A file that is loaded already, or is the copy of one that is, is not loaded again. Who loads several times gives a shelf.
    """
    brought = contributions(make_manager(plugins, installed=installed))
    files = [
        file
        for plugin in brought.plugins
        for folder in plugin.directories
        for file in files_below(folder, plugin.name)
    ]
    contents = {file.data for file in files}
    for file in (file for path in paths for file in _files_at(path)):
        if file not in files and file.data not in contents:
            files.append(file)
            contents.add(file.data)
    try:
        with _uncollected():
            return _loaded(brought, files, shelf or Shelf())
    except PolicyError as error:
        raise PolicyError(_attributed(error.diagnostics, brought, files)) from None


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: policies are many objects, hardly any of them garbage, and it takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _loaded(brought: Contributions, files: list[PolicyFile], shelf: Shelf) -> Loaded:
    kinds = {kind.name: kind for kind in brought.kinds}
    trees = read_files(files, {name: kind.tree for name, kind in kinds.items()}, shelf)
    findings: list[Diagnostic] = []
    vocabulary = build_vocabulary(trees.vocabularies, findings)
    areas = build_areas(trees.areas, findings)
    register = build_register(trees.sources, areas, findings)
    reasons = build_reasons(trees.not_computable, register, findings)
    parameters = build_parameters(trees.policies, register, areas, findings)
    rules = placed_rules(
        trees.policies, {name: kind.tree for name, kind in kinds.items()}, register, areas, findings
    )
    _stop_on_errors(findings)
    functions = {function.name: function for function in brought.functions}
    around = Surroundings(vocabulary, parameters, register, areas, kinds, functions)
    draft = make_draft(rules, around, findings)
    program = build_program(draft, findings)
    _stop_on_errors(findings)
    names = tuple(sorted(f"{policy.tree.module}.{policy.tree.policy}" for policy in trees.policies))
    return Loaded(
        program,
        draft,
        digest(files, [(plugin.name, plugin.version) for plugin in brought.plugins]),
        names,
        brought,
        reasons,
        tuple(findings),
    )


def _attributed(
    findings: Iterable[Diagnostic], brought: Contributions, files: Iterable[PolicyFile]
) -> list[Diagnostic]:
    """The findings, those in a file of a plugin with its name and version."""
    titles = {
        plugin.name: titled(plugin.name, plugin.version)
        for plugin in brought.plugins
        if plugin.name != NATIONAL
    }
    notes = {
        file.shown: f"this file belongs to {titles[file.plugin]}" for file in files if file.plugin in titles
    }
    return [
        attrs.evolve(each, note="\n".join(filter(None, (each.note, notes[each.span.source.name]))))
        if each.span and each.span.source.name in notes
        else each
        for each in findings
    ]


def _files_at(path: Path) -> Iterable[PolicyFile]:
    if path.is_dir():
        return files_below(path, LOCAL)
    if path.is_file():
        return (one_file(path, LOCAL),)
    message = f"there is no file or folder `{path}`"
    raise PolicyError([Diagnostic(NO_SUCH_FILE, message, help="check the path")])


def _stop_on_errors(findings: list[Diagnostic]) -> None:
    if any(finding.code.severity is Severity.ERROR for finding in findings):
        raise PolicyError(findings)
