"""What is wrong with a case, as it is found."""

import attrs

from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.facts import errors
from policy_engine.facts.values import Problem, found_text
from policy_engine.reading.json_places import locate
from policy_engine.reading.values import Path, path_text
from policy_engine.source.text import Source

MOST_LOCATED = 100


@attrs.frozen
class Findings:
    """Collects what is wrong, with paths and, where the text is at hand, places."""

    source: Source | None
    found: list[Diagnostic]

    def add(
        self,
        code: Code,
        message: str,
        path: Path,
        *,
        expected: str = "",
        found: str = "",
        help_text: str = "",
        key: bool = False,
    ) -> None:
        """Something that is wrong at the path; `key` when it is the name and not the value."""
        span = (
            locate(self.source, path, key=key)
            if self.source is not None and len(self.found) < MOST_LOCATED
            else None
        )
        self.found.append(
            Diagnostic(
                code, message, span, help=help_text, path=path_text(path), expected=expected, found=found
            ),
        )

    def problem(self, problem: Problem, what: str, path: Path) -> None:
        """A value that does not fit what stands for it."""
        message = f"{what}: expected {problem.expected}, found {problem.found}"
        self.add(
            problem.code,
            message,
            path,
            expected=problem.expected,
            found=problem.found,
            help_text=problem.help,
        )

    def expected_object(self, data: object, name: str, plural: str | None, path: Path) -> None:
        """Something else where the facts of one subject are expected."""
        found = found_text(data)
        help_text = (
            f"a list of them stands under `{plural}`" if plural and isinstance(data, list | tuple) else ""
        )
        message = f"`{name}`: expected an object, found {found}"
        self.add(
            errors.EXPECTED_OBJECT, message, path, expected="an object", found=found, help_text=help_text
        )
