"""The trial of all mutants below a path: first by the cases near them, then by those further away."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from policy_engine.engine.loading import load
from policy_engine.plugins.manager import NATIONAL, Plugin, on_disk
from policy_engine.testing.cases import PolicyCase, cases_below, holds
from policy_engine.testing.engines import Engines
from policy_engine.testing.mutation.bench import Result, Stand, below, judged, mutants_of, stands_of
from policy_engine.testing.mutation.mutants import Mutant

Watch = Callable[[Sequence[Mutant]], Iterable[Mutant]]
"""Passes mutants on one by one, and may show how far it is."""


@attrs.frozen
class Trial:
    """What became of the mutants, and the cases that fail by themselves."""

    results: tuple[Result, ...]
    failing: tuple[PolicyCase, ...]

    @property
    def survivors(self) -> tuple[Result, ...]:
        """The mutants that no case notices."""
        return tuple(result for result in self.results if result.noticed_by is None)


def trial(path: Path, plugins: Sequence[Plugin], engines: Engines, watch: Watch) -> Trial:
    """Try the mutants of the policies below the path, which belong to one of the plugins or stand by themselves.

    First the cases beside them are tried, then the others of their plugin, and for national rules those of all plugins; what comes
    later is loaded only if mutants are left for it.

    Raises:
        PolicyError: policies or files of cases are not right.

    """
    home = next((plugin for plugin in plugins if holds((plugin,), path)), None)
    near = path if path.is_dir() else path.parent
    stands, failing = stands_of(cases_below([near]), engines)
    names = (home.name,) if home and home.name != NATIONAL else ()
    bare = load((), () if home else (path,), installed=names, shelf=engines.shelf)
    left: Sequence[Mutant] = mutants_of((*stands, Stand(bare, ())), below(path))
    results = _judged(left, stands, watch)
    for cases in _further(near, home, plugins):
        left = [result.mutant for result in results if result.noticed_by is None]
        if left:
            stands, more = stands_of(cases, engines)
            noticed = [result for result in results if result.noticed_by is not None]
            results, failing = [*noticed, *_judged(left, stands, watch)], (*failing, *more)
    return Trial(tuple(results), failing)


def _judged(mutants: Sequence[Mutant], stands: Iterable[Stand], watch: Watch) -> list[Result]:
    stands = tuple(stands)
    return [result for mutant in watch(mutants) if (result := judged(mutant, stands)) is not None]


def _further(near: Path, home: Plugin | None, plugins: Sequence[Plugin]) -> Iterator[Iterable[PolicyCase]]:
    """The cases of the plugin that are not near, and for the national one those of all others."""
    if home:
        beside = near.resolve()
        yield (case for case in cases_below(on_disk([home])) if not case.folder.is_relative_to(beside))
    if home and home.name == NATIONAL:
        yield cases_below(on_disk(plugin for plugin in plugins if plugin is not home))
