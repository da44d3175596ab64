import pytest

from policy_engine.model.units import (
    dimension_of,
    multiplied,
    period_of,
    unit_text,
    unknown_units,
    with_period,
)


@pytest.mark.parametrize(
    ("text", "shown", "period"),
    [
        ("yuan", "yuan", None), ("yuan / month", "yuan / month", "month"), ("yuan / person / year", "yuan / year", "year"),
        ("Yuan/Months", "yuan / month", "month"), ("persons", "a plain number", None), ("visits / month", "1 / month", "month"),
        ("mu", "mu", None), ("days", "day", None), ("yuan / mu", "yuan / mu", None), ("yuan / day", "yuan / day", "day"),
    ],
)  # fmt: skip
def test_units_are_read_and_shown(text: str, shown: str, period: str | None) -> None:
    """Counts of persons and things leave no trace; plurals and capitals do not matter."""
    assert (unit_text(dimension_of(text)), period_of(dimension_of(text))) == (shown, period)


def test_words_that_are_no_units_are_named() -> None:
    """Each of them."""
    assert unknown_units("yuan / persn / moon") == ("persn", "moon")
    assert unknown_units("yuan / person / month") == ()


@pytest.mark.parametrize(
    ("left", "right", "product", "quotient"),
    [
        ("yuan / day", "days", "yuan", "yuan / day / day"), ("yuan / mu", "mu", "yuan", "yuan / mu / mu"),
        ("yuan", "persons", "yuan", "yuan"), ("mu", "mu", "mu mu", "a plain number"), ("persons", "month", "month", "1 / month"),
        ("yuan / month", "months", "yuan", "yuan / month / month"),
    ],
)  # fmt: skip
def test_units_are_multiplied_and_divided(left: str, right: str, product: str, quotient: str) -> None:
    """Like the numbers that carry them."""
    one, two = dimension_of(left), dimension_of(right)
    assert (unit_text(multiplied(one, two)), unit_text(multiplied(one, two, -1))) == (product, quotient)


def test_an_amount_may_be_counted_by_another_period() -> None:
    """Or by none; the rest of its unit stays."""
    monthly = dimension_of("yuan / month")
    assert unit_text(with_period(monthly, "year")) == "yuan / year"
    assert unit_text(with_period(monthly, None)) == "yuan"
    assert unit_text(with_period(dimension_of("yuan"), "month")) == "yuan / month"
    assert unit_text(with_period(dimension_of("yuan / mu"), None)) == "yuan / mu"
