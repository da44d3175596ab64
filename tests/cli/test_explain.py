from pathlib import Path

import pytest

from policy_engine import Engine
from policy_engine.diagnostics.page import read_page
from tests.cli.conftest import HOUSEHOLD, Run


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_reasoning_is_that_of_the_decision(run: Run, case: str, lang: str) -> None:
    """The text of the API, in the language asked for."""
    result = run("explain", case, "--rule", "relief.cash", "--subject", "household:h1", "--lang", lang)
    expected = Engine.load().evaluate(HOUSEHOLD).explain("relief.cash", "household:h1", lang)
    assert (result.code, result.out, result.err) == (0, expected, "")


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
            "Invalid value: give --rule and --subject with a case, or a code such as PE312 alone",
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
        "  - 区划 6201，自 2019-01-01，至 2021-01-01（不含）\n"
    )
    assert run(*asked, "--lang", "en").out == (
        "relief.county_pilot Pilot reminder\n"
        "does not hold for household:h1 on 2022-01-01. It holds:\n"
        "  - area 6201, from 2019-01-01, until 2021-01-01 (that day excluded)\n"
    )


def test_a_subject_above_the_root_has_no_outcomes(run: Run, case: str) -> None:
    """A parent that is given for its facts alone is not among the subjects."""
    Path(case).write_text(
        '{"on": "2019-12-31", "household": {"id": "h1", "county": {"id": "c1"}}}', encoding="utf-8"
    )
    result = run("explain", case, "--rule", "relief.cash", "--subject", "county:c1")
    assert result.err.endswith("there is no subject `county:c1` in the case; the case has household:h1\n")
