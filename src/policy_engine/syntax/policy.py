"""Policy files: their models, and the reading of one file of any sort."""

from collections.abc import Mapping as Table
from typing import Annotated, Any, ClassVar, Literal

import attrs
from pydantic import BeforeValidator, Field

from policy_engine.diagnostics import Diagnostic
from policy_engine.diagnostics.suggest import suggest
from policy_engine.reading.yaml import Mapping, Node, Scalar
from policy_engine.syntax import errors
from policy_engine.syntax.surface import (
    AnyNode,
    Area,
    Day,
    Flag,
    LabelsTree,
    Many,
    Named,
    PlacedText,
    Shapes,
    Surface,
    Text,
    read_model,
    text_of,
)

ParameterKind = Literal["bool", "int", "number", "money", "rate", "date", "text"]
KeyKind = Literal["bool", "int", "text", "date"]


class RuleTree(Surface):
    """What every rule states; each kind adds its own keys."""

    kind: Text = Field(description="规则类型。 The kind of the rule.")
    title: LabelsTree = Field(description="规则的中英文名称。 What the rule is called.")
    entity: Text = Field(
        alias="for", description="规则判定的主体，如 person、household。 The entity that the rule is about."
    )
    source: Many[Text] = Field(
        description="依据的条目编号，一个或多个。 The clauses that it rests on, by item id."
    )
    area: Many[Area] = Field(
        default=(), description="适用区划；不写则全国适用。 Where the rule holds; everywhere if left out."
    )
    start: Day | None = Field(
        default=None, alias="from", description="开始执行的日期。 The first day on which it holds."
    )
    until: Day | None = Field(
        default=None, description="停止执行的日期，当日已不执行。 The first day on which it no longer holds."
    )
    template: Flag = Field(
        default=False,
        description="模板：哪里都不适用，由 adopts 在某区划启用。 A template: it holds nowhere until `adopts:` switches it on for an area.",
    )
    exception_to: PlacedText | None = Field(
        default=None,
        description="本规则是哪条规则的例外；在本规则的区划和期限内以本规则为准。 The rule that this one goes before, where and while it holds.",
    )
    note: Text = Field(
        default="", description="说明，如对条文的理解。 A remark, such as how a clause was read."
    )
    decision: Text = Field(
        default="", description="docs/decisions 里的决策记录文件名。 The file of a decision record."
    )


class ChangeTree(Surface):
    """The head of an override, an adoption or a repeal: where, when, why."""

    area: Many[Area] = Field(description="改动适用的区划。 Where the change holds.")
    reason: LabelsTree = Field(description="改动的理由。 Why the rule is changed.")
    source: Many[Text] = Field(
        description="依据的条目编号。 The clauses that the change rests on, by item id."
    )
    start: Day | None = Field(
        default=None, alias="from", description="改动生效的日期。 The first day of the change."
    )
    until: Day | None = Field(
        default=None, description="改动失效的日期，当日已失效。 The first day on which it no longer holds."
    )


class RowTree(Surface):
    """The cells that rows of every parameter may have."""

    others: ClassVar[Any] = Text
    value: Annotated[AnyNode, Shapes((Text,))] = Field(
        description="值；文件未给出写 unset。 The value; unset where it is left open."
    )
    area: Area = Field(
        default="", description="适用区划；不写则全国适用。 Where it holds; everywhere if left out."
    )
    start: Day | None = Field(
        default=None, alias="from", description="开始执行的日期。 The first day on which it holds."
    )
    until: Day | None = Field(
        default=None, description="停止执行的日期，当日已不执行。 The first day on which it no longer holds."
    )
    source: Text | None = Field(
        default=None, description="取值依据的条目编号。 The clause that gives the value, by item id."
    )
    note: Text = Field(default="", description="说明。 A remark.")


