"""What the date of evaluation says of itself: year, month, semester, school year."""

from datetime import date

from policy_engine.core.values import Value
from policy_engine.facts.case import FactKey
from policy_engine.model.period import AUTUMN_START, Period, ordinal


def context_facts(day: date) -> dict[FactKey, Value]:
    """The facts of the evaluation that follow from its date; a school year is named by the year in which it begins."""
    semester = "autumn" if ordinal(Period.SEMESTER, day) % 2 else "spring"
    school_year = day.year if day.month >= AUTUMN_START else day.year - 1
    return {
        ("date", 0): day,
        ("year", 0): day.year,
        ("month", 0): day.month,
        ("semester", 0): semester,
        ("school_year", 0): school_year,
    }
