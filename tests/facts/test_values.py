from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.core.values import LARGEST, NONE, UNKNOWN
from policy_engine.facts.case import Case
from tests.facts.words import ON, WORDS, person, read, read_or_refused, refused

YUAN = 'yuan as a text such as "12.50", or as a whole number'
RATE = 'a rate such as 0.65 or "0.65"'
DATE = 'a date such as "2019-01-31"'
STAGE = "one of primary (小学), junior (初中)"
CODE = "a division code of 2, 4, 6, 9 or 12 digits, as a text"
NOT_KNOWN = "leave it out, or write null, if it is not known"
CHECK = "check the figure and its unit"
ONE_VALUE = "it holds one value: write it without the brackets"

# facts, code, path below the person, expected, found, help
WRONG_VALUES: dict[str, tuple[dict[str, object], str, str, str, str, str]] = {
    "bool as a word": ({"boarder": "yes"}, "PE805", ".boarder", "true or false", 'the text "yes"', "write `true`, without quotes"),
    "bool as a number": ({"boarder": 1}, "PE805", ".boarder", "true or false", "the number 1", "write `true`, without quotes"),
    "bool in Chinese": ({"boarder": "否"}, "PE805", ".boarder", "true or false", 'the text "否"', "write `false`, without quotes"),
    "bool as true in quotes": ({"boarder": "True"}, "PE805", ".boarder", "true or false", 'the text "True"', "write `true`, without quotes"),
    "bool as another text": ({"boarder": "maybe"}, "PE805", ".boarder", "true or false", 'the text "maybe"', NOT_KNOWN),
    "bool as object": ({"boarder": {}}, "PE811", ".boarder", "one value", "an object", "`boarder` has no period: write its value alone"),
    "int with a point": ({"age": Decimal("3.0")}, "PE805", ".age", "a whole number", "the number 3.0", "write `3`"),
    "int with a fraction": ({"age": Decimal("3.5")}, "PE805", ".age", "a whole number", "the number 3.5", "leave out the decimal places"),
    "int as text with a point": ({"age": "3.0"}, "PE805", ".age", "a whole number", 'the text "3.0"', "write `3`"),
    "int as text with a fraction": ({"age": "3.5"}, "PE805", ".age", "a whole number", 'the text "3.5"', "leave out the decimal places"),
    "int as words": ({"age": "十"}, "PE805", ".age", "a whole number", 'the text "十"', ""),
    "int with its unit": ({"age": "12岁"}, "PE805", ".age", "a whole number", 'the text "12岁"', "write `12`"),
    "int in full width": ({"age": "１２"}, "PE805", ".age", "a whole number", 'the text "１２"', "write `12`"),
    "int as true": ({"age": True}, "PE805", ".age", "a whole number", "true", ""),
    "int as a list": ({"age": [3]}, "PE805", ".age", "a whole number", "a list", ONE_VALUE),
    "int with a leading zero": ({"age": "03"}, "PE805", ".age", "a whole number", 'the text "03"', "write `3`"),
    "int as empty text": ({"age": ""}, "PE805", ".age", "a whole number", "an empty text", NOT_KNOWN),
    "int as float": ({"age": 3.0}, "PE809", ".age", "a whole number", "the floating-point number 3.0", ""),
    "int below": ({"age": -1}, "PE807", ".age", "from 0 to 150", "the number -1", ""),
    "int above": ({"age": 151}, "PE807", ".age", "from 0 to 150", "the number 151", ""),
    "int huge": ({"age": 10**5000}, "PE817", ".age", "at most 9223372036854775807", "a number of more than 30 digits", CHECK),
    "int beyond 64 bits": ({"age": 2 ** 63}, "PE817", ".age", "at most 9223372036854775807", "the number 9223372036854775808", CHECK),
    "money with a point": ({"cost": Decimal("12.5")}, "PE805", ".cost", YUAN, "the number 12.5", 'write `"12.50"`'),
    "money in exponent form": ({"cost": Decimal("1E+3")}, "PE805", ".cost", YUAN, "the number 1E+3", 'write `"1000.00"`'),
    "money with three decimals": ({"cost": "12.345"}, "PE808", ".cost", "at most 2 decimal places", 'the text "12.345"', "round it first"),
    "money with an idle third decimal": ({"cost": "12.500"}, "PE808", ".cost", "at most 2 decimal places", 'the text "12.500"', 'write `"12.50"`'),
    "money as float": ({"cost": 0.1}, "PE809", ".cost", "a decimal number as a text", "the floating-point number 0.1", 'write `"0.10"`'),
    "money with separators": ({"cost": "1,234.5"}, "PE805", ".cost", YUAN, 'the text "1,234.5"', 'write `"1234.50"`'),
    "money with yuan": ({"cost": "12.5元"}, "PE805", ".cost", YUAN, 'the text "12.5元"', 'write `"12.50"`'),
    "money in ten thousands": ({"cost": "1.2万元"}, "PE805", ".cost", YUAN, 'the text "1.2万元"', 'write `"12000.00"`'),
    "money with a sign": ({"cost": "¥20"}, "PE805", ".cost", YUAN, 'the text "¥20"', 'write `"20.00"`'),
    "money without digits before the point": ({"cost": ".5"}, "PE805", ".cost", YUAN, 'the text ".5"', 'write `"0.50"`'),
    "money with an exponent": ({"cost": "1e3"}, "PE805", ".cost", YUAN, 'the text "1e3"', 'write `"1000.00"`'),
    "money below": ({"cost": "-0.01"}, "PE807", ".cost", "at least 0.00", 'the text "-0.01"', ""),
    "money above": ({"debt": "100.01"}, "PE807", ".debt", "at most 100.00", 'the text "100.01"', ""),
    "money too large": ({"wage": "92233720368547758.08"}, "PE817", ".wage", "at most 92233720368547758.07", 'the text "92233720368547758.08"', CHECK),
    "money too small": ({"wage": -92233720368547759}, "PE817", ".wage", "at least -92233720368547758.07", "the number -92233720368547759", CHECK),
    "money as a long text": ({"cost": "9" * 10_000}, "PE817", ".cost", "at most 92233720368547758.07", 'the text "999999999999999999999999999999999999999…"', CHECK),
    "rate with seven places": ({"share": "0.1234567"}, "PE808", ".share", "at most 6 decimal places", 'the text "0.1234567"', "round it first"),
    "rate with seven places as a number": ({"share": Decimal("0.1234567")}, "PE808", ".share", "at most 6 decimal places", "the number 0.1234567", "round it first"),
    "rate in per cent": ({"share": "65%"}, "PE805", ".share", RATE, 'the text "65%"', 'write `"0.65"`'),
    "rate over one": ({"share": 65}, "PE807", ".share", "from 0 to 1", "the number 65", 'a rate is a share of 1: write `"0.65"`'),
    "rate far over one": ({"share": "101"}, "PE807", ".share", "from 0 to 1", 'the text "101"', ""),
    "rate as not a number": ({"share": Decimal("NaN")}, "PE805", ".share", RATE, "the number NaN", ""),
    "number too large": ({"weight": Decimal("1E+400")}, "PE817", ".weight", "at most 9223372036854.775807", "the number 1E+400", CHECK),
    "number as text": ({"weight": "heavy"}, "PE805", ".weight", 'a number such as 3.5 or "3.5"', 'the text "heavy"', ""),
    "date as number": ({"birth_date": 20190131}, "PE802", ".birth_date", DATE, "the number 20190131", 'write `"2019-01-31"`'),
    "date with slashes": ({"birth_date": "2019/1/31"}, "PE802", ".birth_date", DATE, 'the text "2019/1/31"', 'write `"2019-01-31"`'),
    "date in Chinese": ({"birth_date": "2019年1月31日"}, "PE802", ".birth_date", DATE, 'the text "2019年1月31日"', 'write `"2019-01-31"`'),
    "date in full width": ({"birth_date": "２０１９-０１-３１"}, "PE802", ".birth_date", DATE, 'the text "２０１９-０１-３１"', 'write `"2019-01-31"`'),
    "date that does not exist": ({"birth_date": "2019-02-30"}, "PE802", ".birth_date", DATE, 'the text "2019-02-30"', "there is no day 2019-02-30: correct it"),
    "date without a day": ({"birth_date": "2019-02"}, "PE802", ".birth_date", DATE, 'the text "2019-02"', "write year-month-day in digits"),
    "date with a time": ({"birth_date": "2019-01-31T08:00:00"}, "PE802", ".birth_date", DATE, 'the text "2019-01-31T08:00:00"', 'write `"2019-01-31"`'),
    "date as a time": ({"birth_date": datetime.fromisoformat("2019-01-31T08:00:00")}, "PE802", ".birth_date", DATE, "the time 2019-01-31T08:00:00", 'write `"2019-01-31"`'),
    "week date": ({"birth_date": "2019-W05-4"}, "PE802", ".birth_date", DATE, 'the text "2019-W05-4"', "write year-month-day in digits"),
    "date as bool": ({"birth_date": True}, "PE802", ".birth_date", DATE, "true", "write year-month-day in digits"),
    "enum value unknown": ({"stage": "小雪"}, "PE806", ".stage", STAGE, 'the text "小雪"', "did you mean `小学`?"),
    "enum value misspelt": ({"stage": "primry"}, "PE806", ".stage", STAGE, 'the text "primry"', "did you mean `primary`?"),
    "enum value nowhere near": ({"stage": "university"}, "PE806", ".stage", STAGE, 'the text "university"', ""),
    "enum as number": ({"stage": 1}, "PE805", ".stage", STAGE, "the number 1", ""),
    "enum as a list": ({"stage": ["primary"]}, "PE805", ".stage", STAGE, "a list", ONE_VALUE),
    "many as one": ({"disease": "高血压"}, "PE819", ".disease", "a list of values", 'the text "高血压"', "put it in square brackets: `[...]`"),
    "many with a number": ({"disease": ["高血压", 3]}, "PE805", ".disease[1]", "a text", "the number 3", 'write `"3"`'),
    "many with null": ({"disease": ["高血压", None]}, "PE805", ".disease[1]", "a value", "null", "leave it out; write null for the whole list if it is not known"),
    "many as none": ({"disease": "none"}, "PE810", ".disease", "a text", 'the text "none"', "write `[]` if there are none"),
    "none for a fact that is always there": ({"age": "none"}, "PE810", ".age", "a whole number", 'the text "none"', NOT_KNOWN),
    "none for a plain text": ({"remark": "none"}, "PE810", ".remark", "a text", 'the text "none"', NOT_KNOWN),
    "text as number": ({"remark": 12}, "PE805", ".remark", "a text", "the number 12", 'write `"12"`'),
    "text as bool": ({"remark": True}, "PE805", ".remark", "a text", "true", ""),
    "empty text": ({"remark": " "}, "PE805", ".remark", "a text", "an empty text", NOT_KNOWN),
    "long text": ({"remark": "长" * 10001}, "PE822", ".remark", "at most 10000 characters", "a text of 10001", "shorten it"),
    "code as number": ({"school_county": 341221}, "PE813", ".school_county", CODE, "the number 341221", 'write `"341221"`'),
    "code with letters": ({"school_county": "36O323"}, "PE813", ".school_county", CODE, 'the text "36O323"', ""),
    "code in full width": ({"school_county": "３４１２２１"}, "PE813", ".school_county", CODE, 'the text "３４１２２１"', 'write `"341221"`'),
    "code of a wrong length": ({"school_county": "34122"}, "PE813", ".school_county", CODE, "5 digits", ""),
    "code of no province": ({"school_county": "991221"}, "PE813", ".school_county", "a division code that begins with a province's two digits, such as 62", 'the text "991221"', ""),
    "code of zeros": ({"school_county": "000000"}, "PE813", ".school_county", CODE, "zeros", ""),
    "wrong value from a day": ({"age": {"2019-01-01": "x"}}, "PE805", '.age["2019-01-01"]', "a whole number", 'the text "x"', ""),
    "none from a day": ({"age": {"2019-01-01": "none"}}, "PE810", '.age["2019-01-01"]', "a whole number", 'the text "none"', NOT_KNOWN),
    "periods for a fact of its record": ({"paid": {"2019": "3"}}, "PE811", ".paid", "one value", "an object", "`paid` has no period: write its value alone"),
    "wrong value in a period": ({"wage": {"2019-03": "x"}}, "PE805", '.wage["2019-03"]', YUAN, 'the text "x"', ""),
    "set": ({"disease": {"高血压"}}, "PE819", ".disease", "a list of values", "something that JSON does not have", ""),
    "bytes": ({"remark": b"x"}, "PE805", ".remark", "a text", "something that JSON does not have", ""),
}  # fmt: skip

