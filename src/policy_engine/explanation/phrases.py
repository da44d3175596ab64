"""Expressions in words and signs."""

from decimal import Decimal
from typing import assert_never

import attrs

from policy_engine.core.expression import (
    All,
    Any,
    Calendar,
    CalendarStep,
    Choose,
    Compare,
    Comparison,
    Constant,
    Divide,
    Expression,
    Extremum,
    Gather,
    Gathering,
    In,
    Lookup,
    Multiply,
    Negate,
    Not,
    Pick,
    Read,
    Remainder,
    Round,
    Rounding,
    Standing,
    Sum,
    Within,
)
from policy_engine.explanation.calendar_words import AGE_ON, BACK, COUNTED, STEPS
from policy_engine.explanation.standing_words import standing_label
from policy_engine.explanation.voice import Voice
from policy_engine.explanation.words import listed, value_text
from policy_engine.model.labels import Labels
from policy_engine.model.types import DATE, NUMBER

SIGNS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
CONTRARY = {
    Comparison.EQUAL: Comparison.DIFFERENT, Comparison.DIFFERENT: Comparison.EQUAL, Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.LESS, Comparison.MORE: Comparison.AT_MOST, Comparison.AT_MOST: Comparison.MORE,
}  # fmt: skip
_GATHERINGS = {
    Gathering.COUNT: Labels("{over}数", "number of {over}"), Gathering.SUM: Labels("{over}的{element}合计", "sum of {element} over {over}"),
    Gathering.MIN: Labels("{over}中最小的{element}", "smallest {element} of {over}"), Gathering.MAX: Labels("{over}中最大的{element}", "largest {element} of {over}"),
    Gathering.ANY: Labels("有{over}符合“{element}”", "some {over} meet “{element}”"), Gathering.ALL: Labels("每个{over}都符合“{element}”", "all {over} meet “{element}”"),
}  # fmt: skip
_OF_DATES = {
    Gathering.MIN: Labels("{over}中最早的{element}", "earliest {element} of {over}"), Gathering.MAX: Labels("{over}中最晚的{element}", "latest {element} of {over}"),
}  # fmt: skip
_DENIED = {
    Gathering.ANY: Labels("没有{over}符合“{element}”", "no {over} meet “{element}”"), Gathering.ALL: Labels("并非每个{over}都符合“{element}”", "not all {over} meet “{element}”"),
}  # fmt: skip
_BELOW = {Comparison.LESS, Comparison.AT_MOST}
_MIRRORED = {
    Comparison.EQUAL: Comparison.EQUAL, Comparison.DIFFERENT: Comparison.DIFFERENT, Comparison.LESS: Comparison.MORE,
    Comparison.MORE: Comparison.LESS, Comparison.AT_MOST: Comparison.AT_LEAST, Comparison.AT_LEAST: Comparison.AT_MOST,
}  # fmt: skip
_LOOSE = (Sum, Choose, Compare, In, All, Any, Calendar)
"""What is put in brackets where it stands beside a sign."""


def formula(node: Expression, speaker: Voice) -> str:  # noqa: C901, PLR0912 - a case for each node
    """The expression in words and signs, or as the voice says it."""
    own = speaker.own(node)
    if own is not None:
        return own
    match node:
        case Constant():
            return speaker.words(node.value, node)
        case Read() | Lookup():
            return _followed(speaker.name(node), node, speaker)
        case Compare():
            left = operand_text(node.left, node.right, speaker)
            return f"{left} {SIGNS[node.comparison]} {operand_text(node.right, node.left, speaker)}"
        case In():
            return membership(node, speaker, holds=True)
        case Within():
            return speaker.choose("位于{0}", "in {0}").format(speaker.areas(node))
        case Not():
            return _contrary(node, speaker)
        case All():
            return speaker.choose(" 且 ", " and ").join(_together(node, speaker))
        case Any():
            return speaker.choose(" 或 ", " or ").join(
                _bracketed(each, speaker, All, Choose) for each in node.operands
            )
        case Choose():
            return _choice(node, speaker)
        case Gather():
            return _followed(gathering(node, speaker), node, speaker)
        case Standing():
            return _followed(ranking(node, speaker), node, speaker)
        case Calendar():
            return _calendar(node, speaker)
        case Sum() | Negate() | Multiply() | Divide() | Remainder() | Round() | Pick():
            return _arithmetic(node, speaker)
        case _:
            assert_never(node)


