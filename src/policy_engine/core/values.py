"""Values of the core language.

A number is an integer of its type's scale (fen, millionths). Unknown and none are values of their own.
"""

from datetime import date
from enum import Enum
from typing import Final, Literal


class Special(Enum):
    """What stands where an ordinary value does not."""

    UNKNOWN = "unknown"
    NONE = "none"

    def __repr__(self) -> str:
        """The word itself."""
        return self.value


UNKNOWN: Final = Special.UNKNOWN
NONE: Final = Special.NONE
Unknown = Literal[Special.UNKNOWN]
Value = bool | int | str | date | frozenset[str] | Special
Truth = bool | Unknown

LARGEST = 2**63 - 1
"""The largest stored integer; beyond it every reading reports an overflow."""


def half_away(numerator: int, denominator: int) -> int:
    """The quotient rounded to an integer, halves away from zero.

    >>> half_away(5, 2), half_away(-5, 2), half_away(4, 3)
    (3, -3, 1)
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return quotient if numerator >= 0 else -quotient


def power_of_ten(places: int) -> int:
    """Ten to the power of a count of decimal places that is not negative."""
    power: int = 10**places
    return power
