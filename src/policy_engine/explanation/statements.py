"""Single conditions as statements: what is the case, and what would have to be."""

from collections.abc import Iterator

from policy_engine.backends.interpreter import evaluate, gathered_from
from policy_engine.core.expression import (
    Compare,
    Comparison,
    Constant,
    Expression,
    Gather,
    Gathering,
    In,
    Lookup,
    Not,
    Read,
    Standing,
    Within,
)
from policy_engine.core.values import NONE, UNKNOWN
from policy_engine.explanation.phrases import (
    CONTRARY,
    SIGNS,
    alternatives,
    formula,
    gathering,
    membership,
    name_first,
    operand_text,
)
from policy_engine.explanation.speaker import Speaker
from policy_engine.facts.case import Subject
from policy_engine.model.types import Kind

MOST_NAMED = 3
_YES_OR_NO = (Gathering.ANY, Gathering.ALL)


def statement(node: Expression, speaker: Speaker) -> str:
    """What is the case about a condition, whichever way it goes: the contrary is said when it is false."""
    truth = speaker.value(node)
    match node:
        case Compare():
            return _comparison(name_first(node), speaker)
        case In():
            return _membership(node, speaker)
        case Within() if truth is False:
            return speaker.choose("不在{0}", "not in {0}").format(speaker.areas(node))
        case Within():
            return _whether(formula(node, speaker), truth, speaker)
        case Gather() if node.gathering in _YES_OR_NO:
            text = gathering(node, speaker, holds=truth is not False)
            return _whether(text, truth, speaker) + _witnesses(node, speaker)
        case Read() | Lookup():
            return _pair(speaker.name(node), speaker.details(node), speaker)
        case _:
            return _pair(formula(node, speaker), speaker.shown(node), speaker)


def question(node: Expression, speaker: Speaker) -> str:
    """The condition as the rule asks it, with the values that answer it; its mark says how."""
    if isinstance(node, Compare):
        return _comparison(name_first(node), speaker, asked=True)
    return statement(node, speaker)


def wish(node: Expression, speaker: Speaker, *, wanted: bool) -> str:
    """What a condition would have to be."""
    match node:
        case Not():
            return wish(node.operand, speaker, wanted=not wanted)
        case Compare():
            return _wished_comparison(name_first(node), speaker, wanted=wanted)
        case In():
            held = node.item if isinstance(node.container, Constant) else node.container
            return membership(node, speaker, holds=wanted) + _now(held, speaker)
        case Gather() if node.gathering in _YES_OR_NO:
            return gathering(node, speaker, holds=wanted) + _concerned(node, speaker)
        case _:
            return _pair(formula(node, speaker), speaker.words(wanted, node), speaker) + _now(node, speaker)


def subject_text(subject: Subject, speaker: Speaker) -> str:
    """A subject by its entity and id: `人员p1`, `person p1`."""
    entity = speaker.say(speaker.run.program.vocabulary.entities[subject.entity].labels)
    return speaker.choose(f"{entity}{subject.id}", f"{entity} {subject.id}")


def _wished_comparison(node: Compare, speaker: Speaker, *, wanted: bool) -> str:
    comparison = node.comparison if wanted else CONTRARY[node.comparison]
    left = operand_text(node.left, node.right, speaker)
    right = operand_text(node.right, node.left, speaker.with_values())
    return f"{left} {SIGNS[comparison]} {right}{_now(node.left, speaker)}"


def _now(node: Expression, speaker: Speaker) -> str:
    return speaker.choose("（现为{0}）", " (now {0})").format(speaker.shown(node))


def _pair(name: str, value: str, speaker: Speaker) -> str:
    return speaker.choose("{0}：{1}", "{0}: {1}").format(name, value)


