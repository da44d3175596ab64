import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_engine.reading.json_places import walk
from policy_engine.reading.values import JsonValue, Path
from policy_engine.source.text import Source

CASE = Source(
    "case.json",
    '{"on": "2020-01-01",\n "village": {"households": [\n  {"id": "h1"},\n  {"persons": [{"年龄": "x, {"}, {"\\u0061ge": [1, 2.50]}]}]}}',
)


def located(source: Source, path: Path, *, key: bool = False) -> str:
    """The text of the value at a path, or of its key where it has one."""
    found = {item.kind: source.text[item.start : item.end] for item in walk(source.text) if item.path == path}
    return found.get("key", found["value"]) if key else found["value"]


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("on",), '"2020-01-01"', '"on"'),
        (("village", "households", 0), '{"id": "h1"}', '{"id": "h1"}'),
        (("village", "households", 1, "persons", 0, "年龄"), '"x, {"', '"年龄"'),
        (("village", "households", 1, "persons", 1, "age"), "[1, 2.50]", r'"\u0061ge"'),
        (("village", "households", 1, "persons", 1, "age", 1), "2.50", "2.50"),
        ((), CASE.text, CASE.text),
    ],
)
def test_a_path_leads_to_its_value_and_its_key(path: Path, value: str, key: str) -> None:
    """Brackets in texts, escapes in keys and lists in lists do not mislead; what has no key is its own."""
    assert located(CASE, path) == value
    assert located(CASE, path, key=True) == key


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(VALUES, st.sampled_from([None, 1]))
def test_every_value_is_found_at_its_path(value: JsonValue, indent: int | None) -> None:
    """The text at the place of a path is the value at that path."""
    source = Source("case.json", json.dumps(value, indent=indent))
    waiting: list[tuple[Path, JsonValue]] = [((), value)]
    while waiting:
        path, part = waiting.pop()
        assert json.loads(located(source, path)) == part
        if isinstance(part, dict):
            waiting += [((*path, key), inner) for key, inner in part.items()]
        elif isinstance(part, list):
            waiting += [((*path, number), inner) for number, inner in enumerate(part)]
