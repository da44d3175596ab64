"""The policies of this checkout: the national ones and those of every province."""

from collections.abc import Iterable
from pathlib import Path

from policy_engine import Engine

PLUGINS = tuple(
    sorted(path.parent.name for path in Path(__file__).resolve().parents[1].glob("plugins/*/pyproject.toml"))
)
"""The plugins by name; `make` installs them."""


def load_engine(settings: Iterable[Path] = ()) -> Engine:
    """What this checkout decides, with a county's settings: plugins from elsewhere change nothing."""
    return Engine.load(paths=settings, installed=PLUGINS)
