import pytest

from policy_engine.diagnostics import Diagnostic
from policy_engine.model.period import Period
from policy_engine.model.types import Kind
from policy_engine.model.units import unit_text
from policy_engine.model.vocabulary import Bounds
from tests.language import WORDS, Told, told, vocabulary

DECLARE = "declare it under `entities:` of a vocabulary file"
LETTERS = "use letters, digits and `_`, such as `net_income`"
UNITS = "known units: day, degree, hour, kg, km, kw, l, m, m2, mg, minute, mm, month, mu, point, semester, t, week, year, yuan"
ANOTHER = "give one of them another label"


def _entity(label: str, more: str = "") -> str:
    return f"{{label: {{zh: {label}, en: A}}{more}}}"


def _fact(label: str, more: str) -> str:
    return f"{{type: {more}, label: {{zh: {label}, en: A}}}}"


ONE = f"entities: {{a: {_entity('子')}}}\nfacts:\n"

# vocabulary, findings
REFUSED: dict[str, tuple[str, list[Told]]] = {
    "unknown parent": (f"entities: {{a: {_entity('甲', ', parents: [b]')}}}", [
        ("PE211", "there is no entity `b`", _entity("甲", ", parents: [b]"), DECLARE)]),
    "misspelt parent": (f"entities: {{house: {_entity('甲')}, b: {_entity('乙', ', parents: hous')}}}", [
        ("PE211", "there is no entity `hous`", _entity("乙", ", parents: hous"), "did you mean `house`?")]),
    "one label for two entities": (f"entities: {{a: {_entity('甲')}, b: {_entity('甲')}}}", [
        ("PE216", "`甲` names both the a and the b", _entity("甲"), "rename one of them")]),
    "one plural for two entities": (f"entities: {{a: {_entity('甲', ', plural: x')}, b: {_entity('乙', ', plural: x')}}}", [
        ("PE216", "`x` names both the a and the b", _entity("乙", ", plural: x"), "rename one of them")]),
    "a plural that is an entity": (f"entities: {{a: {_entity('甲', ', plural: b')}, b: {_entity('乙')}}}", [
        ("PE216", "`b` names both the a and the b", _entity("乙"), "rename one of them")]),
    "names of entities": (f"entities: {{a-b: {_entity('甲')}, class: {_entity('乙')}}}", [
        ("PE217", "`a-b` cannot be the name of an entity", _entity("甲"), LETTERS),
        ("PE217", "`class` cannot be the name of an entity", _entity("乙"), LETTERS)]),
    "names of facts": (ONE + f"  b.x: {_fact('甲', 'int')}\n  x: {_fact('乙', 'int')}\n  a.b.c: {_fact('丙', 'int')}\n  a.: {_fact('丁', 'int')}\n", [
        ("PE211", "there is no entity `b`", _fact("甲", "int"), DECLARE),
        ("PE211", "there is no entity `x`", _fact("乙", "int"), DECLARE),
        ("PE217", "`b.c` cannot be the name of a fact of the a", _fact("丙", "int"), LETTERS),
        ("PE217", "`` cannot be the name of a fact of the a", _fact("丁", "int"), LETTERS)]),
    "units": (ONE + f"  a.x: {_fact('甲', 'money, unit: yuna')}\n  a.y: {_fact('乙', 'int, unit: parsec / yaer')}\n", [
        ("PE212", "there is no unit `yuna`", "yuna", "did you mean `yuan`?"),
        ("PE212", "there is no unit `parsec`", "parsec / yaer", UNITS)]),
    "Chinese units": (ONE + "".join(f"  a.x{each}: {_fact(str(each), 'number, unit: ' + unit)}\n" for each, unit in enumerate(
        ("元／年", "平方米", "亩", "人", "天", "元/人·月", "yaun / year", "光年"))), [
        ("PE212", "there is no unit `元／年`", "元／年", "write `yuan / year`"),
        ("PE212", "there is no unit `平方米`", "平方米", "write `m2`"),
        ("PE212", "there is no unit `亩`", "亩", "write `mu`"),
        ("PE212", "there is no unit `人`", "人", "write `persons`"),
        ("PE212", "there is no unit `天`", "天", "write `days`"),
        ("PE212", "there is no unit `元/人·月`", "元/人·月", "write `yuan / person / month`"),
        ("PE212", "there is no unit `yaun`", "yaun / year", "did you mean `yuan / year`?"),
        ("PE212", "there is no unit `光年`", "光年", UNITS)]),
    "no values": (ONE + f"  a.x: {_fact('甲', 'enum')}\n", [
        ("PE215", "the enum `a.x` has no values", _fact("甲", "enum"), "add `values:`")]),
    "one label for two facts": (ONE + f"  a.x: {_fact('甲', 'int')}\n  a.y: {_fact('甲', 'int')}\n", [
        ("PE216", "`甲` already names another variable of the a", _fact("甲", "int"), "give one of them another Chinese label")]),
    "one label for two values": (ONE + f"  a.x: {_fact('甲', 'enum, values: {p: {zh: 一, en: one}, q: {zh: 一, en: p}}')}\n", [
        ("PE216", "`一` names two values of `a.x`: `p` and `q`", _fact("甲", "enum, values: {p: {zh: 一, en: one}, q: {zh: 一, en: p}}"), ANOTHER),
        ("PE216", "`p` names two values of `a.x`: `p` and `q`", _fact("甲", "enum, values: {p: {zh: 一, en: one}, q: {zh: 一, en: p}}"), ANOTHER)]),
    "a limit that is no value": (ONE + f"  a.x: {_fact('甲', 'int, bounds: {min: 0.5}')}\n  a.y: {_fact('乙', 'money, bounds: {max: 0.005}')}\n", [
        ("PE133", "expected a whole number, found `0.5`", "{min: 0.5}", ""),
        ("PE133", "expected a number of at most 2 decimal places, found `0.005`", "{max: 0.005}", "")]),
    "a limit where none can be": (ONE + f"  a.x: {_fact('甲', 'date, bounds: {min: 1}')}\n", [
        ("PE133", "expected no limits for a date, found `1`", "{min: 1}", "")]),
    "two periods": (ONE + f"  a.x: {_fact('甲', 'money, unit: yuan / month, period: year')}\n", [
        ("PE133", "the unit counts by the month, the period is the year", _fact("甲", "money, unit: yuan / month, period: year"),
         "give both the same period, or leave one out")]),
    "limits exchanged": (ONE + f"  a.x: {_fact('甲', 'money, bounds: {min: 2, max: 1}')}\n", [
        ("PE133", "`min` is larger than `max`", "{min: 2, max: 1}", "exchange the two")]),
}  # fmt: skip


