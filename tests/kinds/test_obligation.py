from datetime import date

import pytest

from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.diagnostics import PolicyError
from policy_engine.facts.case import Subject
from policy_engine.model.working_days import KNOWN_YEARS
from tests.kinds.obligations import HEAD_LINES, MONTHLY, WORDS, day, household, made, seen
from tests.language import Told, outcome, refused, rule, subject, told


@pytest.mark.parametrize(
    ("every", "days", "on", "status", "period", "since"),
    [
        ("month", [], "08-31", "overdue", "07-01/07-31", "08-01"),
        ("month", ["07-31"], "07-31", "done", "07-01/07-31", None),
        ("month", ["07-31"], "08-01", "due", "08-01/08-31", None),
        ("month", ["07-31"], "08-31", "due", "08-01/08-31", None),
        ("month", ["07-31"], "09-01", "overdue", "08-01/08-31", "09-01"),
        ("month", ["06-30"], "09-01", "overdue", "08-01/08-31", "08-01"),
        ("month", ["06-30", "08-01"], "08-31", "done", "08-01/08-31", None),
        ("month", ["06-30", "09-02"], "09-01", "overdue", "08-01/08-31", "08-01"),
        ("month", ["06-30", "09-02"], "09-02", "done", "09-01/09-30", None),
        ("month", ["2020-01-31"], "2020-02-29", "due", "2020-02-01/2020-02-29", None),
        ("month", ["2020-01-31"], "2020-03-01", "overdue", "2020-02-01/2020-02-29", "2020-03-01"),
        ("month", ["02-01"], "03-01", "due", "03-01/03-31", None),
        ("week", ["12-29"], "2020-01-05", "due", "2019-12-30/2020-01-05", None),
        ("week", ["12-29"], "2020-01-06", "overdue", "2019-12-30/2020-01-05", "2020-01-06"),
        ("week", ["12-30"], "2020-01-05", "done", "2019-12-30/2020-01-05", None),
        ("quarter", ["06-30"], "09-30", "due", "07-01/09-30", None),
        ("quarter", ["06-30"], "10-01", "overdue", "07-01/09-30", "10-01"),
        ("{months: 2}", ["06-30"], "08-31", "due", "07-01/08-31", None),
        ("{months: 2}", ["06-30"], "09-01", "overdue", "07-01/08-31", "09-01"),
        ("{months: 4}", ["04-30"], "08-31", "due", "05-01/08-31", None),
        ("half_year", ["06-30"], "12-31", "due", "07-01/12-31", None),
        ("half_year", ["06-30"], "2020-01-01", "overdue", "2019-07-01/2019-12-31", "2020-01-01"),
        ("year", ["01-01"], "2020-12-31", "due", "2020-01-01/2020-12-31", None),
        ("year", ["01-01"], "2021-01-01", "overdue", "2020-01-01/2020-12-31", "2021-01-01"),
        ("semester", ["01-31"], "07-31", "due", "02-01/07-31", None),
        ("semester", ["01-31"], "08-01", "overdue", "02-01/07-31", "08-01"),
        ("semester", ["02-01"], "2020-01-31", "due", "2019-08-01/2020-01-31", None),
    ],
)
def test_the_periods_of_the_calendar(
    every: str, days: list[str], on: str, status: str, period: str, since: str | None
) -> None:
    """The last day of a period is still in time; a later record makes up for a period missed; one after today does not."""
    lines = (*HEAD_LINES, f"every: {every}", "window: calendar")
    first, last = (day(each).isoformat() for each in period.split("/"))
    found = seen(lines, household(*map(day, days)), day(on))
    assert (found[0], found[1], found[4]) == (
        status, f"{first}/{last}", day(since).isoformat() if since else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "days", "on", "status", "period", "since"),
    [
        ({"registered": day("08-01")}, [], "08-01", "due", "08-01/08-31", None),
        ({"registered": day("08-02")}, [], "08-31", "not_applicable", None, None),
        ({"registered": day("08-02")}, [], "09-01", "due", "09-01/09-30", None),
        ({"registered": day("08-02")}, [], "10-01", "overdue", "09-01/09-30", "10-01"),
        ({"registered": day("08-02")}, [], "12-01", "overdue", "11-01/11-30", "10-01"),
        ({"registered": day("08-02")}, ["08-15"], "12-01", "overdue", "11-01/11-30", "10-01"),
        ({"registered": day("08-02")}, ["10-15"], "12-01", "overdue", "11-01/11-30", "12-01"),
        ({"registered": day("2020-08-02")}, [], "12-01", "not_applicable", None, None),
        ({"registered": NONE}, [], "12-01", "not_applicable", None, None),
        ({"left": day("08-31")}, ["07-01"], "08-20", "done", "07-01/07-31", None),
        ({"left": day("08-31")}, ["06-15"], "08-20", "overdue", "07-01/07-31", "08-01"),
        ({"left": day("09-01")}, ["07-01"], "08-20", "due", "08-01/08-31", None),
        ({"left": day("08-31")}, [], "12-20", "overdue", "07-01/07-31", "2010-02-01"),
        ({"left": day("08-31")}, ["07-01"], "12-20", "done", "07-01/07-31", None),
        ({"left": day("08-31")}, ["12-01"], "12-20", "done", "07-01/07-31", None),
        ({"registered": day("08-01"), "left": day("08-31")}, [], "08-20", "not_applicable", None, None),
        ({"registered": day("08-01"), "left": day("09-01")}, [], "09-20", "overdue", "08-01/08-31", "09-01"),
    ],
)  # fmt: skip
def test_where_an_obligation_begins_and_ends(
    facts: dict[str, Value], days: list[str], on: str, status: str, period: str | None, since: str | None
) -> None:
    """Only whole periods between the two days are owed; an end leaves what was missed before."""
    full = {"registered": day("2010-01-01"), "left": NONE, **facts}
    found = seen((*MONTHLY, "begins: registered", "ends: left"), household(*map(day, days), **full), day(on))
    shown = "/".join(day(each).isoformat() for each in period.split("/")) if period else None
    assert (found[0], found[1], found[4]) == (status, shown, day(since).isoformat() if since else None)


