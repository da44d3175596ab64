"""The expressions of the core: some twenty nodes, typed, without behaviour.

Numeric operands that are added or compared have the same scale; the checker puts in what is needed for that.
"""

from enum import StrEnum

import attrs

from policy_engine.core.values import Value
from policy_engine.model.types import BOOL, Type


class Comparison(StrEnum):
    """How two values are compared."""

    EQUAL = "=="
    DIFFERENT = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Rounding(StrEnum):
    """What happens to the rest of a division."""

    HALF_AWAY = "half_away"
    FLOOR = "floor"


class Extremum(StrEnum):
    """Which of several numbers or dates."""

    MIN = "min"
    MAX = "max"


class Gathering(StrEnum):
    """What an aggregate makes of its elements."""

    COUNT = "count"
    SUM = "sum"
    MIN = "min"
    MAX = "max"
    ANY = "any"
    ALL = "all"


class Reach(StrEnum):
    """Which members of a ranked population are added up, as seen from one of them."""

    BEFORE = "before"
    ITSELF = "itself"
    """Those before it, and itself."""
    TIED = "tied"
    """Those before it, and all that stand where it stands, itself included."""
    ALL = "all"
    """Everyone, wherever they stand."""


class CalendarStep(StrEnum):
    """Arithmetic on dates.

    Where the month has no such day, `ADD_MONTHS` gives its last one, `ADD_MONTHS_UP` the first of the month after.
    """

    ADD_DAYS = "add_days"
    ADD_MONTHS = "add_months"
    ADD_MONTHS_UP = "add_months_up"
    ADD_WORKING_DAYS = "add_working_days"
    NEXT_WORKING_DAY = "next_working_day"
    IS_WORKING_DAY = "is_working_day"
    DAYS_BETWEEN = "days_between"
    MONTHS_BETWEEN = "months_between"
    YEARS_BETWEEN = "years_between"
    YEAR_OF = "year_of"
    MONTH_OF = "month_of"
    SEMESTER_OF = "semester_of"
    SCHOOL_YEAR_OF = "school_year_of"
    START_OF_WEEK = "start_of_week"
    START_OF_MONTH = "start_of_month"
    START_OF_QUARTER = "start_of_quarter"
    START_OF_HALF_YEAR = "start_of_half_year"
    START_OF_YEAR = "start_of_year"
    START_OF_SEMESTER = "start_of_semester"
    START_OF_SCHOOL_YEAR = "start_of_school_year"
    END_OF_WEEK = "end_of_week"
    END_OF_MONTH = "end_of_month"
    END_OF_QUARTER = "end_of_quarter"
    END_OF_HALF_YEAR = "end_of_half_year"
    END_OF_YEAR = "end_of_year"
    END_OF_SEMESTER = "end_of_semester"
    END_OF_SCHOOL_YEAR = "end_of_school_year"


@attrs.frozen(cache_hash=True)
class Constant:
    """A value written in the policy."""

    value: Value
    type: Type


@attrs.frozen(cache_hash=True)
class Read:
    """A variable of the current subject or of one above it; `shift` -1 is the period before.

    With `year`, a flow of that calendar year.
    """

    entity: str
    name: str
    type: Type
    shift: int = 0
    year: int | None = None

    @property
    def earlier(self) -> bool:
        """Whether it is the fact as given for another period, and not the variable as it is now."""
        return self.shift != 0 or self.year is not None


@attrs.frozen(cache_hash=True)
class Lookup:
    """A parameter by the subject's place, the date and the keys."""

    parameter: str
    keys: tuple["Expression", ...]
    type: Type


@attrs.frozen(cache_hash=True)
class Within:
    """Whether the subject's division code lies in one of the areas."""

    areas: tuple[str, ...]
    type: Type = BOOL


@attrs.frozen(cache_hash=True)
class Not:
    """The contrary."""

    operand: "Expression"
    type: Type = BOOL


