"""The whole reasoning of an outcome: every condition with its value, every operand with its value."""

from collections.abc import Iterator

import attrs

from policy_engine.backends.interpreter import Run, evaluate
from policy_engine.core.expression import (
    All,
    Any,
    Choose,
    Compare,
    Constant,
    Expression,
    Gather,
    In,
    Not,
    Read,
    Within,
)
from policy_engine.core.texts import Json
from policy_engine.core.traverse import operands
from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.decisions.outcome import Outcome
from policy_engine.explanation.because import because
from policy_engine.explanation.flip import flip
from policy_engine.explanation.phrases import Speaker
from policy_engine.explanation.statements import statement, wish
from policy_engine.explanation.words import status_text
from policy_engine.facts.case import Subject
from policy_engine.model.labels import Language
from policy_engine.model.types import Kind


@attrs.frozen
class Step:
    """A part of the reasoning: an expression, whose it is, its value, and the parts that it comes from."""

    expression: Expression
    subject: Subject
    value: Value
    steps: tuple["Step", ...] = ()


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
        for step in self.conditions:
            yield from self._step_lines(step, language, 1)
        for name, step in self.values:
            yield speaker.choose({"amount": "金额", "due": "期限"}.get(name, "结果"), name.capitalize())
            yield from self._step_lines(step, language, 1)
        yield speaker.choose("要使结果不同，至少需要", "For another outcome, at least")
        wishes = list(self._wishes(language))
        for text in wishes or [speaker.choose("没有可改变的条件", "no condition could be different")]:
            yield f"  - {text}"
        change = outcome.rule.change
        if change is not None:
            reason = speaker.say(change.reason)
            yield speaker.choose(
                f"本规则由插件 {change.plugin} 调整：{reason}",
                f"Changed by the plugin {change.plugin}: {reason}",
            )

    def _step_lines(self, step: Step, language: Language, depth: int) -> Iterator[str]:
        yield f"{'  ' * depth}{_mark(step)} {self._step_text(step, language)}"
        for part in step.steps:
            yield from self._step_lines(part, language, depth + 1)

    def _step_text(self, step: Step, language: Language) -> str:
        speaker = Speaker(self.run, step.subject, language)
        match step.expression:
            case All():
                return speaker.choose("须全部成立", "all of these")
            case Any():
                return speaker.choose("须有一项成立", "one of these")
            case Not():
                return speaker.choose("须不成立", "not this")
            case Compare() | In() | Within():
                return statement(step.expression, speaker)
            case _:
                return speaker.choose("{0}：{1}", "{0}: {1}").format(
                    speaker.formula(step.expression), speaker.shown(step.expression)
                )

    def _step_json(self, step: Step, language: Language) -> Json:
        speaker = Speaker(self.run, step.subject, language)
        return {
            "text": self._step_text(step, language),
            "subject": step.subject.name,
            "value": speaker.shown(step.expression),
            "steps": [self._step_json(part, language) for part in step.steps],
        }

    def _wishes(self, language: Language) -> Iterator[str]:
        for condition, subject, wanted in flip(self.outcome, self.run) or ():
            text = wish(condition, Speaker(self.run, subject, language), wanted=wanted)
            yield text if subject is self.outcome.subject else f"{subject.name}: {text}"


def explain(outcome: Outcome, run: Run) -> Explanation:
    """The reasoning of an outcome."""
    output, subject = outcome.output, outcome.subject
    conditions = tuple(_step(state.condition, subject, run) for state in outcome.states)
    values = tuple((name, _step(expression, subject, run)) for name, expression in output.values)
    return Explanation(outcome, run, conditions, values)


def _step(node: Expression, subject: Subject, run: Run) -> Step:
    value = evaluate(node, subject, run)
    parts: list[Step] = []
    if isinstance(node, Read):
        owner = run.subject_of(node.entity, subject)
        formula = (
            run.program.formulas.get((owner.entity, node.name))
            if owner and not node.shift and node.year is None
            else None
        )
        if owner is not None and formula is not None:
            parts = [_step(formula.expression, owner, run)]
    elif isinstance(node, Choose):
        parts = [_step(part, subject, run) for part in _taken(node, subject, run)]
    elif not isinstance(node, Gather):
        parts = [_step(part, subject, run) for part in operands(node) if not isinstance(part, Constant)]
    return Step(node, subject, value, tuple(parts))


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
