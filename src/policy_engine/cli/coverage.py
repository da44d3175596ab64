"""The command `coverage`: what the policies implement of a catalogue, and what their cases test."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from policy_engine.cli.answer import Answer
from policy_engine.cli.console import Wrapped, counts_table, percent, rendered
from policy_engine.cli.options import Format, FormatOption, InstalledOption, LanguageOption, refuse_absent
from policy_engine.engine import Engine
from policy_engine.model.labels import Labels, Language
from policy_engine.plugins.manager import on_disk
from policy_engine.testing.cases import cases_below
from policy_engine.testing.coverage.catalogue import NARRATIVE, Item, read_catalogue
from policy_engine.testing.coverage.evidence import gather
from policy_engine.testing.coverage.survey import Standing, Survey, survey
from policy_engine.testing.engines import Engines

_HEADINGS: dict[str, tuple[Labels, Callable[[Item], str]]] = {
    "plan": (Labels("方案", "plan"), lambda item: item.plan),
    "programme": (Labels("项目", "programme"), lambda item: item.programme),
    "kind": (Labels("类型", "kind"), lambda item: item.kind),
    "module": (Labels("模块", "module"), lambda item: item.module),
    "computable": (Labels("可计算程度", "computable"), lambda item: item.computable),
}
_STANDINGS = {
    Standing.TESTED: Labels("已测试", "tested"),
    Standing.IMPLEMENTED: Labels("已实现未测试", "implemented, not tested"),
    Standing.NOT_COMPUTABLE: Labels("不可判定", "not computable"),
    Standing.MISSING: Labels("缺失", "missing"),
}


def coverage(
    catalogue: Annotated[
        Path, typer.Argument(metavar="CATALOGUE", help="A catalogue of items in YAML. 条目目录。")
    ],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Further policy files and folders. 追加的政策文件或文件夹。"),
    ] = None,
    at_least: Annotated[
        Decimal | None,
        typer.Option(
            "--at-least",
            parser=Decimal,
            metavar="PERCENT",
            help="Exit 1 if fewer of the computable items are tested or listed with a reason. 低于此百分比则退出码为 1。",
        ),
    ] = None,
    installed: InstalledOption = True,
    shape: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.ZH,
) -> Answer:
    """统计目录条目的实现与测试情况。Which items of a catalogue are implemented, and tested."""
    refuse_absent((catalogue,), "CATALOGUE")
    refuse_absent(paths or (), "PATH")
    items = read_catalogue(catalogue)
    engine = Engine.load(paths=paths or (), installed=installed)
    cases = cases_below((*on_disk(engine.plugins), *(paths or ())))
    found = survey(items, engine, gather(cases, Engines()))
    settled, computable = found.share
    low = at_least is not None and settled * 100 < at_least * computable
    text = _json(found) if shape is Format.JSON else rendered(_parts(found, lang))
    return Answer(text, code=1 if low or found.failures else 0)


def _parts(found: Survey, lang: Language) -> Iterator[RenderableType]:
    for title, heading in _HEADINGS.values():
        yield _table(title.text(lang), found.by(heading), lang)
    chinese = lang is Language.ZH
    (settled, computable), (done, full) = found.share, found.full
    yield Text(
        f"可计算条目中已测试或列明理由的：{settled}/{computable}（{percent(settled, computable)}）"
        if chinese
        else f"computable items tested or listed with a reason: {settled} of {computable} ({percent(settled, computable)})"
    )
    yield Text(
        f"完全可计算条目中由规则实现的：{done}/{full}（{percent(done, full)}）"
        if chinese
        else f"fully computable items implemented by rules: {done} of {full} ({percent(done, full)})"
    )
    tested = found.rules - len(found.untested)
    yield Text(
        f"两种结果都有用例的规则：{tested}/{found.rules}；用例：{found.cases}"
        if chinese
        else f"rules decided both ways: {tested} of {found.rules}; cases: {found.cases}"
    )
    yield from _list(("缺失的条目", "missing items"), _names(found, Standing.MISSING), chinese=chinese)
    yield from _list(
        ("已实现未测试的条目", "items implemented, not tested"),
        _names(found, Standing.IMPLEMENTED),
        chinese=chinese,
    )
    yield from _list(("未测试的规则", "rules not tested"), found.untested, chinese=chinese)
    yield from failures(found.failures, lang)


def failures(cases: Iterable[str], lang: Language) -> Iterator[RenderableType]:
    """The cases that fail by themselves, a line each."""
    told = list(cases)
    if told:
        yield Text(
            f"未通过的用例（{len(told)}）：" if lang is Language.ZH else f"failing cases ({len(told)}):"
        )
        yield from (Wrapped(each, 2) for each in told)


def _list(title: tuple[str, str], names: tuple[str, ...], *, chinese: bool) -> Iterator[RenderableType]:
    if names:
        yield Text(f"{title[0]}（{len(names)}）：" if chinese else f"{title[1]} ({len(names)}):")
        yield Wrapped(", ".join(names), 2)


def _names(found: Survey, standing: Standing) -> tuple[str, ...]:
    return tuple(
        row.item.name
        for row in found.rows
        if row.standing is standing
        and not (standing is Standing.MISSING and row.item.computable == NARRATIVE)
    )


def _table(title: str, counts: Mapping[str, Counter[Standing]], lang: Language) -> Table:
    table = counts_table(title, *(standing.text(lang) for standing in _STANDINGS.values()))
    for name, found in counts.items():
        table.add_row(name, *(str(found[standing]) for standing in _STANDINGS))
    return table


def _json(found: Survey) -> str:
    headings = {
        name: {
            title: {each.value: count[each] for each in Standing} for title, count in found.by(key).items()
        }
        for name, (_, key) in _HEADINGS.items()
    }
    data = {
        "computable": dict(zip(("settled", "of"), found.share, strict=True)),
        "full": dict(zip(("implemented", "of"), found.full, strict=True)),
        "rules": {"tested": found.rules - len(found.untested), "of": found.rules, "untested": found.untested},
        "cases": {"run": found.cases, "failures": found.failures},
        **headings,
        "items": {
            row.item.name: {"standing": row.standing.value, "rules": row.rules} for row in found.rows
        },
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