# facts, code, path below the person, message, expected, found, help
WRONG_SHAPES: dict[str, tuple[dict[str, object], str, str, str, str, str, str]] = {
    "period of another kind": ({"wage": {"2019": "1"}}, "PE811", '.wage["2019"]', "`wage` (工资) is counted by month: expected a month such as `2019-03`, found `2019`", "a month such as `2019-03`", "`2019`", ""),
    "period as words": ({"fee": {"2019春季学期": "1"}}, "PE811", '.fee["2019春季学期"]', "`fee` (学费) is counted by semester: expected a semester such as `2019-spring`, found `2019春季学期`", "a semester such as `2019-spring`", "`2019春季学期`", "write `2019-spring`"),
    "period with one digit": ({"wage": {"2019-3": "1"}}, "PE811", '.wage["2019-3"]', "`wage` (工资) is counted by month: expected a month such as `2019-03`, found `2019-3`", "a month such as `2019-03`", "`2019-3`", "write `2019-03`"),
    "period out of its range": ({"wage": {"2019-13": "1"}}, "PE811", '.wage["2019-13"]', "`wage` (工资) is counted by month: expected a month such as `2019-03`, found `2019-13`", "a month such as `2019-03`", "`2019-13`", ""),
    "period in full width": ({"wage": {"２０１９-０３": "1"}}, "PE811", '.wage["２０１９-０３"]', "`wage` (工资) is counted by month: expected a month such as `2019-03`, found `２０１９-０３`", "a month such as `2019-03`", "`２０１９-０３`", "write `2019-03`"),
    "period too long": ({"wage": {"2019-03-01/2019-04-30": "1"}}, "PE811", '.wage["2019-03-01/2019-04-30"]', "`wage` (工资) is counted by month: expected a month such as `2019-03`, found `2019-03-01/2019-04-30`", "a month such as `2019-03`", "`2019-03-01/2019-04-30`", ""),
    "two names of a period": ({"wage": {"2019-03": "1", "2019-03-01/2019-03-31": "1"}}, "PE823", '.wage["2019-03-01/2019-03-31"]', "`wage` (工资) is given twice for 2019-03", "one value", "two", "keep one of the two"),
    "year of a state": ({"age": {"2019": 3}}, "PE811", '.age["2019"]', f'`age` (年龄) is given by the day from which it holds: expected {DATE}, found the text "2019"', DATE, 'the text "2019"', "write year-month-day in digits"),
    "year of a state as a number": ({"age": {2019: 3}}, "PE811", '.age["the number 2019"]', f"`age` (年龄) is given by the day from which it holds: expected {DATE}, found the number 2019", DATE, "the number 2019", "write year-month-day in digits"),
    "day in Chinese": ({"age": {"2019年1月1日": 3}}, "PE811", '.age["2019年1月1日"]', f'`age` (年龄) is given by the day from which it holds: expected {DATE}, found the text "2019年1月1日"', DATE, 'the text "2019年1月1日"', 'write `"2019-01-01"`'),
    "day that does not exist": ({"age": {"2019-02-29": 3}}, "PE811", '.age["2019-02-29"]', f'`age` (年龄) is given by the day from which it holds: expected {DATE}, found the text "2019-02-29"', DATE, 'the text "2019-02-29"', "there is no day 2019-02-29: correct it"),
    "two values from a day": ({"age": {"2019-01-01": 3, date(2019, 1, 1): 4}}, "PE823", '.age["2019-01-01"]', "`age` (年龄) is given twice for 2019-01-01", "one value", "two", "keep one of the two"),
    "alone and by day": ({"age": 3, "年龄": {"2030-01-01": 3}}, "PE823", ".年龄", "`age` (年龄) is given twice", "one value", "two", "keep one of the two"),
    "by day and alone": ({"年龄": {"2030-01-01": 3}, "age": 3}, "PE823", ".age", "`age` (年龄) is given twice", "one value", "two", "keep one of the two"),
    "fact under both names": ({"age": 3, "年龄": 3}, "PE823", ".年龄", "`age` (年龄) is given twice", "one value", "two", "keep one of the two"),
}  # fmt: skip

