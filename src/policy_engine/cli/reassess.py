"""The command `reassess`: what was paid too little or too much, now that the evidence has changed."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

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
from policy_engine.engine import Reassessment
from policy_engine.engine.reassessment import Line, amount_text, compare
from policy_engine.engine.settling import Due, Settled
from policy_engine.explanation.words import counted_text, status_text
from policy_engine.model.labels import Labels, Language

_UNDERPAID, _OVERPAID = Labels("应补发", "to be paid in addition"), Labels("应追回", "paid too much")
_OPEN = Labels("尚不能确定", "Open")


def reassess(
    before: CaseOption,
    after: CaseOption,
    start: FromOption,
    end: UntilOption,
    settled: Annotated[
        Settled,
        typer.Option("--settled", help="The day of a period that settles it. 按期初还是期末的情况结算。"),
    ] = Settled.FIRST_DAY,
    rule: RuleOption = "",
    module: ModuleOption = "",
    shape: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.ZH,
    policies: PoliciesOption = None,
    installed: InstalledOption = True,
) -> Answer:
    """情况变化后的补发与追回。What was paid too little or too much, now that the evidence has changed."""
    engine = load_engine(policies, installed)
    wanted = chosen(rule, module, engine)
    was, now = (decide_span(engine, read_case_file(case), start, end, wanted) for case in (before, after))
    found = compare(was, now, settled)
    if shape is Format.JSON:
        return Answer(found.to_json(lang))
    return Answer(rendered(_parts(found, lang)))


def _parts(found: Reassessment, lang: Language) -> Iterator[RenderableType]:
    yield Text(span_labels(found.start, found.end).text(lang))
    for heading, totals in ((_UNDERPAID, found.underpaid), (_OVERPAID, found.overpaid)):
        amounts = [
            counted_text(amount_text(total, unit), unit, "once", lang) for unit, total in totals.items()
        ]
        yield Text(f"{heading.text(lang)}: {', '.join(amounts) or 0}")
    yield from _listed(found.lines, lang)
    if found.open:
        yield Text(f"\n{_OPEN.text(lang)}", style="bold")
        yield from _listed(found.open, lang)


def _listed(lines: Iterable[Line], lang: Language) -> Iterator[RenderableType]:
    for subject, of_subject in groupby(lines, key=lambda line: line.subject):
        yield subject_heading(subject)
        for rule, payments in groupby(of_subject, key=lambda line: line.rule):
            yield rule_heading(rule, lang, 2)
            for told, same in groupby(payments, key=lambda line: _told(line, lang)):
                found = list(same)
                times = f" × {len(found)}" if len(found) > 1 else ""
                days = f"{found[0].payment.first}/{found[-1].payment.last}"
                yield Wrapped(f"{days}{times}  {told}", 4)


def _told(line: Line, lang: Language) -> str:
    before, after = (_due(each, line, lang) for each in (line.before, line.after))
    if line.difference is None:
        return f"{before} → {after}"
    sign = "+" if line.difference > 0 else ""
    return f"{before} → {after}: {sign}{amount_text(line.difference, line.counting.unit)}"


def _due(side: Due, line: Line, lang: Language) -> str:
    if side.amount is None:
        return status_text(side.segment.status, lang) if side.segment else ""
    return counted_text(
        amount_text(side.amount, line.counting.unit), line.counting.unit, line.counting.per, lang
    )
