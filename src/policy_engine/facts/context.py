"""What the date of evaluation says of itself: year, month, semester."""

from datetime import date

from policy_engine.core.values import Value
from policy_engine.facts.case import FactKey
from policy_engine.model.period import Period, ordinal


def context_facts(day: date) -> dict[FactKey, Value]:
    """The facts of the evaluation that follow from its date."""
    semester = "autumn" if ordinal(Period.SEMESTER, day) % 2 else "spring"
    return {("date", 0): day, ("year", 0): day.year, ("month", 0): day.month, ("semester", 0): semester}
