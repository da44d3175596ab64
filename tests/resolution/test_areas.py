from pathlib import Path

import pytest

from policy_engine.diagnostics import Diagnostic
from policy_engine.engine.loading import load
from policy_engine.model.areas import Areas
from policy_engine.model.vocabulary import PROVINCE_CODES
from policy_engine.resolution.areas import AreaReader, build_areas
from policy_engine.syntax.surface import read_model
from policy_engine.syntax.vocabulary import AreasTree
from tests.language import HEAD, Told, outcome, program, rule, source, subject, told

CODE = "a code has 2 (province), 4, 6 (county), 9 or 12 digits, in quotes"
NAMED = """areas:
  "62": {zh: 甘肃省, en: Gansu}
  "620102": {zh: 城关区, en: Chengguan District}
  "540102": {zh: 城关区, en: Chengguan District}
"""
PAY = f"{HEAD}parameters: {{pay: {{title: {{zh: 补助, en: Pay}}, type: money, values: []}}}}\n"
SEVERAL = "write the code of one: 甘肃省城关区（620102）, 城关区（540102）"


def _built(*texts: str) -> tuple[Areas, list[Diagnostic]]:
    findings: list[Diagnostic] = []
    trees = [read_model(AreasTree, source(text), findings) for text in texts]
    return build_areas([tree for tree in trees if tree], findings), findings


@pytest.mark.parametrize(
    ("text", "codes", "findings"),
    [
        ("area: '62'", ("62",), []),
        ("area: 甘肃省", ("62",), []),
        ("area: [甘肃省城关区, '63', 甘肃省城关区]", ("620102", "63"), []),
        ("name: 甘肃省", (), []),
        ("area: '629999'", ("629999",), []),
        ("area: '00'", (), [("PE401", "no province has the code `00`", "'00'",
                             "check the first two digits: 11-15, 21-23, 31-37, 41-46, 50-54, 61-65, 71, 81 or 82")]),
        ("area: 621", (), [("PE401", "`621` is no division code", "621", CODE)]),
        ("area: 火星", (), [("PE401", "`火星` is no division code", "火星", CODE)]),
        ("area: 甘肃", (), [("PE401", "no area is called `甘肃`", "甘肃", "did you mean `甘肃省`?")]),
        ("area: 城关区", (), [("PE407", "several areas are called `城关区`", "城关区", SEVERAL)]),
        ("area: []", (), [("PE401", "a list of areas cannot be empty", "[]", "leave `area` out for the whole country")]),
    ],
)  # fmt: skip
def test_areas_by_code_or_by_name(text: str, codes: tuple[str, ...], findings: list[Told]) -> None:
    """Each once; a code need not have a name, a name needs exactly one code."""
    areas, found = _built(NAMED)
    assert AreaReader(areas, found).under_area(source(text)) == codes
    assert told(found) == findings


@pytest.mark.parametrize(
    ("second", "findings"),
    [
        ("areas: {'62': {zh: 甘肃省, en: Gansu}, '6201': {zh: 兰州市, en: Lanzhou}}", []),
        ("areas: {'62': {zh: 甘肃, en: Gansu}}", [
            ("PE210", "the area 62 has two names: 甘肃省, 甘肃", "{zh: 甘肃, en: Gansu}", "")]),
        ("areas: {'621': {zh: 某地, en: Somewhere}}", [
            ("PE401", "`621` is no division code", "{zh: 某地, en: Somewhere}", CODE)]),
        ("areas: {'99': {zh: 某省, en: Somewhere}}", [
            ("PE401", "no province has the code `99`", "{zh: 某省, en: Somewhere}",
             "check the first two digits: 11-15, 21-23, 31-37, 41-46, 50-54, 61-65, 71, 81 or 82")]),
    ],
)  # fmt: skip
def test_several_files_name_areas(second: str, findings: list[Told]) -> None:
    """The same code by the same names, or another code."""
    assert told(_built(NAMED, second)[1]) == findings


def test_the_national_file_names_every_province() -> None:
    """And all places around those that it names, but the counties without a prefecture."""
    areas = load((), (), installed=False).program.areas
    assert {code for code in areas.labels if len(code) == 2} == PROVINCE_CODES
    around = {code[:length] for code in areas.labels for length in (2, 4, 6) if length < len(code)}
    assert around <= set(areas.labels)


def test_names_of_a_plugin_are_added(tmp_path: Path) -> None:
    """And may be written in its rules; nobody else's names change."""
    (tmp_path / "areas.yaml").write_text("areas: {'341221102': {zh: 鲖城镇, en: Tongcheng Town}, '6590': {zh: 兵团, en: Corps}}", encoding="utf-8")  # fmt: skip
    loaded = load((), (tmp_path,), installed=False)
    assert loaded.program.areas.codes_named("兵团") == ("6590",)
    assert loaded.program.areas.codes_named("安徽省阜阳市临泉县鲖城镇") == ("341221102",)


def test_a_rule_a_change_and_a_row_may_name_their_area() -> None:
    """As if the code were written."""
    areas, _ = _built(NAMED)
    texts = (
        rule("entitlement", "person", "when: insured", "amount: pay", "area: 甘肃省", head=PAY),
        f"{HEAD}overrides: {{m.r: {{area: 甘肃省城关区, reason: {{zh: 甲, en: A}}, source: s2, per: year}}}}",
        f"{HEAD}settings: {{m.pay: [{{area: Gansu, value: 5}}]}}",
    )
    made = program(*texts, areas=areas)
    assert [(each.areas, bool(each.change)) for each in made.rules] == [(("62",), False), (("620102",), True)]
    assert [row.area for row in made.parameters["m.pay"].rows] == ["62"]
    for code, per in (("620102", "year"), ("620103", "once")):
        assert outcome(made, subject("person", insured=True, code=code)).detail("per") == per
