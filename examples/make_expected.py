"""Writes what the engine decides for the example villages, so that a change of any decision shows as a difference.

The texts, sources and the digest are left out: they are tested where they are made.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from examples.checkout import load_engine
from examples.demo import VILLAGES, read_case
from examples.totals import FOLDER
from policy_engine import Decision

LEFT_OUT = ("because", "source")


def files() -> dict[Path, str]:
    """The files with their texts."""
    engine = load_engine()
    return {FOLDER / "expected" / f"{name}.json": text(engine.evaluate(read_case(name))) for name in VILLAGES}


def text(decision: Decision) -> str:
    """The listed outcomes, one a line."""
    written = decision.to_dict()
    outcomes = written["outcomes"]
    assert isinstance(outcomes, list)
    lines = []
    for outcome in outcomes:
        assert isinstance(outcome, dict)
        kept = {name: value for name, value in outcome.items() if name not in LEFT_OUT}
        lines.append(json.dumps(kept, ensure_ascii=False))
    return framed(decision, lines)


def framed(decision: Decision, lines: Iterable[str]) -> str:
    """A decision of some outcomes, one a line."""
    joined = ",\n".join(lines)
    return f'{{"on": "{decision.on}", "outcomes": [\n{joined}\n]}}\n'


def main() -> None:
    """Write the files."""
    for path, content in files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
