"""The command line run in this process."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from policy_engine.cli import main

HOUSEHOLD = {
    "on": "2019-12-31",
    "household": {
        "id": "h1",
        "code": "620102",
        "income": "1234.50",
        "size": 3,
        "persons": [
            {"id": "p1", "age": 9, "pupil": False},
            {"id": "p2", "age": 12, "pupil": True},
            {"id": "p3", "age": 70},
        ],
    },
}


@attrs.frozen
class Result:
    """What a run left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the program over the small policies."""
    assert small.is_dir()
    monkeypatch.delenv("COLUMNS", raising=False)

    def running(*arguments: str, given: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = main(arguments)
        return Result(code, *capsys.readouterr())

    return running


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A household with a granted, an eligible and an undetermined outcome, an alert and a class, in `case.json`."""
    monkeypatch.chdir(tmp_path)
    Path("case.json").write_text(json.dumps(HOUSEHOLD), encoding="utf-8")
    return "case.json"
