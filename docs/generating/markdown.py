"""Pieces of generated pages."""

from collections.abc import Iterator

from policy_engine.model.labels import Labels

MADE = "本页由 `make docs` 生成。 This page is made by `make docs`."


def opening(title: str, about: str) -> Iterator[str]:
    """The heading of a page and what it is."""
    yield from (f"# {title}", "", f"{about} {MADE}")


def table(*headings: str) -> Iterator[str]:
    """The head of a table."""
    yield row(*headings)
    yield row(*("---" for _ in headings))


def row(*cells: str) -> str:
    """A row of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def both(labels: Labels, between: str = "<br>") -> str:
    """A text in both languages, once where they are the same."""
    return between.join(dict.fromkeys((labels.zh, labels.en)))
