"""YAML nodes to JSON values, for cases that are written in YAML."""

from policy_engine.diagnostics.diagnostic import Diagnostic, PolicyError
from policy_engine.reading.values import NUMBER, JsonValue, Path, read_number, unusable_number
from policy_engine.reading.yaml import Mapping, Node, Scalar, Sequence

_WORDS = {"true": True, "false": False, "null": None, "": None}


def yaml_to_json(node: Node) -> JsonValue:
    """The value of a node: unquoted `true`, `false`, `null`, nothing and numbers as in JSON, everything else a text."""
    findings: list[Diagnostic] = []
    value = _value(node, (), findings)
    if findings:
        raise PolicyError(findings)
    return value


def _value(node: Node, path: Path, findings: list[Diagnostic]) -> JsonValue:
    match node:
        case Scalar():
            return _scalar(node, path, findings)
        case Sequence(items):
            return [_value(item, (*path, number), findings) for number, item in enumerate(items)]
        case Mapping(entries):
            return {key.text: _value(value, (*path, key.text), findings) for key, value in entries}


def _scalar(scalar: Scalar, path: Path, findings: list[Diagnostic]) -> JsonValue:
    if not scalar.plain:
        return scalar.text
    if scalar.text in _WORDS:
        return _WORDS[scalar.text]
    if not NUMBER.fullmatch(scalar.text):
        return scalar.text
    number = read_number(scalar.text)
    if number is None:
        findings.append(unusable_number(scalar.text, scalar.span, path))
    return number
