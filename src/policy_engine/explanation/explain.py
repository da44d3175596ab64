"""The whole reasoning of an outcome: every condition with its value, every operand with its value."""

from collections.abc import Iterator

import attrs

from policy_engine.backends.interpreter import Run, evaluate, gathered_from
from policy_engine.core.expression import (
    All,
    Any,
    Choose,
    Compare,
    Constant,
    Expression,
    Gather,
    In,
    Lookup,
    Negate,
    Not,
    Read,
    Standing,
    Sum,
    Within,
)
from policy_engine.core.texts import Json
from policy_engine.core.traverse import operands
from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.decisions.outcome import Outcome
from policy_engine.explanation.because import because
from policy_engine.explanation.flip import flip
from policy_engine.explanation.phrases import formula
from policy_engine.explanation.reasons import opened
from policy_engine.explanation.speaker import Speaker
from policy_engine.explanation.statements import question, subject_text, wish
from policy_engine.explanation.words import CHANGES, status_text, value_label
from policy_engine.facts.case import Subject
from policy_engine.model.labels import Language
from policy_engine.model.types import Kind

MOST_MEMBERS = 10


@attrs.frozen
class Step:
    """A part of the reasoning: an expression, whose it is, its value, the parts that it comes from, and how many more there are."""

    expression: Expression
    subject: Subject
    value: Value
    steps: tuple["Step", ...] = ()
    more: int = 0


@attrs.frozen
class Explanation:
    """The reasoning of an outcome: its conditions, its values, and what would turn it around."""

    outcome: Outcome
    run: Run = attrs.field(repr=False)
    conditions: tuple[Step, ...]
    values: tuple[tuple[str, Step], ...]

    def text(self, language: Language) -> str:
        """The reasoning as lines of text."""
        return "\n".join(self._lines(language)) + "\n"

    def to_dict(self, language: Language) -> dict[str, Json]:
        """The reasoning as data: each step with its text, value and parts."""
        return {
            "rule": self.outcome.rule.name,
            "subject": self.outcome.subject.name,
            "status": self.outcome.status,
            "because": because(self.outcome, self.run, language),
            "conditions": [self._step_json(step, language) for step in self.conditions],
            "values": {name: self._step_json(step, language) for name, step in self.values},
            "different": list(self._wishes(language)),
        }

    def _lines(self, language: Language) -> Iterator[str]:
        outcome = self.outcome
        speaker = Speaker(self.run, outcome.subject, language)
        yield f"{outcome.rule.name} {speaker.say(outcome.rule.labels)}"
        yield f"{outcome.subject.name}: {status_text(outcome.status, language)}"
        yield because(outcome, self.run, language)
        yield ""
        yield speaker.choose("条件", "Conditions")
        told: set[tuple[Expression, Subject]] = set()
        for step in self.conditions:
            yield from self._step_lines(step, language, 1, outcome.subject, told)
        for name, step in self.values:
            yield speaker.say(value_label(name)).capitalize()
            yield from self._step_lines(step, language, 1, outcome.subject, told)
        yield speaker.choose("要使结果不同，至少需要", "For another outcome, at least")
        wishes = list(self._wishes(language))
        for text in wishes or [speaker.choose("没有可改变的条件", "no condition could be different")]:
            yield f"  - {text}"
        change = outcome.rule.change
        if change is not None:
            reason, done = speaker.say(change.reason), CHANGES[change.action]
            yield speaker.choose(
                f"本规则由插件 {change.plugin} {done.zh}：{reason}",
                f"{done.en.capitalize()} by the plugin {change.plugin}: {reason}",
            )

    def _step_lines(
        self, step: Step, language: Language, depth: int, above: Subject, told: set[tuple[Expression, Subject]]
    ) -> Iterator[str]:  # fmt: skip
        """The lines of a step; where a variable comes from is told the first time only."""
        speaker = Speaker(self.run, step.subject, language)
        whose = (
            ""
            if step.subject is above
            else speaker.choose("{0}：", "{0}: ").format(subject_text(step.subject, speaker))
        )
        node = step.expression
        owner = self.run.subject_of(node.entity, step.subject) if isinstance(node, Read) else None
        again = owner is not None and (node, owner) in told
        seen = speaker.choose("（见上）", " (see above)") if again and step.steps else ""
        yield f"{'  ' * depth}{_mark(step)} {whose}{_step_text(step, speaker)}{seen}"
        if again:
            return
        if owner is not None:
            told.add((node, owner))
        for part in step.steps:
            if part.steps or not isinstance(step.expression, Compare | In):
                yield from self._step_lines(part, language, depth + 1, step.subject, told)
        if step.more:
            yield "  " * (depth + 1) + speaker.choose(f"另有{step.more}个", f"{step.more} more")

    def _step_json(self, step: Step, language: Language) -> Json:
        speaker = Speaker(self.run, step.subject, language)
        return {
            "text": _step_text(step, speaker),
            "subject": step.subject.name,
            "value": speaker.shown(step.expression),
            "steps": [self._step_json(part, language) for part in step.steps],
        }

    def _wishes(self, language: Language) -> Iterator[str]:
        for condition, subject, wanted in flip(self.outcome, self.run) or ():
            speaker = Speaker(self.run, subject, language)
            text = wish(condition, speaker, wanted=wanted)
            whose = subject_text(subject, speaker)
            yield (
                text
                if subject is self.outcome.subject
                else speaker.choose(f"{whose}：{text}", f"{whose}: {text}")
            )


