"""Rules lowered one by one, by their kinds, and put together."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import attrs

from policy_engine.checking.rule_kind import Definition, Lowered
from policy_engine.core.expression import Branch, Choose, Constant, Expression
from policy_engine.core.program import Formula, Output, Program, Wording
from policy_engine.core.values import UNKNOWN
from policy_engine.diagnostics import Diagnostic
from policy_engine.diagnostics.suggest import suggest
from policy_engine.lowering import errors
from policy_engine.lowering.adjustments import adjusted
from policy_engine.lowering.context import Context, Surroundings
from policy_engine.lowering.declarations import declared
from policy_engine.lowering.members import Asked
from policy_engine.lowering.scope import both, extent_of, less, scope_of
from policy_engine.model.rule import Rule
from policy_engine.model.vocabulary import Variable, Vocabulary
from policy_engine.passes.absence import Absence
from policy_engine.passes.schedule import scheduled
from policy_engine.resolution.overlays import PlacedRule, base_of
from policy_engine.resolution.sources import Register, cited


@attrs.frozen
class Part:
    """A rule at its place, lowered, with its scope."""

    placed: PlacedRule
    rule: Rule
    scope: Expression | None
    lowered: Lowered


@attrs.frozen
class Draft:
    """Rules that are lowered and not yet put together: any of them can be exchanged, as long as it computes the same variables."""

    around: Surroundings
    variables: Mapping[str, tuple[Variable, ...]]
    parts: tuple[Part, ...]

    def part(self, placed: PlacedRule, findings: list[Diagnostic]) -> Part:
        """One rule, lowered."""
        rule = _rule(placed, self.around.register, findings)
        own = self.variables.get(placed.rule.name, ())
        context = Context(placed, rule, self.around, own, findings)
        lowered = self.around.kinds[rule.kind].lower(placed.rule.tree, context)
        return Part(placed, rule, scope_of(rule, placed.exceptions), lowered)

    def program(self, findings: list[Diagnostic]) -> Program:
        """All parts put together, exceptions before their rules, and the entitlements as interactions leave them."""
        scoped: list[tuple[Expression | None, Definition]] = []
        outputs: list[Output] = []
        told: dict[Rule, Wording] = {}
        asked: list[Asked] = []
        taken: dict[str, list[Expression | None]] = {}
        for part in self.parts:
            rule, scope, lowered = part.rule, part.scope, part.lowered
            for base in part.placed.bases:
                taken.setdefault(base, []).append(scope)
            computes = tuple(each.variable.key for each in lowered.definitions)
            told[rule] = Wording(lowered.said, part.placed.exceptions, computes)
            scoped += [(both(scope, each.applies), each) for each in lowered.definitions]
            left = less(scope, taken.get(rule.name, ()))
            outputs += [attrs.evolve(output, scope=left) for output in lowered.outputs]
            asked += [Asked(rule, f"{rule.name}#{len(asked)}", left, each) for each in lowered.adjustments]
        around = self.around
        absence = Absence(around.vocabulary, _formulas(scoped), around.parameters)
        done = adjusted(outputs, asked, told, around.vocabulary, absence.may_be_none, findings)
        outputs, scoped = [*done.outputs, *done.added], [*scoped, *done.definitions]
        told |= {each.rule: attrs.evolve(told[each.rule], clauses=each.clauses) for each in done.added}
        computed = scheduled(_formulas(scoped), findings)
        return Program(
            around.vocabulary, computed, tuple(outputs), around.parameters, tuple(told), told, around.areas
        )


def make_draft(rules: Sequence[PlacedRule], around: Surroundings, findings: list[Diagnostic]) -> Draft:
    """All rules lowered one by one; what is wrong goes to the findings."""
    known = [placed for placed in rules if _known_entity(placed, around.vocabulary, findings)]
    variables = declared(known, around.kinds, around.vocabulary, findings)
    around = attrs.evolve(around, vocabulary=around.vocabulary.with_variables(chain(*variables.values())))
    draft = Draft(around, variables, ())
    ordered = sorted(known, key=lambda each: -len(each.bases))
    parts = tuple(draft.part(placed, findings) for placed in ordered)
    for part in parts:
        findings.extend(_everywhere(part.placed, known, part.lowered))
    return attrs.evolve(draft, parts=parts)


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
