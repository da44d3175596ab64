"""Units: their names, their reading, and their arithmetic.

Counts (persons, households, things) have no unit; money, areas, lengths, weights and stretches of time have.
"""

from collections import Counter

from policy_engine.model.types import Dimension

MEASURES = {
    "yuan": "yuan", "mu": "mu", "m2": "m2", "km": "km", "m": "m", "mm": "mm", "kg": "kg", "t": "t", "kw": "kw", "mg": "mg", "l": "l",
    "hour": "hour", "hours": "hour", "day": "day", "days": "day", "week": "week", "weeks": "week",
    "month": "month", "months": "month", "semester": "semester", "semesters": "semester",
    "year": "year", "years": "year", "minute": "minute", "minutes": "minute",
    "point": "point", "points": "point", "degree": "degree", "degrees": "degree",
}  # fmt: skip
COUNTS = frozenset(
    [
        "person",
        "persons",
        "household",
        "households",
        "head",
        "heads",
        "item",
        "items",
        "village",
        "villages",
        "township",
        "townships",
        "county",
        "counties",
        "school",
        "schools",
        "class",
        "classes",
        "case",
        "cases",
        "time",
        "times",
        "station",
        "stations",
        "clinic",
        "clinics",
        "bed",
        "beds",
        "device",
        "devices",
        "set",
        "sets",
        "post",
        "posts",
        "enterprise",
        "enterprises",
        "cooperative",
        "cooperatives",
        "project",
        "projects",
        "document",
        "documents",
        "certificate",
        "certificates",
        "stay",
        "room",
        "rooms",
        "book",
        "books",
        "well",
        "wells",
        "visit",
        "visits",
        "meeting",
        "meetings",
        "animal",
        "animals",
    ],
)
PERIODS = ("year", "semester", "month", "day", "week")


def unknown_units(text: str) -> tuple[str, ...]:
    """The words of a unit text that are no known unit."""
    return tuple(word for word in _words(text) if word not in MEASURES and word not in COUNTS)


def dimension_of(text: str) -> Dimension:
    """The dimension of a unit text such as `yuan / month`; counts leave no trace."""
    powers: Counter[str] = Counter()
    for position, word in enumerate(_words(text)):
        if word in MEASURES:
            powers[MEASURES[word]] += 1 if position == 0 else -1
    return _normal(powers)


def multiplied(left: Dimension, right: Dimension, sign: int = 1) -> Dimension:
    """The dimension of a product, or with sign -1 of a quotient."""
    powers = Counter(dict(left))
    for unit, power in right:
        powers[unit] += sign * power
    return _normal(powers)


def period_of(dimension: Dimension) -> str | None:
    """The period by which a flow is counted: month for yuan per month; nothing for a plain amount."""
    return next((unit for unit, power in dimension if power == -1 and unit in PERIODS), None)


def with_period(dimension: Dimension, period: str | None) -> Dimension:
    """The same unit counted by another period, or by none."""
    kept = tuple((unit, power) for unit, power in dimension if not (power == -1 and unit in PERIODS))
    return _normal(Counter(dict((*kept, (period, -1)) if period else kept)))


def unit_text(dimension: Dimension) -> str:
    """The unit as an author writes it: `yuan / month`; `a plain number` when there is none."""
    over = [unit for unit, power in dimension for _ in range(power)]
    under = [unit for unit, power in dimension for _ in range(-power)]
    return " / ".join([" ".join(over) or "1", *under]) if over or under else "a plain number"


def _words(text: str) -> list[str]:
    return [word.strip().lower() for word in text.split("/")]


def _normal(powers: Counter[str]) -> Dimension:
    return tuple(sorted((unit, power) for unit, power in powers.items() if power))
