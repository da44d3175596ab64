import pytest

from policy_engine.diagnostics.diagnostic import PolicyError
from policy_engine.reading.values import JsonValue
from policy_engine.reading.yaml import Node, read_yaml
from policy_engine.reading.yaml_values import yaml_to_json
from policy_engine.source.text import Source
from tests.support import assert_diagnostic

CASE = """\
on: 2019-12-31
village:
  households:
    - id: h1
      persons: [{age: 60, 姓: 无}]
"""


def _node(text: str) -> Node:
    return read_yaml(Source("case.yaml", text))


def _value(text: str) -> JsonValue:
    return yaml_to_json(_node(text))


def test_a_case_in_yaml_is_the_case_in_json() -> None:
    """Dates stay texts, so that both formats are read by the same code."""
    assert _value(CASE) == {
        "on": "2019-12-31",
        "village": {"households": [{"id": "h1", "persons": [{"age": 60, "姓": "无"}]}]},
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", "True"), ("false", "False"), ("null", "None"), ("", "None"), ("12", "12"), ("-3", "-3"),
        ("12.50", "Decimal('12.50')"), ("1e3", "Decimal('1E+3')"), ("yes", "'yes'"), ("on", "'on'"), ("~", "'~'"),
        ("010", "'010'"), ("+1", "'+1'"), (".5", "'.5'"), ("1_000", "'1_000'"), ("NaN", "'NaN'"), ("True", "'True'"),
        ("'12'", "'12'"), ('"true"', "'true'"), ("''", "''"), ("１２", "'１２'"),
    ],
)  # fmt: skip
def test_scalars_are_read_by_the_rules_of_json(written: str, value: str) -> None:
    """None of YAML's surprises: what JSON does not know as a word or a number is a text."""
    assert repr(_value(f"a: {written}\n")) == f"{{'a': {value}}}"


def test_numbers_that_cannot_be_used_are_refused() -> None:
    """The same limit as in JSON, with the same words."""
    with pytest.raises(PolicyError) as caught:
        _value("a:\n  - 1e99999\n")
    assert_diagnostic(
        caught.value,
        code="PE118",
        message="the number `1e99999` is too long",
        underlined="1e99999",
        help="check it: no figure of a policy is that long",
        path="$.a[0]",
    )
