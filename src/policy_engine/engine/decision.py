"""A decision: all outcomes for a case, with their reasons, as data and as the JSON of the contract."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from policy_engine.backends.interpreter import Run
from policy_engine.core.texts import Json
from policy_engine.decisions.json import outcome_json
from policy_engine.decisions.outcome import UNDETERMINED, Outcome
from policy_engine.diagnostics.suggest import suggest
from policy_engine.explanation.ask import Question, questions
from policy_engine.explanation.because import because
from policy_engine.explanation.explain import Explanation, explain
from policy_engine.model.labels import Language
from policy_engine.version import ENGINE


@attrs.frozen(eq=False)
class Decision:
    """What an engine answers for a case. Texts are made when they are asked for."""

    run: Run = attrs.field(repr=False)
    outcomes: tuple[Outcome, ...] = attrs.field(repr=False)
    digest: str

    @property
    def on(self) -> date:
        """The date of evaluation."""
        return self.run.case.on

    @property
    def entitlements(self) -> tuple[Outcome, ...]:
        """What is granted, or would be once its amount can be computed."""
        return tuple(self._with("entitlement", "granted", "eligible"))

    @property
    def alerts(self) -> tuple[Outcome, ...]:
        """The alerts that are raised."""
        return tuple(self._with("alert", "raised"))

    @property
    def classes(self) -> tuple[Outcome, ...]:
        """The classes that subjects are in."""
        return tuple(self._with("classification", "classified"))

    @property
    def standards(self) -> tuple[Outcome, ...]:
        """The standards that apply, met or not."""
        return tuple(self._with("standard", "met", "not_met"))

    @property
    def targets(self) -> tuple[Outcome, ...]:
        """The targets that apply, met or behind."""
        return tuple(self._with("target", "met", "behind"))

    @property
    def obligations(self) -> tuple[Outcome, ...]:
        """The obligations that are owed, done or not."""
        return tuple(self._with("obligation", "done", "due", "overdue"))

    @property
    def interactions(self) -> tuple[Outcome, ...]:
        """The interactions that dropped or cut an entitlement, or leave a choice."""
        return tuple(self._with("interaction", "applied"))

    @property
    def allocations(self) -> tuple[Outcome, ...]:
        """Who takes part in allocations, selected or waiting."""
        return tuple(self._with("allocation", "selected", "waiting"))

    @property
    def undetermined(self) -> tuple[Outcome, ...]:
        """What cannot be decided yet; each outcome names what it waits for in `missing`."""
        return tuple(outcome for outcome in self.outcomes if outcome.status == UNDETERMINED)

    def outcome(self, rule: str, subject: str) -> Outcome | None:
        """The outcome of a rule for a subject such as `person:p1`; None where the rule says nothing of it."""
        return next((outcome for outcome in self.outcomes if outcome.key == (rule, subject)), None)

    def because(self, outcome: Outcome, lang: Language | str = Language.ZH) -> str:
        """The decisive conditions of an outcome in one sentence."""
        return because(outcome, self.run, Language(lang))

    def explain(self, rule: str, subject: str, lang: Language | str = Language.ZH) -> str:
        """The whole reasoning for a rule and a subject as text; raises LookupError where there is none."""
        return self.explanation(rule, subject).text(Language(lang))

    def explanation(self, rule: str, subject: str) -> Explanation:
        """The whole reasoning as data.

        Raises:
            LookupError: the decision has no outcome of that rule for that subject; says why.

        """
        outcome = self.outcome(rule, subject)
        if outcome is None:
            raise LookupError(self._why_nothing(rule, subject))
        return explain(outcome, self.run)

    def ask(self) -> tuple[Question, ...]:
        """The unknown facts that stand between the case and a decision, the most decisive first."""
        return questions(self.outcomes, self.run)

    def to_dict(self, lang: Language | str = Language.ZH, *, everything: bool = False) -> dict[str, Json]:
        """The decision as the contract writes it; with `everything`, also what is not granted, clear, met and the like."""
        listed = [outcome for outcome in self.outcomes if everything or outcome.listed]
        return {
            "on": self.on.isoformat(),
            "policy_digest": self.digest,
            "engine": ENGINE,
            "outcomes": [
                outcome_json(outcome, self.because(outcome, lang), Language(lang)) for outcome in listed
            ],
        }

    def to_json(self, lang: Language | str = Language.ZH, *, everything: bool = False) -> str:
        """The decision as JSON text, an outcome a line: the same case, date and policies give the same bytes."""
        decision = self.to_dict(lang, everything=everything)
        outcomes = decision.pop("outcomes")
        assert isinstance(outcomes, list)
        encoder = json.JSONEncoder(ensure_ascii=False)
        head = encoder.encode(decision)[:-1]
        lines = ",\n".join(encoder.encode(outcome) for outcome in outcomes)
        return f'{head}, "outcomes": [\n{lines}\n]}}\n'

    def _with(self, kind: str, *statuses: str) -> Iterator[Outcome]:
        return (
            outcome for outcome in self.outcomes if outcome.rule.kind == kind and outcome.status in statuses
        )

    def _why_nothing(self, rule: str, subject: str) -> str:
        entities = {output.rule.name: output.rule.entity for output in self.run.program.outputs}
        subjects = {each.name: each.entity for each in self.run.case.evaluated()}
        if rule not in entities:
            return f"there is no rule `{rule}` that has outcomes{_meant(rule, entities)}"
        if subject not in subjects:
            return f"there is no subject `{subject}` in the case{_meant(subject, subjects)}"
        if subjects[subject] != entities[rule]:
            return f"`{rule}` is about each {entities[rule]}, not about `{subject}`"
        return f"`{rule}` does not hold for `{subject}` on {self.on}"


def _meant(word: str, names: Iterable[str]) -> str:
    near = suggest(word, names)
    return f"; did you mean `{near[0]}`?" if near else ""