PHASED = (*HEAD_LINES, "every: [{every: month, until: left}, {every: quarter}]", "window: calendar")
HALVES = (*HEAD_LINES, "every: [{every: week, until: left}, {every: semester}]", "window: calendar")
BACKWARD = (*HEAD_LINES, "every: [{every: quarter, until: left}, {every: month}]", "window: calendar")


@pytest.mark.parametrize(
    ("lines", "left", "days", "on", "status", "period", "since"),
    [
        (PHASED, "08-10", ["06-01"], "08-09", "overdue", "07-01/07-31", "08-01"),
        (PHASED, "08-10", ["07-01"], "08-09", "due", "08-01/08-31", None),
        (PHASED, "08-10", ["07-01"], "08-10", "done", "07-01/09-30", None),
        (PHASED, "08-10", ["06-01"], "08-10", "overdue", "07-01/07-31", "08-01"),
        (PHASED, "08-10", ["08-01"], "09-30", "done", "07-01/09-30", None),
        (PHASED, "08-10", ["06-01"], "10-01", "overdue", "07-01/09-30", "08-01"),
        (PHASED, "07-31", ["06-01"], "08-10", "due", "07-01/09-30", None),
        (PHASED, "08-01", ["06-01"], "08-10", "overdue", "07-01/07-31", "08-01"),
        (HALVES, "07-08", ["03-27"], "07-20", "overdue", "07-01/07-07", "04-08"),
        (HALVES, "07-08", ["03-27"], "2020-02-12", "overdue", "2019-08-01/2020-01-31", "2020-02-01"),
        (HALVES, "07-08", ["01-27"], "2020-02-12", "overdue", "2019-08-01/2020-01-31", "02-04"),
        (BACKWARD, "08-10", ["04-01"], "08-09", "due", "07-01/09-30", None),
        (BACKWARD, "08-10", ["04-01"], "08-10", "due", "08-01/08-31", None),
        (BACKWARD, "08-10", ["04-01"], "09-01", "overdue", "08-01/08-31", "09-01"),
        (BACKWARD, "08-10", ["07-20"], "08-31", "due", "08-01/08-31", None),
        (BACKWARD, "08-10", ["03-31"], "09-05", "overdue", "08-01/08-31", "07-01"),
        (BACKWARD, "10-01", ["06-30"], "10-01", "overdue", "07-01/09-30", "10-01"),
        (BACKWARD, "09-30", ["06-30"], "10-01", "overdue", "09-01/09-30", "10-01"),
    ],
)
def test_phases_change_how_often(
    lines: tuple[str, ...], left: str, days: list[str], on: str, status: str, period: str, since: str | None
) -> None:
    """A period is owed by the phase of its last day, with the records of all its days; the open one by that of today."""
    found = seen(lines, household(*map(day, days), left=day(left)), day(on))
    shown = "/".join(day(each).isoformat() for each in period.split("/"))
    assert (found[0], found[1], found[4]) == (status, shown, day(since).isoformat() if since else None)