class ParameterTree(Surface):
    """A parameter and its rows, whose cells depend on its keys."""

    title: LabelsTree = Field(description="参数的中英文名称。 What the parameter is called.")
    type: Annotated[ParameterKind, BeforeValidator(text_of)] = Field(
        description="值的类型。 The type of its values."
    )
    unit: PlacedText | None = Field(
        default=None, description="单位，如 yuan / year。 The unit, such as yuan / year."
    )
    keys: Named[Annotated[AnyNode, Shapes((KeyKind, list[Text], dict[str, LabelsTree]))]] = Field(
        default_factory=dict,
        description="除区划和日期外决定取值的键：类型，或允许的值（可带名称）。 What else chooses a row: a type, or its values, which may have labels.",
    )
    value: Annotated[AnyNode, Shapes((Text,))] = Field(
        default=None,
        description="处处相同的值；文件未给出写 unset。 The one value; unset where it is left open.",
    )
    values: Many[Annotated[AnyNode, Shapes((RowTree,))]] = Field(
        default=(), description="按区划、日期和键给出的值。 Values by area, date and keys."
    )
    source: Text | None = Field(
        default=None, description="取值依据的条目编号。 The clause that gives the values, by item id."
    )
    note: Text = Field(default="", description="说明。 A remark.")


class PolicyTree(Surface):
    """One policy file; rules and changes are read further by kind."""

    module: Text = Field(description="模块，如 health。 The module, such as health.")
    policy: Text = Field(description="政策名，模块内唯一。 The name of the policy in its module.")
    title: LabelsTree = Field(description="政策的中英文名称。 What the policy is called.")
    note: Text = Field(default="", description="说明。 A remark.")
    parameters: Named[ParameterTree] = Field(
        default_factory=dict,
        description="参数：文件规定的数额和日期。 Parameters: figures that documents fix.",
    )
    rules: Named[AnyNode] = Field(default_factory=dict, description="规则，按名称。 The rules by name.")
    overrides: Named[AnyNode] = Field(
        default_factory=dict,
        description="在某区划改动别的政策的规则，按全名。 Changes of rules of other policies, by full name.",
    )
    adopts: Named[AnyNode] = Field(
        default_factory=dict,
        description="在某区划启用的模板规则，按全名；可同时改动其内容。 Templates switched on for an area, by full name, with changes if need be.",
    )
    repeals: Named[ChangeTree] = Field(
        default_factory=dict, description="在某区划停用的规则，按全名。 Rules that no longer hold in an area."
    )
    settings: Named[Many[Annotated[AnyNode, Shapes((RowTree,))]]] = Field(
        default_factory=dict,
        description="给别的政策的参数加值，按全名。 Rows added to parameters of other policies, by full name.",
    )


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
    """A change of some keys of a rule for some areas; an adoption of a template where `adopts` is true."""

    target: Scalar
    node: Node
    head: ChangeTree
    changes: tuple[tuple[Scalar, Node], ...]
    adopts: bool = False


@attrs.frozen
class ReadPolicy:
    """A policy file whose shape is right."""

    tree: PolicyTree
    node: Mapping
    rules: tuple[NamedRule, ...]
    overrides: tuple[Override, ...]
    plugin: str = ""


FIXED_KEYS = frozenset(
    {"kind", "for", "variable", "type", "unit", "period", "values", "exception_to", "template"}
)
"""What an override cannot change: what makes a rule the rule that it is, and its variable what others take it for."""
CHANGING_SECTIONS = ("overrides", "adopts")
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
    overrides = [
        _read_override(key, content, findings, adopts=section == "adopts")
        for section in CHANGING_SECTIONS
        for key, content in entries_of(node, section)
    ]
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


def _read_override(key: Scalar, node: Node, findings: list[Diagnostic], *, adopts: bool) -> Override | None:
    entries = node.entries if isinstance(node, Mapping) else ()
    head = Mapping(tuple(entry for entry in entries if entry[0].text in HEAD_KEYS), node.span)
    tree = read_model(ChangeTree, head if isinstance(node, Mapping) else node, findings)
    changes = tuple(entry for entry in entries if entry[0].text not in HEAD_KEYS)
    return Override(key, node, tree, changes, adopts) if tree else None


def entries_of(node: Mapping, key: str) -> tuple[tuple[Scalar, Node], ...]:
    """The entries of the mapping under a key; none where there is no mapping."""
    content = node.get(key)
    return content.entries if isinstance(content, Mapping) else ()
