"""Checks what interactions name: that there are such entitlements, whose they are, and that their amounts compare."""

from collections.abc import Mapping

import attrs

from policy_engine.checking.adjustment import Cap, Exclusion, Keep
from policy_engine.diagnostics import Code, Diagnostic, Severity
from policy_engine.diagnostics.suggest import suggest
from policy_engine.lowering import errors
from policy_engine.lowering.members import Asked, Member
from policy_engine.model.rule import Rule
from policy_engine.model.types import Kind
from policy_engine.model.units import period_of
from policy_engine.model.vocabulary import Vocabulary
from policy_engine.resolution.parameters import full_names
from policy_engine.source.text import Span
from policy_engine.syntax.surface import Phrase

MOST_MEMBERS = 8
"""Entitlements under one cap: the limit is asked about for every selection of them."""


@attrs.frozen
class Naming:
    """What interactions can name."""

    rules: Mapping[str, Rule]
    members: Mapping[str, Member]
    vocabulary: Vocabulary
    findings: list[Diagnostic]

    def accepts(self, asked: Asked) -> bool:
        """Whether the interaction can be worked off; findings for all that is wrong with it."""
        phrases = asked.adjustment.members
        before = len(self.findings)
        if len(phrases) < 2:
            message = f"`{asked.rule.name}` needs at least two entitlements"
            self._refuse(errors.MEMBERS, message, asked.rule.span)
        if len(phrases) > MOST_MEMBERS and isinstance(asked.adjustment.way, Cap):
            message = f"`{asked.rule.name}` puts {len(phrases)} entitlements under one cap; at most {MOST_MEMBERS} can be"
            self._refuse(errors.MEMBERS, message, asked.rule.span)
        seen: set[str] = set()
        for phrase in phrases:
            if phrase.text in seen:
                self._refuse(errors.MEMBERS, f"`{phrase.text}` is named twice", phrase.span)
            seen.add(phrase.text)
            self._check_member(phrase, asked)
        for phrase in asked.adjustment.after:
            self._check_after(phrase)
        if not any(finding.code.severity is Severity.ERROR for finding in self.findings):
            self._check_amounts(asked)
        return len(self.findings) == before

    def _check_member(self, phrase: Phrase, asked: Asked) -> None:
        rule, entity = self.rules.get(phrase.text), asked.rule.entity
        if rule is None:
            self._unknown(phrase, "rule", self.members)
        elif phrase.text not in self.members:
            message = f"`{phrase.text}` is no entitlement, so there is nothing to adjust"
            self._refuse(errors.MEMBERS, message, phrase.span)
        elif rule.entity != entity and not self.vocabulary.descends(rule.entity, entity):
            message = f"`{phrase.text}` is for each {rule.entity}, which is not below a {entity}"
            help_text = "write the interaction for an entity that is above all its entitlements"
            self._refuse(errors.MEMBERS, message, phrase.span, help_text)
        elif rule.entity != entity and _goes_in_order(asked):
            message = (
                f"`{phrase.text}` is for each {rule.entity}: several of a {entity} have no order among them"
            )
            help_text = f"write `cut: in_proportion`, or the interaction for each {rule.entity}"
            self._refuse(errors.MEMBERS, message, phrase.span, help_text)

    def _check_after(self, phrase: Phrase) -> None:
        interactions = {name: rule for name, rule in self.rules.items() if rule.kind == "interaction"}
        if phrase.text not in interactions:
            self._unknown(phrase, "interaction", interactions)

    def _unknown(self, phrase: Phrase, what: str, known: Mapping[str, object]) -> None:
        near = full_names(phrase.text.rpartition(".")[2], known) or suggest(phrase.text, known)
        help_text = f"did you mean `{near[0]}`?" if near else "name it as `module.rule`"
        self._refuse(errors.MEMBERS, f"there is no {what} `{phrase.text}`", phrase.span, help_text)

    def _check_amounts(self, asked: Asked) -> None:
        """Amounts are added and compared: all must count the same by the same."""
        way, phrases = asked.adjustment.way, asked.adjustment.members
        if isinstance(way, Exclusion) and way.keep is not Keep.HIGHEST:
            return
        first = next(iter(self.members[phrases[0].text].measures))
        for phrase in phrases:
            for measure in self.members[phrase.text].measures:
                if measure is None:
                    message = f"`{phrase.text}` has no amount to compare"
                    self._refuse(errors.AMOUNTS, message, phrase.span)
                elif first is not None and measure != first:
                    message = f"`{phrase.text}` counts {_counted(measure)}, but `{phrases[0].text}` {_counted(first)}"
                    self._refuse(errors.AMOUNTS, message, phrase.span)
        if isinstance(way, Cap) and first is not None:
            self._check_cap(way, first, asked)

    def _check_cap(self, cap: Cap, first: tuple[Kind, str, str], asked: Asked) -> None:
        name, period = asked.adjustment.members[0].text, period_of(cap.type.dimension)
        if first[0] is not Kind.MONEY:
            self._refuse(errors.AMOUNTS, f"`{name}` is no amount of money", asked.rule.span)
        elif period not in (None, first[2]):
            message = f"the limit counts by the {period}, but `{name}` {_counted(first)}"
            help_text = "change the limit with `annual(...)` or `monthly(...)`"
            self._refuse(errors.AMOUNTS, message, asked.rule.span, help_text)

    def _refuse(self, code: Code, message: str, span: Span | None, help_text: str = "") -> None:
        self.findings.append(Diagnostic(code, message, span, help=help_text))


def _goes_in_order(asked: Asked) -> bool:
    way = asked.adjustment.way
    return isinstance(way, Cap) and not way.in_proportion


def _counted(measure: tuple[Kind, str, str]) -> str:
    _, unit, per = measure
    return f"{unit} once" if per == "once" else f"{unit} per {per}"