@pytest.mark.parametrize(
    ("lines", "facts", "on", "status", "since"),
    [
        (MONTHLY, {}, "08-31", "due", None),
        (MONTHLY, {}, "09-01", "overdue", "2019-09-01"),
        (MONTHLY, {}, "10-05", "overdue", "2019-09-01"),
        (
            (*MONTHLY, "begins: registered"),
            {"registered": day("2018-01-01")},
            "10-05",
            "overdue",
            "2019-09-01",
        ),
        ((*MONTHLY, "begins: registered"), {"registered": day("09-01")}, "10-05", "overdue", "2019-10-01"),
        ((*MONTHLY, "begins: registered"), {"registered": NONE}, "10-05", "not_applicable", None),
        ((*HEAD_LINES, "every: month", "window: rolling"), {}, "08-31", "due", None),
        ((*HEAD_LINES, "every: month", "window: rolling"), {}, "09-01", "overdue", "2019-09-01"),
    ],
)
def test_nothing_is_owed_before_the_rule(
    lines: tuple[str, ...], facts: dict[str, Value], on: str, status: str, since: str | None
) -> None:
    """Periods that began before it was in force are not missed."""
    found = seen((*lines, "from: 2019-08-01"), household(**facts), day(on))
    assert (found[0], found[4]) == (status, since)


def test_a_phase_without_end_never_ends() -> None:
    """None is known: the later phase never comes."""
    assert seen(PHASED, household(day("07-01"), left=NONE), day("08-31"))[:2] == (
        "due",
        "2019-08-01/2019-08-31",
    )


@pytest.mark.parametrize(
    ("last", "on", "status", "missing"),
    [
        (day("07-31"), "07-31", "done", []),
        (day("07-31"), "08-31", "due", []),
        (day("07-31"), "09-01", "overdue", []),
        (day("08-01"), "07-31", "overdue", []),
        (NONE, "08-31", "overdue", []),
        (UNKNOWN, "08-31", "undetermined", ["household:h.last"]),
    ],
)
def test_a_single_date_is_evidence(last: Value, on: str, status: str, missing: list[str]) -> None:
    """That of the latest time; one to come shows nothing."""
    lines = ("actor: cadre", "dated: last", "every: month", "window: calendar")
    found = outcome(made(*lines), household(last=last), day(on))
    assert (found.status, [each.name for each in found.missing]) == (status, missing)
    if on == "09-01":
        assert found.detail("since") == "2019-09-01"


@pytest.mark.parametrize(
    ("required", "facts", "count", "status"),
    [
        ("0", {}, 0, "done"),
        ("2", {}, 1, "overdue"),
        ("2", {}, 2, "done"),
        ("times", {"times": 0}, 0, "done"),
        ("times", {"times": 3}, 2, "overdue"),
        ("times", {"times": 3}, 3, "done"),
        ("times", {}, 3, "undetermined"),
    ],
)
def test_how_many_records_are_required(
    required: str, facts: dict[str, Value], count: int, status: str
) -> None:
    """A figure of the subject may say it."""
    root = household(*[day("08-05")] * count, **facts)
    found = seen((*MONTHLY, f"required: {required}"), root, day("08-31"))
    assert found[0] == status
    if status == "overdue":
        assert found[2:] == (str(facts.get("times", 2)), str(count), "2019-08-01")


def test_nothing_required_is_done_whatever_the_records() -> None:
    """Even where these are unknown."""
    root = subject("household", "h", times=0)
    assert outcome(made(*MONTHLY, "required: times"), root, day("08-31")).status == "done"


