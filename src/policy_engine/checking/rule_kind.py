"""What a rule kind is: the keys of its YAML, the variable it declares, and how it becomes formulas and an output."""

from collections.abc import Callable
from typing import Any, Protocol

import attrs

from policy_engine.checking.adjustment import Adjustment
from policy_engine.core.expression import Expression, Read
from policy_engine.core.program import Clause, Output
from policy_engine.diagnostics import Diagnostic
from policy_engine.model.labels import Labels
from policy_engine.model.rule import Rule
from policy_engine.model.types import Type
from policy_engine.model.vocabulary import Variable, Vocabulary
from policy_engine.reading.yaml import Scalar
from policy_engine.source.text import Span
from policy_engine.syntax.policy import NamedRule, RuleTree


@attrs.frozen
class Definition:
    """A formula for a variable, in force where and when its rule is, and for an exception only if it `applies`."""

    variable: Variable
    expression: Expression
    span: Span | None
    applies: Expression | None = None

    @property
    def read(self) -> Read:
        """The value of the variable."""
        return Read(*self.variable.key, self.variable.type)


def hidden(
    rule: Rule, name: str, labels: Labels, expression: Expression, entity: str | None = None, kind: Type | None = None,
) -> Definition:  # fmt: skip
    """A variable that no policy can name, of the subject of the rule or of another one; its name holds a `#`."""
    variable = Variable(entity or rule.entity, name, kind or expression.type, labels, derived=True)
    return Definition(variable, expression, rule.span)


@attrs.frozen
class Lowered:
    """What a rule becomes. The `clauses` say it in words where it has no output that does."""

    definitions: tuple[Definition, ...] = ()
    outputs: tuple[Output, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    clauses: tuple[Clause, ...] = ()

    @property
    def said(self) -> tuple[Clause, ...]:
        """All clauses of the rule."""
        return self.clauses + tuple(clause for output in self.outputs for clause in output.clauses)


class RuleContext(Protocol):
    """What a kind may ask while one of its rules is lowered."""

    @property
    def rule(self) -> Rule:
        """The rule's name, title, place, dates and sources."""

    @property
    def vocabulary(self) -> Vocabulary:
        """All entities and variables, those that rules declare included."""

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The variables that the rule declared."""

    def expression(self, written: Scalar, target: Type, of: str | None = None) -> Expression:
        """A written expression as a value of the type, read as a rule of the entity `of` would (the rule's own by default)."""

    def choices(self, rows: tuple[tuple[Scalar | None, Scalar], ...], target: Type) -> Expression:
        """A decision table: conditions with values, the last perhaps without a condition."""

    def typed(self, written: Scalar, of: str | None = None) -> tuple[Expression, Type | None]:
        """A written expression with the type that it has by itself, read as a rule of the entity `of` would."""

    def measure(self, written: Scalar, *, up: bool = False) -> tuple[Expression, Type | None]:
        """The same, a quotient cut down to the places of its type, or up: so it stays on its side of every limit."""

    def day(self, written: Scalar) -> Expression:
        """A date: written out as it stands, or an expression of one."""

    def records(self, written: Scalar) -> str | None:
        """The entity of a list of records below the rule's subjects; None after a finding."""

    def report(self, finding: Diagnostic) -> None:
        """Add a finding."""


Declare = Callable[[NamedRule, Vocabulary, list[Diagnostic]], tuple[Variable, ...]]


def declares_nothing(
    _rule: NamedRule, _vocabulary: Vocabulary, _findings: list[Diagnostic]
) -> tuple[Variable, ...]:
    """For kinds whose rules compute no variable that others use."""
    return ()


@attrs.frozen
class RuleKind:
    """A kind of rule. Its generated page shows the `meaning` and the rule named in `example`."""

    name: str
    labels: Labels
    meaning: str
    tree: type[RuleTree]
    lower: Callable[[Any, RuleContext], Lowered]
    declare: Declare = declares_nothing
    statuses: tuple[str, ...] = ()
    example: str = ""