@pytest.mark.parametrize("mistake", REFUSED)
def test_a_vocabulary_that_contradicts_itself_is_refused(mistake: str) -> None:
    """Names that nothing or two things bear, units that are none, and limits that no value could keep."""
    text, findings = REFUSED[mistake]
    found: list[Diagnostic] = []
    vocabulary(f"vocabulary: v\n{text}", findings=found)
    assert told(found) == findings


def test_what_two_files_declare_is_pointed_at_in_both() -> None:
    """The second of two plugins that bring the same fact."""
    found: list[Diagnostic] = []
    first = f"vocabulary: v\nentities: {{a: {_entity('甲')}}}\nfacts: {{a.x: {_fact('一', 'int')}}}"
    second = f"vocabulary: w\nentities: {{a: {_entity('乙')}}}\nfacts: {{a.x: {_fact('二', 'money')}}}"
    made = vocabulary(first, second, findings=found)
    assert told(found) == [
        ("PE210", "`a` is declared twice", _entity("乙"), "remove one of the two"),
        ("PE210", "`a.x` is declared twice", _fact("二", "money"), "remove one of the two"),
    ]
    assert [[(other.span.text, other.text) for other in finding.others] for finding in found] == [
        [(_entity("甲"), "declared here first")],
        [(_fact("一", "int"), "declared here first")],
    ]
    assert made.variables["a", "x"].type.kind is Kind.INT


@pytest.mark.parametrize(
    ("entity", "name", "unit", "period"),
    [
        ("household", "income", "yuan / year", Period.YEAR),
        ("household", "wage", "yuan / month", Period.MONTH),
        ("person", "cost", "yuan", None),
        ("person", "age", "year", None),
        ("household", "size", "a plain number", None),
        ("village", "land", "mu", None),
        ("person", "share", "a plain number", None),
    ],
)
def test_a_flow_is_counted_by_its_period(entity: str, name: str, unit: str, period: Period | None) -> None:
    """Counts of persons and things have no unit, stretches of time and measures have."""
    variable = WORDS.variables[entity, name]
    assert (unit_text(variable.type.dimension), variable.period) == (unit, period)


def test_limits_are_stored_like_values() -> None:
    """In fen, and in millionths."""
    assert WORDS.variables["person", "share"].bounds == Bounds(0, 1_000_000)
    assert WORDS.variables["person", "cost"].bounds == Bounds(0, None)


def test_every_place_has_the_facts_of_places() -> None:
    """But is no place itself; a household has none of them."""
    assert (
        WORDS.variable("county", "poor")
        is WORDS.variable("village", "poor")
        is WORDS.variable("place", "poor")
    )
    assert WORDS.variable("household", "poor") is None
    assert [each.name for each in WORDS.variables_of("village")] == [
        "population",
        "land",
        "floor",
        "fund",
        "poor",
        "kind",
    ]


def test_entities_know_what_stands_above_and_below() -> None:
    """A training hangs on a person or on a village, and is found below both."""
    assert WORDS.ancestors("training") == ("person", "village", "household", "township", "county")
    assert WORDS.ancestors("county") == ()
    assert WORDS.children("household") == ("person", "dwelling")
    assert (WORDS.descends("person", "county"), WORDS.descends("county", "person"), WORDS.descends("person", "person")) == (
        True, False, False)  # fmt: skip
    assert WORDS.entity_of_plural("hospital_stays") is WORDS.entities["hospital_stay"]
    assert WORDS.entity_of_plural("hospital_stay") is None
