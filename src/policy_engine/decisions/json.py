"""An outcome as the contract writes it."""

from policy_engine.core.texts import Json
from policy_engine.decisions.outcome import Outcome
from policy_engine.model.labels import Language
from policy_engine.model.rule import Citation


def outcome_json(outcome: Outcome, because: str, language: Language = Language.ZH) -> dict[str, Json]:
    """The outcome with its reason; keys that do not apply are left out."""
    rule = outcome.rule
    entry: dict[str, Json] = {
        "rule": rule.name,
        "kind": rule.kind,
        "subject": outcome.subject.name,
        "status": outcome.status,
    }
    entry.update((name, [*value] if isinstance(value, list) else value) for name, value in outcome.details)
    if outcome.criteria:
        entry["criteria"] = [{"id": each.name, "status": each.status} for each in outcome.criteria]
    if outcome.missing:
        entry["missing"] = [{each.sort.value: each.name} for each in outcome.missing]
    entry["source"] = [_citation(citation, language) for citation in rule.sources]
    entry["because"] = because
    return entry


def _citation(citation: Citation, language: Language) -> dict[str, Json]:
    return {"item": citation.item, "document": citation.document.text(language), "section": citation.section}
