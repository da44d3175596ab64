"""Types of values and their units.

Numbers are integers with a fixed count of decimal places (`scale`): fen for money, millionths for rates and numbers.
"""

from enum import StrEnum

import attrs

from policy_engine.model.labels import Labels

MONEY_SCALE = 2
NUMBER_SCALE = 6


class Kind(StrEnum):
    """The sorts of values."""

    BOOL = "bool"
    INT = "int"
    NUMBER = "number"
    MONEY = "money"
    RATE = "rate"
    DATE = "date"
    ENUM = "enum"
    TEXT = "text"
    CODE = "code"


NUMERIC = frozenset({Kind.INT, Kind.NUMBER, Kind.MONEY, Kind.RATE})
_SCALES = {Kind.INT: 0, Kind.MONEY: MONEY_SCALE, Kind.NUMBER: NUMBER_SCALE, Kind.RATE: NUMBER_SCALE}

Dimension = tuple[tuple[str, int], ...]
"""Units and their powers, sorted by unit, without zero powers: yuan per month is (("month", -1), ("yuan", 1))."""


@attrs.frozen
class EnumValue:
    """A declared value of an enum, or a known code of a text variable."""

    name: str
    labels: Labels


@attrs.frozen(cache_hash=True)
class Type:
    """What values a variable, parameter or expression can take."""

    kind: Kind
    dimension: Dimension = ()
    values: tuple[EnumValue, ...] = attrs.field(default=(), repr=False)
    many: bool = False

    @property
    def scale(self) -> int:
        """Decimal places of the stored integer."""
        return _SCALES.get(self.kind, 0)

    @property
    def is_numeric(self) -> bool:
        """Whether the value is a single number."""
        return self.kind in NUMERIC and not self.many

    def value_named(self, text: str) -> EnumValue | None:
        """The declared value with that name, else with that Chinese or English label."""
        named = (value for value in self.values if text == value.name)
        labelled = (value for value in self.values if text in (value.labels.zh, value.labels.en))
        return next(named, None) or next(labelled, None)


BOOL = Type(Kind.BOOL)
INT = Type(Kind.INT)
NUMBER = Type(Kind.NUMBER)
DATE = Type(Kind.DATE)
TEXT = Type(Kind.TEXT)
MONEY = Type(Kind.MONEY, (("yuan", 1),))
