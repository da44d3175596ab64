"""The command `mutate`: change the rules in one place at a time, and tell which changes no case notices."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, RenderableType
from rich.progress import track

from policy_engine.cli.answer import Answer
from policy_engine.cli.console import Wrapped, counts_table, percent, rendered
from policy_engine.cli.coverage import failures
from policy_engine.cli.options import Format, FormatOption, LanguageOption, refuse_absent
from policy_engine.model.labels import Labels, Language
from policy_engine.plugins.manager import contributions, make_manager
from policy_engine.testing.engines import Engines
from policy_engine.testing.mutation.mutants import Mutant
from policy_engine.testing.mutation.trial import Trial, trial

_TITLES = (
    Labels("文件夹", "folder"),
    Labels("变异", "mutants"),
    Labels("未察觉", "survivors"),
    Labels("比例", "share"),
)


def mutate(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help="Policy files and folders to change. 要变异的政策文件或文件夹。"),
    ],
    at_most: Annotated[
        Decimal | None,
        typer.Option(
            "--at-most", parser=Decimal, metavar="PERCENT",
            help="Exit 1 if more of the mutants survive in one of the paths. 任一路径未察觉的比例超过此百分比则退出码为 1。",
        ),
    ] = None,
    shape: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.ZH,
) -> Answer:  # fmt: skip
    """逐处改动规则，找出没有用例察觉的改动。Change rules in one place at a time, and tell what no case notices."""
    refuse_absent(paths, "PATH")
    plugins, engines = contributions(make_manager()).plugins, Engines()
    found = {path: trial(path, plugins, engines, partial(_shown, path)) for path in paths}
    high = at_most is not None and any(
        100 * len(each.survivors) > at_most * len(each.results) for each in found.values()
    )
    failing = dict.fromkeys(str(case) for each in found.values() for case in each.failing)
    text = (
        _json(found) if shape is Format.JSON else rendered((*_parts(found, lang), *failures(failing, lang)))
    )
    return Answer(text, code=1 if high or failing else 0)


def _shown(path: Path, mutants: Sequence[Mutant]) -> Iterable[Mutant]:
    return track(mutants, str(path), console=Console(stderr=True), disable=not sys.stderr.isatty())


def _parts(found: dict[Path, Trial], lang: Language) -> Iterator[RenderableType]:
    table = counts_table(*(title.text(lang) for title in _TITLES))
    for path, each in found.items():
        left, tried = len(each.survivors), len(each.results)
        table.add_row(str(path), str(tried), str(left), percent(left, tried))
    yield table
    for each in found.values():
        for result in each.survivors:
            mutant = result.mutant
            before, after = (text or '""' for text in mutant.change)
            yield Wrapped(f"{mutant.span}: {mutant.name}: `{before}` → `{after}`", 0)


def _json(found: dict[Path, Trial]) -> str:
    data = {
        str(path): {
            "mutants": len(each.results),
            "survivors": [
                {
                    "place": str(result.mutant.span),
                    "name": result.mutant.name,
                    "before": result.mutant.change[0],
                    "after": result.mutant.change[1],
                }
                for result in each.survivors
            ],
        }
        for path, each in found.items()
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
