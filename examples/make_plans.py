"""Writes what is decided of the five most wanted rules of each plan, beside the example case of the plan.

Only outcomes that cite one of the five items stand in the file, each with those items. Whatever a plan leaves to the county
stands in a settings file of its example; all of them are loaded together, as each speaks of its own place.
"""

import json
from pathlib import Path

import yaml

from examples.checkout import load_engine
from examples.demo import read_case
from examples.make_expected import framed
from examples.totals import FOLDER
from policy_engine import Decision
from policy_engine.core.texts import Json
from policy_engine.decisions.json import outcome_json

PLANS = FOLDER / "plans"


def read_wanted() -> dict[str, tuple[str, ...]]:
    """The five items of every plan."""
    written = yaml.safe_load((PLANS / "wanted.yaml").read_text(encoding="utf-8"))
    return {plan: tuple(items) for plan, items in written.items()}


def settings() -> list[Path]:
    """The figures that the example counties have set."""
    return sorted(PLANS.glob("*.settings.yaml"))


def decide() -> dict[str, Decision]:
    """The decision on the case of every plan."""
    engine = load_engine(settings())
    return {plan: engine.evaluate(read_case(plan, PLANS)) for plan in read_wanted()}


def asked(decision: Decision, items: tuple[str, ...]) -> list[dict[str, Json]]:
    """The outcomes that cite the items, without the texts."""
    outcomes = []
    for outcome in decision.outcomes:
        written = outcome_json(outcome, because="")
        cited: list[Json] = [
            {"item": name} for name in items if name in {each.item for each in outcome.rule.sources}
        ]
        if cited:
            del written["because"]
            outcomes.append(written | {"source": cited})
    return outcomes


def text(decision: Decision, items: tuple[str, ...]) -> str:
    """The outcomes, one a line."""
    return framed(decision, (json.dumps(outcome, ensure_ascii=False) for outcome in asked(decision, items)))


def main() -> None:
    """Write the files."""
    wanted = read_wanted()
    for plan, decision in decide().items():
        path = PLANS / f"{plan}.expected.json"
        path.write_text(text(decision, wanted[plan]), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
