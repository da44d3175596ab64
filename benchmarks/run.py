"""Measures what people and hosts wait for: loading and checking all policies, and deciding one household, with and without its reasons, or over a year."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import attrs

from policy_engine import Engine
from policy_engine.core.texts import Json
from policy_engine.engine.files import Shelf
from policy_engine.engine.loading import load

LOAD_LIMIT = 2000.0
"""For all modules and all plugins together."""
CHECK_LIMIT = 1000.0
DECISION_LIMIT = 20.0
REFERENCE = 10.0
"""What the loop of `reference` takes on the machine of the limits, in milliseconds, the unit of all times here."""
HOUSEHOLD = Path(__file__).parents[1] / "examples" / "household.json"


@attrs.frozen
class Timing:
    """The times of a task that ran several times."""

    least: float
    middle: float

    @classmethod
    def of(cls, task: Callable[[], object], times: int) -> "Timing":
        """The times of a task."""
        found = []
        for _ in range(times):
            start = time.perf_counter()
            task()
            found.append((time.perf_counter() - start) * 1000)
        return cls(min(found), median(found))

    def line(self, name: str, limit: float) -> str:
        """The times beside their limit."""
        return f"{name:<44}{self.least:>9.1f}{self.middle:>9.1f}{limit:>9.0f}{self.least / limit:>9.2f}"


def reference() -> int:
    """A fixed loop of plain Python, to judge the other figures by on a slow machine."""
    table: dict[tuple[int, int], int] = {}
    for number in range(40_000):
        key = (number % 1000, number & 7)
        table[key] = table.get(key, 0) + number
    return len(table)


def nearly_empty(**facts: Json) -> dict[str, Json]:
    """A household of five persons of whom nothing else is known: every rule that holds at its place asks."""
    household: dict[str, Json] = {"id": "h1", **facts, "persons": [{"id": f"p{n}"} for n in range(1, 6)]}
    return {"on": "2019-12-31", "household": household}


def decided(engine: Engine, case: object) -> str:
    """The decision with its explanations, as JSON."""
    return engine.evaluate(case).to_json()


def process(code: str, bytecode: str) -> None:
    """Run some Python in a new process that finds and keeps compiled modules in a folder, as an installed program does."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": bytecode}
    command = [sys.executable, "-c", code]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - the code stands in this file


def days_of_a_year() -> list[date]:
    """Every day of 2019."""
    return [date(2019, 1, 1) + timedelta(days=step) for step in range(365)]


def share_of_a_year(engine: Engine, case: object) -> str:
    """How long the timeline of a year takes beside an evaluation of each of its days."""
    walked = Timing.of(lambda: engine.timeline(case, "2019-01-01", "2020-01-01"), 5).least
    daily = Timing.of(lambda: [engine.evaluate(case, day) for day in days_of_a_year()], 1).least
    return f"timeline of a year: {walked:.1f} ms; an evaluation of each of its days: {daily:.0f} ms; ratio {walked / daily:.3f}"


def main() -> None:
    """Print a table of times."""
    engine = Engine.load()
    case = json.loads(HOUSEHOLD.read_text(encoding="utf-8"))
    speed = Timing.of(reference, 20)
    shelf = Shelf()
    again = partial(load, (), (), installed=True, shelf=shelf)
    again()
    print(
        f"rules {len(engine.rules)}, formulas {len(engine.program.formulas)}, parameters {len(engine.parameters)}"
    )
    print(f"{'milliseconds':<44}{'least':>9}{'median':>9}{'limit':>9}{'ratio':>9}")
    print(Timing.of(Engine.load, 5).line("load all modules and plugins", LOAD_LIMIT))
    processes = {
        "start Python and import the command line": "import policy_engine.cli",
        "start Python, import and load all modules": "from policy_engine import Engine; Engine.load()",
        "a whole `policy-engine check`": "from policy_engine.cli import main; main(['check'])",
    }
    with TemporaryDirectory() as bytecode:
        for name, code in processes.items():
            process(code, bytecode)
            print(Timing.of(partial(process, code, bytecode), 5).line(name, CHECK_LIMIT))
    households = {
        "filled in": case,
        "only its place known": nearly_empty(code="341221"),
        "not even its place known": nearly_empty(),
    }
    for name, household in households.items():
        print(
            Timing.of(partial(engine.evaluate, household), 60).line(
                f"household of five, {name}", DECISION_LIMIT
            )
        )
        told = Timing.of(partial(decided, engine, household), 30)
        print(told.line("  the same with every reason, as JSON", DECISION_LIMIT))
    print(Timing.of(again, 8).line("check again what has been read (`--watch`)", CHECK_LIMIT))
    print(share_of_a_year(engine, case))
    print(
        f"this machine takes {speed.least:.1f} ms for the reference loop: {speed.least / REFERENCE:.2f} of {REFERENCE:.0f} ms"
    )


if __name__ == "__main__":
    main()
