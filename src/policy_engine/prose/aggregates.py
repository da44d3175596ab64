"""Aggregates as running text: how many there are, whether there is one, what they come to together."""

from policy_engine.core.expression import All, Constant, Expression, Gather, Gathering
from policy_engine.explanation.phrases import formula
from policy_engine.explanation.voice import Voice
from policy_engine.model.labels import Labels
from policy_engine.model.types import Kind

_MEMBERS = {("household", "person"): Labels("家庭成员", "member of the household")}
_PLURAL_MEMBERS = {("household", "person"): Labels("家庭成员", "members of the household")}
_COUNTS = {"person": "人数", "household": "户数", "village": "村数"}
_PERSON = "person"


def aggregate(node: Gather, voice: Voice, *, holds: bool) -> str:
    """An aggregate; with `holds` false, that none or not all of its subjects meet its condition."""
    inside = voice.inside(node.over)
    match node.gathering:
        case Gathering.ANY:
            return _some(node, inside, voice, holds=holds)
        case Gathering.ALL:
            return _every(node, inside, voice, holds=holds)
        case Gathering.COUNT:
            return _count(node, inside, voice)
        case _:
            return _figure(node, inside, voice)


def _some(node: Gather, inside: Voice, voice: Voice, *, holds: bool) -> str:
    conditions = _said(_both(node.where, node.element), inside)
    one = _one(node, voice)
    if not conditions:
        return voice.choose(
            f"{'有' if holds else '没有'}{one}", f"there is {_a(one) if holds else f'no {one}'}"
        )
    return voice.choose(
        f"{'存在' if holds else '不存在'}{conditions}的{one}",
        f"there is {_a(one) if holds else f'no {one}'} {_for(node)} {conditions}",
    )


def _every(node: Gather, inside: Voice, voice: Voice, *, holds: bool) -> str:
    element = formula(node.element, inside)
    return voice.choose(
        f"{'' if holds else '并非'}{_those(node, inside, voice)}均符合“{element}”",
        f"{'' if holds else 'not '}every {_limited(node, inside, _one(node, voice))} meets “{element}”",
    )


def _those(node: Gather, inside: Voice, voice: Voice) -> str:
    where = _said(node.where, inside)
    return f"{where}的所有{_one(node, voice)}" if where else f"所有{_one(node, voice)}"


def _count(node: Gather, inside: Voice, voice: Voice) -> str:
    where = _said(node.where, inside)
    word = _COUNTS.get(node.over, "数量")
    one = _one(node, voice)
    return voice.choose(
        f"{one}中{where}的{word}" if where else f"{one}{word}",
        f"the number of {_limited(node, inside, _several(node, voice))}",
    )


def _figure(node: Gather, inside: Voice, voice: Voice) -> str:
    element, where = formula(node.element, inside), _said(node.where, inside)
    over = f"{where}的{_one(node, voice)}" if where else _one(node, voice)
    several = _limited(node, inside, _several(node, voice))
    date = node.element.type.kind is Kind.DATE
    match node.gathering:
        case Gathering.MIN:
            words = ("最早", "earliest") if date else ("最小", "smallest")
        case Gathering.MAX:
            words = ("最晚", "latest") if date else ("最大", "largest")
        case _:
            return voice.choose(f"{over}的{element}合计", f"the sum of {element} over {several}")
    return voice.choose(f"{over}中{words[0]}的{element}", f"the {words[1]} {element} of {several}")


def _limited(node: Gather, inside: Voice, noun: str) -> str:
    where = _said(node.where, inside)
    return f"{noun} {_for(node)} {where}" if where else noun


def _for(node: Gather) -> str:
    return "for whom" if node.over == _PERSON else "for which"


def _one(node: Gather, voice: Voice) -> str:
    """One of the subjects, with the entity below which they are sought where it is another than the one spoken of."""
    if (node.root, node.over) in _MEMBERS:
        return voice.say(_MEMBERS[node.root, node.over])
    return _placed(voice.say(voice.program.vocabulary.entities[node.over].labels), node, voice)


def _several(node: Gather, voice: Voice) -> str:
    if (node.root, node.over) in _PLURAL_MEMBERS:
        return voice.say(_PLURAL_MEMBERS[node.root, node.over])
    return _placed(voice.plural(node.over), node, voice)


def _placed(noun: str, node: Gather, voice: Voice) -> str:
    if node.root == voice.entity:
        return noun
    root = voice.say(voice.program.vocabulary.entities[node.root].labels)
    return voice.choose(f"{root}的{noun}", f"{noun} of the {root}")


def _both(where: Expression, element: Expression) -> Expression:
    parts = tuple(each for each in (where, element) if not _always(each))
    return parts[0] if len(parts) == 1 else All(parts)


def _said(node: Expression, inside: Voice) -> str:
    """The condition in words; nothing where it always holds."""
    return "" if _always(node) or node == All(()) else formula(node, inside)


def _always(node: Expression) -> bool:
    return isinstance(node, Constant) and node.value is True


def _a(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
