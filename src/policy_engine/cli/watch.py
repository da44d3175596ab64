"""Changes of policy files, as they happen."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from policy_engine.engine.files import CASES_SUFFIX


def changes(paths: Iterable[Path]) -> Iterator[object]:
    """Something each time that policy files at or below the paths have changed, a burst of changes at once."""
    try:
        from watchfiles import watch  # noqa: PLC0415 - an extra, and needed here alone
    except ImportError:
        raise typer.BadParameter(
            "it needs the library watchfiles: pip install 'policy-engine[editor]'", param_hint="--watch"
        ) from None
    files = {path.resolve() for path in paths if path.is_file()}
    folders = {path.resolve() for path in paths if path.is_dir()}
    # An editor may replace a file, which a watch of the file itself would lose.
    watched = folders | {file.parent for file in files}
    return watch(*sorted(watched), watch_filter=lambda _change, path: concerns(Path(path), files, folders))


def concerns(path: Path, files: Iterable[Path], folders: Iterable[Path]) -> bool:
    """Whether a changed path is one of the files, or is a policy file in one of the folders."""
    if path in files:
        return True
    policy = path.name.endswith((".yaml", ".yml")) and not path.name.endswith(CASES_SUFFIX)
    return policy and any(path.is_relative_to(folder) for folder in folders)
