"""Cases from files and standard input, and the places in them that findings point at."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import attrs

from policy_engine.cli.errors import CANNOT_READ, NOT_A_CASE
from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.engine import Decision, Engine, Timeline
from policy_engine.facts.reader import read_case
from policy_engine.model.rule import Rule
from policy_engine.reading.json import read_json
from policy_engine.reading.json_places import walk
from policy_engine.reading.text import decode
from policy_engine.reading.values import JsonValue, path_text
from policy_engine.reading.yaml import Mapping, Node, Sequence, read_yaml
from policy_engine.reading.yaml_values import yaml_to_json
from policy_engine.source.text import Source, Span

STANDARD_INPUT = "-"
_QUOTES = "'\""
_LOAD = "give it with `--policies`, beside a case; `policy-engine check` checks it"
_OTHER_FILES = {
    "module": ("a policy file", _LOAD),
    "vocabulary": ("a file of vocabulary", _LOAD),
    "sources": ("a register of documents", _LOAD),
    "cases": (
        "a file of cases that test policies",
        "run it with `pytest`; for one of them, copy what stands under `case:`",
    ),
}
"""The key that tells what a file is, what it then is, and what to do with it."""
Place = tuple[str, bool]
"""A path as findings write it, and whether its key is meant rather than its value."""


@attrs.frozen
class CaseFile:
    """A case as it was read; `node` only where it is YAML."""

    source: Source
    data: JsonValue
    node: Node | None = None

    def places(self) -> Iterator[tuple[Place, Span]]:
        """Where every key and every value of the case stands."""
        if self.node is not None:
            yield from _yaml_places(self.node)
            return
        for item in walk(self.source.text):
            yield (path_text(item.path), item.kind == "key"), self.source.span(item.start, item.end)


def read_case_file(name: str) -> CaseFile:
    """The case of a file or of standard input; raises PolicyError where it cannot be read."""
    source = decode(_bytes(name), name)
    if name.lower().endswith((".yaml", ".yml")):
        node = read_yaml(source)
        _refuse_other_files(node)
        return CaseFile(source, yaml_to_json(node), node)
    return CaseFile(source, read_json(source))


def decide(engine: Engine, case: CaseFile, on: date | None) -> Decision:
    """The decision for a case; every finding of a PolicyError has its place in it."""
    with _findings_in(case):
        _refuse_text(engine, case)
        return engine.evaluate(case.data, on, source=None if case.node else case.source)


def decide_span(
    engine: Engine, case: CaseFile, start: date, end: date, wanted: Callable[[Rule], bool]
) -> Timeline:
    """The timeline of a case for the rules that are wanted; every finding of a PolicyError has its place in it."""
    with _findings_in(case):
        _refuse_text(engine, case)
        found = engine.timeline(case.data, start, end, source=None if case.node else case.source)
    return attrs.evolve(found, tracks=tuple(track for track in found.tracks if wanted(track.rule)))


@contextmanager
def _findings_in(case: CaseFile) -> Iterator[None]:
    try:
        yield
    except PolicyError as error:
        raise PolicyError(_placed(error.diagnostics, case)) from None


def _refuse_text(engine: Engine, case: CaseFile) -> None:
    """Refuse a case that is a JSON text: the engine would read that text as a case of its own."""
    if isinstance(case.data, str):
        read_case(case.data, engine.vocabulary)


def _bytes(name: str) -> bytes:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise PolicyError([_unreadable(name, error)]) from None


def _refuse_other_files(node: Node) -> None:
    """One finding for a file of policies, or of cases for tests, in place of one for each of its keys."""
    if not isinstance(node, Mapping) or not node.entries:
        return
    for key, (what, help_text) in _OTHER_FILES.items():
        if node.get(key):
            message = f"this is {what}, not a case"
            raise PolicyError([Diagnostic(NOT_A_CASE, message, node.entries[0][0].span, help=help_text)])


def _unreadable(name: str, error: OSError | ValueError) -> Diagnostic:
    span = Source(name, "").span(0, 0)
    match error:
        case FileNotFoundError():
            message, help_text = "there is no such file", "check the path; `-` reads standard input"
        case IsADirectoryError():
            message, help_text = "this is a folder, not a file", "name a case inside it"
        case PermissionError():
            message, help_text = "this file may not be read", "ask for the permission to read it"
        case OSError(strerror=reason):
            message, help_text = f"this file cannot be read: {reason}", "check the path"
        case _:
            message, help_text = "no file can have this name", "check the path"
    return Diagnostic(CANNOT_READ, message, span, help=help_text)


def _placed(diagnostics: tuple[Diagnostic, ...], case: CaseFile) -> list[Diagnostic]:
    """The findings, those without a place at what their path leads to, or the closest around it."""
    if all(each.span for each in diagnostics):
        return list(diagnostics)
    places = dict(case.places())
    start = case.source.span(0, 0)
    return [
        each if each.span else attrs.evolve(each, span=_closest(each, places) or start)
        for each in diagnostics
    ]


def _closest(finding: Diagnostic, places: dict[Place, Span]) -> Span | None:
    """The place of a finding: the key where it was found to be wrong, else the value."""
    path = finding.path
    key = places.get((path, True))
    if key and finding.found in {"", f"`{key.text.strip(_QUOTES)}`"}:
        return key
    around = (place for place, key in places if not key and _within(path, place))
    best = max(around, key=len, default=None)
    return places[best, False] if best and best != "$" else None


def _within(path: str, place: str) -> bool:
    return path == place or path.startswith((f"{place}.", f"{place}["))


def _yaml_places(root: Node) -> Iterator[tuple[Place, Span]]:
    rest: list[tuple[tuple[str | int, ...], Node]] = [((), root)]
    while rest:
        path, node = rest.pop()
        yield (path_text(path), False), node.span
        if isinstance(node, Mapping):
            for key, value in node.entries:
                yield (path_text((*path, key.text)), True), key.span
                rest.append(((*path, key.text), value))
        elif isinstance(node, Sequence):
            rest += [((*path, number), item) for number, item in enumerate(node.items)]
