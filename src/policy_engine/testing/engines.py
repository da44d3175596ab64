"""Engines for cases: each combination of plugins and settings is loaded once."""

from pathlib import Path

import attrs

from policy_engine.diagnostics import PolicyError
from policy_engine.engine import Engine
from policy_engine.testing.cases import PolicyCase, holds

_Wanted = tuple[tuple[str, ...], tuple[Path, ...], tuple[Path, ...]]


@attrs.frozen
class Engines:
    """The engines loaded so far, and the refusals of what cannot be loaded."""

    known: dict[_Wanted, Engine | PolicyError] = attrs.field(factory=dict)

    def of(self, case: PolicyCase) -> Engine:
        """The engine with the plugins, the settings and the policies beside the case.

        Raises:
            PolicyError: it cannot be loaded.

        """
        engine = self._loaded(case, ())
        return engine if holds(engine, case.folder) else self._loaded(case, (case.folder,))

    def _loaded(self, case: PolicyCase, folders: tuple[Path, ...]) -> Engine:
        wanted = (case.plugins, case.settings, folders)
        if wanted not in self.known:
            try:
                self.known[wanted] = Engine.load(paths=(*folders, *case.settings), installed=case.plugins)
            except PolicyError as error:
                self.known[wanted] = error
        found = self.known[wanted]
        if isinstance(found, PolicyError):
            raise PolicyError(found.diagnostics)
        return found
