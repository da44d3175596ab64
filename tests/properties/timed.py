"""Random policies in which time matters, and cases whose facts change: for what is said of spans of days."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from policy_engine import PolicyError
from policy_engine.backends.interpreter import Run
from policy_engine.core.program import Program
from policy_engine.core.texts import Json
from policy_engine.engine.timeline import Timeline
from policy_engine.engine.walk import tracks
from policy_engine.facts.reader import read_case
from policy_engine.model.period import Period, key_of, ordinal
from tests import language
from tests.properties.small import about, conditions
from tests.properties.strategies import JsonObject, values

FIRST = date(2019, 1, 1)
"""The first day on which a span may begin."""
MIDDLE = date(2019, 12, 20)
_SIGNS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
_DATES = st.sampled_from(["exit_date", "birth_date"])
_PERIODS = st.sampled_from(["week", "month", "quarter", "half_year", "year", "semester", "school_year"])


def days() -> st.SearchStrategy[date]:
    """A day of two years, often at the beginning or end of a month."""
    around = st.builds(
        lambda month, step: first_of(month) + timedelta(days=step), st.integers(0, 24), st.integers(-2, 1)
    )
    return around | st.integers(0, 730).map(lambda step: FIRST + timedelta(days=step))


def first_of(number: int) -> date:
    """The first day of a month, counted from that of the first one."""
    return date(2019 + number // 12, number % 12 + 1, 1)


def moving(person: str, household: str) -> st.SearchStrategy[str]:
    """A condition that changes with the date, on a person and a household as these prefixes name them."""
    today, bound = "context.date", st.sampled_from(["up", "down"])
    fact = _DATES.map(lambda name: f"{person}{name}")
    flow = st.sampled_from([f"{household}income", f"{household}wage"])
    edge, period = st.sampled_from(["start_of", "end_of"]), _PERIODS
    return st.one_of(
        st.builds("years_between({}, context.date) {} {}".format, fact, _SIGNS, st.integers(-1, 17)),
        st.builds("months_between({}, context.date) {} {}".format, fact, _SIGNS, st.integers(-3, 200)),
        st.builds("days_between({}, context.date) {} {}".format, fact, _SIGNS, st.integers(-60, 400)),
        st.builds("days_between(context.date, {}) {} {}".format, fact, _SIGNS, st.integers(-60, 60)),
        st.builds("add_days({}, {}) {} context.date".format, fact, st.integers(-40, 6000), _SIGNS),
        st.builds(
            'add_months({}, {}, "{}") {} context.date'.format, fact, st.integers(-2, 200), bound, _SIGNS
        ),
        st.builds('add_months(context.date, {}, "{}") {} {}'.format, st.integers(-2, 9), bound, _SIGNS, fact),
        st.builds('{}("{}") {} {}'.format, edge, period, _SIGNS, fact),
        st.builds('{}("{}", {}) {} context.date'.format, edge, period, fact, _SIGNS),
        st.builds('days_between({}("{}"), context.date) {} 3'.format, edge, period, _SIGNS),
        st.builds(
            f"add_working_days({person}exit_date, {{}}) {{}} context.date".format, st.integers(0, 9), _SIGNS
        ),
        st.builds('next_working_day(context.date) {} date("{}")'.format, _SIGNS, days()),
        st.just(f"is_working_day({today})"),
        st.builds('context.date {} date("{}")'.format, _SIGNS, days()),
        st.builds("context.year {} {}".format, _SIGNS, st.integers(2018, 2022)),
        st.builds("context.year - 1 {} year_of({})".format, _SIGNS, fact),
        st.builds("month_of(context.date) {} {}".format, _SIGNS, st.integers(1, 12)),
        st.builds(f"{person}age {{}} {{}}".format, _SIGNS, st.integers(0, 17)),
        st.builds("{} {} 100".format, flow, _SIGNS),
        st.builds("previous({}) {} 100".format, flow, _SIGNS),
        st.builds(f"{household}income.at({{}}) {{}} 100".format, st.integers(2018, 2021), _SIGNS),
        st.sampled_from([f'{household}grade == "A"', f"{household}grade != none", f"{household}size > 2"]),
        st.builds(f"{person}cost {{}} limit".format, _SIGNS),
    )


def mixed(person: str = "", household: str = "household.") -> st.SearchStrategy[str]:
    """Conditions that change with the date, and others, joined."""
    leaves = st.one_of(moving(person, household), moving(person, household), conditions(person))
    return st.recursive(leaves, _joined, max_leaves=4)


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("(not {})".format, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
    )


_OF_A_MONTH = st.sampled_from(["monthly(household.income)", "household.wage * 0.1"])
_OF_ANY_TIME = st.sampled_from(
    [
        "cost * 0.6", "limit", "base + 10", "10 * age", "max(0, days_between(exit_date, context.date)) * 2",
        "min(cost, limit)",
    ]
)  # fmt: skip
AMOUNTS = st.tuples(_OF_A_MONTH, st.just("month")) | st.tuples(
    _OF_ANY_TIME, st.sampled_from(["day", "week", "month", "semester", "year", "once"])
)
"""An amount, and what it counts by."""
_OF_A_PERSON, _OF_A_MEMBER = mixed(), mixed("p.", "")


@st.composite
def _of_a_household(draw: st.DrawFn) -> str:
    shape = draw(
        st.sampled_from(
            [
                "any({} for p in persons)", "all({} for p in persons if {})", "count(p for p in persons if {}) > 1",
                "sum(p.cost for p in persons if {}) > limit", "min(p.age for p in persons if {}) < 17",
            ]
        )
    )  # fmt: skip
    return shape.format(*(draw(_OF_A_MEMBER) for _ in range(shape.count("{}"))))


@st.composite
def _time(draw: st.DrawFn) -> str:
    """From when and until when a rule or a row holds: one, both or neither."""
    first, last = sorted((draw(days()), draw(days()) + timedelta(days=1)))
    keys = {"from": first, "until": last} if first < last else {"from": first}
    kept = draw(st.sets(st.sampled_from(sorted(keys))))
    return "".join(f"{name}: {day}, " for name, day in keys.items() if name in kept)


def _rows(keys: str) -> str:
    """Keys of a rule, one below the other."""
    return "".join(f"\n    {part}" for part in keys.split(", ") if part)


@st.composite
def policies(draw: st.DrawFn) -> tuple[str, str]:
    """A policy of rules that begin, end and change, and one that overrides its entitlement for an area and a time."""
    override = f"""module: n
