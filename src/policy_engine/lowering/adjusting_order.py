"""The order in which interactions are worked off: exclusions before caps, and each after those that it names."""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, product

from policy_engine.checking.adjustment import Cap, Exclusion, Keep
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
    findings.extend(_clashes(forms, graph, names))
    return tuple(each for name in names for each in forms[name])


def _before(name: str, forms: Forms) -> set[str]:
    """Those that go before it: the ones it names, and for a cap every exclusion of the same entitlements."""
    named = {phrase.text for form in forms[name] for phrase in form.adjustment.after} & forms.keys()
    if not _caps(forms[name]):
        return named
    return named | {other for other in forms if not _caps(forms[other]) and _share(forms[name], forms[other])}


def _clashes(forms: Forms, graph: Mapping[str, Sequence[str]], names: Sequence[str]) -> Iterable[Diagnostic]:
    earlier: dict[str, set[str]] = {}
    for name in names:
        earlier[name] = {one for before in graph[name] for one in (before, *earlier[before])}
    for first, second in combinations(names, 2):
        met = [pair for pair in product(forms[first], forms[second]) if _touch(*pair)]
        counted = [pair for pair in met if _offers(pair[0]) and not _offers(pair[1])]
        if met and first not in earlier[second]:
            yield _unsettled(*sorted(met[0], key=lambda each: each.rule.name))
        elif counted:
            yield _undecided(*counted[0])


def _undecided(choice: Asked, later: Asked) -> Diagnostic:
    shared = sorted(_names([choice]) & _names([later]))
    message = f"`{later.rule.name}` counts `{shared[0]}`, which the applicant may not choose"
    others = (Label(choice.rule.span, "the choice"),) if choice.rule.span else ()
    help_text = "say there which one is kept; or write this limit into the amounts"
    return Diagnostic(errors.AFTER_CHOICE, message, later.rule.span, others=others, help=help_text)


def _unsettled(first: Asked, second: Asked) -> Diagnostic:
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


def _offers(form: Asked) -> bool:
    return form.adjustment.way == Exclusion(Keep.CHOICE)


def _names(forms: Iterable[Asked]) -> set[str]:
    return {phrase.text for form in forms for phrase in form.adjustment.members}


def _share(first: Iterable[Asked], second: Iterable[Asked]) -> bool:
    return bool(_names(first) & _names(second))


def _touch(one: Asked, other: Asked) -> bool:
    """Whether both can adjust something for one subject; of a rule and its exception only one does."""
    return (
        _share([one], [other])
        and _extent(one.rule).meets(_extent(other.rule))
        and one.rule.exception_to != other.rule.name
        and other.rule.exception_to != one.rule.name
    )


def _extent(rule: Rule) -> Extent:
    return Extent(rule.areas, rule.start, rule.until, rule.template)
