"""What the people of two example villages are owed, who must be warned, what is open, and whether the plans' totals come out."""

import argparse
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from examples.checkout import load_engine
from examples.totals import FOLDER, Total, read_totals
from policy_engine import Decision
from policy_engine.cli.console import Wrapped, rendered
from policy_engine.decisions.outcome import Outcome
from policy_engine.explanation.words import per_text
from policy_engine.model.labels import Labels, Language

VILLAGES = {
    "anhui_village": (Labels("安徽示例村", "The Anhui village"), ("h03",)),
    "henan_village": (Labels("河南示例村", "The Henan village"), ("h10",)),
}
"""The villages with their titles and the households shown in detail."""
MOST_ASKED = 8
SEVERITY = {"high": Labels("高", "high"), "medium": Labels("中", "medium"), "low": Labels("低", "low")}


class Demo:
    """The parts of the report in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, zh: str, en: str) -> str:
        """The text in the language of the report."""
        return Labels(zh, en).text(self.language)

    def village(self, name: str, decision: Decision) -> Iterator[RenderableType]:
        """All that is told of a village."""
        title, households = VILLAGES[name]
        entities = Counter(subject.entity for subject in decision.run.case.evaluated())
        counts = self.say(
            f"{entities['household']}户{entities['person']}人，{decision.on}",
            f"{entities['household']} households, {entities['person']} persons, on {decision.on}",
        )
        yield Text(f"\n{title.text(self.language)}: {counts}", style="bold reverse")
        yield self._heading("应当享受", "What its people are owed")
        yield self._owed(decision)
        for household in households:
            yield from self._household(decision, household)
        yield self._heading("必须预警", "Who must be warned")
        yield self._warned(decision)
        yield self._heading("无法判定，缺少的事实和参数", "What could not be decided, and for want of what")
        yield from self._open(decision)

    def totals(self, decisions: dict[str, Decision], totals: tuple[Total, ...]) -> Iterator[RenderableType]:
        """The figures of the plans beside those computed."""
        yield self._heading("与方案数字核对", "The totals that the plans print")
        table = self._table(
            ("数字", "Figure"), ("条目", "Catalogue item"), ("方案", "Plan"), ("计算", "Computed"), ("", "")
        )
        for total in totals:
            computed = total.computed(decisions[total.village])
            right = computed == total.expected
            mark = Text(self.say("一致", "ok") if right else self.say("不一致", "DIFFERS"))
            mark.stylize("green" if right else "bold red")
            table.add_row(total.figure.text(self.language), total.item, total.expected, computed, mark)
        yield table

    def next_step(self) -> Text:
        """What to try after this."""
        command = f"evaluate examples/anhui_village.json --rule education.dropout --lang {self.language}"
        return Text(
            f"\n{self.say('接下来试试', 'Try next')}:\n.venv/bin/policy-engine {command}",
            no_wrap=True,
            overflow="ignore",
        )

    def _owed(self, decision: Decision) -> Table:
        table = self._table(
            ("待遇", "Entitlement"), ("人或户", "Granted"), ("金额", "Sum"), ("金额待定", "Amount open")
        )
        for outcomes in sorted(_by_rule(decision.entitlements), key=_worth):
            granted = [outcome for outcome in outcomes if outcome.status == "granted"]
            amounts = [
                Decimal(str(outcome.detail("amount"))) for outcome in granted if outcome.detail("amount")
            ]
            per = per_text(str(outcomes[0].detail("per") or ""), self.language)
            shown = f"{sum(amounts):,.2f}{self.say('元', ' yuan')}{per}" if amounts else ""
            still_open = len(outcomes) - len(granted)
            title = outcomes[0].rule.labels.text(self.language)
            table.add_row(title, str(len(granted)), shown, str(still_open or ""))
        return table

    def _household(self, decision: Decision, household: str) -> Iterator[RenderableType]:
        yield self._heading(f"举例：{household}户", f"For example household {household}, in detail")
        told = [outcome for outcome in decision.entitlements if outcome.detail("amount")] + [*decision.alerts]
        for outcomes in _by_rule(outcome for outcome in told if _belongs(outcome, household)):
            style = "red" if outcomes[0].status == "raised" else "green"
            names = ", ".join(outcome.subject.name for outcome in outcomes)
            yield Padding(
                Text(f"{outcomes[0].rule.labels.text(self.language)} ({names})", style=style), (0, 0, 0, 2)
            )
            yield Wrapped(decision.because(outcomes[0], self.language), 6)

    def _warned(self, decision: Decision) -> Table:
        table = self._table(("预警", "Alert"), ("级别", "Severity"), ("通知", "Tell"), ("对象", "About"))
        for outcomes in sorted(_by_rule(decision.alerts), key=_urgency):
            first = outcomes[0]
            subjects = [outcome.subject.id for outcome in outcomes]
            more = self.say(f"等{len(subjects)}个", f"and {len(subjects) - 4} more")
            about = " ".join([*subjects[:4], *([more] if len(subjects) > 4 else [])])
            told = first.detail("notify")
            names = ", ".join(map(str, told)) if isinstance(told, list) else ""
            severity = SEVERITY[str(first.detail("severity"))].text(self.language)
            table.add_row(first.rule.labels.text(self.language), severity, names, about)
        return table

    def _open(self, decision: Decision) -> Iterator[RenderableType]:
        open_amounts = sum(outcome.status == "eligible" for outcome in decision.outcomes)
        yield Text(
            self.say(
                f"  {len(decision.undetermined)}项无法判定，{open_amounts}项金额待定，共判定{len(decision.outcomes)}项。",
                f"  {len(decision.undetermined)} of {len(decision.outcomes)} outcomes are undetermined, "
                f"{open_amounts} amounts are open.",
            )
        )
        table = self._table(
            ("首先补上", "Ask first for"), ("名称", "Name"), ("可定", "Settles"), ("涉及", "Concerns")
        )
        for question in decision.ask()[:MOST_ASKED]:
            label = question.labels.text(self.language)
            table.add_row(label, question.missing.name, str(question.settles), str(question.concerns))
        yield table

    def _heading(self, zh: str, en: str) -> Text:
        return Text(f"\n{self.say(zh, en)}", style="bold")

    def _table(self, *headings: tuple[str, str]) -> Table:
        table = Table(box=None, pad_edge=True, padding=(0, 1, 0, 0))
        for zh, en in headings:
            numbers = en in {"Granted", "Sum", "Amount open", "Plan", "Computed", "Settles", "Concerns"}
            table.add_column(self.say(zh, en), justify="right" if numbers else "left", overflow="fold")
        return table


def _by_rule(outcomes: Iterable[Outcome]) -> list[list[Outcome]]:
    table: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        table.setdefault(outcome.rule.name, []).append(outcome)
    return list(table.values())


def _belongs(outcome: Outcome, household: str) -> bool:
    holder = outcome.subject.above("household")
    return holder is not None and holder.id == household


def _amounts(outcomes: list[Outcome]) -> list[Decimal]:
    return [Decimal(str(outcome.detail("amount"))) for outcome in outcomes if outcome.detail("amount")]


def _worth(outcomes: list[Outcome]) -> tuple[Decimal, int]:
    return -sum(_amounts(outcomes), Decimal(0)), -len(outcomes)


def _urgency(outcomes: list[Outcome]) -> tuple[int, int]:
    return list(SEVERITY).index(str(outcomes[0].detail("severity"))), -len(outcomes)


def read_case(name: str, folder: Path = FOLDER) -> object:
    """The case of a village, numbers as they are written."""
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)


def main() -> int:
    """Print the report; 1 where a total differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = "zh" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"
    parser.add_argument("--lang", choices=["zh", "en"], default=usual)
    demo = Demo(Language(parser.parse_args().lang))
    engine, totals = load_engine(), read_totals()
    decisions = {name: engine.evaluate(read_case(name)) for name in VILLAGES}
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    parts: list[RenderableType] = []
    for name, decision in decisions.items():
        parts += demo.village(name, decision)
    parts += demo.totals(decisions, totals)
    parts.append(demo.next_step())
    sys.stdout.write(rendered(parts))
    return int(any(total.computed(decisions[total.village]) != total.expected for total in totals))


if __name__ == "__main__":
    sys.exit(main())