def _together(node: All, speaker: Voice) -> list[str]:
    """The operands; what is limited on both sides stands as one: `a ≤ x ≤ b`."""
    texts: list[str] = []
    before: Expression | None = None
    for each in node.operands:
        if _goes_on(before, each):
            assert isinstance(each, Compare)
            texts[-1] += f" {SIGNS[each.comparison]} {operand_text(each.right, each.left, speaker)}"
        else:
            texts.append(_bracketed(each, speaker, Any, Choose))
        before = each
    return texts


def _goes_on(before: Expression | None, node: Expression) -> bool:
    """Whether a comparison begins with what the one before it ends with, and goes the same way."""
    if not isinstance(before, Compare) or not isinstance(node, Compare):
        return False
    return before.right == node.left and {before.comparison, node.comparison} <= _BELOW


def operand_text(node: Expression, beside: Expression, speaker: Voice) -> str:
    """One side of a comparison."""
    if isinstance(node, Constant):
        return speaker.words(node.value, node, beside)
    return _bracketed(node, speaker, Choose, Compare, In, All, Any)


def name_first(node: Compare) -> Compare:
    """The comparison with what is compared on its left and a written value on its right."""
    if isinstance(node.left, Constant) and not isinstance(node.right, Constant):
        return Compare(_MIRRORED[node.comparison], node.right, node.left)
    return node


def membership(node: In, speaker: Voice, *, holds: bool) -> str:
    """That a value is among others, or that it is not."""
    item = formula(node.item, speaker)
    if isinstance(node.container, Constant):
        word = speaker.choose("为" if holds else "不为", "is" if holds else "is not")
        return f"{item} {word} {alternatives(node, speaker)}"
    word = speaker.choose("含" if holds else "不含", "includes" if holds else "does not include")
    return f"{formula(node.container, speaker)} {word} {item}"


def alternatives(node: In, speaker: Voice) -> str:
    """The written values: `小学或初中`."""
    container = node.container
    assert isinstance(container, Constant)
    if not isinstance(container.value, frozenset):
        return speaker.words(container.value, container, node.item)
    return listed(container.value, container.type, speaker.language, Labels("或", " or "))


def gathering(node: Gather, speaker: Voice, *, holds: bool = True) -> str:
    """An aggregate; with `holds` false, that some or all of its subjects do not meet its condition."""
    inside = speaker.inside(node.over)
    over = speaker.plural(node.over)
    if node.where != Constant(True, node.where.type):
        where = formula(node.where, inside)
        over = speaker.choose(f"（{where}的）{over}", f"{over} with ({where})")
    labels = _GATHERINGS[node.gathering] if holds else _DENIED[node.gathering]
    if node.element.type == DATE:
        labels = _OF_DATES.get(node.gathering, labels)
    return speaker.say(labels).format(over=over, element=formula(node.element, inside))


def ranking(node: Standing, speaker: Voice) -> str:
    """What is added up of a ranked population."""
    counted = isinstance(node.element, Constant)
    element = formula(node.element, speaker.inside(node.over))
    return speaker.say(standing_label(node.reach, counted=counted)).format(
        over=speaker.plural(node.over), element=element
    )


def _followed(text: str, node: Read | Lookup | Gather | Standing, speaker: Voice) -> str:
    detail = speaker.detail(node)
    return speaker.choose(f"{text}（{detail}）", f"{text} ({detail})") if detail else text


def _bracketed(node: Expression, speaker: Voice, *kinds: type) -> str:
    text = formula(node, speaker)
    return speaker.choose(f"（{text}）", f"({text})") if isinstance(node, kinds) else text


def _contrary(node: Not, speaker: Voice) -> str:
    if isinstance(node.operand, In):
        return membership(node.operand, speaker, holds=False)
    if isinstance(node.operand, Gather):
        return gathering(node.operand, speaker, holds=False)
    text = formula(node.operand, speaker)
    if isinstance(node.operand, Read | Lookup):
        return speaker.choose(f"并非{text}", f"not {text}")
    return speaker.choose(f"并非（{text}）", f"not ({text})")


def _choice(node: Choose, speaker: Voice) -> str:
    form = speaker.choose("{0}时为{1}", "{1} if {0}")
    parts = [
        form.format(formula(branch.condition, speaker), operand_text(branch.value, node, speaker))
        for branch in node.branches
    ]
    otherwise = operand_text(node.otherwise, node, speaker)
    parts.append(speaker.choose("否则为{0}", "else {0}").format(otherwise))
    return speaker.choose("，", ", ").join(parts)


