"""Every code has a number of its own and a page; run as a script, this file writes the index of the pages."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import policy_engine
from policy_engine.diagnostics import Code
from policy_engine.diagnostics.page import page_codes, read_page

INDEX = Path(__file__).resolve().parents[2] / "docs" / "reference" / "diagnostics.md"
FAMILIES = {
    "1": "读取 Reading",
    "2": "名称 Names",
    "3": "类型、单位与周期 Types, units and periods",
    "4": "参数 Parameters",
    "5": "规则 Rules",
    "6": "插件 Plugins",
    "7": "计算 Evaluation",
    "8": "案例的事实 Facts of a case",
    "9": "案例文件 Files of cases",
}
PAGE = re.compile(
    r"# (?P<code>PE\d{3}) (?P<slug>[a-z-]+)\n\n(?P<zh>.*[\u4e00-\u9fff].*)\n\n(?P<en>[A-Z`\x22].*\.)\n\n"
    r"## 例 Example\n\n```\n(?P<example>.*)\n```\n\n## 怎么办 What to do\n\n.*[\u4e00-\u9fff].*\n\n[A-Z`\x22].*\.\n",
    re.DOTALL,
)


def codes() -> Iterator[tuple[str, Code]]:
    """Each code under the place where it is made."""
    for module in pkgutil.walk_packages(policy_engine.__path__, "policy_engine."):
        if not module.name.endswith("__main__"):
            members = vars(importlib.import_module(module.name)).items()
            yield from (
                (f"{module.name}.{name}", value) for name, value in members if isinstance(value, Code)
            )


def number(code: Code) -> str:
    """The number of a code."""
    return code.number


def index() -> str:
    """The list of all pages by family."""
    lines = ["# 错误代码 Codes of diagnostics", "", "`policy-engine explain PE312` 显示一页。 prints a page."]
    family = ""
    for code in page_codes():
        found = PAGE.fullmatch(read_page(code) or "")
        assert found, code
        if code[2] != family:
            family = code[2]
            lines += ["", f"## PE{family} {FAMILIES[family]}", ""]
        link = f"[{code}](../../src/policy_engine/diagnostics/pages/{code}.md)"
        lines.append(f"- {link} `{found['slug']}`: {found['zh']} {found['en']}")
    return "\n".join(lines) + "\n"


def test_a_code_has_one_meaning() -> None:
    """No two different codes share a number, and no two numbers share a slug."""
    made = {code for _, code in codes()}
    numbers = sorted(code.number for code in made)
    slugs = sorted(code.slug for code in made)
    assert numbers == sorted(set(numbers))
    assert slugs == sorted(set(slugs))


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """`policy-engine explain` knows exactly the codes that exist."""
    assert page_codes() == tuple(sorted({code.number for _, code in codes()}))


CODES = sorted({code for _, code in codes()}, key=number)


@pytest.mark.parametrize("code", CODES, ids=number)
def test_a_page_says_what_it_means_shows_one_and_says_what_to_do(code: Code) -> None:
    """In both languages, with the headline of a message of this code."""
    found = PAGE.fullmatch(read_page(code.number) or "")
    assert found is not None
    assert (found["code"], found["slug"]) == (code.number, code.slug)
    assert f"\n{code.severity}[{code.number}] {code.slug}: " in found["example"]


def test_an_unknown_code_has_no_page() -> None:
    """Rather than a wrong one."""
    assert read_page("PE999") is None


def test_the_index_is_up_to_date() -> None:
    """Run `python tests/diagnostics/test_pages.py` when a page has changed."""
    assert INDEX.read_text(encoding="utf-8") == index()


if __name__ == "__main__":
    INDEX.write_text(index(), encoding="utf-8")