@attrs.frozen(cache_hash=True)
class All:
    """Whether every operand is true."""

    operands: tuple["Expression", ...]
    type: Type = BOOL


@attrs.frozen(cache_hash=True)
class Any:
    """Whether some operand is true."""

    operands: tuple["Expression", ...]
    type: Type = BOOL


@attrs.frozen(cache_hash=True)
class Compare:
    """A comparison of two values of one scale."""

    comparison: Comparison
    left: "Expression"
    right: "Expression"
    type: Type = BOOL


@attrs.frozen(cache_hash=True)
class In:
    """Whether a value is among the written ones, or among the values that a variable holds."""

    item: "Expression"
    container: "Expression"
    type: Type = BOOL


@attrs.frozen(cache_hash=True)
class Sum:
    """The sum of the terms."""

    terms: tuple["Expression", ...]
    type: Type


@attrs.frozen(cache_hash=True)
class Negate:
    """The number with the other sign."""

    operand: "Expression"
    type: Type


@attrs.frozen(cache_hash=True)
class Multiply:
    """The product, rounded to `places` decimal places (at most the scale of its type)."""

    left: "Expression"
    right: "Expression"
    places: int
    rounding: Rounding
    type: Type


@attrs.frozen(cache_hash=True)
class Divide:
    """The quotient, rounded to `places` decimal places (at most the scale of its type)."""

    left: "Expression"
    right: "Expression"
    places: int
    rounding: Rounding
    type: Type


@attrs.frozen(cache_hash=True)
class Remainder:
    """What the floored division leaves."""

    left: "Expression"
    right: "Expression"
    type: Type


@attrs.frozen(cache_hash=True)
class Round:
    """The number rounded to `places` decimal places, or brought to a larger scale as it is."""

    operand: "Expression"
    places: int
    rounding: Rounding
    type: Type


@attrs.frozen(cache_hash=True)
class Pick:
    """The smallest or largest operand."""

    extremum: Extremum
    operands: tuple["Expression", ...]
    type: Type


@attrs.frozen(cache_hash=True)
class Branch:
    """A condition and the value that it gives."""

    condition: "Expression"
    value: "Expression"


@attrs.frozen(cache_hash=True)
class Choose:
    """The value of the first branch whose condition is true."""

    branches: tuple[Branch, ...]
    otherwise: "Expression"
    type: Type


@attrs.frozen(cache_hash=True)
class Gather:
    """An aggregate over the subjects of `over` below the subject of `root`; `element` and `where` are read at each of them."""

    gathering: Gathering
    over: str
    root: str
    element: "Expression"
    where: "Expression"
    type: Type


@attrs.frozen(cache_hash=True)
class RankKey:
    """A number, date or truth by which members are ranked, the smallest first or the largest; none stands last in both."""

    by: "Expression"
    descending: bool = False


@attrs.frozen(cache_hash=True)
class Standing:
    """The sum of `element`, which is never below zero, over members of a ranked population, seen from one of them.

    The population are the subjects of `over` below the subject of `root` for which `where` holds. They are ranked by the keys, and
    with `by_id` by their ids where the keys are equal. None for a subject that is not among them, unless everyone is added. A
    comparison is decided even where the sum is unknown, if its limits decide it.
    """

    over: str
    root: str
    where: "Expression"
    keys: tuple[RankKey, ...]
    by_id: bool
    element: "Expression"
    reach: Reach
    type: Type


@attrs.frozen(cache_hash=True)
class Calendar:
    """A calendar operation on its arguments."""

    step: CalendarStep
    arguments: tuple["Expression", ...]
    type: Type


Composed = (
    Lookup | Within | Not | All | Any | Compare | In | Sum | Negate | Multiply | Divide
    | Remainder | Round | Pick | Choose | Gather | Standing | Calendar
)  # fmt: skip
"""Everything but constants and reads."""
Expression = Constant | Read | Composed
