"""What every test may use: where the repository is, and how hard Hypothesis searches."""

from pathlib import Path

import pytest
from hypothesis import settings

from policy_engine import hookimpl
from policy_engine.plugins import manager, national

# The same examples every time, so that a failure belongs to the change that shows it. `search` is for looking further.
settings.register_profile("default", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("fast", deadline=None, derandomize=True, max_examples=10)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("default")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top directory of the repository."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def small(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a few small policies, which stand in place of the national and installed ones."""
    folder = root / "tests" / "small_policies"
    monkeypatch.setattr(manager, "entry_points", lambda **_: ())
    monkeypatch.setattr(national, "policy_directories", hookimpl(lambda: [folder]))
    return folder
