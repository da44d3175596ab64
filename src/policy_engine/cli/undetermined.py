"""Undetermined outcomes in short: what each waits for, and what most of them wait for."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from policy_engine.backends.missing import Sort
from policy_engine.cli.console import columns
from policy_engine.core.program import Program
from policy_engine.decisions.outcome import UNDETERMINED, Outcome
from policy_engine.explanation.lacking import missing_label
from policy_engine.model.labels import Labels, Language
from policy_engine.source.text import display_width

FEW = 20
"""So many undetermined outcomes can be read without a summary."""
MOST_SHOWN = 15


def short(outcome: Outcome, lang: Language) -> Iterator[RenderableType]:
    """The title of the rule and what is missing, on one line where there is room, else on two."""
    title, name = outcome.rule.labels.text(lang), outcome.rule.name
    head = Text.assemble((title, "yellow"), " ", (name, "dim"))
    used = display_width(f"    {title} {name}  ")
    whole = _waiting([each.name for each in outcome.missing], lang)
    if used + display_width(whole) <= columns():
        yield Padding(Text.assemble(head, "  ", whole), (0, 0, 0, 4))
        return
    yield Padding(head, (0, 0, 0, 4))
    yield Text(f"      {_fitting(outcome, lang, columns() - 6)}", no_wrap=True, overflow="ignore")


def summary(outcomes: Iterable[Outcome], program: Program, lang: Language) -> Iterator[RenderableType]:
    """Where many are undetermined: how many wait for each fact and parameter, whoever it is of."""
    undetermined = [outcome for outcome in outcomes if outcome.status == UNDETERMINED]
    if len(undetermined) <= FEW:
        return
    counts: Counter[str] = Counter()
    labels: dict[str, Labels] = {}
    for outcome in undetermined:
        found = {
            _declared(each.sort, each.entity, each.variable, each.name): each for each in outcome.missing
        }
        counts.update(found.keys())
        labels |= {name: missing_label(each, program) for name, each in found.items()}
    heading = Labels("无法判定的结果所缺", "What the undetermined outcomes wait for")
    yield Text(f"\n{heading.text(lang)}", style="bold")
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    for name, count in ranked[:MOST_SHOWN]:
        yield Text(f"  {count:>5}  {labels[name].text(lang)} {name}")
    more = len(ranked) - MOST_SHOWN
    if more > 0:
        rest = Labels(
            f"另有{more}项；policy-engine ask 逐项列出",
            f"{more} more; policy-engine ask lists them one by one",
        )
        yield Text(f"         {rest.text(lang)}")


def _declared(sort: Sort, entity: str, variable: str, name: str) -> str:
    if sort is Sort.PARAMETER:
        return name
    last = variable if sort is Sort.FACT and variable else name.rpartition(".")[2]
    return f"{entity}.{last}" if sort is Sort.FACT else last


def _fitting(outcome: Outcome, lang: Language, room: int) -> str:
    """As many names as have room on a line, at least one, and how many more there are."""
    names = [each.name for each in outcome.missing]
    for shown in range(len(names), 1, -1):
        text = _waiting(names[:shown], lang, len(names) - shown)
        if display_width(text) <= room:
            return text
    return _waiting(names[:1], lang, len(names) - 1)


def _waiting(names: list[str], lang: Language, more: int = 0) -> str:
    told = ", ".join(names)
    if more:
        told += Labels(f" 等{len(names) + more}项", f" and {more} more").text(lang)
    return Labels(f"待补：{told}", f"to be given: {told}").text(lang)