def explain(outcome: Outcome, run: Run) -> Explanation:
    """The reasoning of an outcome."""
    output, subject = outcome.output, outcome.subject
    conditions = tuple(_step(state.condition, subject, run) for state in outcome.states)
    values = tuple(
        (figure.name, _step(figure.expression, subject, run))
        for figure in output.figures_of(outcome.reached) or output.figures_of(output.states[-1].status)
        if not figure.optional or outcome.detail(figure.name) is not None
    )
    return Explanation(outcome, run, conditions, values)


def _step(node: Expression, subject: Subject, run: Run) -> Step:
    value = evaluate(node, subject, run)
    parts = [part for part in _parts(node, subject, run) if not isinstance(part[0], Constant)]
    shown = parts[:MOST_MEMBERS] if isinstance(node, Gather) else parts
    steps = tuple(_step(part, owner, run) for part, owner in shown)
    return Step(node, subject, value, steps, len(parts) - len(shown))


def _parts(node: Expression, subject: Subject, run: Run) -> Iterator[tuple[Expression, Subject]]:
    """What an expression comes from, and whose each part is."""
    match node:
        case Read():
            found = opened(node, subject, run)
            if found is not None:
                yield found[1], found[0]
        case Choose():
            yield from ((part, subject) for part in _taken(node, subject, run))
        case Gather():
            yield from _members(node, subject, run)
        case Standing() if subject.entity != node.over:
            return
        case Sum():
            for term in node.terms:
                yield (term.operand if isinstance(term, Negate) else term), subject
        case _:
            yield from ((part, subject) for part in operands(node))


def _members(node: Gather, subject: Subject, run: Run) -> Iterator[tuple[Expression, Subject]]:
    """For each subject that is counted, or may be, what it brings in; its condition where that is open or all that it brings."""
    for member in gathered_from(node, subject, run)[0]:
        condition = evaluate(node.where, member, run)
        if condition is False or condition is NONE:
            continue
        if condition is UNKNOWN or isinstance(node.element, Constant):
            yield node.where, member
        if not isinstance(node.element, Constant):
            yield node.element, member


def _taken(node: Choose, subject: Subject, run: Run) -> Iterator[Expression]:
    """The conditions tried, and the value of the branch taken."""
    for branch in node.branches:
        yield branch.condition
        condition = evaluate(branch.condition, subject, run)
        if condition is True:
            yield branch.value
        if condition is True or condition is UNKNOWN:
            return
    yield node.otherwise


def _mark(step: Step) -> str:
    if step.expression.type.kind is not Kind.BOOL:
        return "="
    if step.value is UNKNOWN:
        return "?"
    return "✗" if step.value is False or step.value is NONE else "✓"


def _step_text(step: Step, speaker: Speaker) -> str:
    match step.expression:
        case All():
            return speaker.choose("须全部成立", "all of these")
        case Any():
            return speaker.choose("须有一项成立", "one of these")
        case Not():
            return speaker.choose("须不成立", "not this")
        case Choose() as choice:
            return speaker.choose("分情形取值：", "by cases: ") + speaker.shown(choice)
        case Compare() | In() | Within() | Lookup():
            return question(step.expression, speaker)
        case Constant():
            return speaker.shown(step.expression)
        case _:
            return speaker.choose("{0}：{1}", "{0}: {1}").format(
                formula(step.expression, speaker), speaker.shown(step.expression)
            )
