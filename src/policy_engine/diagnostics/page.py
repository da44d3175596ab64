"""A page for every code: what it means, an example, and what to do."""

from importlib.resources import files
from importlib.resources.abc import Traversable

_SUFFIX = ".md"


def read_page(code: str) -> str | None:
    """The page of a code such as `PE312`; None where there is none."""
    file = _folder() / f"{code}{_SUFFIX}"
    return file.read_text(encoding="utf-8") if file.is_file() else None


def page_codes() -> tuple[str, ...]:
    """All codes that have a page, in order."""
    names = (file.name for file in _folder().iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def _folder() -> Traversable:
    return files("policy_engine.diagnostics") / "pages"
