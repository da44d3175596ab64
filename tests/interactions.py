"""Programs in which interactions adjust a few entitlements, each with a right and an amount that a case gives."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from policy_engine.core.program import Program
from policy_engine.decisions.outcome import Outcome
from policy_engine.facts.case import Subject
from tests.language import HEAD, VOCABULARY, outcomes, program, subject

NAMES = "abcd"
WORDS = VOCABULARY + "".join(
    f"  {entity}.has_{name}: {{type: bool, label: {{zh: 有{name}, en: has {name}}}}}\n"
    f"  {entity}.{name}: {{type: money, absent: true, label: {{zh: 数{name}, en: sum {name}}}}}\n"
    for entity in ("person", "household")
    for name in (*NAMES, "limit")
)
Facts = Mapping[str, Any]


def entitlement(name: str, entity: str = "person", *further: str, rule: str = "") -> str:
    """A yearly entitlement to the amount of that name for whom has it."""
    title = f"{{zh: {name}待遇, en: benefit {name}}}"
    keys = ", ".join(
        (f"title: {title}", f"for: {entity}", "source: s1", f"when: has_{name}", f"amount: {name}", "per: year", *further)
    )  # fmt: skip
    return f"  {rule or name}: {{kind: entitlement, {keys}}}\n"


def interaction(*lines: str, name: str = "i", entity: str = "person") -> str:
    """An interaction with further keys."""
    keys = (
        "kind: interaction",
        f"title: {{zh: 衔接{name}, en: rule {name}}}",
        f"for: {entity}",
        "source: s2",
        *lines,
    )
    return f"  {name}:\n" + "".join(f"    {line}\n" for line in keys)


def rules(*texts: str) -> str:
    """A policy with the rules."""
    return HEAD + "rules:\n" + "".join(texts)


@cache
def together(*lines: str, entity: str = "person") -> Program:
    """All four entitlements of persons with one interaction."""
    return program(rules(*map(entitlement, NAMES), interaction(*lines, entity=entity)), words=WORDS)


def shown(found: Mapping[tuple[str, str], Outcome], rule: str, who: str = "person:1") -> str:
    """Status and amount of a rule in short: `granted 5.00`."""
    outcome = found[f"m.{rule}", who]
    return " ".join(filter(None, (outcome.status, str(outcome.detail("amount") or ""))))


def amounts(values: Sequence[int | None], **further: Any) -> Subject:
    """A person who has a right to each amount that is not None, in fen, and known to have none to the others."""
    facts: dict[str, Any] = {}
    for name, value in zip(NAMES, (*values, *(None,) * (len(NAMES) - len(values))), strict=True):
        facts[f"has_{name}"] = value is not None
        if value is not None:
            facts[name] = value
    return subject("person", **{**facts, **further})


def table(made: Program, root: Subject) -> dict[tuple[str, str], Outcome]:
    """All outcomes."""
    return outcomes(made, root)