@pytest.mark.parametrize(
    ("lines", "root", "status", "missing"),
    [
        (MONTHLY, subject("household", "h"), "undetermined", ["household:h.visits"]),
        (MONTHLY, household(UNKNOWN), "undetermined", ["visit:0.day"]),
        (MONTHLY, household(NONE), "overdue", []),
        (MONTHLY, household(UNKNOWN, day("07-01")), "undetermined", ["visit:0.day"]),
        (MONTHLY, household(UNKNOWN, day("08-01")), "done", ["visit:0.day"]),
        ((*MONTHLY, "required: 2"), household(UNKNOWN, day("08-01"), day("08-02")), "done", ["visit:0.day"]),
        ((*MONTHLY, "required: 2"), household(UNKNOWN, day("08-01")), "undetermined", ["visit:0.day"]),
        ((*MONTHLY, "where: home"), household(day("06-01")), "overdue", ["visit:0.home"]),
        ((*MONTHLY, "where: home"), household(day("07-01")), "undetermined", ["visit:0.home"]),
        ((*MONTHLY, "applies: concerned"), household(), "undetermined", ["household:h.concerned"]),
        ((*MONTHLY, "applies: concerned"), household(concerned=False), "not_applicable", []),
        ((*MONTHLY, "applies: concerned"), household(concerned=NONE), "not_applicable", []),
        ((*MONTHLY, "applies: concerned"), household(concerned=True), "overdue", []),
        ((*MONTHLY, "begins: registered"), household(), "undetermined", ["household:h.registered"]),
        ((*MONTHLY, "ends: left"), household(), "overdue", ["household:h.left"]),
        ((*MONTHLY, "ends: left"), household(day("07-01")), "undetermined", ["household:h.left"]),
        (PHASED, household(), "overdue", ["household:h.left"]),
        (PHASED, household(day("07-01")), "undetermined", ["household:h.left"]),
    ],
)  # fmt: skip
def test_what_is_not_known(lines: tuple[str, ...], root: Subject, status: str, missing: list[str]) -> None:
    """Where one record is asked for, one that counts decides; only the figure that is open is left out then."""
    found = outcome(made(*lines), root, day("08-31"))
    names = [each.name for each in found.missing]
    assert (found.status, names) == (status, missing)
    if status == "done" and missing:
        assert found.detail("actual") is None
    if status == "overdue" and missing:
        assert found.detail("since") is None


ROLLING = (*HEAD_LINES, "window: rolling", "begins: registered")


@pytest.mark.parametrize(
    ("every", "registered", "days", "on", "status", "period", "since"),
    [
        ("{days: 30}", "01-01", [], "01-30", "due", "01-01/01-30", None),
        ("{days: 30}", "01-01", [], "01-31", "overdue", "01-02/01-31", "01-31"),
        ("{days: 30}", "01-01", ["01-01"], "01-30", "done", "01-01/01-30", None),
        ("{days: 30}", "01-01", ["01-01"], "01-31", "overdue", "01-02/01-31", "01-31"),
        ("{days: 30}", "01-01", ["01-15"], "02-13", "done", "01-15/02-13", None),
        ("{days: 30}", "01-01", ["01-15"], "03-13", "overdue", "02-12/03-13", "02-14"),
        ("{days: 30}", "01-01", ["2018-12-31"], "01-10", "due", "01-01/01-30", None),
        ("{days: 30}", "01-11", [], "01-10", "not_applicable", None, None),
        ("{weeks: 2}", "01-01", ["01-01"], "01-14", "done", "01-01/01-14", None),
        ("{weeks: 2}", "01-01", ["01-01"], "01-15", "overdue", "01-02/01-15", "01-15"),
        ("month", "01-01", ["01-31"], "02-28", "done", "01-29/02-28", None),
        ("month", "01-01", ["01-31"], "03-01", "overdue", "02-02/03-01", "03-01"),
        ("quarter", "2019-11-30", [], "2020-02-29", "due", "2019-11-30/2020-02-29", None),
        ("quarter", "2019-11-30", [], "2020-03-01", "overdue", "2019-12-02/2020-03-01", "2020-03-01"),
        ("semester", "01-01", ["03-01"], "08-31", "done", "03-01/08-31", None),
        ("year", "01-01", ["01-01"], "2020-01-01", "overdue", "2019-01-02/2020-01-01", "2020-01-01"),
    ],
)
def test_a_stretch_of_time_up_to_today(
    every: str, registered: str, days: list[str], on: str, status: str, period: str | None, since: str | None
) -> None:
    """Due only while the first one is open; then the latest record says since when it is overdue."""
    found = seen(
        (*ROLLING, f"every: {every}"), household(*map(day, days), registered=day(registered)), day(on)
    )
    shown = "/".join(day(each).isoformat() for each in period.split("/")) if period else None
    assert (found[0], found[1], found[4]) == (status, shown, day(since).isoformat() if since else None)


