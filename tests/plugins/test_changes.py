"""What plugins change together: overrides, repeals and settings, their conflicts, and the digest."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.engine import Engine
from policy_engine.plugins.manager import contributions, make_manager
from tests.plugins.strangers import stranger

PAID_TWICE = "health.payments_above_the_bill"
CASE = {
    "household": {
        "id": "h1",
        "code": "331121",
        "persons": [
            {
                "id": "p1",
                "hospital_stays": [
                    {
                        "id": "s1",
                        "total_expense": 10,
                        "basic_reimbursed": 11,
                        "critical_reimbursed": 0,
                        "supplementary_paid": 0,
                        "assistance_paid": 0,
                    }
                ],
            }
        ],
    }
}


def override(area: str, recipient: str, *, dates: str = "", rule: str = PAID_TWICE) -> str:
    """An override of who is told."""
    return f"""
        overrides:
          {rule}:
            area: {area}
            {dates}
            reason: {{zh: 理由, en: because of {recipient}}}
            source: s000b-health-benefit-order
            notify: [{recipient}]
    """


def told(engine: Engine, on: str = "2020-06-01") -> object:
    """Who is told of the payments in the case."""
    outcome = engine.evaluate(CASE, on).outcome(PAID_TWICE, "person:p1")
    return outcome and outcome.detail("notify")


def refusal(*plugins: object) -> Diagnostic:
    """The only finding with which the engine refuses to load."""
    with pytest.raises(PolicyError) as caught:
        Engine.load(plugins, installed=False)
    (finding,) = caught.value.diagnostics
    return finding


def test_override_of_an_unknown_rule(tmp_path: Path) -> None:
    """A rule that is to be changed must exist."""
    text = override('"33"', "a", rule="health.payments_above_the_bil")
    finding = refusal(stranger("one", tmp_path, p=text))
    assert finding.code.number == "PE501"
    assert finding.message == "there is no rule `health.payments_above_the_bil` to change"
    assert finding.help == "did you mean `health.payments_above_the_bill`?"
    assert finding.span
    assert finding.span.line == 6


def test_setting_of_an_unknown_parameter(tmp_path: Path) -> None:
    """A parameter that is to be set must exist."""
    text = 'settings:\n  social_assistance.dibao_standrd:\n    - {area: "33", value: 1, source: s000b-health-benefit-order}\n'
    finding = refusal(stranger("one", tmp_path, p=text))
    assert finding.code.number == "PE405"
    assert finding.help == "did you mean `social_assistance.dibao_standard`?"


@pytest.mark.parametrize(
    ("first", "second"),
    [('"33"', '"33"'), ('["33", "34"]', '["3311", "35"]'), ('"3311"', '["331121", "35"]')],
)
def test_two_plugins_clash(tmp_path: Path, first: str, second: str) -> None:
    """Two changes of a rule whose places and times meet, and of which neither lies inside the other, are refused with both reasons."""
    one = stranger("one", tmp_path / "1", p=override(first, "a"))
    two = stranger("two", tmp_path / "2", p=override(second, "b"))
    finding = refusal(two, one)
    assert finding.code.number == "PE502"
    assert finding.message == f"two changes of `{PAID_TWICE}` hold for the same place and time"
    reasons, owner = finding.note.split("\n")
    assert reasons == "their reasons are: two: because of b; one: because of a"
    assert owner == "this file belongs to the plugin `one`"
    assert [other.span.source.name for other in finding.others] == [str(tmp_path / "2" / "p.yaml")]


def test_two_plugins_in_turn(tmp_path: Path) -> None:
    """Changes that follow each other in time do not clash, and each holds in its time."""
    one = stranger("one", tmp_path / "1", p=override('"33"', "a", dates="until: 2020-01-01"))
    two = stranger("two", tmp_path / "2", p=override('"33"', "b", dates="from: 2020-01-01"))
    engine = Engine.load([one, two], installed=False)
    assert told(engine, "2019-12-31") == ["a"]
    assert told(engine, "2020-01-01") == ["b"]


def test_narrower_change_wins(tmp_path: Path) -> None:
    """A change for a county goes before one for its province, whichever plugin comes first."""
    one = stranger("one", tmp_path / "1", p=override('"33"', "province"))
    two = stranger("two", tmp_path / "2", p=override('"331121"', "county"))
    assert told(Engine.load([one, two], installed=False)) == ["county"]
    assert told(Engine.load([two, one], installed=False)) == ["county"]


def test_settings_clash(tmp_path: Path) -> None:
    """Two plugins may not set a parameter differently for the same place and date."""
    row = 'settings:\n  social_assistance.dibao_standard:\n    - {{area: "33", value: {0}, source: s000b-health-benefit-order}}\n'
    one = stranger("one", tmp_path / "1", p=row.format(1))
    two = stranger("two", tmp_path / "2", p=row.format(2))
    assert refusal(one, two).code.number == "PE404"


def test_same_rule_twice(tmp_path: Path) -> None:
    """A plugin may not declare a rule that exists: it has to say that it overrides it."""
    rule = "rules:\n  r: {kind: derive, title: {zh: 甲, en: A}, for: person, type: bool, source: s000b-health-benefit-order, value: 'true'}\n"
    one = stranger("same", tmp_path / "1", p=rule)
    (tmp_path / "1" / "q.yaml").write_text(
        (tmp_path / "1" / "p.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert refusal(one).help == "give it another name, or use `overrides:` to change the first"


def test_digest(tmp_path: Path) -> None:
    """The digest changes with a plugin, and depends neither on the order of plugins nor on where their files lie."""
    one = stranger("one", tmp_path / "1", p=override('"33"', "a"), q="")
    two = stranger("two", tmp_path / "2", p=override('"34"', "b"))
    shutil.copytree(tmp_path / "1", tmp_path / "elsewhere" / "1")
    moved = stranger("one", tmp_path / "elsewhere" / "1")
    digests = [
        Engine.load(plugins, installed=False).digest
        for plugins in ([], [one], [one, two], [two, one], [two, moved])
    ]
    assert len(set(digests[:3])) == 3
    assert digests[2] == digests[3] == digests[4]


def test_other_decisions_stay_the_same(tmp_path: Path) -> None:
    """A plugin for another province changes nothing but the digest."""
    one = stranger("one", tmp_path, p=override('"51"', "a"))
    with_plugin, without = Engine.load([one], installed=False), Engine.load(installed=False)
    outcomes = [
        engine.evaluate(CASE, "2020-06-01").to_dict(everything=True)["outcomes"]
        for engine in (with_plugin, without)
    ]
    assert outcomes[0] == outcomes[1]


def test_threads(tmp_path: Path) -> None:
    """Eight threads that share an engine with plugins get the same bytes."""
    engine = Engine.load([stranger("one", tmp_path, p=override('"33"', "a"))], installed=False)
    with ThreadPoolExecutor(8) as pool:
        texts = list(
            pool.map(lambda _: engine.evaluate(CASE, "2020-06-01").to_json(everything=True), range(40))
        )
    assert len(set(texts)) == 1


def test_plugins_do_not_change_each_other() -> None:
    """Every manager is new: nothing stays behind from one loading to the next."""
    assert contributions(make_manager(installed=False)) == contributions(make_manager(installed=False))
