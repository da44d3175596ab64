"""The generated pages of docs/reference say what the code and the policies say."""

from pathlib import Path

import pytest

from docs.generate import left_over, pages
from examples.checkout import load_engine
from policy_engine.kinds import builtin_kinds

PAGES = pages()


@pytest.mark.parametrize("page", PAGES, ids=[f"{page.parent.name}/{page.name}" for page in PAGES])
def test_page_is_up_to_date(page: Path) -> None:
    """The committed page is the one that is made now; `make docs` writes it."""
    assert page.read_text(encoding="utf-8").splitlines() == PAGES[page].splitlines(), "run `make docs`"


def test_no_page_is_left_over() -> None:
    """A module or kind that is gone has no page."""
    assert left_over(PAGES) == []


def test_every_kind_shows_a_rule() -> None:
    """The example on its page is a rule of that kind."""
    kinds = {rule.name: rule.kind for rule in load_engine().rules}
    assert {kind.name: kinds.get(kind.example) for kind in builtin_kinds()} == {
        kind.name: kind.name for kind in builtin_kinds()
    }
