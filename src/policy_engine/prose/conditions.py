"""Conditions and decision tables as running text; what has no words of its own here is said in signs."""

from collections.abc import Iterator, Sequence

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
    Gather,
    Gathering,
    In,
    Multiply,
    Not,
    Read,
    Remainder,
    Sum,
    Within,
)
from policy_engine.core.values import NONE, Value
from policy_engine.explanation.phrases import formula, name_first, operand_text
from policy_engine.explanation.voice import Voice
from policy_engine.explanation.words import listed
from policy_engine.model.labels import Labels
from policy_engine.model.types import DATE, Kind
from policy_engine.prose.aggregates import aggregate
from policy_engine.prose.predicates import has, predicate
from policy_engine.prose.relations import ORDERS, relation

_CONTRARY = {Comparison.EQUAL: Comparison.DIFFERENT, Comparison.DIFFERENT: Comparison.EQUAL}
_OR, _NOR = Labels("”或“", "” or “"), Labels("”，也不为“", "” nor “")
_SIGNED = (Sum, Multiply, Divide, Remainder)
_NOTHING: tuple[Value, ...] = (NONE, frozenset())


def condition(node: Expression, voice: Voice) -> str | None:
    """The text of a condition, an aggregate or a choice; nothing for any other expression."""
    match node:
        case Read() if node.type.kind is Kind.BOOL:
            return predicate(node, voice, holds=True)
        case Compare():
            return _comparison(name_first(node), voice)
        case In():
            return _membership(node, voice, holds=True)
        case Not():
            return _contrary(node.operand, voice)
        case All():
            return voice.choose("且", " and ").join(together(flat(node, All), voice, brackets=True))
        case Any():
            return _either(node, voice)
        case Gather():
            return aggregate(node, voice, holds=True)
        case Choose():
            return voice.choose("；", "; ").join(cases(node, voice))
        case _:
            return None


def flat(node: Expression, kind: type[All] | type[Any]) -> tuple[Expression, ...]:
    """The operands of nested conjunctions, or of nested disjunctions, in one row."""
    if isinstance(node, kind):
        return tuple(each for operand in node.operands for each in flat(operand, kind))
    return (node,)


def together(nodes: Sequence[Expression], voice: Voice, *, brackets: bool) -> list[str]:
    """Conditions that hold together; two limits of the same thing are one condition.

    Where they stand in one line, alternatives stand in brackets.
    """
    texts: list[str] = []
    before: Expression | None = None
    for node in nodes:
        limit = name_first(node) if isinstance(node, Compare) else None
        limited = limit.left if limit is not None and limit.comparison in ORDERS else None
        if limit is not None and limited is not None and limited == before:
            texts[-1] += voice.choose("且", " and ") + _related(limit, voice)
        else:
            text = formula(node, voice)
            bracketed = brackets and _has_alternatives(node)
            texts.append(voice.choose(f"（{text}）", f"({text})") if bracketed else text)
        before = limited
    return texts


def _has_alternatives(node: Expression) -> bool:
    match node:
        case In(container=Constant(value=frozenset() as values)):
            return len(values) > 1
        case _:
            return isinstance(node, Any)


def cases(node: Choose, voice: Voice) -> Iterator[str]:
    """The rows of a decision table, and what holds otherwise."""
    for branch in node.branches:
        when, value = formula(branch.condition, voice), _value(branch.value, node, voice)
        yield voice.choose(f"{when}的，{value}", f"{value} if {when}")
    otherwise = _value(node.otherwise, node, voice)
    yield voice.choose(f"其他情形，{otherwise}", f"otherwise {otherwise}")


def _value(node: Expression, beside: Expression, voice: Voice) -> str:
    """What a row of a decision table gives; of a truth that hangs on more, whether that is so."""
    if node.type.kind is Kind.BOOL and not isinstance(node, Constant):
        return voice.choose(f"看是否{formula(node, voice)}", f"whether {formula(node, voice)}")
    return voice.choose("为", "") + operand_text(node, beside, voice)


