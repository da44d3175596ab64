"""Every committed YAML file of policies fits the schema that editors hold it against."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from examples.checkout import load_engine
from tests.syntax.schemas import any_file, content_of, misfits

ROOT = Path(__file__).parents[2]
PLACES = ("policies", "plugins/*/src/*/policies", "tests/small_policies")
FILES = sorted(file for place in PLACES for folder in ROOT.glob(place) for file in folder.rglob("*.yaml"))


@pytest.fixture(scope="module")
def check() -> Draft202012Validator:
    """A validator for files of any sort, with all kinds and the vocabulary of the checkout."""
    return any_file(load_engine().vocabulary)


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(ROOT)) for file in FILES])
def test_a_file_fits(file: Path, check: Draft202012Validator) -> None:
    """As an editor reads it."""
    assert misfits(check, content_of(file.read_text(encoding="utf-8"))) == []