def _calendar(node: Calendar, speaker: Voice) -> str:
    first, *others = node.arguments
    texts = [_bracketed(first, speaker, *_LOOSE), *(_added(each, node.step, speaker) for each in others)]
    return speaker.say(_step_labels(node, speaker)).format(*texts)


def _step_labels(node: Calendar, speaker: Voice) -> Labels:
    match node:
        case Calendar(
            step=step,
            arguments=(
                _,
                Constant(value=int() as count)
                | Multiply(left=Constant(value=int() as count), right=Constant()),
            ),
        ) if step in BACK and count < 0:
            return BACK[step]
        case _:
            return AGE_ON if speaker.is_age(node) else STEPS[node.step]


def _added(node: Expression, step: CalendarStep, speaker: Voice) -> str:
    """The second argument of a calendar operation: another date, or a stretch of time, whole years as such."""
    unit = COUNTED.get(step, "day")
    if unit == "month" and isinstance(node, Multiply) and node.right == Constant(12, node.right.type):
        unit, node = "year", node.left
    if isinstance(node, Constant) and isinstance(node.value, int):
        return value_text(abs(node.value), attrs.evolve(node.type, dimension=((unit, 1),)), speaker.language)
    text = _bracketed(node, speaker, *_LOOSE)
    return speaker.choose(f"{text}（工作日）", f"{text} (working days)") if unit == "working_day" else text


def _arithmetic(node: Sum | Negate | Multiply | Divide | Remainder | Round | Pick, speaker: Voice) -> str:
    match node:
        case Sum():
            first, *others = node.terms
            return _bracketed(first, speaker, Choose) + "".join(_term(each, speaker) for each in others)
        case Negate():
            return _negative(node, speaker)
        case Multiply():
            left = _bracketed(node.left, speaker, Sum, Choose)
            text = f"{left} × {_bracketed(node.right, speaker, Sum, Choose, Divide)}"
            return _rounded(text, node, node.type.scale, speaker)
        case Divide():
            left = _bracketed(node.left, speaker, Sum, Choose)
            text = f"{left} ÷ {_bracketed(node.right, speaker, Sum, Multiply, Divide, Choose)}"
            return _rounded(text, node, node.type.scale, speaker)
        case Remainder():
            texts = (_bracketed(each, speaker, *_LOOSE) for each in (node.left, node.right))
            return speaker.choose("{0} ÷ {1} 的余数", "the rest of {0} ÷ {1}").format(*texts)
        case Round():
            return _rounded(formula(node.operand, speaker), node, node.operand.type.scale, speaker)
        case Pick():
            words = (
                ("较小者", "the smaller of") if node.extremum is Extremum.MIN else ("较大者", "the larger of")
            )
            inner = speaker.choose("、", ", ").join(
                operand_text(each, node, speaker) for each in node.operands
            )
            return speaker.choose(f"{words[0]}（{inner}）", f"{words[1]} ({inner})")


def _negative(node: Negate, speaker: Voice) -> str:
    """The contrary number; a product or quotient that is rounded up is the contrary of one of the contrary, rounded down."""
    match node.operand:
        case Multiply(left=Negate() as left) | Divide(left=Negate() as left) as inner if (
            inner.rounding is Rounding.FLOOR
        ):
            text = formula(attrs.evolve(inner, left=left.operand, rounding=Rounding.HALF_AWAY), speaker)
            return speaker.choose(f"（{text}，向上取整）", f"({text}, rounded up)")
        case _:
            return f"−{_bracketed(node.operand, speaker, Sum, Choose)}"


def _rounded(text: str, node: Multiply | Divide | Round, scale: int, speaker: Voice) -> str:
    """The text with the rounding that a rule asks for.

    Money is rounded to the fen without saying so, and other numbers are cut to the six places that they can have.
    """
    floor = node.rounding is Rounding.FLOOR
    if node.places >= NUMBER.scale or (node.places >= scale and not (floor and isinstance(node, Divide))):
        return text
    step = value_text(int(Decimal(1).scaleb(NUMBER.scale - node.places)), NUMBER, speaker.language)
    if not (isinstance(node, Round) and isinstance(node.operand, Read | Lookup)):
        text = speaker.choose(f"（{text}）", f"({text})")
    if floor:
        return speaker.choose(f"{text}向下取到{step}", f"{text} rounded down to {step}")
    return speaker.choose(f"{text}四舍五入到{step}", f"{text} rounded to {step}")


def _term(node: Expression, speaker: Voice) -> str:
    if isinstance(node, Negate):
        return f" − {_bracketed(node.operand, speaker, Sum, Choose)}"
    return f" + {_bracketed(node, speaker, Sum, Choose)}"
