"""A rule as a sentence or a few: where and when it holds, and what its clauses say."""

from collections.abc import Iterator
from datetime import date, timedelta

from policy_engine.core.expression import All, Any, Choose, Constant, Expression
from policy_engine.core.program import Clause, Program, Wording
from policy_engine.explanation.phrases import formula
from policy_engine.explanation.words import status_text
from policy_engine.model.labels import Labels, Language
from policy_engine.model.rule import Rule
from policy_engine.prose.conditions import cases, flat, held_together, together
from policy_engine.prose.narrator import Narrator

MOST_INLINE = 3


def sentence(rule: Rule, program: Program, language: Language) -> str:
    """What a rule says, as one would write it in a circular."""
    narrator = Narrator(program, rule.entity, language)
    wording = program.wordings.get(rule, Wording())
    clauses = wording.clauses or tuple(_by_states(rule, program))
    texts = [_clause(clause, narrator) for clause in clauses]
    adopted = narrator.choose("在启用本规则的地方", "where it is adopted") if rule.template else ""
    parts = (adopted, reach(rule.areas, rule.start, rule.until, narrator))
    where = narrator.choose("，", ", ").join(filter(None, parts))
    if where and texts:
        texts[0] = narrator.choose(f"{where}，{texts[0]}", f"{where}, {texts[0][:1].lower()}{texts[0][1:]}")
    for change in () if rule.template else wording.exceptions:
        out = reach(change.areas, change.start, change.until, narrator)
        texts.append(narrator.choose(f"{out}除外", f"except {out}"))
    texts += _exceptions(rule, program, narrator)
    return narrator.choose("", " ").join(_ended(text, narrator) for text in texts)


def _exceptions(rule: Rule, program: Program, narrator: Narrator) -> Iterator[str]:
    """The rule that this one is an exception to, and those that are exceptions to it."""
    for other in program.rules:
        title = narrator.say(other.labels)
        if other.change is not None:
            continue
        if other.name == rule.exception_to:
            yield narrator.choose(
                f"是“{title}”（{other.name}）的例外", f"an exception to “{title}” ({other.name})"
            )
        if other.exception_to == rule.name:
            yield narrator.choose(
                f"以例外“{title}”（{other.name}）为准之处除外",
                f"except where “{title}” ({other.name}) goes before it",
            )


def reach(areas: tuple[str, ...], start: date | None, until: date | None, narrator: Narrator) -> str:
    """Place and dates: `在甘肃省（62），自2015年1月1日起`; nothing for everywhere and always."""
    parts = [narrator.choose(f"在{narrator.place(areas)}", f"in {narrator.place(areas)}")] if areas else []
    if start is not None:
        parts.append(narrator.choose(f"自{_day(start)}起", f"from {start}"))
    if until is not None:
        last = until - timedelta(days=1)
        parts.append(narrator.choose(f"至{_day(last)}止", f"until {last}"))
    return narrator.choose("，", ", ").join(parts)


def said(node: Expression, narrator: Narrator, *, alone: bool) -> str:
    """An expression of a clause; what stands `alone` in it may be a numbered list."""
    match node:
        case All():
            inline = not alone or len(flat(node, All)) <= MOST_INLINE
            parts = together(flat(node, All), narrator, brackets=inline)
            return _listed(parts, ("，且", ", and "), narrator, alone=alone)
        case Any() if (held := held_together(flat(node, Any), narrator)) is not None:
            return held
        case Any():
            parts = [formula(each, narrator) for each in flat(node, Any)]
            return _listed(parts, ("，或", ", or "), narrator, alone=alone, some=True)
        case Constant(value=True):
            return narrator.choose("全部", "always")
        case Choose() if alone and len(node.branches) > 1:
            return numbered([*cases(node, narrator)], narrator)
        case _:
            return formula(node, narrator)


def numbered(parts: list[str], narrator: Narrator) -> str:
    """A list in a line: `（1）甲；（2）乙`."""
    form = narrator.choose("（{0}）{1}", "({0}) {1}")
    texts = (form.format(number, part) for number, part in enumerate(parts, 1))
    return narrator.choose("；", "; ").join(texts)


def _listed(
    parts: list[str], between: tuple[str, str], narrator: Narrator, *, alone: bool, some: bool = False
) -> str:
    if not alone or len(parts) <= MOST_INLINE:
        zh, en = between
        return narrator.choose(zh, en).join(parts)
    if some:
        return narrator.choose("有下列情形之一：", "one of these holds: ") + numbered(parts, narrator)
    return narrator.choose("", "all of these hold: ") + numbered(parts, narrator)


def _clause(clause: Clause, narrator: Narrator) -> str:
    alone = len(clause.expressions) == 1
    return narrator.say(clause.text).format(
        *(said(each, narrator, alone=alone) for each in clause.expressions)
    )


def _by_states(rule: Rule, program: Program) -> Iterator[Clause]:
    """For a rule whose kind says nothing: under which condition it has which status."""
    for output in program.outputs:
        for state in output.states if output.rule == rule else ():
            zh, en = (status_text(state.status, language) for language in (Language.ZH, Language.EN))
            yield Clause(Labels(f"符合以下条件的，{zh}：{{0}}", f"{en} if {{0}}"), (state.condition,))


def _ended(text: str, narrator: Narrator) -> str:
    return narrator.choose(f"{text}。", f"{text[:1].upper()}{text[1:]}.")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
