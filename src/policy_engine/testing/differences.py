"""How an outcome differs from what a case expects of it, in words."""

import json
from collections.abc import Iterator
from decimal import Decimal

from policy_engine.core.texts import Json
from policy_engine.decisions.json import outcome_json
from policy_engine.decisions.outcome import Outcome
from policy_engine.diagnostics.suggest import suggest
from policy_engine.engine import Decision, Engine
from policy_engine.model.labels import Language
from policy_engine.reading.values import JsonValue


def differences(
    rule: str, subject: str, expected: dict[str, JsonValue], decision: Decision, engine: Engine
) -> Iterator[str]:
    """One text for each expected key that differs, the last with the whole reasoning."""
    outcome = decision.outcome(rule, subject)
    if outcome is None:
        yield f"{rule} {subject}: {_why_absent(rule, subject, decision, engine)}"
        return
    found = outcome_json(outcome, "")
    said = [text for key, wanted in expected.items() for text in _of_key(key, wanted, found, outcome)]
    for text in said:
        yield f"{rule} {subject}: {text}"
    if said:
        yield decision.explain(rule, subject, Language.ZH).rstrip()


def _of_key(key: str, wanted: JsonValue, found: dict[str, Json], outcome: Outcome) -> Iterator[str]:
    if key == "missing":
        names = {each.name for each in outcome.missing}
        expected = {str(name) for name in wanted} if isinstance(wanted, list) else {str(wanted)}
        if names != expected:
            yield f"missing: expected {_names(expected)}, got {_names(names)}"
    elif key == "criteria" and isinstance(wanted, list):
        yield from _of_criteria(wanted, outcome)
    elif key not in found:
        near = suggest(key, found)
        advice = f"; did you mean `{near[0]}`?" if near else f"; it has {', '.join(found)}"
        yield f"{key}: expected {_text(wanted)}, but the outcome ({outcome.status}) has no such key{advice}"
    elif not _same(wanted, found[key]):
        yield f"{key}: expected {_text(wanted)}, got {_text(found[key])}"


def _of_criteria(wanted: list[JsonValue], outcome: Outcome) -> Iterator[str]:
    """Only the criteria that are named are compared."""
    found = {each.name: each.status for each in outcome.criteria}
    for each in wanted:
        name, status = (each.get("id"), each.get("status")) if isinstance(each, dict) else (each, None)
        if str(name) not in found:
            yield f"criteria: there is no criterion `{name}`; there are {', '.join(found) or 'none'}"
        elif status != found[str(name)]:
            yield f"criteria: {name}: expected {status}, got {found[str(name)]}"


def _why_absent(rule: str, subject: str, decision: Decision, engine: Engine) -> str:
    known = [each for each in engine.rules if each.name == rule]
    if not known:
        return f"there is no rule `{rule}`{_meant(rule, {each.name for each in engine.rules})}"
    names = [each.name for each in decision.run.case.evaluated()]
    if subject not in names:
        listed = f"; there are {', '.join(names[:10])}"
        return f"there is no subject `{subject}` in the case{_meant(subject, names) or listed}"
    entity = subject.partition(":")[0]
    if known[0].entity != entity:
        return f"the rule is about each {known[0].entity}, not about a {entity}"
    if rule not in {each.rule.name for each in decision.run.program.outputs}:
        return "the rule computes a variable and has no outcome of its own"
    return f"the rule does not hold there on {decision.on}"


def _meant(word: str, names: set[str] | list[str]) -> str:
    near = suggest(word, sorted(names))
    return f"; did you mean `{near[0]}`?" if near else ""


def _same(wanted: JsonValue, found: Json) -> bool:
    if isinstance(wanted, list):
        return (
            isinstance(found, list)
            and len(wanted) == len(found)
            and all(_same(one, other) for one, other in zip(wanted, found, strict=True))
        )
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    if isinstance(wanted, int | Decimal):
        return f"{Decimal(wanted):f}" == str(found)
    return wanted == found


def _text(value: JsonValue | Json) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _names(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
