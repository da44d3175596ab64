"""What the date of evaluation says of itself: year, month, semester, school year, and whether it is a working day."""

from datetime import date

from policy_engine.core.values import Value
from policy_engine.facts.case import FactKey
from policy_engine.model.calendar import school_year_of, semester_of
from policy_engine.model.working_days import is_known, is_working_day


def context_facts(day: date) -> dict[FactKey, Value]:
    """The facts of the evaluation that follow from its date; in years without known holidays not whether it is a working day."""
    facts: dict[FactKey, Value] = {
        ("date", 0): day,
        ("year", 0): day.year,
        ("month", 0): day.month,
        ("semester", 0): semester_of(day),
        ("school_year", 0): school_year_of(day),
    }
    if is_known(day):
        facts["is_working_day", 0] = is_working_day(day)
    return facts
