"""The variables that rules compute, each by one rule for one subject."""

from collections.abc import Iterator, Mapping, Sequence

from policy_engine.checking.rule_kind import RuleKind
from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.lowering import errors
from policy_engine.lowering.scope import Extent
from policy_engine.model.vocabulary import Variable, Vocabulary
from policy_engine.resolution.errors import UNLIKE_EXCEPTION
from policy_engine.resolution.overlays import PlacedRule


def declared(
    rules: Sequence[PlacedRule],
    kinds: Mapping[str, RuleKind],
    vocabulary: Vocabulary,
    findings: list[Diagnostic],
) -> dict[str, tuple[Variable, ...]]:
    """The variables that each rule computes, by its name; an exception knows those of the rule that it goes before."""
    variables: dict[str, tuple[Variable, ...]] = {}
    owners: dict[tuple[str, str], list[PlacedRule]] = {}
    for placed in sorted(rules, key=lambda each: len(each.bases)):
        named = placed.rule
        if placed.change is not None:
            continue
        known = vocabulary
        if placed.bases:
            known = known.with_variables(variables.get(placed.bases[0], ()))
        variables[named.name] = kinds[named.tree.kind].declare(named, known, findings)
        findings.extend(_unlike_variables(placed, variables))
        for variable in variables[named.name]:
            before = owners.setdefault(variable.key, [])
            first = next(
                (each for each in before if each.rule.name not in placed.bases and _may_meet(each, placed)),
                None,
            )
            before.append(placed)
            if first is not None:
                findings.append(_defined_twice(variable, first, placed))
    return variables


def _unlike_variables(
    placed: PlacedRule, variables: Mapping[str, tuple[Variable, ...]]
) -> Iterator[Diagnostic]:
    """A finding for an exception that computes another variable than its rule."""
    name, base = placed.rule.name, next(iter(placed.bases), "")
    own, others = variables[name], variables.get(base, ())
    if own and others and {each.key for each in own} != {each.key for each in others}:
        computed, meant = (", ".join(each.name for each in found) for found in (own, others))
        message = f"`{name}` computes `{computed}`, but `{base}`, to which it is an exception, `{meant}`"
        span, help_text = placed.rule.key.span, f"write `variable: {others[0].name}`"
        yield Diagnostic(UNLIKE_EXCEPTION, message, span, help=help_text)


def _defined_twice(variable: Variable, first: PlacedRule, second: PlacedRule) -> Diagnostic:
    return Diagnostic(
        errors.DEFINED_TWICE,
        f"two rules compute `{variable.entity}.{variable.name}` for the same subjects",
        second.rule.key.span,
        others=(Label(first.rule.key.span, "computed here too"),),
        help="give one of them another `area:` or other dates, make it an `exception_to:` the other, or override the other by name",
    )


def _may_meet(first: PlacedRule, second: PlacedRule) -> bool:
    one, other = (Extent(each.areas, each.rule.tree.start, each.rule.tree.until) for each in (first, second))
    return one.meets(other)
