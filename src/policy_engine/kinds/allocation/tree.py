"""The keys of an allocation in a policy file, and which of them belong together."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from policy_engine.checking.rule_kind import RuleContext
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.syntax.policy import RuleTree
from policy_engine.syntax.surface import Flag, Many, Named, PlacedText, Surface, Written, text_of

LIMIT = Code("PE590", "allocation-limit")
TOGETHER = Code("PE591", "allocation-keys")
TIES = Code("PE592", "allocation-ties")
AMONG = Code("PE595", "among-not-above")

Order = Annotated[Literal["ascending", "descending"], BeforeValidator(text_of)]
Ties = Annotated[Literal["id", "all", "none"], BeforeValidator(text_of)]
Direction = Annotated[Literal["down", "up"], BeforeValidator(text_of)]
Awards = Annotated[Literal["whole", "partial"], BeforeValidator(text_of)]
Unused = Annotated[Literal["released", "kept"], BeforeValidator(text_of)]


class KeyTree(Surface):
    """A key of the order."""

    by: Written = Field(description="排序依据：数、日期或是否。 A number, a date or a yes or no.")
    order: Order = Field(
        description="从小到大或从大到小；无值的总在最后。 The smallest first or the largest; none is always last."
    )


class GroupsTree(Surface):
    """How the whole is split between groups of candidates."""

    by: Written = Field(description="按什么分组：枚举、是否或文本。 What tells the groups apart.")
    least: Named[Written] = Field(
        default_factory=dict,
        description="各组至少占总额的比例。 The least share of the whole for each group.",
    )
    unused: Unused | None = Field(
        default=None,
        description="组内用不完的：released 转给其他人，kept 不转。 Whether what a group leaves goes to others.",
    )
    each: Named[Written] = Field(
        default_factory=dict, description="各组各有的名额。 The places of each group."
    )
    transfer: Flag | None = Field(
        default=None, description="用不完的名额是否转给其他人。 Whether unused places go to others."
    )


class AllocationTree(RuleTree):
    """The keys of an allocation."""

    among: PlacedText = Field(
        description="在哪个上级主体内分配，如 county。 The entity above within which it is allocated."
    )
    when: Written = Field(description="参加条件。 The condition for taking part.")
    rank: Many[KeyTree] = Field(
        description="排序，写在前面的先比。 The keys of the order, the first goes first."
    )
    ties: Ties = Field(
        description="并列时：id 按编号，all 都入选，none 都不入选。 At a tie: by id, all are taken, or none."
    )
    quota: Written | None = Field(default=None, description="名额。 How many are taken.")
    share: Written | None = Field(
        default=None, description="名额占参加者的比例。 The share of those who take part."
    )
    rounding: Direction | None = Field(
        default=None, description="按比例得出的名额如何取整。 How the share is rounded."
    )
    budget: Written | None = Field(default=None, description="资金总额。 The money that there is.")
    award: Written | None = Field(default=None, description="每个入选者的金额。 What each one gets.")
    awards: Awards | None = Field(
        default=None,
        description="whole 只给足额，partial 最后一个可得余额。 Whole awards only, or the rest to the last one.",
    )
    groups: GroupsTree | None = Field(default=None, description="分组保障。 What is kept for groups.")


_PAIRS = (("share", "rounding"), ("budget", "award"), ("budget", "awards"))
_GROUP_PAIRS = (("least", "unused"), ("each", "transfer"))


def keys_fit(tree: AllocationTree, context: RuleContext) -> bool:
    """Whether the keys say one way of allocating; a finding for each fault."""
    findings = [*_faults(tree, context)]
    for code, message, help_text in findings:
        place = tree.among.span if code is AMONG else context.rule.span
        context.report(Diagnostic(code, message, place, help=help_text))
    return not findings


Fault = tuple[Code, str, str]


def _faults(tree: AllocationTree, context: RuleContext) -> Iterator[Fault]:
    groups = tree.groups
    limits = (tree.quota, tree.share, tree.budget, groups.each or None if groups else None)
    if sum(limit is not None for limit in limits) != 1:
        message = f"`{context.rule.name}` needs exactly one of `quota:`, `share:`, `budget:` and `each:` under `groups:`"
        yield LIMIT, message, "say in one way how much there is"
    yield from _apart(tree, _PAIRS)
    if groups is not None:
        yield from _apart(groups, _GROUP_PAIRS)
        if bool(groups.least) is bool(groups.each):
            yield TOGETHER, "`groups:` needs either `least:` or `each:`", "state one of them"
        if tree.share is not None or tree.awards == "partial":
            word = "share" if tree.share is not None else "awards: partial"
            yield (
                TOGETHER,
                f"`groups:` cannot stand with `{word}`",
                "use a quota, or a budget with whole awards",
            )
    if tree.budget is not None and tree.ties == "all":
        advice = "write `ties: id`" if tree.awards == "partial" else "write `ties: id` or `ties: none`"
        yield TIES, "with a budget not all that tie can be taken", advice
    if tree.awards == "partial" and tree.ties == "none":
        yield TIES, "only one can get the rest of the budget", "write `ties: id`, or `awards: whole`"
    if not context.vocabulary.descends(tree.entity, tree.among.text):
        above = ", ".join(context.vocabulary.ancestors(tree.entity))
        yield AMONG, f"no {tree.among.text} stands above a {tree.entity}", f"above it stand: {above}"


def _apart(tree: Surface, pairs: tuple[tuple[str, str], ...]) -> Iterator[Fault]:
    for one, other in pairs:
        if bool(getattr(tree, one)) and getattr(tree, other) is None:
            yield TOGETHER, f"`{one}:` needs `{other}:`", f"add `{other}:`"
        if getattr(tree, other) is not None and not getattr(tree, one):
            yield TOGETHER, f"`{other}:` belongs to `{one}:`", f"add `{one}:`, or remove `{other}:`"