policy: q
title: {{zh: 又, en: B}}
overrides:
  m.help:
    area: "62"
    from: {draw(days())}
    reason: {{zh: 因, en: because}}
    source: s2
    when: '{draw(_OF_A_PERSON)}'
"""
    return language.HEAD + draw(_limit()) + "rules:\n" + draw(_computed()) + draw(_told()), override


@st.composite
def _limit(draw: st.DrawFn) -> str:
    amounts = st.sampled_from(["90", "100", "110", "unset"])
    areas = draw(st.lists(st.sampled_from(["", "area: '62', ", "area: '6201', "]), min_size=1, unique=True))
    rows = "".join(f"      - {{{draw(_time())}{area}value: {draw(amounts)}}}\n" for area in areas)
    return f"parameters:\n  limit:\n    title: {{zh: 线, en: limit}}\n    type: money\n    values:\n{rows}"


@st.composite
def _computed(draw: st.DrawFn) -> str:
    return f"""  age:
    kind: derive
    {about("person", "庚")}
    variable: age
    value: years_between(birth_date, context.date)
  needy:
    kind: derive
    {about("person", "乙")}
    type: bool{_rows(draw(_time()))}
    value: '{draw(_OF_A_PERSON)}'
  base:
    kind: derive
    {about("person", "丙")}
    type: money
    table:
      - {{when: '{draw(_OF_A_PERSON)}', value: cost * 0.6}}
      - {{when: needy, value: "min(cost, 300)"}}
"""


@st.composite
def _told(draw: st.DrawFn) -> str:
    amount, per = draw(AMOUNTS)
    since = draw(days())
    deadline = draw(
        st.sampled_from(["", "within: 5", "within: {working_days: 5}", f'within: 5, since: date("{since}")'])
    )
    return f"""  help:
    kind: entitlement
    {about("person", "丁")}
    when: 'needy or {draw(_OF_A_PERSON)}'
    amount: {amount}
    per: {per}
  warning:
    kind: alert
    {about("household", "戊")}{_rows(draw(_time()))}
    when: '{draw(_of_a_household())}'
    severity: low
    notify: [village]{_rows(deadline)}
  sort:
    kind: classification
    {about("household", "己")}
    classes:
      first: '{draw(_of_a_household())} and grade == "A"'
      second: 'any(p.needy for p in persons)'