def _comparison(node: Compare, voice: Voice) -> str:
    if isinstance(node.right, Constant) and node.comparison in _CONTRARY:
        equal = node.comparison is Comparison.EQUAL
        if isinstance(node.right.value, bool):
            return _truth(node.left, voice, holds=node.right.value is equal)
        if node.right.value in _NOTHING and isinstance(node.left, Read):
            return has(node.left, voice, holds=not equal)
    return _operand(node.left, node.right, voice) + voice.choose("", " ") + _related(node, voice)


def _related(node: Compare, voice: Voice) -> str:
    """What is said of the left side."""
    kind = DATE if _is_year(node.left) or _is_year(node.right) else voice.kind(node.left, node.right)
    word = voice.say(relation(node.comparison, kind))
    if node.right == Constant(0, node.right.type):
        word = voice.choose("大于", word) if node.comparison is Comparison.MORE else word
        return f"{word}{voice.choose('', ' ')}0"
    return f"{word}{voice.choose('', ' ')}{_operand(node.right, node.left, voice)}"


def _is_year(node: Expression) -> bool:
    """Whether the number is a calendar year, which is earlier or later than another."""
    match node:
        case Calendar(step=CalendarStep.YEAR_OF) | Read(entity="context", name="year"):
            return True
        case _:
            return False


def _operand(node: Expression, beside: Expression, voice: Voice) -> str:
    text = operand_text(node, beside, voice)
    return voice.choose(f"（{text}）", f"({text})") if isinstance(node, _SIGNED) else text


def _truth(node: Expression, voice: Voice, *, holds: bool) -> str:
    return formula(node, voice) if holds else _contrary(node, voice)


def _membership(node: In, voice: Voice, *, holds: bool) -> str:
    item = formula(node.item, voice)
    if not isinstance(node.container, Constant):
        verb = voice.choose("包括" if holds else "不包括", " includes " if holds else " does not include ")
        return f"{formula(node.container, voice)}{verb}{item}"
    value = node.container.value
    values = value if isinstance(value, frozenset) else frozenset({str(value)})
    if holds or len(values) == 1:
        word, between = relation(Comparison.EQUAL if holds else Comparison.DIFFERENT, node.item.type), _OR
    else:
        word, between = Labels("既不为", "is neither"), _NOR
    chosen = listed(values, node.container.type, voice.language, between)
    return f"{item}{voice.choose('', ' ')}{voice.say(word)}{voice.choose('', ' ')}“{chosen}”"


def held_together(operands: Sequence[Expression], voice: Voice) -> str | None:
    """Alternatives that ask what one variable of many values holds, in one phrase: `病种包括“高血压”或“糖尿病”`."""
    asked = [each for each in operands if isinstance(each, In) and not isinstance(each.container, Constant)]
    if len(asked) < len(operands) or len({each.container for each in asked}) != 1:
        return None
    items = voice.choose("或", " or ").join(formula(each.item, voice) for each in asked)
    return f"{formula(asked[0].container, voice)}{voice.choose('包括', ' includes ')}{items}"


def _either(node: Any, voice: Voice) -> str:
    operands = flat(node, Any)
    return held_together(operands, voice) or voice.choose("或", " or ").join(
        voice.choose(f"（{formula(each, voice)}）", f"({formula(each, voice)})")
        if isinstance(each, All | Choose)
        else formula(each, voice)
        for each in operands
    )


def _contrary(node: Expression, voice: Voice) -> str:
    """That a condition does not hold; an order is never turned around, for a value that is none is in neither."""
    match node:
        case Read():
            return predicate(node, voice, holds=False)
        case Not():
            return formula(node.operand, voice)
        case In():
            return _membership(node, voice, holds=False)
        case Gather() if node.gathering in (Gathering.ANY, Gathering.ALL):
            return aggregate(node, voice, holds=False)
        case Compare() if node.comparison in _CONTRARY:
            return _comparison(name_first(Compare(_CONTRARY[node.comparison], node.left, node.right)), voice)
        case Within():
            return voice.choose(f"不在{voice.areas(node)}", f"not in {voice.areas(node)}")
        case All() | Any():
            return voice.choose(f"并非（{formula(node, voice)}）", f"not ({formula(node, voice)})")
        case _:
            return voice.choose(f"并非“{formula(node, voice)}”", f"not “{formula(node, voice)}”")
