"""For each item of a catalogue: whether rules implement it where it holds, and whether cases test them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

import attrs

from policy_engine.core.program import Wording
from policy_engine.engine import Engine
from policy_engine.model.rule import Rule
from policy_engine.prose.uses import parameters_used
from policy_engine.testing.coverage.catalogue import FULL, NARRATIVE, Item
from policy_engine.testing.coverage.evidence import Evidence, computes
from policy_engine.testing.reach import reach


class Standing(StrEnum):
    """Where an item stands: implemented by a tested rule or by one that is not, listed with a reason, or nothing of it."""

    TESTED = "tested"
    IMPLEMENTED = "implemented"
    NOT_COMPUTABLE = "not_computable"
    MISSING = "missing"


@attrs.frozen
class Row:
    """An item with its standing and the rules that implement it."""

    item: Item
    standing: Standing
    rules: tuple[str, ...]


@attrs.frozen
class Survey:
    """All items, the rules that no case decides both ways, and what failed."""

    rows: tuple[Row, ...]
    untested: tuple[str, ...]
    rules: int
    cases: int
    failures: tuple[str, ...]

    @property
    def computable(self) -> tuple[Row, ...]:
        """The items that can be computed, fully or in part."""
        return tuple(row for row in self.rows if row.item.computable != NARRATIVE)

    @property
    def share(self) -> tuple[int, int]:
        """How many computable items are tested or listed with a reason, of how many."""
        settled = (Standing.TESTED, Standing.NOT_COMPUTABLE)
        return sum(row.standing in settled for row in self.computable), len(self.computable)

    @property
    def full(self) -> tuple[int, int]:
        """How many of the fully computable items are implemented by rules, of how many."""
        rows = [row for row in self.rows if row.item.computable == FULL]
        return sum(bool(row.rules) for row in rows), len(rows)

    def by(self, heading: Callable[[Item], str]) -> Mapping[str, Counter[Standing]]:
        """Counts of standings under headings, in the order of the headings."""
        counts: dict[str, Counter[Standing]] = {}
        for row in self.rows:
            counts.setdefault(heading(row.item), Counter())[row.standing] += 1
        return dict(sorted(counts.items()))


def survey(items: Iterable[Item], engine: Engine, evidence: Evidence) -> Survey:
    """Where every item stands with the policies of the engine."""
    citing = _citing(engine)
    rows = []
    for item in items:
        rules = [
            rule.name
            for rule, area in citing.get(item.name, ())
            if item.code.startswith(area) and _holds_at(rule, item.code, engine)
        ]
        rows.append(Row(item, _standing(item, rules, engine, evidence), tuple(dict.fromkeys(rules))))
    names = sorted({rule.name for rule in engine.rules})
    untested = tuple(name for name in names if not evidence.both_ways(name))
    return Survey(tuple(rows), untested, len(names), len(evidence.counted), tuple(evidence.failures))


def _standing(item: Item, rules: list[str], engine: Engine, evidence: Evidence) -> Standing:
    if any(evidence.both_ways(rule) for rule in rules):
        return Standing.TESTED
    if rules:
        return Standing.IMPLEMENTED
    return Standing.NOT_COMPUTABLE if item.name in engine.not_computable else Standing.MISSING


def _citing(engine: Engine) -> dict[str, list[tuple[Rule, str]]]:
    """The rules that name each item, themselves or in the row of a parameter that they read, with the area of the row."""
    program = engine.program
    read = reach((each for output in program.outputs for each in output.expressions), program).variables
    found: dict[str, list[tuple[Rule, str]]] = {}
    for rule in program.rules:
        if rule.kind == "derive" and read.isdisjoint(computes(rule, program)):
            continue
        for citation in rule.sources:
            found.setdefault(citation.item, []).append((rule, ""))
        for table in parameters_used(rule, program):
            for row in table.rows:
                if row.source:
                    found.setdefault(row.source, []).append((rule, row.area))
    return found


def _holds_at(rule: Rule, code: str, engine: Engine) -> bool:
    """Whether the rule covers the place and no change takes it away there for good; a template can be adopted anywhere."""
    changes = engine.program.wordings.get(rule, Wording()).exceptions
    taken = any(
        change.action == "repeal" and change.start is None and change.until is None and code.startswith(change.areas)
        for change in changes
    )  # fmt: skip
    return (not rule.areas or code.startswith(rule.areas)) and not taken