# facts, the name of the fact, its stored value
GOOD_VALUES: dict[str, tuple[dict[str, object], str, object]] = {
    "true": ({"boarder": True}, "boarder", True),
    "false": ({"boarder": False}, "boarder", False),
    "null": ({"boarder": None}, "boarder", UNKNOWN),
    "nothing": ({}, "boarder", UNKNOWN),
    "int": ({"age": 3}, "age", 3),
    "int as text": ({"age": "3"}, "age", 3),
    "int at the lower bound": ({"age": 0}, "age", 0),
    "int at the upper bound": ({"age": "150"}, "age", 150),
    "minus zero": ({"age": "-0"}, "age", 0),
    "money": ({"cost": "12.50"}, "cost", 1250),
    "money with one decimal": ({"cost": "12.5"}, "cost", 1250),
    "money without decimals": ({"cost": "12"}, "cost", 1200),
    "money as int": ({"cost": 12}, "cost", 1200),
    "money at its bound": ({"cost": "0.00"}, "cost", 0),
    "money at its upper bound": ({"debt": "100.00"}, "debt", 10000),
    "negative money": ({"debt": "-0.01"}, "debt", -1),
    "the largest money": ({"wage": "92233720368547758.07"}, "wage", LARGEST),
    "the smallest money": ({"wage": "-92233720368547758.07"}, "wage", -LARGEST),
    "rate": ({"share": "0.65"}, "share", 650_000),
    "rate as number": ({"share": Decimal("0.65")}, "share", 650_000),
    "rate of six places": ({"share": "0.000001"}, "share", 1),
    "rate at its bound": ({"share": 1}, "share", 1_000_000),
    "number in exponent form": ({"weight": Decimal("1.5E+1")}, "weight", 15_000_000),
    "zero in exponent form": ({"weight": Decimal("0E+999")}, "weight", 0),
    "negative number": ({"weight": Decimal("-1.5")}, "weight", -1_500_000),
    "date": ({"birth_date": "2020-02-29"}, "birth_date", date(2020, 2, 29)),
    "date as a date": ({"birth_date": date(2020, 2, 29)}, "birth_date", date(2020, 2, 29)),
    "enum by name": ({"stage": "primary"}, "stage", "primary"),
    "enum by Chinese label": ({"stage": "小学"}, "stage", "primary"),
    "enum by English label": ({"stage": "primary school"}, "stage", "primary"),
    "many": ({"disease": ["高血压", "diabetes", "sugar disease"]}, "disease", frozenset({"hypertension", "diabetes"})),
    "many in words of its own": ({"disease": ("痛风",)}, "disease", frozenset({"痛风"})),
    "none of many": ({"disease": []}, "disease", frozenset()),
    "known to have none of many": ({"known_allergy": "none"}, "known_allergy", frozenset()),
    "none": ({"exit_date": "none"}, "exit_date", NONE),
    "text": ({"remark": "照常"}, "remark", "照常"),
    "text of the greatest length": ({"remark": "长" * 10_000}, "remark", "长" * 10_000),
    "no carer": ({"carer": "none"}, "carer", NONE),
    "code": ({"school_county": "341221"}, "school_county", "341221"),
    "code of a prefecture filled with zeros": ({"school_county": "341200"}, "school_county", "3412"),
    "code of a county filled with zeros": ({"school_county": "341221000000"}, "school_county", "341221"),
    "fact by its Chinese label": ({"年龄": 3}, "age", 3),
    "amount of a record": ({"paid": "3"}, "paid", 300),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_VALUES)
