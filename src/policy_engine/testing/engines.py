"""The policies that cases are checked with: each combination of plugins and settings is loaded once."""

from pathlib import Path

import attrs

from policy_engine.diagnostics import PolicyError
from policy_engine.engine import Engine
from policy_engine.engine.files import Shelf
from policy_engine.engine.loading import Loaded, load
from policy_engine.testing.cases import PolicyCase, holds

_Wanted = tuple[tuple[str, ...], tuple[Path, ...], tuple[Path, ...]]


@attrs.frozen
class Engines:
    """What has been loaded so far, and the refusals of what cannot be loaded."""

    known: dict[_Wanted, Loaded | PolicyError] = attrs.field(factory=dict)
    shelf: Shelf = attrs.field(factory=Shelf)

    def of(self, case: PolicyCase) -> Engine:
        """The engine for a case, as `loaded` says."""
        return Engine.of(self.loaded(case))

    def loaded(self, case: PolicyCase) -> Loaded:
        """The plugins, the settings and the policies beside the case.

        Raises:
            PolicyError: they cannot be loaded.

        """
        found = self._loaded(case, ())
        beside = holds(found.contributions.plugins, case.folder)
        return found if beside else self._loaded(case, (case.folder,))

    def _loaded(self, case: PolicyCase, folders: tuple[Path, ...]) -> Loaded:
        wanted = (case.plugins, case.settings, folders)
        if wanted not in self.known:
            try:
                paths = (*folders, *case.settings)
                self.known[wanted] = load((), paths, installed=case.plugins, shelf=self.shelf)
            except PolicyError as error:
                self.known[wanted] = error
        found = self.known[wanted]
        if isinstance(found, PolicyError):
            raise PolicyError(found.diagnostics)
        return found
