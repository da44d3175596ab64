"""The reason of an outcome in one sentence or two, built from its rule."""

from collections.abc import Iterator

from policy_engine.backends.interpreter import Run
from policy_engine.core.expression import Choose, Constant, Expression, Lookup, Read
from policy_engine.core.program import Figure
from policy_engine.core.values import NONE
from policy_engine.decisions.outcome import Outcome
from policy_engine.explanation.lacking import missing_text
from policy_engine.explanation.phrases import formula
from policy_engine.explanation.reasons import Reason, opened, reasons
from policy_engine.explanation.speaker import Speaker
from policy_engine.explanation.statements import statement
from policy_engine.explanation.words import per_text, status_text, value_label
from policy_engine.model.labels import Language
from policy_engine.model.types import Kind
from policy_engine.model.units import period_of

MOST_SAID = 5
MOST_CITED = 3


def because(outcome: Outcome, run: Run, language: Language) -> str:
    """Status, decisive conditions, how the amount comes about, what is missing, and the source."""
    speaker = Speaker(run, outcome.subject, language)
    parts = [f"{status_text(outcome.status, language)}{_conditions(outcome, speaker)}"]
    parts += [
        text
        for text in (
            _values(outcome, speaker),
            _missing(outcome, speaker),
            _exception(outcome, speaker),
            _source(outcome, speaker),
        )
        if text
    ]
    return speaker.choose("。".join(parts) + "。", ". ".join(parts) + ".")


def decisive(outcome: Outcome, run: Run) -> tuple[Reason, ...]:
    """The decisive conditions of an outcome, each once."""
    found = (each for condition in _asked(outcome) for each in reasons(condition, outcome.subject, run))
    return tuple(dict.fromkeys(found))


def _asked(outcome: Outcome) -> tuple[Expression, ...]:
    """The condition of the state that is the status; all conditions where none is."""
    asked = outcome.reached if outcome.status == outcome.output.open_status else outcome.status
    held = tuple(state.condition for state in outcome.states if state.status == asked)
    return held or tuple(state.condition for state in outcome.states)


def _conditions(outcome: Outcome, speaker: Speaker) -> str:
    said = list(dict.fromkeys(_said(each, speaker) for each in decisive(outcome, speaker.run)))
    if not said:
        return ""
    more = len(said) - MOST_SAID
    if more > 0:
        said = [*said[:MOST_SAID], speaker.choose(f"另有{more}项条件", _count(more, "more condition"))]
    return speaker.choose("：" + "；".join(said), ": " + "; ".join(said))


def _said(reason: Reason, speaker: Speaker) -> str:
    key = (statement, reason, speaker.language, speaker.entity)
    return speaker.run.once(key, lambda: statement(reason.condition, speaker.of(reason.subject)))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _values(outcome: Outcome, speaker: Speaker) -> str:
    """The values of an outcome; of one that fails for want of a value, that there is none."""
    if outcome.status == outcome.output.open_status:
        return ""
    texts = [
        (figure.name, _figure(figure, outcome, speaker))
        for figure in outcome.output.figures_of(outcome.reached)
        if not figure.optional or outcome.detail(figure.name) is not None
    ]
    texts += _lists(outcome, speaker)
    named = speaker.choose("{0}：{1}", "{0}: {1}")
    return speaker.choose("；", "; ").join(
        named.format(speaker.say(value_label(name)), text) for name, text in texts
    )


def _lists(outcome: Outcome, speaker: Speaker) -> Iterator[tuple[str, str]]:
    """What the lists of an outcome hold, rules by their titles."""
    for listing in outcome.output.lists:
        held = outcome.detail(listing.name)
        if isinstance(held, list):
            yield listing.name, speaker.choose("、", ", ").join(_title(str(each), speaker) for each in held)


def _title(name: str, speaker: Speaker) -> str:
    rule = speaker.program.rules_by_name.get(name)
    return name if rule is None else speaker.say(rule.labels)


def _figure(figure: Figure, outcome: Outcome, speaker: Speaker) -> str:
    if figure.name == "amount":
        return _amount(figure.expression, outcome, speaker)
    shown = speaker.shown(figure.expression)
    if figure.through is None:
        return shown
    return speaker.choose("{0}至{1}", "{0} to {1}").format(shown, speaker.shown(figure.through))


def _amount(expression: Expression, outcome: Outcome, speaker: Speaker) -> str:
    kind, text = expression.type, speaker.shown(expression)
    if (
        kind.kind is Kind.MONEY
        and period_of(kind.dimension) is None
        and speaker.value(expression) is not NONE
    ):
        text += per_text(str(outcome.detail("per") or ""), speaker.language)
    return " = ".join([*_worked_out(expression, speaker), text])


def _worked_out(expression: Expression, speaker: Speaker) -> Iterator[str]:
    """What an amount comes from: the parameter or variable that it is, and the figures that make it up."""
    match expression:
        case Constant():
            return
        case Choose():
            yield from _worked_out(_taken(expression, speaker), speaker)
        case Lookup():
            where = speaker.provenance(expression)
            name = speaker.name(expression)
            yield speaker.choose(f"{name}（{where}）", f"{name} ({where})") if where else name
        case Read():
            yield speaker.name(expression)
            found = opened(expression, speaker.subject, speaker.run)
            if found is not None and found[0] is speaker.subject:
                yield from _worked_out(found[1], speaker)
        case _:
            yield formula(expression, speaker.with_values())


def _taken(node: Choose, speaker: Speaker) -> Expression:
    held = (branch.value for branch in node.branches if speaker.value(branch.condition) is True)
    return next(held, node.otherwise)


def _missing(outcome: Outcome, speaker: Speaker) -> str:
    if not outcome.missing:
        return ""
    key = (missing_text, outcome.missing, speaker.language)
    text = speaker.run.once(key, lambda: missing_text(outcome.missing, speaker))
    return speaker.choose("缺少：", "missing: ") + text


def _exception(outcome: Outcome, speaker: Speaker) -> str:
    """The rule that would hold if this one, an exception, did not."""
    base = outcome.rule.exception_to
    if base not in speaker.program.rules_by_name:
        return ""
    title = _title(base, speaker)
    return speaker.choose(f"{title}（{base}）的例外", f"an exception to {title} ({base})")


def _source(outcome: Outcome, speaker: Speaker) -> str:
    texts = list(
        dict.fromkeys(f"{speaker.say(each.document)} {each.section}".strip() for each in outcome.rule.sources)
    )
    more = len(texts) - MOST_CITED
    if more > 0:
        texts = [*texts[:MOST_CITED], speaker.choose(f"另有{more}处", f"{more} more")]
    return speaker.choose("依据：" + "；".join(texts), "source: " + "; ".join(texts)) if texts else ""
