"""Rules that are exceptions to others: which rules each of them goes before."""

from collections.abc import Iterator, Mapping

from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.diagnostics.suggest import suggest
from policy_engine.resolution import errors
from policy_engine.resolution.parameters import full_names
from policy_engine.syntax.policy import NamedRule
from policy_engine.syntax.surface import Phrase

Bases = Mapping[str, tuple[str, ...]]


def bases_of(rules: Mapping[str, NamedRule], findings: list[Diagnostic]) -> Bases:
    """For each exception the rule that it is one to, then the rule that this one is an exception to, and so on."""
    nearest = {
        name: base
        for name, rule in rules.items()
        if rule.tree.exception_to and (base := _base(rule, rule.tree.exception_to, rules, findings))
    }
    found: dict[str, tuple[str, ...]] = {}
    circular: set[str] = set()
    for name in nearest:
        above = tuple(_climbed(name, nearest))
        found[name] = above
        if name in above and name not in circular:
            circular.update(above)
            findings.append(_circle(rules[name], [rules[each] for each in above if each != name]))
    return {} if circular else found


def _climbed(name: str, nearest: Mapping[str, str]) -> Iterator[str]:
    seen: set[str] = set()
    while (base := nearest.get(name)) is not None and base not in seen:
        seen.add(base)
        yield base
        name = base


def _base(
    rule: NamedRule, written: Phrase, rules: Mapping[str, NamedRule], findings: list[Diagnostic]
) -> str | None:
    name = written.text if "." in written.text else f"{rule.module}.{written.text}"
    base = rules.get(name)
    if base is None:
        near = full_names(written.text, rules) or suggest(name, rules)
        help_text = f"did you mean `{near[0]}`?" if near else "name a rule as `module.rule`"
        message = f"there is no rule `{written.text}` to be an exception to"
        findings.append(Diagnostic(errors.UNKNOWN_TARGET, message, written.span, help=help_text))
        return None
    if (rule.tree.kind, rule.tree.entity) != (base.tree.kind, base.tree.entity):
        findings.append(_unlike(rule, base, written))
        return None
    return name


def _unlike(rule: NamedRule, base: NamedRule, written: Phrase) -> Diagnostic:
    own, other = (f"{each.tree.kind} for the {each.tree.entity}" for each in (rule, base))
    return Diagnostic(
        errors.UNLIKE_EXCEPTION,
        f"`{rule.name}` is a rule of kind {own}, `{base.name}` one of kind {other}",
        written.span,
        others=(Label(base.key.span, "the rule that it would be an exception to"),),
        help="an exception is of the same kind and for the same entity as the rule that it goes before",
    )


def _circle(first: NamedRule, others: list[NamedRule]) -> Diagnostic:
    return Diagnostic(
        errors.EXCEPTIONS_IN_CIRCLE,
        f"`{first.name}` is an exception to itself",
        first.key.span,
        others=tuple(Label(each.key.span, "by way of this rule") for each in others),
        help="remove one `exception_to:`; the rule that holds otherwise has none",
    )
