"""Walks the placed rules, calls each one's kind, and puts formulas and outputs together."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import attrs

from policy_engine.checking.arithmetic import cut
from policy_engine.checking.expression import Checker
from policy_engine.checking.gathering import Gatherer
from policy_engine.checking.reporter import Reporter
from policy_engine.checking.rule_kind import Definition, Lowered, RuleKind
from policy_engine.core.expression import Branch, Choose, Constant, Expression
from policy_engine.core.program import Formula, Output, ParameterTable, Program, Wording
from policy_engine.core.values import NONE, UNKNOWN
from policy_engine.diagnostics import Diagnostic, PolicyError, Severity
from policy_engine.diagnostics.suggest import suggest
from policy_engine.functions.signature import Function
from policy_engine.lowering import errors
from policy_engine.lowering.adjustments import adjusted
from policy_engine.lowering.declarations import declared
from policy_engine.lowering.members import Asked
from policy_engine.lowering.scope import both, extent_of, less, scope_of
from policy_engine.model.areas import Areas
from policy_engine.model.rule import Rule
from policy_engine.model.types import BOOL, DATE, Type
from policy_engine.model.vocabulary import Variable, Vocabulary
from policy_engine.passes.absence import Absence
from policy_engine.passes.depth import refuse_depth
from policy_engine.passes.divisors import refuse_zero_divisors
from policy_engine.passes.schedule import scheduled
from policy_engine.reading.values import read_day
from policy_engine.reading.yaml import Scalar
from policy_engine.resolution.overlays import PlacedRule, base_of
from policy_engine.resolution.scope import Scope
from policy_engine.resolution.sources import Register, cited
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


def build_program(rules: Sequence[PlacedRule], around: Surroundings, findings: list[Diagnostic]) -> Program:
    """The program of all rules; what is wrong goes to the findings."""
    known = [placed for placed in rules if _known_entity(placed, around.vocabulary, findings)]
    variables = declared(known, around.kinds, around.vocabulary, findings)
    around = attrs.evolve(around, vocabulary=around.vocabulary.with_variables(chain(*variables.values())))
    scoped: list[tuple[Expression | None, Definition]] = []
    outputs: list[Output] = []
    told: dict[Rule, Wording] = {}
    asked: list[Asked] = []
    taken: dict[str, list[Expression | None]] = {}
    for placed in sorted(known, key=lambda each: -len(each.bases)):
        rule = _rule(placed, around.register, findings)
        scope = scope_of(rule, placed.exceptions)
        for base in placed.bases:
            taken.setdefault(base, []).append(scope)
        context = _Context(placed, rule, around, variables.get(placed.rule.name, ()), findings)
        lowered: Lowered = around.kinds[rule.kind].lower(placed.rule.tree, context)
        told[rule] = Wording(
            lowered.said, placed.exceptions, tuple(each.variable.key for each in lowered.definitions)
        )
        findings.extend(_everywhere(placed, known, lowered))
        scoped += [(both(scope, each.applies), each) for each in lowered.definitions]
        left = less(scope, taken.get(rule.name, ()))
        outputs += [attrs.evolve(output, scope=left) for output in lowered.outputs]
        asked += [Asked(rule, f"{rule.name}#{len(asked)}", left, each) for each in lowered.adjustments]
    absence = Absence(around.vocabulary, _formulas(scoped), around.parameters)
    done = adjusted(outputs, asked, told, around.vocabulary, absence.may_be_none, findings)
    outputs, scoped = [*done.outputs, *done.added], [*scoped, *done.definitions]
    told |= {each.rule: attrs.evolve(told[each.rule], clauses=each.clauses) for each in done.added}
    formulas = _formulas(scoped)
    computed = scheduled(formulas, findings)
    program = Program(
        around.vocabulary, computed, tuple(outputs), around.parameters, tuple(told), told, around.areas
    )
    if not any(finding.code.severity is Severity.ERROR for finding in findings):
        refuse_zero_divisors(program, findings)
        refuse_depth(program, findings)
    return program


@attrs.frozen
class _Context:
    """What one rule's kind may ask while it lowers the rule."""

    placed: PlacedRule
    rule: Rule
    around: Surroundings
    variables: tuple[Variable, ...]
    findings: list[Diagnostic]

    @property
    def vocabulary(self) -> Vocabulary:
        return self.around.vocabulary

    def expression(self, written: Scalar, target: Type, of: str | None = None) -> Expression:
        tree = self._checker(written, of)
        return tree[0].expect(tree[1], target).expression if tree else Constant(UNKNOWN, target)

    def typed(self, written: Scalar, of: str | None = None) -> tuple[Expression, Type | None]:
        tree = self._checker(written, of)
        if tree is None:
            return Constant(UNKNOWN, BOOL), None
        typed = tree[0].check(tree[1])
        if typed.inexact and typed.type is not None:
            tree[0].expect(tree[1], typed.type)
        return typed.expression, typed.type

    def measure(self, written: Scalar, *, up: bool = False) -> tuple[Expression, Type | None]:
        tree = self._checker(written, None)
        if tree is None:
            return Constant(UNKNOWN, BOOL), None
        typed = cut(tree[0].check(tree[1]), up=up)
        return typed.expression, typed.type

    def day(self, written: Scalar) -> Expression:
        day = read_day(written.text)
        return self.expression(written, DATE) if day is None else Constant(day, DATE)

    def records(self, written: Scalar) -> str | None:
        tree = self._checker(written, None)
        found = Gatherer(tree[0]).records(tree[1]) if tree else None
        if found is None or found.root == self.rule.entity:
            return found.over if found else None
        message = f"these records do not stand below the {self.rule.entity}"
        self.findings.append(Diagnostic(errors.RECORDS_ELSEWHERE, message, written.span))
        return None

    def choices(self, rows: tuple[tuple[Scalar | None, Scalar], ...], target: Type) -> Expression:
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


