"""What is missing, in words: the same of several subjects is said together."""

from collections.abc import Iterable

from policy_engine.backends.missing import Missing, Sort
from policy_engine.core.program import Program
from policy_engine.explanation.speaker import Speaker
from policy_engine.explanation.words import period_text
from policy_engine.model.labels import Labels

MOST_MISSING = 5
MOST_NAMED = 3
DIVISION_CODE = Labels("行政区划代码", "division code")


def missing_text(missing: Iterable[Missing], speaker: Speaker) -> str:
    """All that is missing, by label; where there is much, the first of it and how much more."""
    groups: dict[tuple[Sort, str, str], list[Missing]] = {}
    for each in missing:
        last = each.name if each.sort is Sort.PARAMETER else each.name.rpartition(".")[2]
        groups.setdefault((each.sort, each.entity, last), []).append(each)
    texts = [_text(group, speaker) for group in groups.values()]
    more = len(texts) - MOST_MISSING
    if more > 0:
        texts = [*texts[:MOST_MISSING], speaker.choose(f"另有{more}项", f"{more} more")]
    return speaker.choose("、", ", ").join(texts)


def missing_label(missing: Missing, program: Program) -> Labels:
    """The label of what is missing."""
    if missing.sort is Sort.PARAMETER:
        return program.parameters[missing.name].labels
    if missing.sort is Sort.RECORDS:
        return program.vocabulary.entities[missing.entity].labels
    variable = program.vocabulary.variable(missing.entity, missing.variable)
    return variable.labels if variable and missing.variable != "code" else DIVISION_CODE


def _text(group: list[Missing], speaker: Speaker) -> str:
    first = group[0]
    label = speaker.say(missing_label(first, speaker.run.program))
    if first.sort is Sort.PARAMETER:
        return speaker.choose(f"参数“{label}”未设定", f"the parameter “{label}” is not set")
    owners = _owners([each.name.rpartition(".")[0] for each in group], speaker)
    if first.sort is Sort.RECORDS:
        return speaker.choose(
            f"{owners}的{label}清单", f"the list of {speaker.plural(first.entity)} of {owners}"
        )
    period = first.name.rpartition("@")[2] if "@" in first.name.rpartition(".")[2] else ""
    when = period_text(period, speaker.language) if period else ""
    return speaker.choose(
        f"{owners}的{when}{label}", f"{label} of {owners}" + (f" in {when}" if when else "")
    )


def _owners(names: list[str], speaker: Speaker) -> str:
    """Subjects of one entity: `人员p1、p2、p3等7个`; `household of person p1` for one that the case does not have."""
    shown = [_owner(name, speaker) for name in names[:MOST_NAMED]]
    entity = shown[0][0]
    text = entity + speaker.choose("", " ") + speaker.choose("、", ", ").join(each for _, each in shown)
    more = len(names) - MOST_NAMED
    return text + speaker.choose(f"等{len(names)}个", f" and {more} more") if more > 0 else text


def _owner(name: str, speaker: Speaker) -> tuple[str, str]:
    entities = speaker.run.program.vocabulary.entities
    entity, _, identity = name.partition(":")
    label = speaker.say(entities[entity].labels)
    below, dot, above = identity.rpartition(".")
    if dot and above in entities:
        over = speaker.say(entities[above].labels)
        return speaker.choose(label, f"{over} of {label}"), speaker.choose(f"{below}的{over}", below)
    return label, identity
