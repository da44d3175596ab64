from datetime import date, timedelta
from itertools import pairwise

import pytest

from policy_engine.model.period import Period, key_of, ordinal, ordinal_of_key

YEAR, SEMESTER, MONTH = Period.YEAR, Period.SEMESTER, Period.MONTH


@pytest.mark.parametrize(
    ("period", "day", "key"),
    [
        (YEAR, date(2019, 1, 1), "2019"), (YEAR, date(2019, 12, 31), "2019"), (MONTH, date(2019, 12, 31), "2019-12"),
        (MONTH, date(2020, 1, 1), "2020-01"), (SEMESTER, date(2019, 1, 31), "2018-autumn"), (SEMESTER, date(2019, 2, 1), "2019-spring"),
        (SEMESTER, date(2019, 7, 31), "2019-spring"), (SEMESTER, date(2019, 8, 1), "2019-autumn"),
    ],
)  # fmt: skip
def test_a_day_lies_in_one_period(period: Period, day: date, key: str) -> None:
    """A spring semester runs from February to July, an autumn semester into January; a key names it both ways."""
    assert key_of(period, ordinal(period, day)) == key
    assert ordinal_of_key(period, key) == ordinal(period, day)


@pytest.mark.parametrize("period", [YEAR, SEMESTER, MONTH])
def test_neighbours_differ_by_one(period: Period) -> None:
    """Over the days of three years."""
    days = [date(2018, 1, 1) + timedelta(days=number) for number in range(3 * 365)]
    numbers = [ordinal(period, day) for day in days]
    assert {later - earlier for earlier, later in pairwise(numbers)} == {0, 1}
    assert len(set(numbers)) == {YEAR: 3, SEMESTER: 7, MONTH: 36}[period]


@pytest.mark.parametrize(
    ("period", "key", "named"),
    [
        (YEAR, "2019-01-01/2019-12-31", "2019"), (MONTH, "2020-02-01/2020-02-29", "2020-02"),
        (SEMESTER, "2019-02-01/2019-07-31", "2019-spring"), (SEMESTER, "2019-08-01/2020-01-31", "2019-autumn"),
    ],
)  # fmt: skip
def test_a_range_of_days_may_name_a_period(period: Period, key: str, named: str) -> None:
    """From its first day to its last."""
    assert ordinal_of_key(period, key) == ordinal_of_key(period, named)


@pytest.mark.parametrize(
    ("period", "key"),
    [
        (YEAR, "2019-01"), (YEAR, "19"), (YEAR, "2019-01-01/2019-12-30"), (YEAR, "2019-13-01/2019-12-31"), (MONTH, "2019"),
        (MONTH, "2019-13"), (MONTH, "2019-00"), (MONTH, "2019-spring"), (MONTH, "2019-02-01/2019-02-29"), (SEMESTER, "2019-02"),
        (SEMESTER, "2019-winter"), (SEMESTER, "2019-01-01/2019-06-30"), (YEAR, "9999-01-01/9999-12-31"), (YEAR, "２０１９"),
        (YEAR, "2019\n"), (YEAR, ""),
    ],
)  # fmt: skip
def test_other_keys_name_nothing(period: Period, key: str) -> None:
    """Of another period, or not in its calendar."""
    assert ordinal_of_key(period, key) is None
