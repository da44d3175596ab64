"""A voice says names, values and areas in one language; it knows the policies and no case."""

from abc import ABC, abstractmethod

import attrs

from policy_engine.core.expression import (
    Calendar,
    CalendarStep,
    Choose,
    Constant,
    Expression,
    Gather,
    Lookup,
    Negate,
    Pick,
    Read,
    Round,
    Standing,
    Sum,
    Within,
)
from policy_engine.core.program import Program
from policy_engine.core.values import Value
from policy_engine.explanation.words import AGE, earlier_text, period_text, value_text
from policy_engine.model.labels import Labels, Language
from policy_engine.model.period import Period
from policy_engine.model.types import Type
from policy_engine.model.vocabulary import CONTEXT

_AGE_WORD, _BIRTH_WORD = "年龄", "出生"


class Voice(ABC):
    """Speaks to one reader about the subjects of an entity; names of other entities than `home` say whose they are."""

    language: Language
    home: str

    @property
    @abstractmethod
    def program(self) -> Program:
        """The policies that it speaks of."""

    @property
    @abstractmethod
    def entity(self) -> str:
        """The entity that it speaks of."""

    @abstractmethod
    def inside(self, entity: str) -> "Voice":
        """Speaks of the subjects of an aggregate."""

    def detail(self, node: Read | Lookup | Gather | Standing) -> str:
        """What follows a name or an aggregate in brackets."""
        return ""

    def own(self, node: Expression) -> str | None:
        """The expression as this voice alone says it, if it does."""
        return None

    def say(self, labels: Labels) -> str:
        """The text in the language."""
        return labels.text(self.language)

    def choose(self, zh: str, en: str) -> str:
        """One of two texts."""
        return zh if self.language is Language.ZH else en

    def words(self, value: Value, node: Expression, beside: Expression | None = None) -> str:
        """A value of the type of an expression; a number that stands beside an age is an age, too."""
        return value_text(value, self.kind(node, beside), self.language)

    def kind(self, node: Expression, beside: Expression | None = None) -> Type:
        """The type of an expression as one speaks of it."""
        if self.is_age(node) or (beside is not None and self.is_age(beside)):
            return attrs.evolve(node.type, dimension=AGE)
        return node.type

    def label(self, node: Read | Lookup) -> str:
        """The bare label of a variable or parameter."""
        return self.say(self._labels(node))

    def name(self, node: Read | Lookup) -> str:
        """The label of a variable or parameter, with its entity when it is another one's."""
        label = self.label(node)
        if isinstance(node, Lookup):
            return label + self._written_keys(node)
        owner = self.owner(node)
        when = self.when(node)
        english = label + (f" of the {owner}" if owner else "") + (f" in {when}" if when else "")
        return self.choose(f"{owner}{when}{label}", english)

    def owner(self, node: Read) -> str:
        """Whose the variable is, where it is another entity's."""
        if node.entity in (self.home or self.entity, CONTEXT):
            return ""
        return self.say(self.program.vocabulary.entities[node.entity].labels)

    def plural(self, entity: str) -> str:
        """Several subjects of an entity: `住院记录`, `hospital stays`."""
        found = self.program.vocabulary.entities[entity]
        return self.choose(found.labels.zh, (found.plural or entity).replace("_", " "))

    def areas(self, node: Within) -> str:
        """The areas of a rule."""
        return self.program.areas.listed(node.areas, self.language)

    def area(self, code: str) -> str:
        """An area by name and code: `甘肃省（62）`."""
        return self.program.areas.text(code, self.language)

    def when(self, node: Read) -> str:
        """The period of which the variable is, where it is not the one of the evaluation."""
        if node.year is not None:
            return period_text(str(node.year), self.language)
        if not node.shift:
            return ""
        variable = self.program.vocabulary.variable(node.entity, node.name)
        period = variable.period if variable and variable.period else Period.YEAR
        return earlier_text(period, -node.shift, self.language)

    def _written_keys(self, node: Lookup) -> str:
        """The keys by which the rule picks a figure, those taken from facts left out."""
        keys = (key for key in node.keys if isinstance(key, Constant) and not isinstance(key.value, bool))
        text = self.choose("、", ", ").join(self.words(key.value, key) for key in keys)
        return self.choose(f"（{text}）", f" ({text})") if text else ""

    def _labels(self, node: Read | Lookup) -> Labels:
        if isinstance(node, Lookup):
            return self.program.parameters[node.parameter].labels
        program = self.program
        declared = program.vocabulary.variable(node.entity, node.name)
        found = declared or program.formulas.get((node.entity, node.name))
        return found.labels if found else Labels(node.name, node.name)

    def is_age(self, node: Expression) -> bool:
        """Whether the number of years is somebody's age rather than a length of time; variables and parameters say so by their label."""
        if node.type.dimension != (("year", 1),):
            return False
        match node:
            case Read() | Lookup():
                return _AGE_WORD in self._labels(node).zh
            case Sum():
                return any(self.is_age(each) for each in node.terms)
            case Pick():
                return any(self.is_age(each) for each in node.operands)
            case Choose():
                values = (*(branch.value for branch in node.branches), node.otherwise)
                return any(self.is_age(each) for each in values if not isinstance(each, Constant))
            case Negate() | Round():
                return self.is_age(node.operand)
            case Gather():
                return self.is_age(node.element)
            case Calendar(step=CalendarStep.YEARS_BETWEEN, arguments=(Read() as first, *_)):
                return _BIRTH_WORD in self._labels(first).zh
            case _:
                return False
