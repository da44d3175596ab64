"""A page for every code: what it means, an example, and what to do."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_SUFFIX = ".md"
_ADVICE = "## 怎么办 What to do"


def read_page(code: str) -> str | None:
    """The page of a code such as `PE312`; None where there is none."""
    file = _folder() / f"{code}{_SUFFIX}"
    return file.read_text(encoding="utf-8") if file.is_file() else None


@cache
def chinese(code: str) -> str:
    """What a code means and what to do, in Chinese, from its page; empty where it has none."""
    page = read_page(code)
    if page is None:
        return ""
    meaning = page.split("\n\n")[1]
    advice = page.partition(_ADVICE)[2].strip().split("\n\n")[0]
    return f"{meaning}{advice}"


def page_codes() -> tuple[str, ...]:
    """All codes that have a page, in order."""
    names = (file.name for file in _folder().iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def _folder() -> Traversable:
    return files("policy_engine.diagnostics") / "pages"
