"""Files of cases as pytest tests: every case of a `*.cases.yaml` is a test of its name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policy_engine.diagnostics import PolicyError
from policy_engine.diagnostics.render import render_full
from policy_engine.engine.files import CASES_SUFFIX
from policy_engine.testing.cases import PolicyCase, check_case, read_cases
from policy_engine.testing.engines import Engines

_ENGINES = pytest.StashKey[Engines]()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A file of cases, wherever it is found."""
    if file_path.name.endswith(CASES_SUFFIX):
        return CasesFile.from_parent(parent, path=file_path)
    return None


class CasesFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """Its cases."""
        try:
            cases = read_cases(self.path)
        except PolicyError as error:
            raise self.CollectError(render_full(error.diagnostics)) from None
        for case in cases:
            item = CaseItem.from_parent(self, name=case.name, case=case)
            if self.config.pluginmanager.hasplugin("xdist"):
                item.add_marker(pytest.mark.xdist_group(_group(case)))
            yield item


def _group(case: PolicyCase) -> str:
    """Cases that are checked with the same policies: `pytest --dist loadgroup` loads these in one process alone."""
    return (
        "+".join((*case.plugins, *(f"{path.parent.name}/{path.stem}" for path in case.settings)))
        or "national"
    )


class CaseItem(pytest.Item):
    """A case as a test."""

    def __init__(self, *, case: PolicyCase, **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type] # pytest builds items itself
        self.case = case

    def runtest(self) -> None:
        """Compare what the policies say with what the case expects."""
        found = check_case(self.case, self.session.stash.setdefault(_ENGINES, Engines()).of(self.case))
        if found:
            pytest.fail("\n".join(found), pytrace=False)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """The differences or findings, without a Python traceback."""
        if isinstance(excinfo.value, PolicyError):
            return f"{self.case.span}: {self.case.name}\n{render_full(excinfo.value.diagnostics)}"
        if isinstance(excinfo.value, pytest.fail.Exception):
            return f"{self.case.span}: {self.case.name}\n{excinfo.value.msg}"
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case stands."""
        return self.path, self.case.span.line - 1, self.case.name
