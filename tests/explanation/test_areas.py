"""Areas by name where reasons show them."""

from policy_engine.explanation.because import because
from policy_engine.explanation.explain import explain
from policy_engine.model.areas import Areas
from policy_engine.model.labels import Labels, Language
from tests.language import HEAD, outcome, program, rule, run_of, subject

AREAS = Areas({"62": Labels("甘肃省", "Gansu"), "6201": Labels("兰州市", "Lanzhou")})
PAY = f"""{HEAD}parameters:
  pay: {{title: {{zh: 补助, en: subsidy}}, type: money, values: [{{area: 甘肃省兰州市, from: 2015-01-01, value: 80}}, {{area: "6202", value: 70}}]}}
"""


def test_the_place_of_a_figure() -> None:
    """The named place, or the one around a place without a name."""
    made = program(rule("entitlement", "person", "when: insured", "amount: pay", head=PAY), areas=AREAS)
    for code, zh, en in (
        ("620102", "补助（甘肃省兰州市（6201），自2015-01-01起） = 80.00元", "subsidy (Lanzhou, Gansu (6201), since 2015-01-01) = 80.00 yuan"),
        ("620201", "补助（甘肃省某地（6202）） = 70.00元", "subsidy (a place in Gansu (6202)) = 70.00 yuan"),
    ):  # fmt: skip
        root = subject("person", insured=True, code=code)
        run = run_of(root, made)
        assert zh in because(outcome(made, root), run, Language.ZH)
        assert en in because(outcome(made, root), run, Language.EN)


def test_the_place_of_a_rule() -> None:
    """Where it hangs on a place that is not known."""
    text = rule("alert", "person", "when: poor", "severity: low", "notify: a", "area: [兰州市, '6202']")
    made = program(text, areas=AREAS)
    root = subject("person", poor=True)
    found = explain(outcome(made, root), run_of(root, made))
    assert "尚不知是否位于甘肃省兰州市（6201）或甘肃省某地（6202）" in found.text(Language.ZH)
    assert "unknown whether in Lanzhou, Gansu (6201) or a place in Gansu (6202)" in found.text(Language.EN)
