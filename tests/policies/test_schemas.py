"""Every committed YAML file of policies fits the schema that editors hold it against."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from policy_engine.reading.text import decode
from policy_engine.reading.yaml import read_yaml
from policy_engine.reading.yaml_values import yaml_to_json
from tests.syntax.schemas import any_file

ROOT = Path(__file__).parents[2]
PLACES = ("policies", "plugins/*/src/*/policies", "tests/small_policies")
FILES = sorted(file for place in PLACES for folder in ROOT.glob(place) for file in folder.rglob("*.yaml"))


@pytest.fixture(scope="module")
def check() -> Draft202012Validator:
    """A validator for files of any sort, with all kinds and the national vocabulary."""
    return any_file()


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(ROOT)) for file in FILES])
def test_a_file_fits(file: Path, check: Draft202012Validator) -> None:
    """As an editor reads it."""
    content = yaml_to_json(read_yaml(decode(file.read_bytes(), file.name)))
    assert [f"{error.json_path}: {error.message[:200]}" for error in check.iter_errors(content)] == []