def _comparison(node: Compare, speaker: Speaker, *, asked: bool = False) -> str:
    left, right = node.left, node.right
    truth = speaker.value(node)
    if isinstance(right, Constant) and node.comparison in (Comparison.EQUAL, Comparison.DIFFERENT):
        return _equality(node, right, speaker)
    for side in (left, right):
        if speaker.value(side) is NONE and not isinstance(side, Constant):
            return _is(formula(side, speaker), speaker.shown(side), speaker)
    comparison = CONTRARY[node.comparison] if truth is False and not asked else node.comparison
    text = f"{_operand(left, right, speaker)} {SIGNS[comparison]} {_operand(right, left, speaker)}"
    return text if asked else _whether(text, truth, speaker)


def _equality(node: Compare, right: Constant, speaker: Speaker) -> str:
    value = speaker.value(node.left)
    if isinstance(right.value, bool):
        return _pair(formula(node.left, speaker), speaker.shown(node.left), speaker)
    said = _is(formula(node.left, speaker), speaker.shown(node.left), speaker)
    if right.value in (NONE, frozenset()) or value in (right.value, UNKNOWN, NONE):
        return said
    other = speaker.words(right.value, right, node.left)
    if right.type.kind in (Kind.ENUM, Kind.TEXT):
        other = f"“{other}”"
    return said + speaker.choose("，不是{0}", ", not {0}").format(other)


def _membership(node: In, speaker: Speaker) -> str:
    truth = speaker.value(node)
    if isinstance(node.container, Constant):
        said = _is(formula(node.item, speaker), speaker.shown(node.item), speaker)
        if truth is not False or speaker.value(node.item) is NONE:
            return said
        return said + speaker.choose("，不是“{0}”", ", not “{0}”").format(alternatives(node, speaker))
    held = _operand(node.container, node.item, speaker)
    word = speaker.choose(
        "不含" if truth is False else "含", "does not include" if truth is False else "includes"
    )
    return _whether(f"{held} {word} {_operand(node.item, node.container, speaker)}", truth, speaker)


def _is(name: str, value: str, speaker: Speaker) -> str:
    return speaker.choose("{0}为{1}", "{0} is {1}").format(name, value)


def _whether(text: str, truth: object, speaker: Speaker) -> str:
    return speaker.choose(f"尚不知是否{text}", f"unknown whether {text}") if truth is UNKNOWN else text


def _operand(node: Expression, beside: Expression, speaker: Speaker) -> str:
    """One side of a comparison with its value; that of what is put together is marked as its result."""
    if isinstance(node, Constant):
        return operand_text(node, beside, speaker)
    if isinstance(node, Read | Lookup):
        return formula(node, speaker.with_values())
    text, value = operand_text(node, beside, speaker), speaker.shown(node)
    if isinstance(node, Gather | Standing) or speaker.value(node) is UNKNOWN:
        return speaker.choose(f"{text}（{value}）", f"{text} ({value})")
    return speaker.choose(f"{text}（= {value}）", f"{text} (= {value})")


def _witnesses(node: Gather, speaker: Speaker) -> str:
    named = _named(node, speaker)
    return speaker.choose(f"（{named}）", f" ({named})") if named else ""


def _concerned(node: Gather, speaker: Speaker) -> str:
    if speaker.value(node) is UNKNOWN:
        return _now(node, speaker)
    named = _named(node, speaker)
    return speaker.choose(f"（涉及{named}）", f" (concerns {named})") if named else ""


def _named(node: Gather, speaker: Speaker) -> str:
    """The subjects that make an aggregate what it is, the first few by name."""
    found = list(_telling(node, speaker))
    text = speaker.choose("、", ", ").join(subject_text(each, speaker) for each in found[:MOST_NAMED])
    more = len(found) - MOST_NAMED
    return text + speaker.choose(f"等{len(found)}个", f" and {more} more") if more > 0 else text


def _telling(node: Gather, speaker: Speaker) -> Iterator[Subject]:
    """Those that meet the condition of which one is asked for, or fail the one that all must meet."""
    wanted = node.gathering is Gathering.ANY
    if speaker.value(node) is not wanted:
        return
    for member in gathered_from(node, speaker.subject, speaker.run)[0]:
        if evaluate(node.where, member, speaker.run) is True:
            value = evaluate(node.element, member, speaker.run)
            if value is not UNKNOWN and (value is True) is wanted:
                yield member
