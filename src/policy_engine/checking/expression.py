"""One walk over the tree of an expression: names looked up, types checked, core nodes made."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import attrs

from policy_engine.checking import errors
from policy_engine.checking.arithmetic import computed, negated, number_literal
from policy_engine.checking.comparisons import compared, conjoined, contained
from policy_engine.checking.fitting import common, failed, fit, kind_text
from policy_engine.checking.gathering import Gatherer
from policy_engine.checking.names import typed_name
from policy_engine.checking.parameters import typed_lookup
from policy_engine.checking.reporter import Reporter
from policy_engine.core.expression import All, Any, Branch, Choose, Constant, Gathering, Not, Read
from policy_engine.core.values import NONE
from policy_engine.diagnostics import Code
from policy_engine.diagnostics.suggest import suggest
from policy_engine.functions.signature import Function, Typed
from policy_engine.model.period import Period
from policy_engine.model.types import BOOL, DATE, TEXT, Type
from policy_engine.resolution.scope import ParameterMeaning, RecordsMeaning, Scope
from policy_engine.source.text import Span
from policy_engine.syntax import tree as t


@attrs.frozen
class Checker:
    """Checks the expressions of one rule."""

    scope: Scope
    functions: Mapping[str, Function]
    report: Reporter

    def expect(self, tree: t.Tree, target: Type) -> Typed:
        """The expression as a value of the type."""
        return fit(self.check(tree), target, self.report)

    def check(self, tree: t.Tree) -> Typed:  # noqa: C901 - a case for each node
        """The typed core of the expression; a finding for everything that is wrong with it."""
        match tree:
            case t.Literal():
                return _literal(tree, self.report)
            case t.Name() | t.Attribute():
                return typed_name(tree, self)
            case t.Call():
                return self._call(tree)
            case t.Unary(operator="not"):
                operand = self.expect(tree.operand, BOOL)
                return Typed(Not(operand.expression), BOOL, tree.span)
            case t.Unary():
                return negated(self.check(tree.operand), tree.span, self.report)
            case t.Binary():
                return computed(
                    tree.operator, self.check(tree.left), self.check(tree.right), tree.span, self.report
                )
            case t.Logical():
                operands = tuple(self.expect(operand, BOOL).expression for operand in tree.operands)
                return Typed(All(operands) if tree.operator == "and" else Any(operands), BOOL, tree.span)
            case t.Chain():
                return self._chain(tree)
            case t.Conditional():
                return self._conditional(tree)
            case t.Listing():
                message = "a list can only stand after `in`"
                return self.report.refuse(errors.NOT_A_VALUE, message, tree.span)
            case t.Comprehension():
                message = "`... for ... in ...` can only stand in sum, count, any, all, min or max"
                return self.report.refuse(errors.NOT_A_VALUE, message, tree.span)

    def inside(self, variable: str, records: RecordsMeaning) -> "Checker":
        """The checker for what stands inside an aggregate."""
        return attrs.evolve(self, scope=self.scope.inside(variable, records))

    def _chain(self, tree: t.Chain) -> Typed:
        parts: list[Typed] = []
        left = self.check(tree.first)
        if len(tree.links) > 1 and any(operator in ("in", "not in") for operator, _ in tree.links):
            message, help_text = (
                "`in` cannot stand in a chain of comparisons",
                "join two comparisons by `and`",
            )
            return self.report.refuse(errors.BAD_OPERATION, message, tree.span, help_text=help_text)
        for operator, operand in tree.links:
            if operator in ("in", "not in"):
                container = (
                    [self.check(item) for item in operand.items]
                    if isinstance(operand, t.Listing)
                    else self.check(operand)
                )
                parts.append(contained(operator, left, container, tree.span, self.report))
                continue
            right = self.check(operand)
            parts.append(compared(operator, left, right, tree.span, self.report))
            left = right
        return conjoined(parts, tree.span)

    def _conditional(self, tree: t.Conditional) -> Typed:
        condition = self.expect(tree.condition, BOOL)
        written = self.check(tree.value), self.check(tree.otherwise)
        (value, otherwise), kind = common(written, self.report)
        if value.failed or otherwise.failed:
            return failed(tree.span)
        if kind is None:
            return attrs.evolve(value, span=tree.span)
        expression = Choose((Branch(condition.expression, value.expression),), otherwise.expression, kind)
        open_type = not any(each.settled for each in written)
        return Typed(
            expression, kind, tree.span, choice=(condition.expression, *written) if open_type else None
        )

    def _call(self, tree: t.Call) -> Typed:
        if isinstance(tree.function, t.Attribute) and tree.function.name in ("at", "于"):
            return self._at(tree, tree.function.base)
        name = tree.function.text if isinstance(tree.function, t.Name) else ""
        if (
            name in Gatherer.WORDS
            and len(tree.arguments) == 1
            and isinstance(tree.arguments[0], t.Comprehension)
        ):
            return Gatherer(self).gathered(name, tree.arguments[0], tree.span)
        if name in self.functions:
            return self._apply(self.functions[name], tree)
        meaning = self.scope.name(name) if name else None
        labelled = next((each for each in self.functions.values() if each.label == name), None)
        if isinstance(tree.function, t.Attribute) and isinstance(tree.function.base, t.Name):
            meaning = self.scope.qualified(tree.function.base.text, tree.function.name)
        if isinstance(meaning, ParameterMeaning):
            return typed_lookup(meaning.table, tree, self)
        if labelled:
            return self._apply(labelled, tree)
        return self._no_function(name, tree)

    def _no_function(self, name: str, tree: t.Call) -> Typed:
        if name in Gatherer.WORDS:
            element = "x" if Gatherer.WORDS[name] is Gathering.COUNT else "x..."
            message, help_text = f"`{name}` works on records", f"write `{name}({element} for x in records)`"
            return self.report.refuse(errors.WRONG_ARGUMENTS, message, tree.span, help_text=help_text)
        known = sorted({*self.functions, *Gathering})
        labels = (*(each.label for each in self.functions.values()), *Gatherer.WORDS)
        near = suggest(name, (*known, *labels, *self.scope.parameters_of(self.scope.module)))
        advice = f"did you mean `{near[0]}`?" if near else "functions: " + ", ".join(known)
        message = (
            f"there is no function or parameter `{name}`"
            if name
            else "only functions and parameters can be called"
        )
        return self.report.refuse(errors.UNKNOWN_FUNCTION, message, tree.span, help_text=advice)

    def _apply(self, function: Function, tree: t.Call) -> Typed:
        written = _spread(tree.arguments) if function.variadic else tree.arguments
        if tree.keywords or not function.takes(len(written)):
            count = f"{len(written)} argument{'' if len(written) == 1 else 's'}"
            message = f"`{function.name}` is called with {count}{' and keys' if tree.keywords else ''}"
            return self.report.refuse(
                errors.WRONG_ARGUMENTS, message, tree.span, help_text=f"write `{function.usage}`"
            )
        arguments = [self.check(argument) for argument in written]
        site = _Site(function.name, tree.span, self)
        for position, argument in enumerate(arguments):
            if argument.inexact and not (function.rounds and position == 0) and argument.type is not None:
                arguments[position] = fit(argument, argument.type, self.report)
        if any(argument.failed for argument in arguments):
            return failed(tree.span)
        return function.lower(site, tuple(arguments))

    def _at(self, tree: t.Call, base: t.Tree) -> Typed:
        flow = self.check(base)
        year = tree.arguments[0] if len(tree.arguments) == 1 else None
        if flow.type is None:
            return flow
        read = flow.expression
        if not isinstance(read, Read) or read.shift or not self.is_flow(read, Period.YEAR):
            return self.report.refuse(
                errors.WRONG_ARGUMENTS, "`.at(year)` follows a fact that is given by the year", tree.span
            )
        if not isinstance(year, t.Literal) or isinstance(year.value, bool) or not isinstance(year.value, int):
            return self.report.refuse(
                errors.WRONG_ARGUMENTS, "`.at(...)` takes a year such as 2019", tree.span
            )
        return Typed(attrs.evolve(read, year=year.value), flow.type, tree.span)

    def is_flow(self, read: Read, period: Period | None = None) -> bool:
        """Whether the variable is a given fact with a calendar period, or with that one."""
        variable = self.scope.vocabulary.variable(read.entity, read.name)
        if variable is None or variable.derived:
            return False
        return variable.period is period if period else variable.period not in (None, Period.ONCE)


@attrs.frozen
class _Site:
    """The call of a function, as the function sees it."""

    name: str
    span: Span
    checker: Checker

    def fit(self, typed: Typed, target: Type) -> Typed:
        return fit(typed, target, self.checker.report)

    def common(self, arguments: Sequence[Typed]) -> tuple[tuple[Typed, ...], Type | None]:
        return common(arguments, self.checker.report)

    def whole(self, typed: Typed) -> int | None:
        if isinstance(typed.literal, Decimal) and typed.literal == typed.literal.to_integral_value():
            return int(typed.literal)
        found = kind_text(typed.type) if typed.type else "none"
        self.checker.report.refuse(
            errors.WRONG_ARGUMENTS, f"expected a whole number written out, found {found}", typed.span
        )
        return None

    def word(self, typed: Typed, kind: Type) -> str | None:
        fitted = self.fit(typed, kind)
        if isinstance(fitted.expression, Constant) and isinstance(fitted.expression.value, str):
            return fitted.expression.value
        if not fitted.failed:
            words = ", ".join(f'"{value.name}"' for value in kind.values)
            self.refuse(errors.WRONG_ARGUMENTS, f"expected one of {words}", span=typed.span)
        return None

    def is_flow(self, read: Read) -> bool:
        return self.checker.is_flow(read)

    def refuse(self, code: Code, message: str, *, span: Span | None = None, help_text: str = "") -> Typed:
        return self.checker.report.refuse(code, message, span or self.span, help_text=help_text)


def _spread(arguments: Sequence[t.Tree]) -> tuple[t.Tree, ...]:
    """The arguments, a list at the end written out."""
    *first, last = arguments or (None,)
    items = last.items if isinstance(last, t.Listing) else (last,)
    return tuple(each for each in (*first, *items) if each is not None)


def _literal(tree: t.Literal, report: Reporter) -> Typed:
    value = tree.value
    if value is None:
        return Typed(Constant(NONE, TEXT), None, tree.span)
    if isinstance(value, bool):
        return Typed(Constant(value, BOOL), BOOL, tree.span)
    if isinstance(value, int | Decimal):
        return number_literal(Decimal(value), tree.span, report)
    if isinstance(value, str):
        return Typed(Constant(value, TEXT), TEXT, tree.span, literal=value)
    return Typed(Constant(value, DATE), DATE, tree.span)