"""


def timeline(program: Program, case: JsonObject, start: date, end: date) -> Timeline | None:
    """The timeline of a case; None where it is refused."""

    def run_on(day: date) -> Run:
        return Run(program, read_case(case, program.vocabulary, day))

    try:
        return Timeline(start, end, tracks(run_on, start, end), "")
    except PolicyError:
        return None


@st.composite
def cases(draw: st.DrawFn) -> JsonObject:
    """A household whose states change on some days and whose flows differ by period."""
    persons = [
        {
            "id": f"p{number}",
            **draw(
                _facts("person", ("insured", "poor", "birth_date", "exit_date", "cost", "stage", "disease"))
            ),
        }
        for number in range(draw(st.integers(0, 2)))
    ]
    household: JsonObject = {"id": "h", **draw(_facts("household", ("grade", "size")))}
    for name, period in (("income", Period.YEAR), ("wage", Period.MONTH)):
        household |= draw(_flow(name, period))
    code = draw(st.sampled_from(["620102001001", "6201", "62", "341221001001", None]))
    if code:
        household["code"] = code
    if draw(st.booleans()) or persons:
        household["persons"] = persons
    return {"household": household}


@st.composite
def _facts(draw: st.DrawFn, entity: str, names: Iterable[str]) -> JsonObject:
    found: JsonObject = {}
    for name in names:
        shape = draw(st.sampled_from(["alone", "alone", "dated", "unknown"]))
        if shape == "alone":
            found[name] = draw(_value(entity, name))
        elif shape == "dated":
            begins = draw(st.lists(days(), min_size=1, max_size=3, unique=True))
            found[name] = {day.isoformat(): draw(_value(entity, name) | st.none()) for day in begins}
    return found


def _value(entity: str, name: str) -> st.SearchStrategy[Json]:
    if name in ("birth_date", "exit_date"):
        back = st.integers(0, 17) if name == "birth_date" else st.integers(-1, 1)
        found = st.builds(lambda day, years: _years_before(day, years).isoformat(), days(), back)
        return found | st.just("none") if name == "exit_date" else found
    variable = language.WORDS.variable(entity, name)
    assert variable is not None, name
    return values(variable, frozenset({9_999, 10_000, 500_000}), MIDDLE)


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28) if day.month == 2 else day.day)


@st.composite
def _flow(draw: st.DrawFn, name: str, period: Period) -> dict[str, Any]:
    amounts = st.sampled_from(["0", "99.99", "100", "100.01", "1200"])
    now = ordinal(period, FIRST)
    shifts = draw(st.lists(st.integers(-1, 3 if period is Period.YEAR else 24), max_size=5, unique=True))
    if not shifts:
        return draw(st.sampled_from([{}, {name: "100"}]))
    return {name: {key_of(period, now + shift): draw(amounts) for shift in shifts}}


@st.composite
def populations(draw: st.DrawFn) -> JsonObject:
    """A village whose persons often tie, and change places from day to day; sometimes only a household of it is known."""
    facts: dict[str, st.SearchStrategy[Json]] = {
        "insured": st.booleans(),
        "poor": st.booleans(),
        "age": st.integers(1, 3),
        "count": st.integers(1, 2),
        "cost": st.sampled_from(["0", "0.01", "0.02", "0.03"]),
    }
    persons = [
        {"id": f"p{number}", **{name: draw(_often_dated(facts[name])) for name in sorted(facts)}}
        for number in range(draw(st.integers(1, 4)))
    ]
    fund = draw(_often_dated(st.sampled_from(["0", "0.02", "0.05"])))
    household = {"id": "h", "persons": persons}
    if draw(st.integers(0, 5)) == 5:
        return {"household": household}
    return {"village": {"id": "v", "fund": fund, "households": [household]}}


def _often_dated(values: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    dates = days().map(date.isoformat)
    return values | st.none() | st.dictionaries(dates, values | st.none(), min_size=1, max_size=3)
