"""A speaker says names, values and places of one subject in one language."""

import attrs

from policy_engine.backends.interpreter import Run, evaluate
from policy_engine.backends.places import Found, row_for
from policy_engine.core.expression import (
    Choose,
    Constant,
    Expression,
    Gather,
    Lookup,
    Negate,
    Pick,
    Read,
    Round,
    Sum,
    Within,
)
from policy_engine.core.values import UNKNOWN, Value
from policy_engine.explanation.words import AGE, earlier_text, period_text, value_text
from policy_engine.facts.case import Subject
from policy_engine.model.labels import Labels, Language
from policy_engine.model.period import Period
from policy_engine.model.vocabulary import CONTEXT

_AGE_WORD = "年龄"


@attrs.frozen
class Speaker:
    """Speaks of a subject. With `values`, each name is followed by its value; names of other entities than `home` say whose they are."""

    run: Run
    subject: Subject
    language: Language
    values: bool = False
    home: str = ""

    def of(self, subject: Subject) -> "Speaker":
        """Speaks of another subject to the same reader."""
        return attrs.evolve(self, subject=subject, home=self.home or self.subject.entity)

    def with_values(self) -> "Speaker":
        """Says the value after each name."""
        return attrs.evolve(self, values=True)

    def say(self, labels: Labels) -> str:
        """The text in the language."""
        return labels.text(self.language)

    def choose(self, zh: str, en: str) -> str:
        """One of two texts."""
        return zh if self.language is Language.ZH else en

    def value(self, node: Expression) -> Value:
        """The value of an expression for the subject."""
        return evaluate(node, self.subject, self.run)

    def shown(self, node: Expression) -> str:
        """The value in words."""
        return self.words(self.value(node), node)

    def words(self, value: Value, node: Expression, beside: Expression | None = None) -> str:
        """A value of the type of an expression; a number that stands beside an age is an age, too."""
        kind = node.type
        if self._is_age(node) or (beside is not None and self._is_age(beside)):
            kind = attrs.evolve(kind, dimension=AGE)
        return value_text(value, kind, self.language)

    def name(self, node: Read | Lookup) -> str:
        """The label of a variable or parameter, with its entity when it is another one's."""
        label = self.say(self._labels(node))
        if isinstance(node, Lookup):
            return label + self._written_keys(node)
        owner = ""
        if node.entity not in (self.home or self.subject.entity, CONTEXT):
            owner = self.say(self.run.program.vocabulary.entities[node.entity].labels)
        when = self._when(node)
        english = label + (f" of the {owner}" if owner else "") + (f" in {when}" if when else "")
        return self.choose(f"{owner}{when}{label}", english)

    def plural(self, entity: str) -> str:
        """Several subjects of an entity: `住院记录`, `hospital stays`."""
        found = self.run.program.vocabulary.entities[entity]
        return self.choose(found.labels.zh, (found.plural or entity).replace("_", " "))

    def areas(self, node: Within) -> str:
        """The areas of a rule."""
        return self.choose("区划" + "、".join(node.areas), "area " + ", ".join(node.areas))

    def provenance(self, node: Lookup) -> str:
        """Where and since when the value of a parameter holds: `区划62，自2015-01-01起`; that it is not set; nothing while that is open."""
        found = self._found(node)
        if found.open:
            return ""
        row = found.row
        if row is None or row.value is UNKNOWN:
            return self.choose("未设定", "not set")
        parts = [self.choose(f"区划{row.area}", f"area {row.area}")] if row.area else []
        if row.start:
            parts.append(self.choose(f"自{row.start}起", f"since {row.start}"))
        return self.choose("，", ", ").join(parts)

    def details(self, node: Read | Lookup) -> str:
        """The value of a name, and for a parameter where and since when it holds."""
        texts = [self.shown(node)]
        if isinstance(node, Lookup):
            unset = self.value(node) is UNKNOWN and not self._found(node).open
            texts = [self.provenance(node)] if unset else [*texts, self.provenance(node)]
        return self.choose("，", ", ").join(text for text in texts if text)

    def _when(self, node: Read) -> str:
        if node.year is not None:
            return period_text(str(node.year), self.language)
        if not node.shift:
            return ""
        variable = self.run.program.vocabulary.variable(node.entity, node.name)
        period = variable.period if variable and variable.period else Period.YEAR
        return earlier_text(period, -node.shift, self.language)

    def _written_keys(self, node: Lookup) -> str:
        """The keys by which the rule picks a figure, those taken from facts left out."""
        keys = (key for key in node.keys if isinstance(key, Constant) and not isinstance(key.value, bool))
        text = self.choose("、", ", ").join(self.words(key.value, key) for key in keys)
        return self.choose(f"（{text}）", f" ({text})") if text else ""

    def _found(self, node: Lookup) -> Found:
        table = self.run.program.parameters[node.parameter]
        return row_for(table, [self.value(key) for key in node.keys], self.subject, self.run.case.on)

    def _labels(self, node: Read | Lookup) -> Labels:
        if isinstance(node, Lookup):
            return self.run.program.parameters[node.parameter].labels
        program = self.run.program
        declared = program.vocabulary.variable(node.entity, node.name)
        found = declared or program.formulas.get((node.entity, node.name))
        return found.labels if found else Labels(node.name, node.name)

    def _is_age(self, node: Expression) -> bool:
        """Whether the number of years is somebody's age rather than a length of time; variables and parameters say so by their label."""
        if node.type.dimension != (("year", 1),):
            return False
        match node:
            case Read() | Lookup():
                return _AGE_WORD in self._labels(node).zh
            case Sum():
                return any(self._is_age(each) for each in node.terms)
            case Pick():
                return any(self._is_age(each) for each in node.operands)
            case Choose():
                values = (*(branch.value for branch in node.branches), node.otherwise)
                return any(self._is_age(each) for each in values if not isinstance(each, Constant))
            case Negate() | Round():
                return self._is_age(node.operand)
            case Gather():
                return self._is_age(node.element)
            case _:
                return False
