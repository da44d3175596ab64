"""Overrides and repeals laid over the rules that they change, by place and date."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.areas import Areas
from policy_engine.model.rule import Change
from policy_engine.reading.yaml import Mapping as MappingNode
from policy_engine.reading.yaml import Node, Scalar
from policy_engine.resolution import errors
from policy_engine.resolution.areas import AreaReader
from policy_engine.resolution.exceptions import bases_of
from policy_engine.resolution.parameters import full_names
from policy_engine.resolution.sources import Register, cited
from policy_engine.resolution.vocabulary import refuse_name
from policy_engine.source.text import Span
from policy_engine.syntax.errors import UNKNOWN_KEY
from policy_engine.syntax.policy import (
    FIXED_KEYS,
    ChangeTree,
    Kinds,
    NamedRule,
    Override,
    ReadPolicy,
    entries_of,
    read_rule,
)

_NOUNS = {"override": "override", "adopt": "adoption", "repeal": "repeal"}


@attrs.frozen
class PlacedRule:
    """A rule, its areas, the change that made it (if one did), and the changes in whose areas it does not hold.

    The `bases` are the rules that it goes before, as an exception: the nearest first.
    """

    rule: NamedRule
    areas: tuple[str, ...]
    change: Change | None = None
    exceptions: tuple[Change, ...] = ()
    bases: tuple[str, ...] = ()

    @property
    def template(self) -> bool:
        """Whether the rule holds nowhere, since it waits to be adopted."""
        return self.rule.tree.template and self.change is None


def base_of(placed: PlacedRule, rules: Iterable[PlacedRule]) -> PlacedRule | None:
    """The rule that an exception goes before; none for any other rule."""
    if not placed.bases:
        return None
    return next((each for each in rules if each.rule.name == placed.bases[0]), None)


@attrs.frozen
class _Changed:
    """A change, with the rule that it puts in place; none for a repeal."""

    change: Change
    rule: NamedRule | None
    span: Span


def placed_rules(
    policies: Iterable[ReadPolicy], kinds: Kinds, register: Register, areas: Areas, findings: list[Diagnostic],
) -> tuple[PlacedRule, ...]:  # fmt: skip
    """All rules with what plugins changed about them."""
    policies = tuple(policies)
    rules: dict[str, NamedRule] = {}
    for policy in policies:
        for rule in policy.rules:
            if rule.name in rules:
                others = (Label(rules[rule.name].key.span, "declared here first"),)
                message = f"the rule `{rule.name}` is declared twice"
                help_text = "give it another name, or use `overrides:` to change the first"
                findings.append(
                    Diagnostic(errors.DECLARED_TWICE, message, rule.key.span, others=others, help=help_text)
                )
            rules.setdefault(rule.name, rule)
            refuse_name(rule.key.text, "rule", rule.key.span, findings)
    changes: dict[str, list[_Changed]] = {name: [] for name in rules}
    reader = AreaReader(areas, findings)
    overlay = _Overlay(rules, kinds, register, reader, findings)
    for policy in policies:
        for override in policy.overrides:
            overlay.override(override, policy.plugin, changes)
        for key, node in entries_of(policy.node, "repeals"):
            overlay.repeal(key, node, policy.tree.repeals[key.text], policy.plugin, changes)
    bases = bases_of(rules, findings)
    return tuple(
        attrs.evolve(placed, bases=bases.get(name, ()))
        for name, rule in rules.items()
        for placed in _placed(rule, reader.under_area(rule.node), changes[name], findings)
    )


@attrs.frozen
class _Overlay:
    rules: Mapping[str, NamedRule]
    kinds: Kinds
    register: Register
    areas: AreaReader
    findings: list[Diagnostic]

    def override(self, override: Override, plugin: str, changes: dict[str, list[_Changed]]) -> None:
        base = self.target(override.target.text, override.target.span)
        if base is None:
            return
        for key, _ in override.changes:
            if key.text in FIXED_KEYS:
                message, help_text = (
                    f"an override cannot change `{key.text}`",
                    "repeal the rule and add another one",
                )
                self.findings.append(Diagnostic(UNKNOWN_KEY, message, key.span, help=help_text))
        if override.adopts is not base.tree.template:
            self.findings.append(_wrong_section(base, override))
            return
        changed = {key.text for key, _ in override.changes}
        kept = tuple(entry for entry in base.node.entries if entry[0].text not in changed)
        node = MappingNode((*kept, *override.changes), override.target.span)
        tree = read_rule(node, self.kinds, override.target, self.findings)
        if tree is None:
            return
        rule = NamedRule(base.name, base.module, tree, node, base.key)
        action = "adopt" if override.adopts else "override"
        change = self.change(action, override.node, override.head, plugin)
        changes[base.name].append(_Changed(change, rule, override.target.span))

    def repeal(
        self,
        key: Scalar,
        written: Node,
        tree: ChangeTree,
        plugin: str,
        changes: dict[str, list[_Changed]],
    ) -> None:
        base = self.target(key.text, key.span)
        if base is not None:
            changes[base.name].append(_Changed(self.change("repeal", written, tree, plugin), None, key.span))

    def target(self, name: str, span: Span) -> NamedRule | None:
        if name not in self.rules:
            near = full_names(name, self.rules) or suggest(name, self.rules)
            help_text = f"did you mean `{near[0]}`?" if near else "name a rule as `module.rule`"
            self.findings.append(
                Diagnostic(
                    errors.UNKNOWN_TARGET, f"there is no rule `{name}` to change", span, help=help_text
                )
            )
        return self.rules.get(name)

    def change(self, action: str, written: Node, tree: ChangeTree, plugin: str) -> Change:
        if not tree.source:
            message, help_text = (
                f"this {_NOUNS[action]} names no clause of a document",
                "add `source:` with the id of a registered clause",
            )
            self.findings.append(Diagnostic(errors.UNKNOWN_SOURCE, message, tree.span, help=help_text))
        sources = cited(tree.source, self.register, tree.span, self.findings)
        areas = self.areas.under_area(written)
        return Change(plugin, action, tree.reason.labels, areas, tree.start, tree.until, sources)


def _wrong_section(rule: NamedRule, override: Override) -> Diagnostic:
    """A template is adopted, any other rule overridden."""
    if override.adopts:
        message = f"`{rule.name}` is no template: it holds without being adopted"
        help_text = "to change it for an area, write it under `overrides:`"
    else:
        message = f"`{rule.name}` is a template, which holds nowhere by itself"
        help_text = "write it under `adopts:`, with its changes"
    others = (Label(rule.key.span, "the rule"),)
    return Diagnostic(errors.NO_TEMPLATE, message, override.target.span, others=others, help=help_text)


def _placed(
    rule: NamedRule, areas: tuple[str, ...], changes: list[_Changed], findings: list[Diagnostic]
) -> Iterable[PlacedRule]:
    clashes: dict[frozenset[int], Diagnostic] = {}
    yield PlacedRule(rule, areas, None, tuple(changed.change for changed in changes))
    for changed in changes:
        findings.extend(_beyond(rule, areas, changed))
        narrower = []
        for other in changes:
            if other is changed:
                continue
            if _narrower(other.change, changed.change):
                narrower.append(other.change)
            elif not _narrower(changed.change, other.change) and _overlap(other.change, changed.change):
                clashes.setdefault(frozenset((id(other), id(changed))), _clash(rule, other, changed))
        if changed.rule is not None:
            yield PlacedRule(changed.rule, changed.change.areas, changed.change, tuple(narrower))
    findings.extend(clashes.values())


def _beyond(rule: NamedRule, areas: tuple[str, ...], changed: _Changed) -> Iterator[Diagnostic]:
    """A finding for an override that reaches beyond its rule, and for a repeal of a rule that holds nowhere there."""
    change, tree, held = changed.change, rule.tree, ", ".join(areas)
    if not _meet(change.areas, areas):
        message, help_text = (
            f"`{rule.name}` holds in {held} only",
            f"check the area of this {_NOUNS[change.action]}",
        )
    elif change.action != "repeal" and not _inside(change.areas, areas):
        message = f"this {_NOUNS[change.action]} reaches beyond `{rule.name}`, which holds in {held} only"
        help_text = "name areas inside that; for others add a rule of its own"
    elif change.action != "repeal" and (
        (tree.start and change.start and change.start < tree.start)
        or (tree.until and change.until and change.until > tree.until)
    ):
        times = [f"from {tree.start}" if tree.start else "", f"until {tree.until}" if tree.until else ""]
        message = f"this {_NOUNS[change.action]} reaches beyond `{rule.name}`, which holds {' '.join(filter(None, times))}"
        help_text = "keep its dates inside those; for other times add a rule of its own"
    else:
        return
    others = (Label(rule.key.span, "the rule"),)
    yield Diagnostic(errors.CHANGE_OUTSIDE, message, changed.span, others=others, help=help_text)


def _inside(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    return not outer or all(any(area.startswith(wide) for wide in outer) for area in inner)


def _meet(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether some place lies in both; no areas are the whole country."""
    return (
        not first
        or not second
        or any(one.startswith(two) or two.startswith(one) for one in first for two in second)
    )


def _clash(rule: NamedRule, first: _Changed, second: _Changed) -> Diagnostic:
    message = f"two changes of `{rule.name}` hold for the same place and time"
    others = (Label(first.span, f"the other change, by {first.change.plugin}"),)
    reasons = "; ".join(f"{each.change.plugin}: {each.change.reason.en}" for each in (first, second))
    return Diagnostic(
        errors.CHANGES_CLASH,
        message,
        second.span,
        others=others,
        label=f"by {second.change.plugin}",
        help="end one with `until:`, or narrow its `area:`",
        note=f"their reasons are: {reasons}",
    )


def _narrower(inner: Change, outer: Change) -> bool:
    return bool(inner.areas) and all(
        any(area != wide and area.startswith(wide) for wide in outer.areas) for area in inner.areas
    )


def _overlap(first: Change, second: Change) -> bool:
    if not _meet(first.areas, second.areas):
        return False
    start = max(first.start or date.min, second.start or date.min)
    end = min(first.until or date.max, second.until or date.max)
    return start < end