def test_a_stretch_of_time_without_a_beginning_and_with_an_end() -> None:
    """It is never merely due, and not owed from the end on."""
    lines = (*HEAD_LINES, "window: rolling", "every: {days: 30}")
    assert seen(lines, household(), day("08-31")) == ("overdue", "2019-08-02/2019-08-31", "1", "0", None)
    assert seen((*lines, "required: 2"), household(day("08-31")), day("08-31"))[2:] == ("2", "1", None)
    ended = (*lines, "ends: left")
    assert seen(ended, household(left=day("09-01")), day("08-31"))[0] == "overdue"
    assert seen(ended, household(left=day("08-31")), day("08-31"))[0] == "not_applicable"


@pytest.mark.parametrize(
    ("first", "then", "last", "on", "status", "since"),
    [
        (3, 1, "01-05", "02-28", "done", None),
        (3, 1, "01-05", "03-01", "overdue", "03-01"),
        (3, 1, "01-05", "03-10", "overdue", "03-01"),
        (3, 1, "02-05", "03-05", "overdue", "03-05"),
        (3, 1, "2018-11-05", "03-01", "overdue", "02-05"),
        (1, 3, "01-05", "02-28", "overdue", "02-05"),
        (1, 3, "01-05", "03-01", "done", None),
        (1, 3, "01-05", "04-05", "overdue", "04-05"),
        (1, 3, "2018-11-05", "03-01", "overdue", "2018-12-05"),
    ],
)
def test_a_stretch_of_time_that_becomes_another(
    first: int, then: int, last: str, on: str, status: str, since: str | None
) -> None:
    """Nobody is late before the day on which the time became shorter."""
    every = f"every: [{{every: {{months: {first}}}, until: left}}, {{every: {{months: {then}}}}}]"
    lines = (*HEAD_LINES, every, "window: rolling", "begins: registered")
    root = household(day(last), registered=day("2018-01-01"), left=day("03-01"))
    found = seen(lines, root, day(on))
    assert (found[0], found[4]) == (status, day(since).isoformat() if since else None)


EVENT = (*HEAD_LINES, "from_event: registered")


@pytest.mark.parametrize(
    ("lines", "registered", "days", "on", "status", "period", "since"),
    [
        (("within: 15",), "08-01", [], "08-16", "due", "08-01/08-16", None),
        (("within: 15",), "08-01", [], "08-17", "overdue", "08-01/08-16", "08-17"),
        (("within: 0",), "08-01", [], "08-01", "due", "08-01/08-01", None),
        (("within: 15",), "08-01", ["08-01"], "08-17", "done", "08-01/08-16", None),
        (("within: 15",), "08-01", ["09-01"], "08-31", "overdue", "08-01/08-16", "08-17"),
        (("within: 15",), "08-01", ["09-01"], "09-01", "done", "08-01/08-16", None),
        (("within: 15",), "08-01", ["07-31"], "08-17", "overdue", "08-01/08-16", "08-17"),
        (("within: 15",), "08-02", [], "08-01", "not_applicable", None, None),
        (("within: {weeks: 2}",), "08-01", [], "08-15", "due", "08-01/08-15", None),
        (("within: {months: 1}",), "01-31", [], "02-28", "due", "01-31/02-28", None),
        (("within: {months: 1}",), "01-31", [], "03-01", "overdue", "01-31/02-28", "03-01"),
        (("within: {working_days: 5}",), "09-30", [], "10-12", "due", "09-30/10-12", None),
        (("within: {working_days: 5}",), "09-30", [], "10-13", "overdue", "09-30/10-12", "10-13"),
        (("within: 3", "moved: next_working_day"), "09-28", [], "10-08", "due", "09-28/10-08", None),
        (("within: 3", "moved: next_working_day"), "09-28", [], "10-09", "overdue", "09-28/10-08", "10-09"),
        (("within: 1", "moved: next_working_day"), "09-28", [], "09-29", "due", "09-28/09-29", None),
        (("by: left",), "08-01", [], "08-20", "due", "08-01/08-20", None),
        (("by: left",), "08-01", [], "08-21", "overdue", "08-01/08-20", "08-21"),
        (("by: 2019-08-20",), "08-01", [], "08-21", "overdue", "08-01/08-20", "08-21"),
    ],
)
def test_deadlines_after_an_event(
    lines: tuple[str, ...], registered: str, days: list[str], on: str, status: str, period: str | None, since: str | None
) -> None:  # fmt: skip
    """The last day is still in time; the national holiday and the weekend days worked in its stead are known."""
    root = household(*map(day, days), registered=day(registered), left=day("08-20"))
    found = seen((*EVENT, *lines), root, day(on))
    shown = "/".join(day(each).isoformat() for each in period.split("/")) if period else None
    assert (found[0], found[1], found[4]) == (status, shown, day(since).isoformat() if since else None)


