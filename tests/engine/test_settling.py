from datetime import date

import pytest

from policy_engine.engine.settling import payments

START, END = date(2019, 1, 15), date(2020, 3, 1)
FIRST_DAYS = {
    "week": (58, "2019-01-21", "2020-02-24"),
    "month": (13, "2019-02-01", "2020-02-01"),
    "semester": (3, "2019-02-01", "2020-02-01"),
    "year": (1, "2020-01-01", "2020-01-01"),
    "day": (411, "2019-01-15", "2020-02-29"),
    "once": (1, "2019-01-15", "2019-01-15"),
    "stay": (1, "2019-01-15", "2019-01-15"),
}


@pytest.mark.parametrize("per", FIRST_DAYS)
def test_a_payment_for_each_period_that_begins_in_the_span(per: str) -> None:
    """All else is paid once."""
    found = [each.first for each in payments(per, START, END)]
    assert (len(found), str(found[0]), str(found[-1])) == FIRST_DAYS[per]


@pytest.mark.parametrize(
    ("start", "count"), [(date(2018, 12, 31), 1), (date(2019, 1, 1), 1), (date(2019, 1, 2), 0)]
)
def test_the_first_day_of_a_period_decides(start: date, count: int) -> None:
    """A year whose first day the span misses is paid by another span."""
    assert len([*payments("year", start, date(2020, 1, 1))]) == count


def test_the_last_day_of_a_payment_lies_in_the_span() -> None:
    """A period that ends after the span is settled by the last day that is asked for."""
    first, second = payments("month", date(2019, 1, 1), date(2019, 2, 11))
    assert (first.last, second.last) == (date(2019, 1, 31), date(2019, 2, 10))


def test_spans_cut_where_periods_begin_have_the_payments_of_the_whole() -> None:
    """None is lost, and none is paid twice."""
    whole = [each.first for each in payments("month", START, END)]
    cut = date(2019, 8, 1)
    assert whole == [each.first for span in ((START, cut), (cut, END)) for each in payments("month", *span)]
