"""The engine: an immutable set of policies that answers for any case."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import attrs

from policy_engine.backends.interpreter import Run
from policy_engine.core.program import ParameterTable, Program
from policy_engine.decisions.decide import decide
from policy_engine.diagnostics import Diagnostic
from policy_engine.engine.decision import Decision
from policy_engine.engine.loading import Loaded, load
from policy_engine.engine.reassessment import Reassessment, compare
from policy_engine.engine.settling import Settled
from policy_engine.engine.span import read_span
from policy_engine.engine.timeline import Timeline
from policy_engine.engine.walk import tracks
from policy_engine.facts.reader import read_case
from policy_engine.model.areas import Areas
from policy_engine.model.labels import Labels
from policy_engine.model.rule import Rule
from policy_engine.model.vocabulary import Vocabulary
from policy_engine.plugins.manager import Plugin
from policy_engine.reading.json import read_json
from policy_engine.reading.text import decode
from policy_engine.source.text import Source


@attrs.frozen(eq=False)
class Engine:
    """Policies ready to be asked. It never changes, and may be shared between threads.

    `not_computable` are the clauses that no rule can decide, with the reasons.
    """

    program: Program = attrs.field(repr=False)
    digest: str
    policies: tuple[str, ...] = attrs.field(repr=False)
    plugins: tuple[Plugin, ...] = attrs.field(repr=False)
    not_computable: Mapping[str, Labels] = attrs.field(factory=dict, repr=False)
    warnings: tuple[Diagnostic, ...] = attrs.field(default=(), repr=False)

    @classmethod
    def load(
        cls,
        plugins: Iterable[object] = (),
        paths: Iterable[Path | str] | Path | str = (),
        *,
        installed: bool | Collection[str] = True,
    ) -> "Engine":
        """The national policies with plugins and local files.

        Args:
            plugins: modules or objects that implement hooks of `policy_engine.plugins.hookspecs`.
            paths: further policy files, or folders of them (a county's settings, a plugin under development).
            installed: which plugins of this environment to load too: all, none, or those with these names.

        Raises:
            PolicyError: a policy or a plugin is not right; holds every finding of the stage that refused it.

        """
        return cls.of(load(plugins, _listed(paths), installed=installed))

    @classmethod
    def of(cls, loaded: Loaded) -> "Engine":
        """The engine of what has been loaded."""
        return cls(
            loaded.program, loaded.digest, loaded.policies, loaded.contributions.plugins,
            MappingProxyType(loaded.not_computable), loaded.warnings,
        )  # fmt: skip

    def evaluate(
        self, case: object, on: date | str | None = None, *, source: Source | None = None
    ) -> Decision:
        """Every outcome of every rule for the case.

        Args:
            case: the case as a dict of JSON values, as JSON text, or as a pydantic object; money as text, never a float.
            on: the date of evaluation; by default the case's own `on`.
            source: the text that the case was read from, for the places in messages.

        Raises:
            PolicyError: the case cannot be used; holds a finding for each thing that is wrong with it.

        """
        run = self._run(*_parsed(case, source), on)
        return Decision(run, decide(run), self.digest)

    def timeline(
        self, case: object, start: date | str, end: date | str, *, source: Source | None = None
    ) -> Timeline:
        """Every outcome of every rule for the case on each day from `start` on, up to `end` but without it.

        On every day it says what `evaluate` says on that day; days between changes are not evaluated one by one.

        Args:
            case: the case as for `evaluate`; its own `on` does not matter.
            start: the first day.
            end: the first day that no longer belongs to the span.
            source: as for `evaluate`.

        Raises:
            PolicyError: the span has no day, or the case cannot be used on one of its days, which the message names.

        """
        first, last = read_span(start, end)
        data, text = _parsed(case, source)
        return Timeline(first, last, tracks(lambda day: self._run(data, text, day), first, last), self.digest)

    def reassess(
        self,
        before: object,
        after: object,
        span: tuple[date | str, date | str],
        *,
        settled: Settled | str = Settled.FIRST_DAY,
    ) -> Reassessment:
        """What was due over a span under the evidence of one case, and is due under that of another.

        Rights by day, week, month, semester or year are counted for each such period that begins in the span, with the amount of its
        first day, or of its last one inside the span; all others once in the span, with the amount granted last.

        Args:
            before: the case as it was known, as for `evaluate`.
            after: the case as it is known now; its subjects have the same ids.
            span: the first day, and the first day that no longer belongs to the span.
            settled: `first_day` or `last_day`: the day of a period that settles its amount.

        Raises:
            PolicyError: as for `timeline`, for either case.

        """
        was, now = (self.timeline(case, *span) for case in (before, after))
        return compare(was, now, Settled(settled))

    def _run(self, data: object, source: Source | None, on: date | str | None) -> Run:
        return Run(self.program, read_case(data, self.program.vocabulary, on, source))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules by name; an overridden one stands once for each of its forms."""
        return tuple(sorted(self.program.rules, key=lambda rule: rule.name))

    @property
    def vocabulary(self) -> Vocabulary:
        """All entities and variables, those that rules compute included."""
        return self.program.vocabulary

    @property
    def areas(self) -> Areas:
        """The named areas."""
        return self.program.areas

    @property
    def parameters(self) -> Mapping[str, ParameterTable]:
        """All parameters by full name."""
        return MappingProxyType(self.program.parameters)


def _parsed(case: object, source: Source | None) -> tuple[object, Source | None]:
    """The case as JSON values, and the text that it was read from."""
    if not isinstance(case, str | bytes):
        return case, source
    source = decode(case.encode(errors="surrogatepass") if isinstance(case, str) else case, "case")
    return read_json(source), source


def _listed(paths: Iterable[Path | str] | Path | str) -> list[Path]:
    if isinstance(paths, Path | str):
        return [Path(paths)]
    return [Path(path) for path in paths]
