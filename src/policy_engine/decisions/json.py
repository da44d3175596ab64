"""An outcome as the contract writes it."""

from policy_engine.core.texts import Json
from policy_engine.decisions.outcome import Outcome
from policy_engine.decisions.schema import KINDS
from policy_engine.model.labels import Language
from policy_engine.model.rule import Citation


def outcome_json(outcome: Outcome, because: str, language: Language = Language.ZH) -> dict[str, Json]:
    """The outcome with its reason; keys in the order of the contract, those that do not apply left out."""
    rule = outcome.rule
    entry: dict[str, Json] = {
        "rule": rule.name,
        "kind": rule.kind,
        "subject": outcome.subject.name,
        "status": outcome.status,
    }
    details = dict(outcome.details)
    known = [name for name in KINDS[rule.kind][1] if name in details] if rule.kind in KINDS else []
    for name in dict.fromkeys((*known, *details)):
        value = details[name]
        entry[name] = [*value] if isinstance(value, list) else value
    if outcome.criteria:
        entry["criteria"] = [{"id": each.name, "status": each.status} for each in outcome.criteria]
    if outcome.missing:
        entry["missing"] = [{each.sort.value: each.name} for each in outcome.missing]
    entry["source"] = [_citation(citation, language) for citation in rule.sources]
    entry["because"] = because
    return entry


def _citation(citation: Citation, language: Language) -> dict[str, Json]:
    return {"item": citation.item, "document": citation.document.text(language), "section": citation.section}