LATE = KNOWN_YEARS[1] + 1
"""A year whose holidays are not known."""


@pytest.mark.parametrize("lines", [("within: {working_days: 5}",), ("within: 3", "moved: next_working_day")])
def test_holidays_of_unknown_years_matter_only_while_the_thing_is_open(lines: tuple[str, ...]) -> None:
    """What is done has no deadline to tell, but is done; a deadline that decides is an error and no guess."""
    registered, on = date(LATE, 2, 1), date(LATE, 3, 1)
    found = seen((*EVENT, *lines), household(date(LATE, 2, 2), registered=registered), on)
    assert found == ("done", None, "1", "1", None)
    assert seen((*EVENT, *lines), household(registered=registered), date(LATE, 1, 31))[0] == "not_applicable"
    with pytest.raises(PolicyError) as caught:
        seen((*EVENT, *lines), household(registered=registered), on)
    assert [each.code.number for each in caught.value.diagnostics] == ["PE707"]


@pytest.mark.parametrize(
    ("lines", "facts", "on", "status", "period", "missing"),
    [
        ((*EVENT, "within: 15"), {"registered": NONE}, "08-20", "not_applicable", None, []),
        ((*EVENT, "within: 15"), {}, "08-20", "undetermined", None, ["household:h.registered"]),
        ((*EVENT, "by: left"), {"registered": day("08-01"), "left": NONE}, "08-20", "not_applicable", None, []),
        (("actor: cadre", "by: left", "done: concerned"), {"left": day("08-20"), "concerned": False}, "08-20", "due", "2019-08-20", []),
        (("actor: cadre", "by: left", "done: concerned"), {"left": day("08-20"), "concerned": False}, "08-21", "overdue", "2019-08-20", []),
        (("actor: cadre", "by: left", "done: concerned"), {"left": day("08-20"), "concerned": True}, "08-21", "done", "2019-08-20", []),
        (("actor: cadre", "by: left", "done: concerned"), {"left": day("08-20")}, "08-21", "undetermined", None, ["household:h.concerned"]),
        (("actor: cadre", "by: left", "done: concerned"), {"concerned": True}, "08-21", "undetermined", None, ["household:h.left"]),
    ],
)  # fmt: skip
def test_deadlines_that_may_not_be(
    lines: tuple[str, ...],
    facts: dict[str, Value],
    on: str,
    status: str,
    period: str | None,
    missing: list[str],
) -> None:
    """Without an event or a day there is nothing to do; a condition may stand for records."""
    found = outcome(made(*lines), household(**facts), day(on))
    assert (found.status, found.detail("period"), [each.name for each in found.missing]) == (
        status,
        period,
        missing,
    )


