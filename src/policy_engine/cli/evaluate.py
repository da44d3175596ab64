"""The command `evaluate`: every outcome of a case, grouped by subject."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Annotated

import attrs
import typer
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from policy_engine.cli.answer import Answer
from policy_engine.cli.case_files import decide, read_case_file
from policy_engine.cli.console import Wrapped, rendered
from policy_engine.cli.headings import rule_heading, subject_heading
from policy_engine.cli.options import (
    CaseOption,
    Format,
    FormatOption,
    InstalledOption,
    LanguageOption,
    ModuleOption,
    OnOption,
    PoliciesOption,
    RuleOption,
    load_engine,
)
from policy_engine.cli.rule_names import chosen
from policy_engine.cli.undetermined import short, summary
from policy_engine.decisions.outcome import UNDETERMINED, Outcome
from policy_engine.engine import Decision
from policy_engine.model.labels import Labels, Language

_HEADINGS = {
    "entitlement": Labels("待遇", "Entitlements"),
    "alert": Labels("预警", "Alerts"),
    "classification": Labels("分类", "Classes"),
    "standard": Labels("标准", "Standards"),
    "target": Labels("目标", "Targets"),
    "obligation": Labels("责任事项", "Obligations"),
    "allocation": Labels("名额分配", "Allocations"),
    "interaction": Labels("待遇衔接", "Interactions"),
    UNDETERMINED: Labels("无法判定", "Undetermined"),
}
_COUNTED = {
    "granted": Labels("应当享受", "granted"),
    "eligible": Labels("金额待定", "amount open"),
    "raised": Labels("预警", "raised"),
    "classified": Labels("归类", "classified"),
    "behind": Labels("未完成进度", "behind"),
    "overdue": Labels("逾期", "overdue"),
    "due": Labels("待办", "due"),
    "selected": Labels("入选", "selected"),
    UNDETERMINED: Labels("无法判定", "undetermined"),
}
_SEVERITY = {"low": Labels("低", "low"), "medium": Labels("中", "medium"), "high": Labels("高", "high")}
_STYLES = {"granted": "green", "eligible": "green", "raised": "red"}


def evaluate(
    case: CaseOption,
    on: OnOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is not granted, clear, met. 也列出不符合的。")
    ] = False,
    rule: RuleOption = "",
    module: ModuleOption = "",
    shape: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.ZH,
    policies: PoliciesOption = None,
    installed: InstalledOption = True,
) -> Answer:
    """判定案例。Entitlements, alerts and classes of a case."""
    given = read_case_file(case)
    engine = load_engine(policies, installed)
    wanted = chosen(rule, module, engine)
    decision = decide(engine, given, on)
    kept = tuple(outcome for outcome in decision.outcomes if wanted(outcome.rule))
    decision = attrs.evolve(decision, outcomes=kept)
    if shape is Format.JSON:
        return Answer(decision.to_json(lang, everything=everything))
    listed = [outcome for outcome in decision.outcomes if everything or outcome.listed]
    return Answer(rendered(_parts(decision, listed, lang)))


def _parts(decision: Decision, outcomes: list[Outcome], lang: Language) -> Iterator[RenderableType]:
    yield Text(_summary(decision, outcomes, lang))
    for subject, found in groupby(outcomes, key=lambda outcome: outcome.subject.name):
        yield subject_heading(subject)
        sections: dict[str, list[Outcome]] = {}
        for outcome in found:
            section = UNDETERMINED if outcome.status == UNDETERMINED else outcome.rule.kind
            sections.setdefault(section, []).append(outcome)
        for section in sorted(sections, key=_place):
            heading = _HEADINGS.get(section, Labels(section, section.capitalize()))
            yield Padding(Text(heading.text(lang), style="bold"), (0, 0, 0, 2))
            for outcome in sections[section]:
                if section == UNDETERMINED:
                    yield from short(outcome, lang)
                else:
                    yield from _outcome(decision, outcome, lang)
    yield from summary(outcomes, decision.run.program, lang)


def _summary(decision: Decision, outcomes: Iterable[Outcome], lang: Language) -> str:
    statuses = [outcome.status for outcome in outcomes]
    counts = [
        f"{labels.text(lang)} {statuses.count(status)}"
        for status, labels in _COUNTED.items()
        if status in statuses
    ]
    nothing = Labels("没有结果", "nothing applies").text(lang)
    return f"{decision.on}: " + (", ".join(counts) or nothing)


def _outcome(decision: Decision, outcome: Outcome, lang: Language) -> Iterator[RenderableType]:
    yield rule_heading(outcome.rule, lang, 4, _STYLES.get(outcome.status, ""))
    for text in (decision.because(outcome, lang), _urgency(decision, outcome, lang), _missing(outcome, lang)):
        if text:
            yield Wrapped(text, 6)


def _urgency(decision: Decision, outcome: Outcome, lang: Language) -> str:
    severity, notify = outcome.detail("severity"), outcome.detail("notify")
    if outcome.status != "raised" or not isinstance(severity, str) or not isinstance(notify, list):
        return ""
    known = decision.run.program.vocabulary.actors
    told = ", ".join(known[name].text(lang) if name in known else name for name in map(str, notify))
    level = _SEVERITY[severity].text(lang)
    return f"级别：{level}；通知：{told}" if lang is Language.ZH else f"severity: {level}; notify: {told}"


def _missing(outcome: Outcome, lang: Language) -> str:
    names = ", ".join(each.name for each in outcome.missing)
    return Labels(f"待补：{names}", f"to be given: {names}").text(lang) if names else ""


def _place(section: str) -> tuple[int, str]:
    order = list(_HEADINGS)
    if section == UNDETERMINED:
        return len(order) + 1, section
    return order.index(section) if section in order else len(order), section
