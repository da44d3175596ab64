"""The options that several commands share."""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from policy_engine.engine import Engine
from policy_engine.model.labels import Language


class Format(StrEnum):
    """For people, or for programs."""

    TABLE = "table"
    JSON = "json"


def read_day(text: str) -> date:
    """A date in ISO form."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"`{text}` is not a date; write it as 2019-12-31") from None


CaseOption = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help="A case in JSON or YAML; - reads JSON from standard input. 案例文件。"
    ),
]
OnOption = Annotated[
    date | None,
    typer.Option(
        "--on",
        parser=read_day,
        metavar="DATE",
        help="The date of evaluation; by default that of the case. 判定日期。",
    ),
]
FromOption = Annotated[
    date,
    typer.Option("--from", parser=read_day, metavar="DATE", help="The first day of the span. 起始日期。"),
]
UntilOption = Annotated[
    date,
    typer.Option(
        "--until",
        parser=read_day,
        metavar="DATE",
        help="The first day that no longer belongs to it. 截止日期（不含当天）。",
    ),
]
RuleOption = Annotated[str, typer.Option("--rule", help="Only this rule, by name or title. 只列出这条规则。")]
ModuleOption = Annotated[str, typer.Option("--module", help="Only this module. 只列出这个模块。")]
LanguageOption = Annotated[
    Language, typer.Option("--lang", help="The language of texts. 文字语言。", case_sensitive=False)
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="For people or for programs. 输出格式。", case_sensitive=False)
]
PoliciesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--policies",
        metavar="PATH",
        help="A further policy file or folder; may be repeated. 追加的政策文件或文件夹。",
    ),
]
InstalledOption = Annotated[
    bool,
    typer.Option(
        "--installed/--no-installed",
        help="With or without the installed plugins. 是否加载已安装的插件。",
    ),
]


def refuse_absent(paths: Iterable[Path], option: str) -> None:
    """Stop with a usage error at a path where there is nothing."""
    for path in paths:
        if not path.exists():
            raise typer.BadParameter(f"there is no file or folder `{path}`", param_hint=option)


def load_engine(policies: list[Path] | None, installed: bool | Collection[str]) -> Engine:
    """The engine that the options ask for."""
    refuse_absent(policies or (), "--policies")
    return Engine.load(paths=policies or (), installed=installed)