def test_a_wrong_value_is_told_with_what_was_expected_and_found(name: str) -> None:
    """The message names the fact in both languages; the help says what to write."""
    facts, code, path, expected, found, help_text = WRONG_VALUES[name]
    (finding,) = refused(person(**facts))
    variable = WORDS.by_name("person")[next(iter(facts))]
    message = f"`{variable.name}` ({variable.labels.zh}): expected {expected}, found {found}"
    assert (finding.code.number, finding.path, finding.message) == (code, f"$.person{path}", message)
    assert (finding.expected, finding.found, finding.help) == (expected, found, help_text)


@pytest.mark.parametrize("name", WRONG_SHAPES)
def test_a_wrong_period_is_told(name: str) -> None:
    """So is a fact that is given twice."""
    facts, code, path, message, expected, found, help_text = WRONG_SHAPES[name]
    (finding,) = refused(person(**facts))
    assert (finding.code.number, finding.path, finding.message) == (code, f"$.person{path}", message)
    assert (finding.expected, finding.found, finding.help) == (expected, found, help_text)


@pytest.mark.parametrize("name", GOOD_VALUES)
def test_a_good_value_is_stored_exactly(name: str) -> None:
    """Money in fen, rates in millionths, labels as names."""
    facts, fact, value = GOOD_VALUES[name]
    found = read(person(**facts)).root.fact(fact)
    assert (found, type(found)) == (value, type(value))


