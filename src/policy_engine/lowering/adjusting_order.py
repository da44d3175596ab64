"""The order in which interactions are worked off: exclusions before caps, and each after those that it names."""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import combinations

from policy_engine.checking.adjustment import Cap
from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.lowering import errors
from policy_engine.lowering.members import Asked
from policy_engine.lowering.scope import Extent
from policy_engine.model.rule import Rule

Forms = Mapping[str, list[Asked]]
"""Interactions by name: one that is changed somewhere has several forms."""


def in_order(asked: Sequence[Asked], findings: list[Diagnostic]) -> tuple[Asked, ...]:
    """The interactions in order, whatever the order of their files; a finding where it is not settled."""
    forms: dict[str, list[Asked]] = {}
    for each in sorted(asked, key=lambda one: one.key):
        forms.setdefault(each.rule.name, []).append(each)
    graph = {name: sorted(_before(name, forms)) for name in sorted(forms)}
    try:
        names = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        findings.append(_circle([forms[name][0].rule for name in error.args[1]]))
        return ()
    findings.extend(_unsettled(forms, graph, names))
    return tuple(each for name in names for each in forms[name])


def _before(name: str, forms: Forms) -> set[str]:
    """Those that go before it: the ones it names, and for a cap every exclusion of the same entitlements."""
    named = {phrase.text for form in forms[name] for phrase in form.adjustment.after} & forms.keys()
    if not _caps(forms[name]):
        return named
    return named | {other for other in forms if not _caps(forms[other]) and _share(forms[name], forms[other])}


def _unsettled(
    forms: Forms, graph: Mapping[str, Sequence[str]], names: Sequence[str]
) -> Iterable[Diagnostic]:
    earlier: dict[str, set[str]] = {}
    for name in names:
        earlier[name] = {one for before in graph[name] for one in (before, *earlier[before])}
    for first, second in combinations(sorted(forms), 2):
        settled = first in earlier[second] or second in earlier[first]
        if not settled and _share(forms[first], forms[second]) and _meet(forms[first], forms[second]):
            yield _clash(forms[first][0], forms[second][0])


def _clash(first: Asked, second: Asked) -> Diagnostic:
    shared = sorted(_names([first]) & _names([second]))
    message = (
        f"`{first.rule.name}` and `{second.rule.name}` both adjust `{shared[0]}`, and neither goes first"
    )
    others = (Label(first.rule.span, "the other interaction"),) if first.rule.span else ()
    help_text = f"write `after: {first.rule.name}` here, or there that it goes after this one"
    return Diagnostic(errors.UNSETTLED_ORDER, message, second.rule.span, others=others, help=help_text)


def _circle(rules: Sequence[Rule]) -> Diagnostic:
    names = " → ".join(f"`{rule.name}`" for rule in rules)
    message = f"these interactions all go after each other: {names}"
    help_text = "remove one `after:`; exclusions go before caps anyway"
    return Diagnostic(errors.UNSETTLED_ORDER, message, rules[0].span, help=help_text)


def _caps(forms: Sequence[Asked]) -> bool:
    return isinstance(forms[0].adjustment.way, Cap)


def _names(forms: Iterable[Asked]) -> set[str]:
    return {phrase.text for form in forms for phrase in form.adjustment.members}


def _share(first: Iterable[Asked], second: Iterable[Asked]) -> bool:
    return bool(_names(first) & _names(second))


def _meet(first: Iterable[Asked], second: Iterable[Asked]) -> bool:
    """Whether both can hold for a subject; of a rule and its exception only one does."""
    return any(
        _extent(one.rule).meets(_extent(other.rule))
        and one.rule.exception_to != other.rule.name
        and other.rule.exception_to != one.rule.name
        for one in first
        for other in second
    )


def _extent(rule: Rule) -> Extent:
    return Extent(rule.areas, rule.start, rule.until)
