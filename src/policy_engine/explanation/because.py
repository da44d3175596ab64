"""The reason of an outcome in one sentence or two, built from its rule."""

from functools import partial

from policy_engine.backends.interpreter import Run
from policy_engine.backends.missing import Missing, Sort
from policy_engine.core.expression import Constant, Expression, Read
from policy_engine.decisions.outcome import Outcome
from policy_engine.explanation.phrases import Speaker
from policy_engine.explanation.reasons import Reason, reasons
from policy_engine.explanation.statements import statement
from policy_engine.explanation.words import per_text, status_text, value_text
from policy_engine.model.labels import Language
from policy_engine.model.types import Kind

MOST_CITED = 3
MOST_MISSING = 5


def because(outcome: Outcome, run: Run, language: Language) -> str:
    """Status, decisive conditions, how the amount comes about, what is missing, and the source."""
    speaker = Speaker(run, outcome.subject, language)
    parts = [f"{status_text(outcome.status, language)}{_conditions(outcome, speaker)}"]
    parts += [
        text
        for text in (_values(outcome, speaker), _missing(outcome, speaker), _source(outcome, speaker))
        if text
    ]
    return speaker.choose("。".join(parts) + "。", ". ".join(parts) + ".")


def decisive(outcome: Outcome, run: Run) -> tuple[Reason, ...]:
    """The decisive conditions of an outcome, each once."""
    found = (each for condition in _asked(outcome) for each in reasons(condition, outcome.subject, run))
    return tuple(dict.fromkeys(found))


def missing_text(missing: Missing, speaker: Speaker) -> str:
    """Something missing, by its label."""
    program = speaker.run.program
    subject = missing.name.partition(".")[0].partition(":")[2]
    if missing.sort is Sort.PARAMETER:
        label = speaker.say(program.parameters[missing.name].labels)
        return speaker.choose(f"参数“{label}”未设定", f"the parameter “{label}” is not set")
    if missing.sort is Sort.RECORDS:
        label = speaker.say(program.vocabulary.entities[missing.entity].labels)
        return speaker.choose(f"{subject}的{label}名单或记录", f"the list of {label} records of {subject}")
    variable = program.vocabulary.variable(missing.entity, missing.variable)
    label = speaker.say(variable.labels) if variable else missing.variable
    if missing.variable == "code":
        label = speaker.choose("行政区划代码", "division code")
    return speaker.choose(f"{subject}的{label}", f"{label} of {subject}")


def _asked(outcome: Outcome) -> tuple[Expression, ...]:
    """The condition of the state that is the status; all conditions where none is."""
    output = outcome.output
    reached = output.valued if outcome.status == output.open_status else outcome.status
    held = tuple(state.condition for state in outcome.states if state.status == reached)
    return held or tuple(state.condition for state in outcome.states)


def _conditions(outcome: Outcome, speaker: Speaker) -> str:
    said = dict.fromkeys(_said(reason, speaker) for reason in decisive(outcome, speaker.run))
    if not said:
        return ""
    return speaker.choose("：" + "；".join(said), ": " + "; ".join(said))


def _said(reason: Reason, speaker: Speaker) -> str:
    about = Speaker(speaker.run, reason.subject, speaker.language)
    return speaker.run.once((statement, reason, speaker.language), lambda: statement(reason.condition, about))


def _values(outcome: Outcome, speaker: Speaker) -> str:
    texts = []
    for name, expression in outcome.output.values if outcome.status == outcome.output.valued else ():
        value = value_text(speaker.value(expression), expression.type, speaker.language)
        if name == "amount":
            if expression.type.kind is Kind.MONEY and "/" not in value:
                value += per_text(str(outcome.detail("per") or ""), speaker.language)
            texts.append(speaker.choose("金额：", "amount: ") + _worked_out(expression, value, speaker))
        elif name == "due":
            texts.append(speaker.choose("期限：", "due: ") + value)
        else:
            texts.append(speaker.choose("结果：", "result: ") + value)
    return speaker.choose("；", "; ").join(texts)


def _worked_out(expression: Expression, value: str, speaker: Speaker) -> str:
    if isinstance(expression, Constant):
        return value
    open_speaker = Speaker(speaker.run, speaker.subject, speaker.language, values=True)
    if isinstance(expression, Read):
        formula = speaker.run.program.formulas.get((expression.entity, expression.name))
        if formula is not None and expression.entity == speaker.subject.entity:
            return f"{speaker.name(expression)} = {open_speaker.formula(formula.expression)} = {value}"
    return f"{open_speaker.formula(expression)} = {value}"


def _missing(outcome: Outcome, speaker: Speaker) -> str:
    if not outcome.missing:
        return ""
    run, language = speaker.run, speaker.language
    texts = [
        run.once((missing_text, each, language), partial(missing_text, each, speaker))
        for each in outcome.missing[:MOST_MISSING]
    ]
    more = len(outcome.missing) - len(texts)
    if more:
        texts.append(speaker.choose(f"另有{more}项", f"{more} more"))
    return speaker.choose("缺少：" + "、".join(texts), "missing: " + ", ".join(texts))


def _source(outcome: Outcome, speaker: Speaker) -> str:
    cited = outcome.rule.sources[:MOST_CITED]
    texts = [f"{speaker.say(each.document)} {each.section}".strip() for each in cited]
    more = len(outcome.rule.sources) - len(cited)
    if more:
        texts.append(speaker.choose(f"另有{more}处", f"{more} more"))
    return speaker.choose(
        "依据：" + "；".join(dict.fromkeys(texts)), "source: " + "; ".join(dict.fromkeys(texts))
    )
