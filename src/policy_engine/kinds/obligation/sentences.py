"""What an obligation says, in words."""

from collections.abc import Iterator

from policy_engine.checking.rule_kind import RuleContext
from policy_engine.checking.wording import actors, clause
from policy_engine.core.expression import Expression, Pick
from policy_engine.core.program import Clause
from policy_engine.kinds.obligation.deadline import Deadline
from policy_engine.kinds.obligation.evidence import Evidence
from policy_engine.kinds.obligation.logic import TRUE
from policy_engine.kinds.obligation.periods import Periods
from policy_engine.kinds.obligation.rolling import Rolling
from policy_engine.kinds.obligation.tree import ObligationTree
from policy_engine.model.labels import Labels


def sentences(
    tree: ObligationTree,
    context: RuleContext,
    form: Periods | Rolling | Deadline,
    evidence: Evidence,
    applies: Expression,
) -> tuple[Clause, ...]:
    """Who it is for, who must do what how often or by when, and what counts."""
    made = (
        [] if applies == TRUE else [clause(context, "适用于{0}的{entity}", "For {entity} with {0}", applies)]
    )
    made.append(_what(tree, context, evidence))
    made += _when(form, context) if isinstance(form, Deadline) else _how_often(tree, form, context)
    if evidence.where != TRUE:
        records = _records(evidence, context)
        made.append(
            clause(
                context,
                "只计{0}的{records}",
                "Only {records} with {0} count",
                evidence.where,
                records=records,
            )
        )
    return tuple(made)


def _what(tree: ObligationTree, context: RuleContext, evidence: Evidence) -> Clause:
    actor = actors(context, (tree.actor,))
    if not evidence.over and evidence.done is None:
        return clause(
            context,
            "{actor}须对{entity}完成“{title}”，以{0}为凭",
            "{actor} must do “{title}” for {entity}, as {0} shows",
            evidence.dated,
            actor=actor,
        )
    if not evidence.over:
        return clause(
            context,
            "{actor}须对{entity}完成“{title}”",
            "{actor} must complete “{title}” for {entity}",
            actor=actor,
        )
    return clause(
        context,
        "{actor}须对{entity}完成“{title}”，至少{0}次，以{records}为凭",
        "{actor} must do “{title}” for {entity}, at least {0} times, as the {records} show",
        evidence.required,
        actor=actor,
        records=_records(evidence, context),
    )


def _records(evidence: Evidence, context: RuleContext) -> Labels:
    entity = context.vocabulary.entities[evidence.over]
    return Labels(entity.labels.zh, (entity.plural or entity.name).replace("_", " "))


def _how_often(tree: ObligationTree, form: Periods | Rolling, context: RuleContext) -> Iterator[Clause]:
    rolling = isinstance(form, Rolling)
    for phase in form.phases:
        length = phase.frequency.length.labels
        often = Labels(f"任意{length.zh}内", f"in any {length.en}") if rolling else phase.frequency.labels
        if phase.until is None:
            yield clause(context, "周期：{often}", "How often: {often}", often=often)
        else:
            yield clause(
                context, "周期：{0}之前{often}", "How often: {often} before {0}", phase.until, often=often
            )
    if tree.begins is not None and form.begins is not None:
        own = form.begins.operands[0] if isinstance(form.begins, Pick) else form.begins
        yield clause(context, "自{0}起", "From {0} on", own)
    if form.ends is not None:
        yield clause(context, "至{0}为止", "Until {0}", form.ends)


def _when(form: Deadline, context: RuleContext) -> Iterator[Clause]:
    if form.event is not None and form.within is not None:
        length = form.within.labels
        yield clause(context, "期限：自{0}起{length}内", "Within {length} of {0}", form.event, length=length)
    elif form.by is not None:
        yield clause(context, "期限：{0}", "By {0}", form.by)
    if form.to_working_day:
        yield clause(
            context,
            "期限遇非工作日的，顺延至下一工作日",
            "A deadline on a day off moves to the next working day",
        )