def _known_entity(placed: PlacedRule, vocabulary: Vocabulary, findings: list[Diagnostic]) -> bool:
    tree, key = placed.rule.tree, placed.rule.key
    entity = vocabulary.entities.get(tree.entity)
    if entity is not None and not entity.abstract:
        return True
    near = suggest(tree.entity, tuple(vocabulary.entities))
    help_text = f"did you mean `{near[0]}`?" if near else ""
    message = f"`{key.text}` is for `{tree.entity}`, which is no entity that a case can hold"
    findings.append(Diagnostic(errors.RULE_FOR_NOBODY, message, key.span, help=help_text))
    return False


def _everywhere(placed: PlacedRule, rules: Sequence[PlacedRule], lowered: Lowered) -> Iterator[Diagnostic]:
    """A finding for an exception that leaves nothing of its rule: all its places and days, without a condition."""
    conditional = bool(lowered.definitions) and all(each.applies is not None for each in lowered.definitions)
    base = base_of(placed, rules)
    if base is None or conditional or not extent_of(base).lies_in(extent_of(placed)):
        return
    message = (
        f"`{placed.rule.name}` holds wherever and whenever `{base.rule.name}` does, which then never would"
    )
    help_text = "give it a narrower `area:`, `from:` or `until:`, or to a `derive` rule `applies:`"
    yield Diagnostic(errors.EXCEPTION_EVERYWHERE, message, placed.rule.key.span, help=help_text)


def _rule(placed: PlacedRule, register: Register, findings: list[Diagnostic]) -> Rule:
    tree, key, change = placed.rule.tree, placed.rule.key, placed.change
    sources = cited(tree.source, register, key.span, findings) if change is None else ()
    if change is not None:
        own = cited(tree.source, register, key.span, [])
        sources = (*change.sources, *(each for each in own if each not in change.sources))
    if not tree.source:
        message = f"`{placed.rule.name}` names no clause of a document"
        findings.append(
            Diagnostic(
                errors.NO_SOURCE, message, key.span, help="add `source:` with the id of a registered clause"
            )
        )
    start, until = tree.start, tree.until
    if change is not None:
        start, until = change.start or start, change.until or until
    if start and until and start >= until:
        message = f"`{placed.rule.name}` is never in force: `from` is not before `until`"
        findings.append(Diagnostic(errors.EMPTY_RULE_TIME, message, key.span))
    return Rule(
        placed.rule.name, tree.kind, tree.entity, tree.title.labels, sources, placed.areas, start, until, tree.note, tree.decision, change,
        next(iter(placed.bases), ""), placed.template, key.span,
    )  # fmt: skip


def _formulas(scoped: Sequence[tuple[Expression | None, Definition]]) -> dict[tuple[str, str], Formula]:
    grouped: dict[tuple[str, str], list[tuple[Expression | None, Definition]]] = {}
    for scope, definition in scoped:
        grouped.setdefault(definition.variable.key, []).append((scope, definition))
    return {key: _formula(entries) for key, entries in grouped.items()}


def _formula(entries: Sequence[tuple[Expression | None, Definition]]) -> Formula:
    variable, span = entries[0][1].variable, entries[0][1].span
    branches = tuple(
        Branch(scope, definition.expression) for scope, definition in entries if scope is not None
    )
    always = next(
        (definition.expression for scope, definition in entries if scope is None),
        Constant(UNKNOWN, variable.type),
    )
    expression = Choose(branches, always, variable.type) if branches else always
    return Formula(variable.entity, variable.name, variable.type, expression, variable.labels, span)
