import pytest

from tests.language import checked, subject, value_of
from tests.support import assert_diagnostic

ROUND = "write `round_to(..., 4)` or `floor_to(..., 4)` around it"

# expression, code, message, underlined, help
REFUSED = [
    ("count(x)", "PE205", "`count` works on records", "count(x)", "write `count(x for x in records)`"),
    ("sum(1, 2)", "PE205", "`sum` works on records", "sum(1, 2)", "write `sum(x... for x in records)`"),
    ("any(insured)", "PE205", "`any` works on records", "any(insured)", "write `any(x... for x in records)`"),
    ("sum(s.days / 2 for s in hospital_stays)", "PE313", "this result can have any number of decimal places", "s.days / 2", ROUND),
    ("sum(true for s in hospital_stays)", "PE310", "`sum` needs numbers, found yes or no", "true", ""),
    ("min(stage for s in hospital_stays)", "PE310", "`min` needs numbers, found one of primary, junior", "stage", ""),
    ("sum(birth_date for s in hospital_stays)", "PE310", "`sum` needs numbers, found a date", "birth_date", ""),
    ("count(s.year for s in hospital_stays)", "PE208", "`count` counts records: write `count(s for s in ...)`", "s.year", "put conditions after `if`"),
    ("count(1 for s in hospital_stays)", "PE208", "`count` counts records: write `count(s for s in ...)`", "1", "put conditions after `if`"),
    ("any(s for s in hospital_stays)", "PE208", "`s` is a hospital stay, not a value", "s", "name one of its variables: `s. ...`"),
    ("all(s.year for s in hospital_stays)", "PE310", "expected yes or no, found a count", "s.year", ""),
    ("sum(s.days for s in hospital_stays if s.days)", "PE310", "expected yes or no, found a count", "s.days", ""),
    ("sum(x.y for x in nosuch)", "PE201", "there are no such records here", "nosuch", "a person has: hospital_stays, trainings"),
    ("sum(x.y for x in age)", "PE201", "there are no such records here", "age", "a person has: hospital_stays, trainings"),
    ("sum(x.y for x in household)", "PE201", "there are no such records here", "household", "a person has: hospital_stays, trainings"),
    ("sum(x.y for x in max(1, 2))", "PE201", "there are no such records here", "max(1, 2)", "a person has: hospital_stays, trainings"),
    ("sum(x.y for x in household.nosuch)", "PE201", "there are no such records here", "household.nosuch", "a household has: dwellings, hospital_stays, persons, trainings"),
    ("sum(s.dayz for s in hospital_stays)", "PE202", "a hospital stay has no `dayz`", "s.dayz", "did you mean `days`?"),
    ("any(s.days > 1 for s in dwellings)", "PE201", "there are no such records here", "dwellings", "a person has: hospital_stays, trainings"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "message", "underlined", "help_text"), REFUSED)
def test_wrong_aggregates_are_refused(
    text: str, code: str, message: str, underlined: str, help_text: str
) -> None:
    """Aggregates without records, of things that cannot be added, or over records that are not there; those that are, are listed."""
    finding = checked(text).finding
    assert_diagnostic(finding, code=code, message=message, underlined=underlined, help=help_text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("count(s for s in hospital_stays)", "3"),
        ("count(s for s in hospital_stays if s.year == 2019)", "2"),
        ("count(s for s in hospital_stays if s.year == 2019 if s.days > 5)", "1"),
        ("count(s for s in 住院 if s.住院年度 == 2019)", "2"),
        ("sum(s.expense for s in hospital_stays if s.year == 2019)", "300.00"),
        ("sum(s.expense * 0.5 for s in hospital_stays)", "300.00"),
        ("sum(round_to(s.expense / s.days, 2) for s in hospital_stays if s.days > 0)", "103.33"),
        ("sum(1 for s in hospital_stays)", "3"),
        ("min(s.days for s in hospital_stays)", "2"),
        ("max(s.expense for s in hospital_stays)", "300.00"),
        ("max(s.expense - cost for s in hospital_stays)", "290.00"),
        ("any(s.days > 9 for s in hospital_stays)", True),
        ("all(s.days > 2 for s in hospital_stays)", False),
        ("all(s.days > 2 for s in hospital_stays if s.year == 2018)", True),
        ("sum(s.expense for s in hospital_stays) > 500", True),
        ("count(d for d in household.dwellings if d.inhabited)", "1"),
        ("sum(t.hours for t in trainings)", "0"),
        ("max(t.hours for t in trainings)", "none"),
        ("count(t for t in trainings)", "0"),
        ("any(t.hours > 1 for t in trainings)", False),
        ("all(t.hours > 1 for t in trainings)", True),
    ],
)
def test_aggregates_have_their_values(text: str, value: object) -> None:
    """Over the records of the subject and of one above, with conditions, and over an empty list."""
    stays = [
        subject("hospital_stay", "1", year=2019, days=2, expense=10_000),
        subject("hospital_stay", "2", year=2019, days=10, expense=20_000),
        subject("hospital_stay", "3", year=2018, days=9, expense=30_000),
    ]
    person = subject("person", "1", *stays, cost=1000, known=["training"])
    home = subject(
        "household",
        "1",
        person,
        subject("dwelling", "1", inhabited=True),
        subject("dwelling", "2", inhabited=False),
    )
    assert value_of(text, home, at="person:1") == value


def test_inner_aggregates_may_use_outer_elements() -> None:
    """The persons with more than one expensive stay."""
    stays = [
        subject("hospital_stay", str(number), expense=expense)
        for number, expense in enumerate((100, 500, 900))
    ]
    home = subject(
        "household",
        "1",
        subject("person", "1", *stays[:2], cost=300),
        subject("person", "2", *stays[2:], cost=1000),
    )
    assert (
        value_of("count(p for p in persons if any(s.expense > p.cost for s in p.hospital_stays))", home)
        == "1"
    )
