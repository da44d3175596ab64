"""What an obligation says, in words."""

from collections.abc import Iterator

from policy_engine.checking.rule_kind import RuleContext
from policy_engine.checking.wording import actors, clause
from policy_engine.core.building import TRUE
from policy_engine.core.expression import Expression, Pick
from policy_engine.core.program import Clause
from policy_engine.kinds.obligation.deadline import Deadline
from policy_engine.kinds.obligation.evidence import ONE, Evidence
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
    """Who must do what for whom, how often or by when, and what counts."""
    made = [_what(tree, context, evidence, applies)]
    made += _when(form, context) if isinstance(form, Deadline) else _how_often(tree, form, context)
    if evidence.where != TRUE:
        records = _records(evidence, context)
        made.append(
            clause(
                context,
                "只计符合以下条件的{records}：{0}",
                "counted are the {records} for which {0}",
                evidence.where,
                records=records,
            )
        )
    return tuple(made)


def _what(tree: ObligationTree, context: RuleContext, evidence: Evidence, applies: Expression) -> Clause:
    conditions = () if applies == TRUE else (applies,)
    zh, en = ("", "") if applies == TRUE else ("{0}的", "if {0}, ")
    place = f"{{{len(conditions)}}}"
    shown: tuple[Expression, ...] = ()
    how = Labels("", "")
    if evidence.over:
        records = _records(evidence, context)
        how = Labels(f"至少一次，以{records.zh}为凭", f" at least once, as the {records.en} show")
        if evidence.required != ONE:
            shown = (evidence.required,)
            how = Labels(
                f"至少{place}次，以{records.zh}为凭", f" at least {place} times, as the {records.en} show"
            )
    elif evidence.done is None:
        shown = (evidence.dated,)
        how = Labels(f"，以{place}为凭", f", as {place} shows")
    return clause(
        context,
        f"{{actor}}须为{zh}{{entity}}完成“{{title}}”{how.zh}",
        f"{en}{{actor}} must see to “{{title}}” for {{entity}}{how.en}",
        *conditions,
        *shown,
        actor=actors(context, (tree.actor,)),
    )


def _records(evidence: Evidence, context: RuleContext) -> Labels:
    entity = context.vocabulary.entities[evidence.over]
    return Labels(entity.labels.zh, (entity.plural or entity.name).replace("_", " "))


def _how_often(tree: ObligationTree, form: Periods | Rolling, context: RuleContext) -> Iterator[Clause]:
    zh: list[str] = []
    en: list[str] = []
    ends: list[Expression] = []
    for phase in form.phases:
        often, length = phase.frequency.labels, phase.frequency.length.labels
        if isinstance(form, Rolling):
            often = Labels(f"任意连续{length.zh}内", f"in any {length.en}")
        if phase.until is None:
            zh.append(often.zh)
            en.append(often.en)
        else:
            zh.append(f"{{{len(ends)}}}之前{often.zh}")
            en.append(f"{often.en} before {{{len(ends)}}}")
            ends.append(phase.until)
    yield clause(context, f"周期：{'，此后'.join(zh)}", f"how often: {', then '.join(en)}", *ends)
    if tree.begins is not None and form.begins is not None:
        own = form.begins.operands[0] if isinstance(form.begins, Pick) else form.begins
        yield clause(context, "自{0}起", "from {0} on", own)
    if form.ends is not None:
        yield clause(context, "至{0}为止", "until {0}", form.ends)


def _when(form: Deadline, context: RuleContext) -> Iterator[Clause]:
    if form.event is not None and form.within is not None:
        length = form.within.labels
        yield clause(context, "期限：自{0}起{length}内", "within {length} of {0}", form.event, length=length)
    elif form.by is not None:
        yield clause(context, "期限：{0}", "by {0}", form.by)
    if form.to_working_day:
        yield clause(
            context,
            "期限遇非工作日的，顺延至下一工作日",
            "a deadline on a day off moves to the next working day",
        )
