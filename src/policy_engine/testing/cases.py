"""Cases beside a policy: facts, and what the policies must say of them."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import attrs

from policy_engine.diagnostics import Diagnostic, Label, PolicyError
from policy_engine.engine import Decision, Engine
from policy_engine.engine.files import CASES_SUFFIX
from policy_engine.plugins.manager import Plugin, on_disk
from policy_engine.reading.text import decode
from policy_engine.reading.values import JsonValue
from policy_engine.reading.yaml import Mapping, Node, Scalar, Sequence, read_yaml
from policy_engine.reading.yaml_values import yaml_to_json
from policy_engine.source.text import Span
from policy_engine.syntax.cases import CasesTree, CaseTree
from policy_engine.syntax.errors import BAD_VALUE
from policy_engine.syntax.surface import read_model
from policy_engine.testing import errors
from policy_engine.testing.differences import differences


@attrs.frozen
class PolicyCase:
    """Facts, a date, and for rules and subjects the keys of the outcome that must be equal.

    `settings` are files that stand beside the cases, such as a county's figures.
    """

    name: str
    on: date | None
    data: JsonValue = attrs.field(repr=False)
    expect: dict[str, dict[str, dict[str, JsonValue]]] = attrs.field(repr=False)
    plugins: tuple[str, ...]
    settings: tuple[Path, ...]
    folder: Path
    span: Span

    def __str__(self) -> str:
        """Place and name."""
        return f"{self.span}: {self.name}"


def read_cases(path: Path) -> tuple[PolicyCase, ...]:
    """The cases of a file; raises PolicyError with everything that is wrong with the file."""
    root = read_yaml(decode(path.read_bytes(), _shown(path)))
    findings: list[Diagnostic] = []
    file = read_model(CasesTree, root, findings)
    cases = [_read_case(node, path.parent, findings) for node in file.cases] if file else []
    if file and not cases:
        message = "there is no case in this file"
        findings.append(Diagnostic(errors.NO_CASES, message, root.span, help="add one under `cases:`"))
    found = tuple(case for case in cases if case)
    findings += _named_twice(found)
    if findings:
        raise PolicyError(findings)
    return found


def check_case(case: PolicyCase, engine: Engine) -> tuple[str, ...]:
    """How the outcomes differ from what the case expects, in words; nothing where they agree.

    Raises:
        PolicyError: the facts of the case cannot be used.

    """
    return checked(case, engine)[1]


def checked(case: PolicyCase, engine: Engine) -> tuple[Decision, tuple[str, ...]]:
    """The decision of a case, and how it differs from what the case expects; raises as `check_case` does."""
    decision = engine.evaluate(case.data, case.on)
    return decision, tuple(_differences(case, decision, engine))


def notices(case: PolicyCase, engine: Engine) -> bool:
    """Whether an outcome differs from what the case expects; raises as `check_case` does."""
    decision = engine.evaluate(case.data, case.on)
    return next(_differences(case, decision, engine), None) is not None


def _differences(case: PolicyCase, decision: Decision, engine: Engine) -> Iterator[str]:
    for rule, subjects in case.expect.items():
        for subject, expected in subjects.items():
            yield from differences(rule, subject, expected, decision, engine)


def cases_below(folders: Iterable[Path]) -> Iterator[PolicyCase]:
    """The cases in all files of cases below the folders, file by file."""
    files = {file for folder in folders for file in folder.resolve().rglob(f"*{CASES_SUFFIX}")}
    for file in sorted(files):
        yield from read_cases(file)


def holds(plugins: Iterable[Plugin], folder: Path) -> bool:
    """Whether the policies of the folder belong to one of the plugins."""
    return any(folder.resolve().is_relative_to(place.resolve()) for place in on_disk(plugins))


def _read_case(node: Node, folder: Path, findings: list[Diagnostic]) -> PolicyCase | None:
    tree = read_model(CaseTree, node, findings)
    if tree is None:
        return None
    if not any(tree.expect.values()):
        message = f"the case `{tree.name}` expects nothing"
        findings.append(
            Diagnostic(
                errors.NOTHING_EXPECTED, message, _name_span(node), help="add outcomes under `expect:`"
            )
        )
    try:
        data = yaml_to_json(tree.case)
        expect = {
            rule: {subject: _expected(outcome) for subject, outcome in subjects.items()}
            for rule, subjects in tree.expect.items()
        }
    except PolicyError as error:
        findings.extend(error.diagnostics)
        return None
    settings = tuple(folder / name for name in tree.settings)
    return PolicyCase(tree.name, tree.on, data, expect, tree.plugins, settings, folder, _name_span(node))


def _expected(node: Node) -> dict[str, JsonValue]:
    value = yaml_to_json(node)
    if isinstance(value, str):
        return {"status": value}
    if isinstance(value, dict) and value:
        return value
    expected = "a status, or a mapping of keys of the outcome"
    found = (
        f"`{node.text}`"
        if isinstance(node, Scalar)
        else "a list"
        if isinstance(node, Sequence)
        else "nothing"
    )
    message = f"expected {expected}, found {found}"
    raise PolicyError([Diagnostic(BAD_VALUE, message, node.span, expected=expected, found=found)])


def _named_twice(cases: Iterable[PolicyCase]) -> Iterator[Diagnostic]:
    first: dict[str, PolicyCase] = {}
    for case in cases:
        other = first.setdefault(case.name, case)
        if other is not case:
            yield Diagnostic(
                errors.SAME_CASE_NAME,
                f"two cases are called `{case.name}`",
                case.span,
                others=(Label(other.span, "the other one"),),
                help="say in the name what this one is about",
            )


def _name_span(node: Node) -> Span:
    name = node.get("name") if isinstance(node, Mapping) else None
    return name.span if name else node.span


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
