"""Policy files: their models, and the reading of one file of any sort."""

from collections.abc import Mapping as Table
from typing import Annotated, Literal

import attrs
from pydantic import BeforeValidator, Field

from policy_engine.diagnostics import Diagnostic
from policy_engine.diagnostics.suggest import suggest
from policy_engine.reading.yaml import Mapping, Node, Scalar
from policy_engine.syntax import errors
from policy_engine.syntax.surface import (
    AnyNode,
    Day,
    LabelsTree,
    Many,
    Named,
    PlacedText,
    Surface,
    Text,
    read_model,
    text_of,
)

ParameterKind = Literal["bool", "int", "number", "money", "rate", "date", "text"]


class RuleTree(Surface):
    """What every rule states; each kind adds its own keys."""

    kind: Text
    title: LabelsTree
    entity: Text = Field(alias="for")
    source: Many[Text]
    area: Many[Text] = ()
    start: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    note: Text = ""
    decision: Text = ""


class ChangeTree(Surface):
    """The head of an override or a repeal: where, when, why."""

    area: Many[Text]
    reason: LabelsTree
    source: Many[Text]
    start: Day | None = Field(default=None, alias="from")
    until: Day | None = None


class ParameterTree(Surface):
    """A parameter and its rows, whose cells depend on its keys."""

    title: LabelsTree
    type: Annotated[ParameterKind, BeforeValidator(text_of)]
    unit: PlacedText | None = None
    keys: Named[AnyNode] = Field(default_factory=dict)
    value: AnyNode = None
    values: Many[AnyNode] = ()
    source: Text | None = None
    note: Text = ""


class RowTree(Surface):
    """The cells that rows of every parameter may have."""

    value: AnyNode
    area: Text = ""
    start: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    source: Text | None = None
    note: Text = ""


class PolicyTree(Surface):
    """One policy file; rules and changes are read further by kind."""

    module: Text
    policy: Text
    title: LabelsTree
    note: Text = ""
    parameters: Named[ParameterTree] = Field(default_factory=dict)
    rules: Named[AnyNode] = Field(default_factory=dict)
    overrides: Named[AnyNode] = Field(default_factory=dict)
    repeals: Named[ChangeTree] = Field(default_factory=dict)
    settings: Named[Many[AnyNode]] = Field(default_factory=dict)


@attrs.frozen
class NamedRule:
    """A rule under its full name, with the node it was read from."""

    name: str
    module: str
    tree: RuleTree
    node: Mapping
    key: Scalar


@attrs.frozen
class Override:
    """A change of some keys of a rule for some areas."""

    target: Scalar
    head: ChangeTree
    changes: tuple[tuple[Scalar, Node], ...]


@attrs.frozen
class ReadPolicy:
    """A policy file whose shape is right."""

    tree: PolicyTree
    node: Mapping
    rules: tuple[NamedRule, ...]
    overrides: tuple[Override, ...]
    plugin: str = ""


HEAD_KEYS = frozenset({"area", "reason", "source", "from", "until"})
Kinds = Table[str, type[RuleTree]]


def read_policy(node: Node, kinds: Kinds, findings: list[Diagnostic]) -> ReadPolicy | None:
    """The policy in a file's root node; what is wrong goes to the findings."""
    tree = read_model(PolicyTree, node, findings)
    if not isinstance(node, Mapping):
        return None
    module = tree.module if tree else ""
    rules = []
    for key, content in entries_of(node, "rules"):
        rule = read_rule(content, kinds, key, findings)
        if rule is not None and isinstance(content, Mapping):
            rules.append(NamedRule(f"{module}.{key.text}", module, rule, content, key))
    overrides = [_read_override(key, content, findings) for key, content in entries_of(node, "overrides")]
    if tree is None:
        return None
    return ReadPolicy(tree, node, tuple(rules), tuple(override for override in overrides if override))


def read_rule(node: Node, kinds: Kinds, place: Scalar, findings: list[Diagnostic]) -> RuleTree | None:
    """One rule by its kind."""
    kind = node.get("kind") if isinstance(node, Mapping) else None
    if not isinstance(kind, Scalar):
        message = f"the rule `{place.text}` does not say its kind"
        findings.append(
            Diagnostic(
                errors.MISSING_KEY,
                message,
                place.span,
                help="add `kind:` with one of " + ", ".join(sorted(kinds)),
            )
        )
        return None
    if kind.text not in kinds:
        near = suggest(kind.text, kinds)
        advice = f"did you mean `{near[0]}`?" if near else "known kinds: " + ", ".join(sorted(kinds))
        findings.append(
            Diagnostic(errors.UNKNOWN_KIND, f"there is no rule kind `{kind.text}`", kind.span, help=advice)
        )
        return None
    return read_model(kinds[kind.text], node, findings)


def _read_override(key: Scalar, node: Node, findings: list[Diagnostic]) -> Override | None:
    entries = node.entries if isinstance(node, Mapping) else ()
    head = Mapping(tuple(entry for entry in entries if entry[0].text in HEAD_KEYS), node.span)
    tree = read_model(ChangeTree, head if isinstance(node, Mapping) else node, findings)
    changes = tuple(entry for entry in entries if entry[0].text not in HEAD_KEYS)
    return Override(key, tree, changes) if tree else None


def entries_of(node: Mapping, key: str) -> tuple[tuple[Scalar, Node], ...]:
    """The entries of the mapping under a key; none where there is no mapping."""
    content = node.get(key)
    return content.entries if isinstance(content, Mapping) else ()
