"""The command `timeline`: what holds for a case from day to day, and what changes it."""

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from policy_engine.backends.horizon import Cause, Sort
from policy_engine.cli.answer import Answer
from policy_engine.cli.case_files import decide_span, read_case_file
from policy_engine.cli.console import Wrapped, rendered
from policy_engine.cli.headings import rule_heading, span_labels, subject_heading
from policy_engine.cli.options import (
    CaseOption,
    Format,
    FormatOption,
    FromOption,
    InstalledOption,
    LanguageOption,
    ModuleOption,
    PoliciesOption,
    RuleOption,
    UntilOption,
    load_engine,
)
from policy_engine.cli.rule_names import chosen
from policy_engine.engine.timeline import NOT_IN_FORCE, Segment, Timeline
from policy_engine.explanation.words import counted_text, status_text
from policy_engine.model.labels import Labels, Language

_SILENT = Labels("规则不适用", "not in force")
_SORTS = {
    Sort.LAW: Labels("法规", "law"),
    Sort.FACTS: Labels("事实", "facts"),
    Sort.TIME: Labels("时间", "time"),
}


def timeline(
    case: CaseOption,
    start: FromOption,
    end: UntilOption,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is never granted, raised. 也列出始终不符合的。")
    ] = False,
    rule: RuleOption = "",
    module: ModuleOption = "",
    shape: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.ZH,
    policies: PoliciesOption = None,
    installed: InstalledOption = True,
) -> Answer:
    """一段时间内的变化。What holds for a case from day to day, and what changes it."""
    given = read_case_file(case)
    engine = load_engine(policies, installed)
    found = decide_span(engine, given, start, end, chosen(rule, module, engine))
    if shape is Format.JSON:
        return Answer(found.to_json(lang, everything=everything))
    return Answer(rendered(_parts(found, lang, everything=everything)))


def _parts(found: Timeline, lang: Language, *, everything: bool) -> Iterator[RenderableType]:
    tracks = [track for track in found.tracks if everything or track.listed]
    days = {segment.start for track in tracks for segment in track.segments} - {found.start}
    span = span_labels(found.start, found.end)
    head = Labels(f"{span.zh}：有 {len(days)} 天发生变化", f"{span.en}: days with changes: {len(days)}")
    yield Text(head.text(lang))
    for subject, listed in groupby(tracks, key=lambda track: track.subject):
        yield subject_heading(subject)
        for track in listed:
            yield rule_heading(track.rule, lang, 2)
            yield from (Wrapped(_line(segment, lang), 4) for segment in track.segments)


def _line(segment: Segment, lang: Language) -> str:
    parts = [said(segment, lang)]
    if segment.causes:
        changed = "; ".join(_cause(cause, lang) for cause in segment.causes)
        parts.append(Labels(f"（变化：{changed}）", f"(changed: {changed})").text(lang))
    return f"{segment.start}  {' '.join(parts)}"


def said(segment: Segment, lang: Language) -> str:
    """The status of a segment, with its amount or class."""
    if segment.status == NOT_IN_FORCE:
        return _SILENT.text(lang)
    details = dict(segment.details)
    status = status_text(segment.status, lang)
    amount, value = details.get("amount"), details.get("value")
    if isinstance(amount, str):
        return f"{status} {counted_text(amount, str(details['unit']), str(details['per']), lang)}"
    return f"{status} {value}" if isinstance(value, str) else status


def _cause(cause: Cause, lang: Language) -> str:
    return f"{_SORTS[cause.sort].text(lang)} {cause.name}"
