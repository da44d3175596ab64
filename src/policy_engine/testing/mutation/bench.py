"""The bench: every mutant is set before the cases that rest on it, until one of them notices."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

import attrs

from policy_engine.core.expression import Expression
from policy_engine.diagnostics import PolicyError
from policy_engine.engine import Engine
from policy_engine.engine.loading import Loaded
from policy_engine.source.text import Span
from policy_engine.testing.cases import PolicyCase, notices
from policy_engine.testing.engines import Engines
from policy_engine.testing.mutation.mutants import Mutant, RuleMutant, row_mutants, rule_mutants
from policy_engine.testing.reach import Key, Reach, reach


@attrs.frozen
class Result:
    """A mutant, and the case that notices it; none for a survivor."""

    mutant: Mutant
    noticed_by: PolicyCase | None


@attrs.frozen(slots=False)
class Stand:
    """What is loaded for some cases: one combination of plugins and settings."""

    loaded: Loaded
    cases: tuple[PolicyCase, ...]

    @cached_property
    def reaches(self) -> tuple[Reach, ...]:
        """What the outcomes that each case expects rest on."""
        outputs: dict[str, list[Expression]] = {}
        for output in self.loaded.program.outputs:
            outputs.setdefault(output.rule.name, []).extend(output.expressions)
        expected = ((each for rule in case.expect for each in outputs.get(rule, ())) for case in self.cases)
        return tuple(reach(each, self.loaded.program) for each in expected)

    @cached_property
    def members(self) -> dict[str, frozenset[str]]:
        """The entitlements that each interaction adjusts."""
        return {
            part.rule.name: frozenset(each.text for change in part.lowered.adjustments for each in change.members)
            for part in self.loaded.draft.parts
            if part.lowered.adjustments
        }  # fmt: skip

    def resting_on(self, mutant: Mutant) -> Iterator[PolicyCase]:
        """The cases that the mutant concerns, those first that name its rule."""
        concerned = [
            case
            for case, found in zip(self.cases, self.reaches, strict=True)
            if self._concerns(mutant, case, found)
        ]
        yield from sorted(
            concerned, key=lambda case: not (isinstance(mutant, RuleMutant) and mutant.name in case.expect)
        )

    def _concerns(self, mutant: Mutant, case: PolicyCase, found: Reach) -> bool:
        if not isinstance(mutant, RuleMutant):
            return mutant.name in found.parameters
        names = {mutant.name, *self.members.get(mutant.name, ())}
        return not (names.isdisjoint(case.expect) and found.variables.isdisjoint(self._computes[mutant.name]))

    @cached_property
    def _computes(self) -> Mapping[str, set[Key]]:
        """The variables that each rule computes, in any of its forms."""
        found: dict[str, set[Key]] = defaultdict(set)
        for rule, wording in self.loaded.program.wordings.items():
            found[rule.name].update(wording.computes)
        return found


def stands_of(
    cases: Iterable[PolicyCase], engines: Engines
) -> tuple[tuple[Stand, ...], tuple[PolicyCase, ...]]:
    """The cases by what they are checked with; and those that fail by themselves, which can notice nothing.

    Raises:
        PolicyError: something cannot be loaded.

    """
    grouped: dict[int, tuple[Loaded, list[PolicyCase]]] = {}
    failing = []
    for case in cases:
        loaded = engines.loaded(case)
        if _noticed(case, engines.of(case)):
            failing.append(case)
        else:
            grouped.setdefault(id(loaded), (loaded, []))[1].append(case)
    return tuple(Stand(loaded, tuple(found)) for loaded, found in grouped.values()), tuple(failing)


def mutants_of(stands: Iterable[Stand], chosen: Callable[[Span], bool]) -> tuple[Mutant, ...]:
    """The mutants of all rules and rows that stand in a chosen place."""
    rules: dict[str, tuple[RuleMutant, ...]] = {}
    rows: dict[tuple[str, object], Mutant] = {}
    for stand in stands:
        draft = stand.loaded.draft
        for part in draft.parts:
            name, placed = part.rule.name, part.placed
            if placed.change is None and name not in rules and chosen(placed.rule.key.span):
                rules[name] = tuple(rule_mutants(part, draft.around.vocabulary))
        for table in stand.loaded.program.parameters.values():
            for mutant in row_mutants(table):
                if chosen(mutant.span):
                    rows.setdefault((table.name, (mutant.row, mutant.value)), mutant)
    return (*(each for found in rules.values() for each in found), *rows.values())


def judged(mutant: Mutant, stands: Iterable[Stand]) -> Result | None:
    """Whether a case notices the mutant; None where it would be refused wherever it could be noticed."""
    refused = False
    for stand in stands:
        cases = list(stand.resting_on(mutant))
        program = mutant.program(stand.loaded) if cases else None
        refused = refused or (bool(cases) and program is None)
        if program is None:
            continue
        engine = attrs.evolve(Engine.of(stand.loaded), program=program)
        for case in cases:
            if _noticed(case, engine):
                return Result(mutant, case)
        refused = False
    return None if refused else Result(mutant, None)


def _noticed(case: PolicyCase, engine: Engine) -> bool:
    """Whether an outcome differs from what the case expects; outcomes that it does not name are not computed."""
    outputs = tuple(each for each in engine.program.outputs if each.rule.name in case.expect)
    narrow = attrs.evolve(engine, program=attrs.evolve(engine.program, outputs=outputs))
    try:
        return notices(case, narrow)
    except PolicyError:
        return True


def below(folder: Path) -> Callable[[Span], bool]:
    """Whether a place is in a file of the folder, or in the file itself."""
    root = folder.resolve()

    @cache
    def inside(name: str) -> bool:
        return Path(name).resolve().is_relative_to(root)

    return lambda span: inside(span.source.name)
