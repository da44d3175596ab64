"""Cases by chance, in all the forms that a host may write."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from policy_engine.core.texts import number_text
from policy_engine.core.values import LARGEST
from policy_engine.model.period import Period, key_of, ordinal
from policy_engine.model.types import Kind, Type
from policy_engine.model.vocabulary import Variable, Vocabulary
from policy_engine.model.working_days import is_known, is_working_day

Json = st.SearchStrategy[object]
DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31))
CODE = "341221100201"
CODES = st.sampled_from([CODE[:length] for length in (2, 4, 6, 9, 12)])
TEXTS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=8).filter(
    lambda text: text.strip() and text != "none"
)


def values(variable: Variable) -> Json:
    """A value of the fact for one period."""
    kind = variable.type
    one = _single(variable)
    if kind.many:
        one = st.lists(one, max_size=3)
    if variable.absent and kind.value_named("none") is None:
        one |= st.just("none")
    return one | st.none()


def _single(variable: Variable) -> Json:
    kind = variable.type
    known = [word for value in kind.values for word in (value.name, value.labels.zh, value.labels.en)]
    match kind.kind:
        case Kind.BOOL:
            return st.booleans()
        case Kind.DATE:
            return DAYS.map(date.isoformat)
        case Kind.ENUM:
            return st.sampled_from(known)
        case Kind.TEXT:
            return st.sampled_from(known) | TEXTS if known else TEXTS
        case Kind.CODE:
            return CODES
        case _:
            return _numbers(variable)


def _numbers(variable: Variable) -> Json:
    kind, bounds = variable.type, variable.bounds
    low = bounds.minimum if bounds.minimum is not None else -LARGEST
    high = bounds.maximum if bounds.maximum is not None else LARGEST
    stored = st.integers(low, high) | st.sampled_from([low, high])
    texts = stored.map(lambda number: number_text(number, kind))
    if kind.kind in (Kind.INT, Kind.MONEY):
        unit = 10**kind.scale
        return texts | st.integers(-(-low // unit), high // unit)
    return texts | texts.map(Decimal) | texts.map(lambda text: _whole_or_text(text, kind))


def _whole_or_text(text: str, kind: Type) -> object:
    return int(text) if "." not in text and kind.scale else text


def _days_near(on: date) -> st.SearchStrategy[date]:
    """Often the day of evaluation, or one beside it."""
    return st.integers(-1, 1).map(lambda step: on + timedelta(days=step)) | DAYS


@st.composite
def facts(draw: st.DrawFn, vocabulary: Vocabulary, entity: str, on: date) -> dict[str, object]:
    """Some facts of the entity, by name or by label, some of them by period or by day."""
    known = [each for each in vocabulary.variables_of(entity) if each.name != "code"]
    found: dict[str, object] = {}
    for variable in (
        draw(st.lists(st.sampled_from(known), max_size=6, unique_by=lambda each: each.name)) if known else ()
    ):
        key = draw(st.sampled_from([variable.name, variable.labels.zh]))
        period = variable.period
        if period is Period.ONCE or draw(st.booleans()):
            found[key] = draw(values(variable))
        elif period is None:
            days = draw(st.lists(_days_near(on), min_size=1, max_size=3, unique=True))
            found[key] = {day.isoformat(): draw(values(variable)) for day in days}
        else:
            shifts = draw(st.lists(st.integers(-3, 1), max_size=3, unique=True))
            now = ordinal(period, on)
            found[key] = {key_of(period, now + shift): draw(values(variable)) for shift in shifts}
    return found


@st.composite
def subjects(
    draw: st.DrawFn, vocabulary: Vocabulary, entity: str, on: date, depth: int = 2
) -> dict[str, object]:
    """A subject with some of what can stand below it; ids are left out."""
    found: dict[str, object] = {**draw(facts(vocabulary, entity, on))}
    below = [
        each
        for each in vocabulary.entities.values()
        if each.plural and vocabulary.descends(each.name, entity)
    ]
    if depth and below:
        for child in draw(st.lists(st.sampled_from(below), max_size=2, unique_by=lambda each: each.name)):
            key = draw(st.sampled_from([str(child.plural), child.labels.zh]))
            found[key] = draw(
                st.none() | st.lists(subjects(vocabulary, child.name, on, depth - 1), max_size=2)
            )
    if draw(st.booleans()):
        found["id"] = None
    return found


@st.composite
def cases(draw: st.DrawFn, vocabulary: Vocabulary) -> dict[str, object]:
    """A case around any entity, perhaps with a place above it."""
    on = draw(DAYS)
    roots = [
        each.name for each in vocabulary.entities.values() if not each.abstract and each.name != "context"
    ]
    root = draw(st.sampled_from([*roots, "household", "village"]))
    subject = draw(subjects(vocabulary, root, on))
    if root in ("household", "village"):
        subject["code"] = draw(st.sampled_from([CODE, None]))
        subject |= {
            "county": {
                "code": draw(st.sampled_from([CODE[:6], None])),
                **draw(facts(vocabulary, "county", on)),
            }
        }
    case: dict[str, object] = {"on": on.isoformat(), root: subject}
    if draw(st.booleans()):
        known = st.just(is_working_day(on)) if is_known(on) else st.booleans()
        case["context"] = {"is_working_day": draw(known | st.none())}
    return case
