"""The variables that rules compute, each by one rule for one subject."""

from collections.abc import Iterator, Mapping, Sequence

from policy_engine.checking.fitting import kind_text
from policy_engine.checking.rule_kind import RuleKind
from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.lowering import errors
from policy_engine.lowering.scope import Extent, extent_of
from policy_engine.model.units import unit_text
from policy_engine.model.vocabulary import Variable, Vocabulary
from policy_engine.resolution.errors import CHANGE_OUTSIDE, DECLARED_TWICE, UNLIKE_EXCEPTION
from policy_engine.resolution.overlays import PlacedRule, base_of


def declared(
    rules: Sequence[PlacedRule],
    kinds: Mapping[str, RuleKind],
    vocabulary: Vocabulary,
    findings: list[Diagnostic],
) -> dict[str, tuple[Variable, ...]]:
    """The variables that each rule computes, by its name; an exception knows those of the rule that it goes before."""
    variables: dict[str, tuple[Variable, ...]] = {}
    types: dict[tuple[str, str], tuple[Variable, PlacedRule]] = {}
    owners: dict[tuple[str, str], list[PlacedRule]] = {}
    for placed in sorted(rules, key=lambda each: len(each.bases)):
        named = placed.rule
        if placed.change is not None and placed.change.action != "adopt":
            continue
        known = vocabulary
        if placed.bases:
            known = known.with_variables(variables.get(placed.bases[0], ()))
        variables[named.name] = kinds[named.tree.kind].declare(named, known, findings)
        findings.extend(_unlike_variables(placed, variables))
        findings.extend(_elsewhere(placed, rules))
        for variable in variables[named.name]:
            declared_first, by = types.setdefault(variable.key, (variable, placed))
            if declared_first.type != variable.type:
                findings.append(_of_two_types(declared_first, by, variable, placed))
            before = owners.setdefault(variable.key, [])
            first = next(
                (each for each in before if _apart(each, placed) and _may_meet(each, placed)),
                None,
            )
            before.append(placed)
            if first is not None:
                findings.append(_defined_twice(variable, first, placed))
    return variables


def _apart(first: PlacedRule, second: PlacedRule) -> bool:
    """Whether they are two rules that know nothing of each other."""
    return first.rule.name not in (second.rule.name, *second.bases)


def _elsewhere(placed: PlacedRule, rules: Sequence[PlacedRule]) -> Iterator[Diagnostic]:
    """A finding for an exception that holds where or when its rule never does."""
    base = base_of(placed, rules)
    if base is None or extent_of(placed).meets(extent_of(base)):
        return
    message = f"`{placed.rule.name}` holds where or when `{base.rule.name}`, to which it is an exception, never does"
    others = (Label(base.rule.key.span, "the rule"),)
    help_text = "check `area:`, `from:` and `until:`, or leave `exception_to:` out"
    yield Diagnostic(CHANGE_OUTSIDE, message, placed.rule.key.span, others=others, help=help_text)


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


def _of_two_types(
    first: Variable, first_rule: PlacedRule, second: Variable, second_rule: PlacedRule
) -> Diagnostic:
    one, other = (f"{kind_text(each.type)} ({unit_text(each.type.dimension)})" for each in (first, second))
    return Diagnostic(
        DECLARED_TWICE,
        f"`{second.entity}.{second.name}` is declared as {one} and as {other}",
        second_rule.rule.key.span,
        others=(Label(first_rule.rule.key.span, "declared here first"),),
        help="give both the same type and unit, or one of them another name",
    )


def _defined_twice(variable: Variable, first: PlacedRule, second: PlacedRule) -> Diagnostic:
    return Diagnostic(
        errors.DEFINED_TWICE,
        f"two rules compute `{variable.entity}.{variable.name}` for the same subjects",
        second.rule.key.span,
        others=(Label(first.rule.key.span, "computed here too"),),
        help="give one of them another `area:` or other dates, make it an `exception_to:` the other, or override the other by name",
    )


def _may_meet(first: PlacedRule, second: PlacedRule) -> bool:
    one, other = extent_of(first), extent_of(second)
    return one.meets(other) and not (_repealed(first, other) or _repealed(second, one))


def _repealed(placed: PlacedRule, where: Extent) -> bool:
    """Whether the rule is repealed in all of the places and times."""
    repeals = (each for each in placed.exceptions if each.action == "repeal")
    return any(where.lies_in(Extent(each.areas, each.start, each.until)) for each in repeals)
