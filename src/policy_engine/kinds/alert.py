"""Alert: a condition on which someone must act, how urgently, and by when."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from policy_engine.checking.rule_kind import Lowered, RuleContext, RuleKind
from policy_engine.checking.wording import actors, clause
from policy_engine.core.expression import Calendar, CalendarStep, Constant, Expression, Read
from policy_engine.core.program import Clause, Figure, Output, State
from policy_engine.diagnostics import Code, Diagnostic
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL, DATE, INT
from policy_engine.reading.yaml import Mapping
from policy_engine.syntax.policy import RuleTree
from policy_engine.syntax.surface import Count, Many, Surface, Text, Written, text_of

SINCE_WITHOUT_WITHIN = Code("PE530", "since-without-within")
Severity = Annotated[Literal["low", "medium", "high"], BeforeValidator(text_of)]
_SEVERITIES = {"low": Labels("低", "low"), "medium": Labels("中", "medium"), "high": Labels("高", "high")}


class WorkingDaysTree(Surface):
    """A deadline counted in working days."""

    working_days: Count = Field(description="工作日数。 How many working days.")


def _counting(within: object) -> str:
    return "working" if isinstance(within, Mapping | WorkingDaysTree) else "plain"


Within = Annotated[
    Annotated[Count, Tag("plain")] | Annotated[WorkingDaysTree, Tag("working")], Discriminator(_counting)
]


class AlertTree(RuleTree):
    """The keys of an alert."""

    when: Written = Field(description="条件。 The condition on which somebody must act.")
    severity: Severity = Field(description="紧急程度。 How urgent it is.")
    notify: Many[Text] = Field(description="通知谁，按岗位。 Who must act, by role.")
    within: Within | None = Field(
        default=None,
        description="限几日内办理；按工作日计的写 `{working_days: 10}`。 The days within which to act; working days as `{working_days: 10}`.",
    )
    since: Written | None = Field(
        default=None,
        description="期限从哪一天起算；不写则从评估日起。 The date that the days count from; by default that of evaluation.",
    )


def _lower(tree: AlertTree, context: RuleContext) -> Lowered:
    if tree.since is not None and tree.within is None:
        message = f"`{context.rule.name}` says `since:` but not within how many days"
        context.report(
            Diagnostic(
                SINCE_WITHOUT_WITHIN, message, context.rule.span, help="add `within:` with a number of days"
            )
        )
    when = context.expression(tree.when, BOOL)
    since = None if tree.since is None else context.expression(tree.since, DATE)
    output = Output(
        context.rule,
        (State("raised", when),),
        "clear",
        _deadline(tree, since),
        fixed=(("severity", tree.severity), ("notify", tuple(tree.notify))),
        clauses=(_raised(when, tree, context), _acted(since, tree, context)),
    )
    return Lowered(outputs=(output,))


def _raised(when: Expression, tree: AlertTree, context: RuleContext) -> Clause:
    return clause(
        context,
        "{entity}符合以下条件的，发出预警“{title}”（紧急程度{severity}）：{0}",
        "the alert “{title}” ({severity}) is raised for {entity} if {0}",
        when,
        severity=_SEVERITIES[tree.severity],
    )


def _acted(since: Expression | None, tree: AlertTree, context: RuleContext) -> Clause:
    who = actors(context, tree.notify)
    if tree.within is None:
        return clause(context, "由{who}处置", "to act: {who}", who=who)
    days = _days(tree.within)
    if since is None:
        return clause(context, "由{who}在{days}内处置", "to act within {days}: {who}", who=who, days=days)
    return clause(
        context, "由{who}自{0}起{days}内处置", "to act within {days} of {0}: {who}", since, who=who, days=days
    )


def _days(within: int | WorkingDaysTree) -> Labels:
    if isinstance(within, WorkingDaysTree):
        return Labels(f"{within.working_days}个工作日", f"{within.working_days} working days")
    return Labels(f"{within}日", f"{within} days")


def _deadline(tree: AlertTree, since: Expression | None) -> tuple[Figure, ...]:
    if tree.within is None:
        return ()
    start = Read("context", "date", DATE) if since is None else since
    step, count = CalendarStep.ADD_DAYS, tree.within
    if isinstance(count, WorkingDaysTree):
        step, count = CalendarStep.ADD_WORKING_DAYS, count.working_days
    due = Calendar(step, (start, Constant(count, INT)), DATE)
    return (Figure("due", due, ("raised",)),)


KIND = RuleKind(
    name="alert",
    labels=Labels("预警", "alert"),
    meaning="Somebody must act while a condition holds.",
    tree=AlertTree,
    lower=_lower,
    statuses=("raised", "clear", "undetermined"),
    example="jiangxi.relocated_without_social_helper",
)