PERIODS = {
    "the year of the date": ("household", "net_income", "2019-06-30", {"2019": "1"}, 0),
    "a year before": ("household", "net_income", "2019-06-30", {"2018": "1"}, -1),
    "a year after": ("household", "net_income", "2019-06-30", {"2020-01-01/2020-12-31": "1"}, 1),
    "a year as a number": ("household", "net_income", "2019-06-30", {2018: "1"}, -1),
    "the month of the date": ("person", "wage", "2019-01-31", {"2019-01": "1"}, 0),
    "a month in another year": ("person", "wage", "2019-01-31", {"2018-12": "1"}, -1),
    "the semester that began last year": ("person", "fee", "2019-01-31", {"2018-autumn": "1"}, 0),
    "the semester before": ("person", "fee", "2019-02-01", {"2018-autumn": "1"}, -1),
    "a semester by its days": ("person", "fee", "2019-02-01", {"2019-08-01/2020-01-31": "1"}, 1),
    "the period of the date without a key": ("person", "fee", "2019-02-01", "1", 0),
}  # fmt: skip


@pytest.mark.parametrize("name", PERIODS)
def test_periods_are_counted_from_the_one_that_holds_the_date(name: str) -> None:
    """A value without a period belongs to the period of the date."""
    entity, fact, on, value, shift = PERIODS[name]
    assert dict(read({"on": on, entity: {fact: value}}).root.facts) == {(fact, shift): 100}


