from datetime import date

import pytest

from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.explanation.words import (
    AGE,
    STATUS,
    earlier_text,
    per_text,
    period_text,
    status_text,
    value_label,
    value_text,
)
from policy_engine.kinds import builtin_kinds
from policy_engine.model.labels import Labels, Language
from policy_engine.model.period import Period
from policy_engine.model.types import BOOL, DATE, INT, MONEY, NUMBER, TEXT, EnumValue, Kind, Type
from policy_engine.model.units import dimension_of

ZH, EN = Language.ZH, Language.EN
RATE = Type(Kind.RATE)
GRADE = Type(
    Kind.ENUM, values=(EnumValue("B", Labels("乙类", "class B")), EnumValue("A", Labels("甲类", "class A")))
)


def measured(kind: Kind, unit: str) -> Type:
    """A type with a unit."""
    return Type(kind, dimension_of(unit))


@pytest.mark.parametrize(
    ("value", "kind", "zh", "en"),
    [
        (UNKNOWN, MONEY, "未知", "unknown"),
        (NONE, GRADE, "无", "none"),
        (True, BOOL, "是", "yes"),
        (False, BOOL, "否", "no"),
        (123456789, MONEY, "1,234,567.89元", "1,234,567.89 yuan"),
        (0, MONEY, "0.00元", "0.00 yuan"),
        (5, MONEY, "0.05元", "0.05 yuan"),
        (-500000, MONEY, "-5,000.00元", "-5,000.00 yuan"),
        (100, MONEY, "1.00元", "1.00 yuan"),
        (320000, measured(Kind.MONEY, "yuan / year"), "3,200.00元/年", "3,200.00 yuan / year"),
        (320000, measured(Kind.MONEY, "yuan / month"), "3,200.00元/月", "3,200.00 yuan / month"),
        (100, measured(Kind.MONEY, "yuan / person / day"), "1.00元/日", "1.00 yuan / day"),
        (100, measured(Kind.MONEY, "yuan / mu / year"), "1.00元/亩/年", "1.00 yuan / mu / year"),
        (600000, RATE, "60%", "60%"),
        (5000, RATE, "0.5%", "0.5%"),
        (666667, RATE, "66.6667%", "66.6667%"),
        (12000000, RATE, "1200%", "1200%"),
        (0, RATE, "0%", "0%"),
        (3500000, measured(Kind.NUMBER, "mu"), "3.5亩", "3.5 mu"),
        (25000000, measured(Kind.NUMBER, "m2"), "25平方米", "25 m²"),
        (2019, INT, "2019", "2019"),
        (9999, INT, "9999", "9999"),
        (10000, INT, "10,000", "10,000"),
        (-10000, INT, "-10,000", "-10,000"),
        (1234567500000, NUMBER, "1,234,567.5", "1,234,567.5"),
        (100, INT, "100", "100"),
        (100000000, NUMBER, "100", "100"),
        (3, measured(Kind.INT, "persons"), "3", "3"),
        (10, measured(Kind.INT, "years"), "10年", "10 years"),
        (1, measured(Kind.INT, "years"), "1年", "1 year"),
        (1, measured(Kind.INT, "days / semester"), "1天/学期", "1 day / semester"),
        (0, measured(Kind.INT, "days"), "0天", "0 days"),
        (2, measured(Kind.INT, "months"), "2个月", "2 months"),
        (10, Type(Kind.INT, AGE), "10岁", "10 years"),
        (1, Type(Kind.INT, AGE), "1岁", "1 year"),
        (date(2019, 3, 2), DATE, "2019年3月2日", "2019-03-02"),
        ("A", GRADE, "甲类", "class A"),
        ("free text", TEXT, "free text", "free text"),
        (frozenset({"A", "B"}), GRADE, "乙类、甲类", "class B, class A"),
        (frozenset({"z", "A", "c"}), GRADE, "甲类、c、z", "class A, c, z"),
        (frozenset(), GRADE, "无", "none"),
    ],
)
def test_a_value_is_said_with_its_unit(value: Value, kind: Type, zh: str, en: str) -> None:
    """Thousands are set apart in money and from five digits on, so that a year is not; several values stand in the order of declaration."""
    assert (value_text(value, kind, ZH), value_text(value, kind, EN)) == (zh, en)


@pytest.mark.parametrize(
    ("per", "zh", "en"),
    [
        ("year", "/年", " / year"),
        ("month", "/月", " / month"),
        ("semester", "/学期", " / semester"),
        ("day", "/日", " / day"),
        ("stay", "/次住院", " / stay"),
        ("certificate", "/证", " / certificate"),
        ("event", "/次", " / event"),
        ("visit", "/次", " / visit"),
        ("once", "", ""),
        ("", "", ""),
        ("harvest", "/harvest", " / harvest"),
    ],
)
def test_what_an_entitlement_counts_by(per: str, zh: str, en: str) -> None:
    """Nothing is said of what is given once; a word that is not known stays as it is."""
    assert (per_text(per, ZH), per_text(per, EN)) == (zh, en)


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("2018", "2018年", "2018"),
        ("2018-03", "2018年3月", "2018-03"),
        ("2018-12", "2018年12月", "2018-12"),
        ("2018-spring", "2018年春季学期", "spring semester of 2018"),
        ("2018-autumn", "2018年秋季学期", "autumn semester of 2018"),
    ],
)
def test_a_period(key: str, zh: str, en: str) -> None:
    """From the key of a case."""
    assert (period_text(key, ZH), period_text(key, EN)) == (zh, en)


@pytest.mark.parametrize(
    ("period", "back", "zh", "en"),
    [
        (Period.YEAR, 1, "上年", "the previous year"),
        (Period.MONTH, 1, "上月", "the previous month"),
        (Period.SEMESTER, 1, "上学期", "the previous semester"),
        (Period.YEAR, 2, "前2年", "the year 2 years before"),
        (Period.MONTH, 3, "前3个月", "the month 3 months before"),
        (Period.SEMESTER, 2, "前2学期", "the semester 2 semesters before"),
    ],
)
def test_an_earlier_period(period: Period, back: int, zh: str, en: str) -> None:
    """By what the flow is counted."""
    assert (earlier_text(period, back, ZH), earlier_text(period, back, EN)) == (zh, en)


def test_every_status_of_every_kind_has_words() -> None:
    """In both languages; what a plugin adds is shown as it is."""
    statuses = {status for kind in builtin_kinds() for status in kind.statuses}
    assert statuses == set(STATUS)
    assert (status_text("not_eligible", ZH), status_text("not_eligible", EN)) == (
        "不符合条件",
        "not eligible",
    )
    assert status_text("on_hold", EN) == "on hold"


def test_computed_keys_have_words() -> None:
    """Whatever is not an amount or a deadline is a result."""
    assert [value_label(name).zh for name in ("amount", "due", "value")] == ["金额", "期限", "结果"]
