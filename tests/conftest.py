"""What every test may use: where the repository is, and how hard Hypothesis searches."""

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time, so that a failure belongs to the change that shows it. `search` is for looking further.
settings.register_profile("default", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("fast", deadline=None, derandomize=True, max_examples=10)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("default")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top directory of the repository."""
    return Path(__file__).resolve().parent.parent
