"""Cases as JSON again: every value in the form that the contract prefers, so that reading it gives the same case."""

from collections.abc import Collection

from policy_engine.core.texts import Json, value_json
from policy_engine.core.values import UNKNOWN, Value
from policy_engine.facts.case import Case, Dated, Subject
from policy_engine.facts.context import context_facts
from policy_engine.model.period import key_of, ordinal
from policy_engine.model.types import Kind
from policy_engine.model.vocabulary import CONTEXT, Variable, Vocabulary


def case_to_json(case: Case, vocabulary: Vocabulary) -> dict[str, Json]:
    """The case as a JSON object; unknown facts are left out, and every subject has its id."""
    written: dict[str, Json] = {"on": case.on.isoformat()}
    from_date = {name for name, _ in context_facts(case.on)}
    context = _facts_json(case.context, from_date, case, vocabulary)
    if context:
        written[CONTEXT] = context
    written[case.root.entity] = _subject_json(case.root, None, case, vocabulary)
    return written


def _subject_json(subject: Subject, holder: Subject | None, case: Case, vocabulary: Vocabulary) -> Json:
    """The subject with what stands below it, and with what stands between it and the subject that lists it."""
    written: dict[str, Json] = {"id": subject.id}
    above = subject.parent
    own = subject.facts.get(
        ("code", 0), subject.code if above is None or above.code != subject.code else None
    )
    if own is not None:
        written["code"] = str(own)
    if above is not None and above is not holder:
        written[above.entity] = _subject_json(above, holder, case, vocabulary)
    written |= _facts_json(subject, {"code"}, case, vocabulary)
    for entity, members in subject.lists.items():
        plural = vocabulary.entities[entity].plural
        assert plural is not None, entity
        written[plural] = [_subject_json(member, subject, case, vocabulary) for member in members]
    return written


def _facts_json(
    subject: Subject, besides: Collection[str], case: Case, vocabulary: Vocabulary
) -> dict[str, Json]:
    """The facts of a subject besides some."""
    by_name: dict[str, dict[int, Value]] = {}
    for (name, shift), value in subject.facts.items():
        if value is not UNKNOWN and name not in besides and name not in subject.dated:
            by_name.setdefault(name, {})[shift] = value
    written = {
        name: _periods_json(values, _variable(subject.entity, name, vocabulary), case)
        for name, values in by_name.items()
    }
    for name, entries in subject.dated.items():
        if name not in besides:
            written[name] = _days_json(entries, _variable(subject.entity, name, vocabulary))
    return written


def _days_json(entries: Dated, variable: Variable) -> Json:
    return {
        day.isoformat(): None if value is UNKNOWN else _value_json(value, variable) for day, value in entries
    }


def _periods_json(values: dict[int, Value], variable: Variable, case: Case) -> Json:
    if set(values) == {0}:
        return _value_json(values[0], variable)
    assert variable.period is not None, variable.name
    now = ordinal(variable.period, case.on)
    return {
        key_of(variable.period, now + shift): _value_json(value, variable)
        for shift, value in sorted(values.items())
    }


def _value_json(value: Value, variable: Variable) -> Json:
    if variable.type.kind is Kind.INT and isinstance(value, int):
        return value
    return value_json(value, variable.type)


def _variable(entity: str, name: str, vocabulary: Vocabulary) -> Variable:
    found = vocabulary.variable(entity, name)
    assert found is not None, f"{entity}.{name}"
    return found
