"""What is wrong with a case, gathered while it is read; the places are looked for at the end, in one walk over the text."""

import attrs

from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.facts import errors
from policy_engine.facts.found import found_text
from policy_engine.facts.problem import Problem
from policy_engine.reading.json_places import walk
from policy_engine.reading.values import Path, path_text
from policy_engine.source.text import Source, Span


@attrs.frozen
class Finding:
    """A fault at a path; `key` when it is the name and not the value."""

    code: Code
    message: str
    path: Path
    expected: str
    found: str
    help: str
    key: bool


@attrs.frozen
class Findings:
    """All that is wrong so far."""

    found: list[Finding] = attrs.field(factory=list)

    def add(
        self, code: Code, message: str, path: Path, *, expected: str = "", found: str = "", help_text: str = "", key: bool = False,
    ) -> None:  # fmt: skip
        """Something that is wrong at the path."""
        self.found.append(Finding(code, message, path, expected, found, help_text, key))

    def problem(self, problem: Problem, what: str, path: Path) -> None:
        """A value that does not fit what stands for it."""
        message = f"{what}: expected {problem.expected}, found {problem.found}"
        self.add(
            problem.code,
            message,
            (*path, *problem.at),
            expected=problem.expected,
            found=problem.found,
            help_text=problem.help,
        )

    def expected_object(self, data: object, name: str, plural: str | None, path: Path) -> None:
        """Something else where the facts of one subject are expected."""
        listed = plural and isinstance(data, list | tuple)
        help_text = f"a list of them stands under `{plural}`" if listed else ""
        self.problem(
            Problem(errors.EXPECTED_OBJECT, "an object", found_text(data), help_text), f"`{name}`", path
        )

    def diagnostics(self, source: Source | None) -> list[Diagnostic]:
        """All findings, with their places where the text of the case is at hand."""
        places = self._places(source) if source else {}
        return [
            Diagnostic(
                each.code, each.message, places.get((each.path, each.key)), help=each.help, path=path_text(each.path),
                expected=each.expected, found=each.found,
            )
            for each in self.found
        ]  # fmt: skip

    def _places(self, source: Source) -> dict[tuple[Path, bool], Span]:
        wanted = {(each.path, each.key) for each in self.found}
        places: dict[tuple[Path, bool], Span] = {}
        for item in walk(source.text):
            place = (item.path, item.kind == "key")
            if place in wanted:
                places.setdefault(place, source.span(item.start, item.end))
        return places
