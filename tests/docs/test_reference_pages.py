"""The generated pages of docs/reference say what the code and the policies say."""

from pathlib import Path

import pytest

from docs.generate import pages

PAGES = pages()


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_page_is_up_to_date(page: Path) -> None:
    """The committed page is the one that is made now; `make docs` writes it."""
    assert page.read_text(encoding="utf-8").splitlines() == PAGES[page].splitlines(), "run `make docs`"
