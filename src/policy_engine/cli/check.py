"""The command `check`: load policies and plugins, and tell everything that is wrong with them."""

import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from policy_engine.cli.answer import Answer
from policy_engine.cli.options import InstalledOption, refuse_absent
from policy_engine.cli.watch import changes
from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.diagnostics.render import render_concise, render_full, to_json
from policy_engine.engine import Engine
from policy_engine.engine.files import CASES_SUFFIX, Shelf
from policy_engine.engine.loading import load
from policy_engine.plugins.manager import contributions, make_manager, on_disk


class Shape(StrEnum):
    """With the source text, one line a finding, or as data."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Policy files and folders. 政策文件或文件夹。"),
    ] = None,
    shape: Annotated[
        Shape, typer.Option("--format", help="How findings are written. 输出格式。", case_sensitive=False)
    ] = Shape.FULL,
    installed: InstalledOption = True,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again at every change, until Ctrl-C. 文件一改就再检查。")
    ] = False,
) -> Answer:
    """检查政策与插件。Load and check policies and plugins."""
    refuse_absent(paths or (), "PATH")
    wanted = [path for path in paths or () if not path.name.endswith(CASES_SUFFIX)]
    shelf = Shelf()
    if not watch:
        return _checked(wanted, shape, installed, shelf)
    with suppress(KeyboardInterrupt):
        for _ in chain(
            (None,), changes((*on_disk(contributions(make_manager(installed=installed)).plugins), *wanted))
        ):
            sys.stdout.write(_checked(wanted, shape, installed, shelf).text)
            sys.stdout.flush()
    return Answer()


def _checked(paths: Sequence[Path], shape: Shape, installed: bool, shelf: Shelf) -> Answer:
    try:
        engine = Engine.of(load((), paths, installed=installed, shelf=shelf))
    except PolicyError as error:
        return Answer(_findings(error.diagnostics, None, shape), code=1)
    return Answer(_findings(engine.warnings, engine, shape))


def _findings(diagnostics: Sequence[Diagnostic], engine: Engine | None, shape: Shape) -> str:
    loaded = _loaded(engine) if engine else None
    if shape is Shape.JSON:
        return (
            json.dumps({"diagnostics": to_json(diagnostics), "loaded": loaded}, ensure_ascii=False, indent=1)
            + "\n"
        )
    told = (
        render_full(diagnostics)
        if shape is Shape.FULL
        else render_concise(diagnostics, limit=len(diagnostics))
    )
    lines = [told] if told else []
    if loaded:
        lines.append("ok: " + ", ".join(f"{what} {count}" for what, count in loaded.items()))
    return "\n".join(lines) + "\n"


def _loaded(engine: Engine) -> dict[str, int]:
    rules = engine.rules
    cited = {citation.item for rule in rules for citation in rule.sources}
    return {
        "modules": len({policy.partition(".")[0] for policy in engine.policies}),
        "policies": len(engine.policies),
        "rules": len({rule.name for rule in rules}),
        "parameters": len(engine.parameters),
        "catalogue items": len(cited),
        "plugins": len(engine.plugins) - 1,
    }