STATES: dict[str, tuple[str, dict[object, object], object]] = {
    "the day before the first": ("2015-12-31", {"2016-01-01": "primary", "2018-09-01": "junior"}, UNKNOWN),
    "the first day": ("2016-01-01", {"2016-01-01": "primary", "2018-09-01": "junior"}, "primary"),
    "the day before the second": ("2018-08-31", {"2016-01-01": "primary", "2018-09-01": "junior"}, "primary"),
    "the second day": ("2018-09-01", {"2016-01-01": "primary", "2018-09-01": "junior"}, "junior"),
    "long after the last": ("2050-01-01", {"2016-01-01": "primary", "2018-09-01": "junior"}, "junior"),
    "whatever the order": ("2018-08-31", {"2018-09-01": "junior", "2016-01-01": "primary"}, "primary"),
    "a label in Chinese": ("2018-09-01", {"2018-09-01": "初中"}, "junior"),
    "a day as a date": ("2018-09-01", {date(2018, 9, 1): "junior"}, "junior"),
    "unknown from a day on": ("2018-09-01", {"2016-01-01": "primary", "2018-09-01": None}, UNKNOWN),
    "until then known": ("2018-08-31", {"2016-01-01": "primary", "2018-09-01": None}, "primary"),
}


@pytest.mark.parametrize("name", STATES)
def test_a_state_holds_from_its_day_until_the_next(name: str) -> None:
    """Before the first day nothing is known."""
    on, values, expected = STATES[name]
    assert read({"on": on, "person": {"stage": values}}).root.fact("stage") == expected


