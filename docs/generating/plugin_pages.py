"""What each plugin holds, as a table in its front pages: its programmes by file, with their places."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from docs.generating.markdown import row, table
from examples.checkout import PLUGINS
from policy_engine import Engine
from policy_engine.engine.files import CASES_SUFFIX, SETTINGS_SUFFIX
from policy_engine.model.labels import Labels, Language

FOLDER = Path(__file__).resolve().parents[2] / "plugins"
PAGES = {Language.EN: "README.md", Language.ZH: "README.zh-CN.md"}
HEADING = Labels("全部政策", "All policies")
COLUMNS = (
    Labels("政策", "programme"),
    Labels("地区", "place"),
    Labels("规则", "rules"),
    Labels("文件", "file"),
)
ADDED = ("rules", "overrides", "adopts", "repeals")
"""The parts of a policy file that may name a place."""


def plugin_pages(engine: Engine) -> dict[Path, str]:
    """The front pages of the plugins, their tables renewed."""
    return {
        FOLDER / plugin / name: _renewed(
            FOLDER / plugin / name, "\n".join(_table(plugin, language, engine)), language
        )
        for plugin in PLUGINS
        for language, name in PAGES.items()
    }


def _renewed(page: Path, made: str, language: Language) -> str:
    """The page with the section under the heading in place of the former one."""
    heading = f"## {HEADING.text(language)}\n"
    before, _, rest = page.read_text(encoding="utf-8").partition(heading)
    following = re.search(r"^## ", rest, re.MULTILINE)
    assert following, f"{page}: no section follows the table of all policies"
    return f"{before}{heading}\n{made}\n\n{rest[following.start() :]}"


def _table(plugin: str, language: Language, engine: Engine) -> Iterator[str]:
    yield from table(*(column.text(language) for column in COLUMNS))
    folder = FOLDER / plugin / "src" / f"policy_engine_{plugin}" / "policies"
    for path in sorted(folder.rglob("*.yaml")):
        if path.name.endswith((CASES_SUFFIX, SETTINGS_SUFFIX)):
            continue
        policy = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "policy" in policy:
            places = "、" if language is Language.ZH else "; "
            yield row(
                policy["title"][language.value],
                places.join(_place(engine, code, language) for code in _areas(policy)),
                str(len(policy.get("rules", ()))),
                f"[`{path.relative_to(folder)}`]({path.relative_to(FOLDER / plugin)})",
            )


def _place(engine: Engine, code: str, language: Language) -> str:
    """The last name of a place, as the page is about its province."""
    labels = engine.areas.labels.get(code)
    return f"{labels.text(language)} ({code})" if labels else code


def _areas(policy: Mapping[str, Any]) -> list[str]:
    """The codes of the places that the rules and changes of a file name, widest first."""
    named = [each.get("area") or [] for part in ADDED for each in policy.get(part, {}).values()]
    codes = {code for area in named for code in (area if isinstance(area, list) else [area])}
    return sorted(codes, key=lambda code: (len(code), code))
