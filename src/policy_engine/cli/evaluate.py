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
from policy_engine.cli.options import (
    CaseOption,
    Format,
    FormatOption,
    InstalledOption,
    LanguageOption,
    OnOption,
    PoliciesOption,
    load_engine,
)
from policy_engine.cli.rule_names import find_module, find_rule
from policy_engine.cli.undetermined import short, summary
from policy_engine.decisions.outcome import UNDETERMINED, Outcome
from policy_engine.engine import Decision, Engine
from policy_engine.model.labels import Labels, Language

_HEADINGS = {
    "entitlement": Labels("待遇", "Entitlements"),
    "alert": Labels("预警", "Alerts"),
    "classification": Labels("分类", "Classes"),
    "standard": Labels("标准", "Standards"),
    UNDETERMINED: Labels("无法判定", "Undetermined"),
}
_COUNTED = {
    "granted": Labels("应当享受", "granted"),
    "eligible": Labels("金额待定", "amount open"),
    "raised": Labels("预警", "raised"),
    "classified": Labels("归类", "classified"),
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
    rule: Annotated[
        str, typer.Option("--rule", help="Only this rule, by name or title. 只列出这条规则。")
    ] = "",
    module: Annotated[str, typer.Option("--module", help="Only this module. 只列出这个模块。")] = "",
    shape: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.ZH,
    policies: PoliciesOption = None,
    installed: InstalledOption = True,
) -> Answer:
    """判定案例。Entitlements, alerts and classes of a case."""
    given = read_case_file(case)
    engine = load_engine(policies, installed)
    begins = _wanted(rule, module, engine)
    decision = decide(engine, given, on)
    kept = tuple(outcome for outcome in decision.outcomes if f"{outcome.rule.name}.".startswith(begins))
    decision = attrs.evolve(decision, outcomes=kept)
    if shape is Format.JSON:
        return Answer(decision.to_json(lang, everything=everything))
    listed = [outcome for outcome in decision.outcomes if everything or outcome.listed]
    return Answer(rendered(_parts(decision, listed, lang)))


def _wanted(rule: str, module: str, engine: Engine) -> str:
    """How the names of the rules that are listed begin, each with a dot after it."""
    if rule and module:
        raise typer.BadParameter("give --rule or --module, not both")
    if rule:
        return f"{find_rule(rule, engine).name}."
    return f"{find_module(module, engine)}." if module else ""


def _parts(decision: Decision, outcomes: list[Outcome], lang: Language) -> Iterator[RenderableType]:
    yield Text(_summary(decision, outcomes, lang))
    for subject, found in groupby(outcomes, key=lambda outcome: outcome.subject.name):
        yield Text(f"\n{subject}", style="bold underline")
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
    style = _STYLES.get(outcome.status, "")
    title = Text.assemble((outcome.rule.labels.text(lang), style), " ", (outcome.rule.name, "dim"))
    yield Padding(title, (0, 0, 0, 4))
    for text in (decision.because(outcome, lang), _urgency(outcome, lang), _missing(outcome, lang)):
        if text:
            yield Wrapped(text, 6)


def _urgency(outcome: Outcome, lang: Language) -> str:
    severity, notify = outcome.detail("severity"), outcome.detail("notify")
    if outcome.status != "raised" or not isinstance(severity, str) or not isinstance(notify, list):
        return ""
    told = ", ".join(str(each) for each in notify)
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
