"""What all rules share, and what the kind of one rule may ask while it lowers the rule."""

from collections.abc import Mapping

import attrs

from policy_engine.checking.arithmetic import cut
from policy_engine.checking.expression import Checker
from policy_engine.checking.gathering import Gatherer
from policy_engine.checking.reporter import Reporter
from policy_engine.checking.rule_kind import RuleKind
from policy_engine.core.expression import Branch, Choose, Constant, Expression
from policy_engine.core.program import ParameterTable
from policy_engine.core.values import NONE, UNKNOWN
from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.functions.signature import Function
from policy_engine.lowering import errors
from policy_engine.model.areas import Areas
from policy_engine.model.rule import Rule
from policy_engine.model.types import BOOL, DATE, Type
from policy_engine.model.vocabulary import Variable, Vocabulary
from policy_engine.reading.values import read_day
from policy_engine.reading.yaml import Scalar
from policy_engine.resolution.overlays import PlacedRule
from policy_engine.resolution.scope import Scope
from policy_engine.resolution.sources import Register
from policy_engine.syntax.expression import parse_expression
from policy_engine.syntax.tree import Tree


@attrs.frozen
class Surroundings:
    """What all rules share."""

    vocabulary: Vocabulary
    parameters: Mapping[str, ParameterTable]
    register: Register
    areas: Areas
    kinds: Mapping[str, RuleKind]
    functions: Mapping[str, Function]


@attrs.frozen
class Context:
    """What one rule's kind may ask while it lowers the rule."""

    placed: PlacedRule
    rule: Rule
    around: Surroundings
    variables: tuple[Variable, ...]
    findings: list[Diagnostic]

    @property
    def vocabulary(self) -> Vocabulary:
        """All entities and variables."""
        return self.around.vocabulary

    def expression(self, written: Scalar, target: Type, of: str | None = None) -> Expression:
        """A written expression of the given type, read in the scope of the rule or of another entity."""
        tree = self._checker(written, of)
        return tree[0].expect(tree[1], target).expression if tree else Constant(UNKNOWN, target)

    def typed(self, written: Scalar, of: str | None = None) -> tuple[Expression, Type | None]:
        """A written expression with the type that it has."""
        tree = self._checker(written, of)
        if tree is None:
            return Constant(UNKNOWN, BOOL), None
        typed = tree[0].check(tree[1])
        if typed.inexact and typed.type is not None:
            tree[0].expect(tree[1], typed.type)
        return typed.expression, typed.type

    def measure(self, written: Scalar, *, up: bool = False) -> tuple[Expression, Type | None]:
        """A written number, a quotient cut off where its places end, downwards or up."""
        tree = self._checker(written, None)
        if tree is None:
            return Constant(UNKNOWN, BOOL), None
        typed = cut(tree[0].check(tree[1]), up=up)
        return typed.expression, typed.type

    def day(self, written: Scalar) -> Expression:
        """A date written out, or an expression of one."""
        day = read_day(written.text)
        return self.expression(written, DATE) if day is None else Constant(day, DATE)

    def records(self, written: Scalar) -> str | None:
        """The entity of the records that an expression lists, below the subject of the rule."""
        tree = self._checker(written, None)
        found = Gatherer(tree[0]).records(tree[1]) if tree else None
        if found is None or found.root == self.rule.entity:
            return found.over if found else None
        message = f"these records do not stand below the {self.rule.entity}"
        self.findings.append(Diagnostic(errors.RECORDS_ELSEWHERE, message, written.span))
        return None

    def choices(self, rows: tuple[tuple[Scalar | None, Scalar], ...], target: Type) -> Expression:
        """The value of the first row whose condition holds."""
        branches: list[Branch] = []
        for position, (condition, value) in enumerate(rows):
            if condition is not None:
                branches.append(Branch(self.expression(condition, BOOL), self.expression(value, target)))
            elif position + 1 < len(rows):
                message = "a row without `when` holds always; the rows below it are never reached"
                self.findings.append(
                    Diagnostic(errors.OTHERWISE_NOT_LAST, message, value.span, help="move it to the end")
                )
        last_condition, last_value = rows[-1]
        otherwise = self.expression(last_value, target) if last_condition is None else Constant(NONE, target)
        return Choose(tuple(branches), otherwise, target)

    def report(self, finding: Diagnostic) -> None:
        """Add a finding."""
        self.findings.append(finding)

    def _checker(self, written: Scalar, of: str | None) -> tuple[Checker, Tree] | None:
        try:
            tree = parse_expression(written)
        except PolicyError as error:
            self.findings.extend(error.diagnostics)
            return None
        named = self.placed.rule
        scope = Scope(self.around.vocabulary, self.around.parameters, named.module, of or named.tree.entity)
        return Checker(scope, self.around.functions, Reporter(self.findings)), tree
