from pathlib import Path

import pytest

from policy_engine import Engine
from policy_engine.diagnostics.page import read_page
from policy_engine.source.text import display_width
from tests.cli.conftest import HOUSEHOLD, Run


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_reasoning_is_that_of_the_decision(run: Run, case: str, lang: str) -> None:
    """The text of the API, in the language asked for."""
    result = run("explain", case, "--rule", "relief.cash", "--subject", "household:h1", "--lang", lang)
    expected = Engine.load().evaluate(HOUSEHOLD).explain("relief.cash", "household:h1", lang)
    assert (result.code, "".join(result.out.split()), result.err) == (0, "".join(expected.split()), "")
    assert max(map(display_width, result.out.splitlines())) <= 100
    titled = run("explain", case, "--rule", "现金救助", "--subject", "household:h1", "--lang", lang)
    assert titled.out == result.out


def test_without_a_subject_those_of_the_rule_are_listed(run: Run, case: str) -> None:
    """Each with what is said of it; a rule without subjects in the case says so."""
    assert run("explain", case, "--rule", "relief.meals", "--lang", "en").out == (
        "relief.meals Meals\nChoose one with --subject:\n"
        "  person:p1: not eligible\n  person:p2: eligible, amount open\n  person:p3: undetermined\n"
    )
    Path(case).write_text('{"on": "2019-12-31", "county": {"households": []}}', encoding="utf-8")
    assert (
        run("explain", case, "--rule", "relief.meals").out
        == "relief.meals 营养餐\n案例中没有它所涉及的对象。\n"
    )


@pytest.mark.parametrize("code", ["PE312", "pe312"])
def test_a_code_prints_its_page(run: Run, code: str) -> None:
    """Large or small letters."""
    result = run("explain", code)
    assert (result.code, result.out) == (0, read_page("PE312"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("PE319",), "Invalid value for CODE: there is no code `PE319`; did you mean `PE119`?"),
        (
            ("case.json",),
            "Invalid value: give --rule with a case, or a code such as PE312 alone",
        ),
        (
            ("case.json", "--rule", "现金救住", "--subject", "household:h1"),
            "Invalid value for --rule: there is no rule `现金救住`; did you mean `relief.cash` (现金救助)?",
        ),
        (
            ("case.json", "--rule", "relief.csh", "--subject", "household:h1"),
            "Invalid value for --rule: there is no rule `relief.csh`; did you mean `relief.cash`?",
        ),
        (
            ("case.json", "--rule", "relief.cash", "--subject", "houshold:h1"),
            "Invalid value for --subject: there is no subject `houshold:h1` in the case; did you mean `household:h1`?",
        ),
        (
            ("case.json", "--rule", "relief.meals", "--subject", "x"),
            "Invalid value for --subject: there is no subject `x` in the case; the case has person:p1, person:p2, person:p3",
        ),
        (
            ("case.json", "--rule", "relief.cash", "--subject", "person:p1"),
            "Invalid value for --subject: `relief.cash` is about each household, not about person:p1; the case has household:h1",
        ),
    ],
)
@pytest.mark.usefixtures("case")
def test_what_is_not_there_is_said_in_plain_words(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """A wrong rule, subject or code is wrong usage, with what was probably meant."""
    result = run("explain", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(f"\nError: {message}\n")


def test_a_rule_that_is_not_in_force_says_where_and_when_it_is(run: Run, case: str) -> None:
    """That it says nothing of the household is an answer, too."""
    asked = (
        "explain",
        case,
        "--rule",
        "relief.county_pilot",
        "--subject",
        "household:h1",
        "--on",
        "2022-01-01",
    )
    assert run(*asked).out == (
        "relief.county_pilot 试点提醒\n"
        "2022-01-01 对 household:h1 不适用。适用范围：\n"
        "  - 甘肃省兰州市（6201），自 2019-01-01，至 2021-01-01（不含）\n"
    )
    assert run(*asked, "--lang", "en").out == (
        "relief.county_pilot Pilot reminder\n"
        "does not hold for household:h1 on 2022-01-01. It holds:\n"
        "  - Lanzhou, Gansu (6201), from 2019-01-01, until 2021-01-01 (that day excluded)\n"
    )


def test_a_subject_above_the_root_has_no_outcomes(run: Run, case: str) -> None:
    """A parent that is given for its facts alone is not among the subjects."""
    Path(case).write_text(
        '{"on": "2019-12-31", "household": {"id": "h1", "county": {"id": "c1"}}}', encoding="utf-8"
    )
    result = run("explain", case, "--rule", "relief.cash", "--subject", "county:c1")
    assert result.err.endswith("there is no subject `county:c1` in the case; the case has household:h1\n")