@pytest.mark.parametrize(("on", "expected"), [("2019-05-31", NONE), ("2019-06-01", date(2019, 6, 1))])
def test_a_state_may_be_known_to_be_absent_until_a_day(on: str, expected: object) -> None:
    """Somebody has not left before the day on which they leave."""
    left = {"2016-01-01": "none", "2019-06-01": "2019-06-01"}
    assert read({"on": on, "person": {"exit_date": left}}).root.fact("exit_date") == expected


def test_a_wrong_value_is_told_whenever_it_holds() -> None:
    """Also one that holds long after the date of evaluation."""
    (finding,) = refused({"on": "2010-01-01", "person": {"stage": {"2016-01-01": "小雪"}}})
    assert (finding.code.number, finding.path) == ("PE806", '$.person.stage["2016-01-01"]')


def test_several_periods_stand_side_by_side() -> None:
    """An unknown one is left out."""
    case = read(person(wage={"2019-12": "3", "2019-11": None, "2019-10": "1.5"}))
    assert dict(case.root.facts) == {("wage", 0): 300, ("wage", -2): 150}


def test_a_period_at_the_end_of_the_calendar_is_no_crash() -> None:
    """The last year can be named by its key."""
    assert dict(read({"on": ON, "household": {"net_income": {"9999": 1}}}).root.facts) == {
        ("net_income", 7980): 100
    }
    (finding,) = refused({"on": ON, "household": {"net_income": {"9999-01-01/9999-12-31": 1}}})
    assert finding.code.number == "PE811"


@given(st.integers(-LARGEST, LARGEST))
def test_money_is_exact(fen: int) -> None:
    """Every amount that can be stored is read from its text to the fen."""
    sign, yuan = "-" if fen < 0 else "", abs(fen)
    assert read(person(wage=f"{sign}{yuan // 100}.{yuan % 100:02d}")).root.fact("wage") == fen


@given(st.integers(-LARGEST, LARGEST))
def test_numbers_are_exact(millionths: int) -> None:
    """As a text and as the decimal of a JSON number."""
    number = Decimal(millionths).scaleb(-6)
    assert read(person(weight=f"{number:f}")).root.fact("weight") == millionths
    assert read(person(weight=number)).root.fact("weight") == millionths


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.floats() | st.text() | st.dates() | st.datetimes() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(st.sampled_from([each.name for each in WORDS.variables_of("person")]), ANYTHING)
def test_whatever_is_given_is_read_or_refused(fact: str, value: object) -> None:
    """Nothing else is raised, and no message is empty or speaks of Python."""
    found = read_or_refused(person(**{fact: value}))
    if isinstance(found, Case):
        assert not any(
            value is None or isinstance(value, float | datetime) for value in found.root.facts.values()
        )
        return
    for finding in found:
        assert finding.expected
        assert finding.found
        assert not {"NoneType", "Decimal", "datetime", "dict"} & set(
            finding.expected.split() + finding.found.split()
        )