NEEDS = "`m.r` needs one time: `every:`, `within:` or `by:`"
ONE = "state one of them"
WORD = "write `week`, `month`, `quarter`, `half_year`, `year`, `semester`, or a length such as `{months: 2}`"
PHASES = (
    "every phase but the last says `until:`, and the last does not",
    "use `ends:` for the day on which the obligation ends",
)


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        (HEAD_LINES, [("PE570", NEEDS, "r", ONE)]),
        ((*MONTHLY, "by: left"), [("PE570", NEEDS, "r", ONE)]),
        ((*EVENT, "within: 3", "by: left"), [("PE570", NEEDS, "r", ONE)]),
        ((*HEAD_LINES, "within: 3"), [("PE570", "`m.r` says `within:`, but not of what", "r", "add `from_event:` with the day that it counts from")]),
        ((*HEAD_LINES, "every: month"), [("PE570", "`m.r` does not say what its periods are", "r", "add `window: calendar` (the month, the year ...) or `window: rolling` (ending on each day)")]),
        ((*MONTHLY, "moved: next_working_day"), [("PE571", "`m.r` has periods, for which there is no `moved:`", "r", "remove it")]),
        ((*EVENT, "within: 3", "ends: left"), [("PE571", "`m.r` has a deadline, for which there is no `ends:`", "r", "remove it")]),
        (("actor: cadre", "every: month", "window: calendar"), [("PE572", "`m.r` needs `dated:`, the date of the `records:` or that of a single fact", "r", "")]),
        (("actor: cadre", "by: left", "records: visits"), [("PE572", "`m.r` needs `dated:`, the date of the `records:` or that of a single fact", "r", "or `done:` with a condition, and none of these")]),
        ((*HEAD_LINES, "by: left", "done: concerned"), [("PE572", "`m.r` needs `dated:`, the date of the `records:` or that of a single fact", "r", "or `done:` with a condition, and none of these")]),
        (("actor: cadre", "dated: left", "required: 2", "by: left"), [("PE572", "`m.r` counts records but does not say which", "r", "add `records:` with the list of them")]),
        ((*HEAD_LINES, "window: calendar", "every: {months: 5}"), [("PE574", "the calendar has no periods of 5 months", "{months: 5}", "write a word such as `month` or `quarter`, or `window: rolling`")]),
        ((*HEAD_LINES, "window: calendar", "every: monthly"), [("PE573", "nothing happens so often here", "monthly", WORD)]),
        ((*HEAD_LINES, "window: rolling", "every: {working_days: 3}"), [("PE573", "nothing happens so often here", "{working_days: 3}", WORD)]),
        ((*HEAD_LINES, "window: rolling", "every: {days: 3, weeks: 1}"), [("PE573", "a length of time has one unit, and is not zero", "{days: 3, weeks: 1}", "write it such as `{months: 2}`")]),
        ((*EVENT, "within: {days: 0}"), [("PE573", "a length of time has one unit, and is not zero", "{days: 0}", "write it such as `{months: 2}`")]),
        ((*HEAD_LINES, "window: calendar", "every: {days: 30}"), [("PE574", "the calendar has no periods of 30 days", "{days: 30}", "write a word such as `month` or `quarter`, or `window: rolling`")]),
        ((*HEAD_LINES, "window: calendar", "every: [{every: month}, {every: year}]"), [("PE575", PHASES[0], "{every: month}", PHASES[1])]),
        ((*HEAD_LINES, "window: calendar", "every: [{every: month, until: left}]"), [("PE575", PHASES[0], "{every: month, until: left}", PHASES[1])]),
        ((*HEAD_LINES, "window: calendar", "every: []"), [("PE575", "there are no phases here", "[]", WORD)]),
        (("actor: cadre", "records: persons", "dated: day", "every: month", "window: calendar"), [("PE201", "nothing here is called `day`", "day", "")]),
        (("actor: cadre", "records: village.townships", "dated: day", "by: left"), [("PE201", "there are no such records here", "village.townships", "a village has: dwellings, hospital_stays, households, persons, trainings, visits")]),
        (("actor: cadre", "records: village.trainings", "dated: day", "by: left"), [("PE512", "these records do not stand below the household", "village.trainings", "")]),
        ((*MONTHLY, "required: day"), [("PE201", "nothing here is called `day`", "day", "")]),
        ((*MONTHLY, "begins: concerned"), [("PE310", "expected a date, found yes or no", "concerned", "")]),
    ],
)  # fmt: skip
def test_wrong_obligations_are_refused(lines: tuple[str, ...], findings: list[Told]) -> None:
    """With the place of what is wrong, or the name of the rule where something is missing."""
    found = told(refused(rule("obligation", "household", *lines), words=WORDS))
    assert [each[:3] for each in found] == [each[:3] for each in findings]
    assert all(here[3] == there[3] for here, there in zip(found, findings, strict=True) if there[3])
