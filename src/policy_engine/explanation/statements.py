"""Single conditions as statements: what is the case, and what would have to be."""

from policy_engine.core.expression import (
    Compare,
    Comparison,
    Constant,
    Expression,
    In,
    Lookup,
    Not,
    Read,
    Within,
)
from policy_engine.core.values import NONE, UNKNOWN
from policy_engine.explanation.phrases import CONTRARY, SIGNS, Speaker
from policy_engine.explanation.words import value_text


def statement(node: Expression, speaker: Speaker) -> str:
    """What is the case about a condition, whichever way it goes: the contrary is said when it is false."""
    value = speaker.value(node)
    match node:
        case Compare():
            return _comparison(node, speaker)
        case In():
            return _membership(node, speaker)
        case Within():
            inside = (
                speaker.choose("位于 {0}", "in area {0}")
                if value is True
                else speaker.choose("不在 {0}", "not in area {0}")
            )
            return inside.format(speaker.areas(node))
        case Read() | Lookup():
            return speaker.choose("{0}：{1}", "{0}: {1}").format(speaker.name(node), speaker.shown(node))
        case _:
            return speaker.choose("{0}：{1}", "{0}: {1}").format(speaker.formula(node), speaker.shown(node))


def wish(node: Expression, speaker: Speaker, *, wanted: bool) -> str:
    """What a condition would have to be."""
    if isinstance(node, Not):
        return wish(node.operand, speaker, wanted=not wanted)
    named = _with_values(speaker)
    if isinstance(node, Compare):
        comparison = node.comparison if wanted else CONTRARY[node.comparison]
        right = speaker.formula(node.right) if isinstance(node.right, Constant) else named.formula(node.right)
        now = speaker.choose("（现为{0}）", " (now {0})").format(speaker.shown(node.left))
        return f"{speaker.formula(node.left)} {SIGNS[comparison]} {right}{now}"
    if isinstance(node, In):
        word = speaker.choose("为", "to be one of") if wanted else speaker.choose("不为", "not to be one of")
        now = speaker.choose("（现为{0}）", " (now {0})").format(speaker.shown(node.item))
        return f"{speaker.formula(node.item)} {word} {speaker.formula(node.container)}{now}"
    target = value_text(wanted, node.type, speaker.language)
    now = speaker.choose("（现为{0}）", " (now {0})").format(speaker.shown(node))
    return f"{speaker.formula(node)} {speaker.choose('为', 'to be')} {target}{now}"


def _comparison(node: Compare, speaker: Speaker) -> str:
    left, right = node.left, node.right
    if isinstance(left, Constant) and not isinstance(right, Constant):
        return _comparison(Compare(_MIRRORED[node.comparison], right, left), speaker)
    truth = speaker.value(node)
    if isinstance(right, Constant) and node.comparison in (Comparison.EQUAL, Comparison.DIFFERENT):
        return _equality(node, right, speaker)
    if isinstance(right, Constant) and right.value is not NONE and speaker.value(left) is NONE:
        return speaker.choose("{0}：无", "{0}: none").format(speaker.formula(left))
    comparison = CONTRARY[node.comparison] if truth is False else node.comparison
    text = f"{_operand(left, speaker)} {SIGNS[comparison]} {_operand(right, speaker)}"
    return _whether(text, speaker) if truth is UNKNOWN else text


_MIRRORED = {
    Comparison.EQUAL: Comparison.EQUAL, Comparison.DIFFERENT: Comparison.DIFFERENT, Comparison.LESS: Comparison.MORE,
    Comparison.MORE: Comparison.LESS, Comparison.AT_MOST: Comparison.AT_LEAST, Comparison.AT_LEAST: Comparison.AT_MOST,
}  # fmt: skip


def _equality(node: Compare, right: Constant, speaker: Speaker) -> str:
    name, shown = speaker.formula(node.left), speaker.shown(node.left)
    said = speaker.choose("{0}为{1}", "{0} is {1}").format(name, shown)
    if right.value is NONE or speaker.value(node.left) in (right.value, UNKNOWN):
        return said
    other = value_text(right.value, right.type, speaker.language)
    return said + speaker.choose("，不是{0}", ", not {0}").format(other)


def _membership(node: In, speaker: Speaker) -> str:
    truth = speaker.value(node)
    if not isinstance(node.container, Constant):
        held = speaker.choose("{0}（{1}）", "{0} ({1})").format(
            speaker.formula(node.container), speaker.shown(node.container)
        )
        word = (
            speaker.choose("不含", "does not include") if truth is False else speaker.choose("含", "includes")
        )
        text = f"{held} {word} {speaker.formula(node.item)}"
        return _whether(text, speaker) if truth is UNKNOWN else text
    said = speaker.choose("{0}为{1}", "{0} is {1}").format(
        speaker.formula(node.item), speaker.shown(node.item)
    )
    if truth is not False:
        return said
    return said + speaker.choose("，不属于{0}", ", not one of {0}").format(speaker.formula(node.container))


def _whether(text: str, speaker: Speaker) -> str:
    return speaker.choose(f"尚不知是否 {text}", f"unknown whether {text}")


def _operand(node: Expression, speaker: Speaker) -> str:
    if isinstance(node, Constant):
        return speaker.formula(node)
    if isinstance(node, Lookup):
        return _with_values(speaker).formula(node)
    return speaker.choose("{0}（{1}）", "{0} ({1})").format(speaker.formula(node), speaker.shown(node))


def _with_values(speaker: Speaker) -> Speaker:
    return Speaker(speaker.run, speaker.subject, speaker.language, values=True)
