"""Aggregates over the subjects below one: `sum(x.amount for x in records if ...)`."""

from typing import TYPE_CHECKING, ClassVar

import attrs

from policy_engine.checking import errors
from policy_engine.checking.fitting import failed, fit, kind_text
from policy_engine.checking.names import meaning_of
from policy_engine.core.building import TRUE
from policy_engine.core.expression import All, Expression, Gather, Gathering
from policy_engine.functions.signature import Typed
from policy_engine.model.types import BOOL, INT, Kind, Type
from policy_engine.resolution.scope import RecordsMeaning, SubjectMeaning
from policy_engine.source.text import Span
from policy_engine.syntax import tree as t

if TYPE_CHECKING:
    from policy_engine.checking.expression import Checker

_LABELS = {
    "计数": Gathering.COUNT, "求和": Gathering.SUM, "最小": Gathering.MIN, "最大": Gathering.MAX, "任一": Gathering.ANY, "全部": Gathering.ALL,
}  # fmt: skip


@attrs.frozen
class Gatherer:
    """Checks one aggregate."""

    checker: "Checker"
    WORDS: ClassVar = {**{each.value: each for each in Gathering}, **_LABELS}

    def gathered(self, word: str, tree: t.Comprehension, span: Span) -> Typed:
        """The aggregate as a typed expression."""
        records = self.records(tree.source)
        if records is None:
            return failed(tree.source.span)
        if not self.checker.scope.reaches(records.root, records.depth):
            message = "the records cannot be reached from inside this aggregate"
            return self.checker.report.refuse(errors.OUT_OF_REACH, message, tree.source.span)
        inside = self.checker.inside(tree.variable, records)
        conditions = tuple(inside.expect(condition, BOOL).expression for condition in tree.conditions)
        where: Expression = conditions[0] if len(conditions) == 1 else All(conditions) if conditions else TRUE
        gathering = self.WORDS[word]
        if gathering is Gathering.COUNT:
            if tree.element != t.Name(tree.variable, tree.span):
                name, help_text = tree.variable, "put conditions after `if`"
                message = f"`{word}` counts records: write `{word}({name} for {name} in ...)`"
                return self.checker.report.refuse(
                    errors.NOT_A_VALUE, message, tree.element.span, help_text=help_text
                )
            return self._made(gathering, records, Typed(TRUE, BOOL, tree.span), where, INT, span)
        if gathering in (Gathering.ANY, Gathering.ALL):
            element = inside.expect(tree.element, BOOL)
            return self._made(gathering, records, element, where, BOOL, span)
        element = inside.check(tree.element)
        if element.type is None:
            return element
        element = fit(element, element.type, self.checker.report)
        kind = element.type
        if element.failed:
            return element
        ordered = kind is not None and (
            kind.is_numeric or (kind.kind is Kind.DATE and gathering is not Gathering.SUM)
        )
        if kind is None or not ordered:
            found = kind_text(kind) if kind else "nothing"
            return self.checker.report.refuse(
                errors.TYPE_MISMATCH, f"`{word}` needs numbers, found {found}", tree.element.span
            )
        return self._made(gathering, records, element, where, kind, span)

    def records(self, source: t.Tree) -> RecordsMeaning | None:
        """The records that a list names; None after a finding."""
        found = meaning_of(source, self.checker)
        if isinstance(found, RecordsMeaning):
            return found
        vocabulary = self.checker.scope.vocabulary
        base = meaning_of(source.base, self.checker) if isinstance(source, t.Attribute) else None
        entity = base.entity if isinstance(base, SubjectMeaning) else self.checker.scope.entity
        below = sorted(
            each.plural
            for name, each in vocabulary.entities.items()
            if each.plural and vocabulary.descends(name, entity)
        )
        help_text = f"a {entity.replace('_', ' ')} has: {', '.join(below)}" if below else ""
        message = "there are no such records here"
        self.checker.report.refuse(
            errors.UNKNOWN_NAME, message, source.span, label="not a list of records", help_text=help_text
        )
        return None

    def _made(
        self,
        gathering: Gathering,
        records: RecordsMeaning,
        element: Typed,
        where: Expression,
        kind: Type,
        span: Span,
    ) -> Typed:
        return Typed(
            Gather(gathering, records.over, records.root, element.expression, where, kind), kind, span
        )
