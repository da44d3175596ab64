from pathlib import Path
from textwrap import dedent

import pytest

from policy_engine import Engine, PolicyError
from policy_engine.testing.cases import check_case, read_cases
from tests.support import assert_diagnostic

HEAD = """\
cases:
  - name: a household
    on: 2019-12-31
    case:
      household:
        id: h1
        code: "620102"
        income: "1234.50"
        size: 3
        persons: [{id: p1, age: 9, pupil: false}, {id: p2, pupil: true}, {id: p3}]
    expect:
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of cases in the current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "relief.cases.yaml"


def differences(file: Path, expect: str) -> tuple[str, ...]:
    """What differs, without the reasoning at the end."""
    file.write_text(HEAD + "".join(f"      {line}\n" for line in expect.splitlines()), encoding="utf-8")
    (case,) = read_cases(file)
    return tuple(each for each in check_case(case, Engine.load()) if "\n" not in each)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "expect",
    [
        "relief.cash: {household:h1: granted}",
        'relief.cash: {household:h1: {status: granted, amount: "1765.50", per: year, paid_by: county}}',
        "relief.cash: {household:h1: {amount: 1765.50}}",
        "relief.at_home: {person:p1: {status: raised, notify: [township, school], due: 2020-01-15}, person:p2: clear}",
        "relief.meals: {person:p2: {status: eligible, missing: [relief.meal]}}",
        "relief.at_home: {person:p3: {missing: [person:p3.pupil, person:p3.age]}}",
        "relief.family: {household:h1: {value: small}}",
    ],
)
def test_what_agrees_says_nothing(file: Path, expect: str) -> None:
    """Only the keys that are named are compared; what is missing is compared as a set."""
    assert differences(file, expect) == ()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("expect", "difference"),
    [
        ("relief.cash: {household:h1: not_eligible}", 'status: expected "not_eligible", got "granted"'),
        ('relief.cash: {household:h1: {amount: "1765.5"}}', 'amount: expected "1765.5", got "1765.50"'),
        (
            "relief.at_home: {person:p1: {notify: [township]}}",
            'notify: expected ["township"], got ["township", "school"]',
        ),
        (
            "relief.at_home: {person:p1: {severety: high}}",
            'severety: expected "high", but the outcome (raised) has no such key; did you mean `severity`?',
        ),
        (
            "relief.at_home: {person:p3: {missing: [person:p3.age]}}",
            "missing: expected person:p3.age, got person:p3.age, person:p3.pupil",
        ),
        (
            "relief.cash: {household:h1: {missing: [relief.line]}}",
            "missing: expected relief.line, got nothing",
        ),
    ],
)
def test_a_difference_names_key_expectation_and_outcome(file: Path, expect: str, difference: str) -> None:
    """One line for each key that differs."""
    name = expect.partition(":")[0]
    subject = expect.partition("{")[2].rpartition(": {" if expect.count("{") > 1 else ": ")[0]
    assert differences(file, expect) == (f"{name} {subject}: {difference}",)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("expect", "difference"),
    [
        ("relief.csh: {household:h1: granted}", "there is no rule `relief.csh`; did you mean `relief.cash`?"),
        (
            "relief.cash: {houshold:h1: granted}",
            "there is no subject `houshold:h1` in the case; did you mean `household:h1`?",
        ),
        (
            "relief.cash: {x: granted}",
            "there is no subject `x` in the case; there are household:h1, person:p1, person:p2, person:p3",
        ),
        ("relief.cash: {person:p1: granted}", "the rule is about each household, not about a person"),
        ("relief.county_pilot: {household:h1: raised}", "the rule does not hold there on 2022-06-30"),
    ],
)
def test_what_is_not_in_the_decision_is_a_difference(file: Path, expect: str, difference: str) -> None:
    """A slip in a name does not make a case pass."""
    file.write_text(HEAD.replace("2019-12-31", "2022-06-30") + f"      {expect}\n", encoding="utf-8")
    (case,) = read_cases(file)
    rule, _, rest = expect.partition(": {")
    assert check_case(case, Engine.load()) == (f"{rule} {rest.rpartition(': ')[0]}: {difference}",)


@pytest.mark.usefixtures("small")
def test_the_reasoning_stands_at_the_end(file: Path) -> None:
    """An author sees at once why the outcome is another."""
    file.write_text(
        HEAD + "      relief.cash: {household:h1: {status: eligible, per: month}}\n", encoding="utf-8"
    )
    (case,) = read_cases(file)
    engine = Engine.load()
    *told, reasoning = check_case(case, engine)
    assert len(told) == 2
    assert reasoning == engine.evaluate(case.data, case.on).explain("relief.cash", "household:h1").rstrip()


def test_a_case_as_it_is_read(file: Path) -> None:
    """Date, plugins and place of the name; a status alone is a key, too."""
    file.write_text(
        HEAD.replace("    case:", "    plugins: gansu\n    case:") + "      a.b: {c:d: raised}\n",
        encoding="utf-8",
    )
    (case,) = read_cases(file)
    assert (case.name, str(case.on), case.plugins) == ("a household", "2019-12-31", ("gansu",))
    assert case.expect == {"a.b": {"c:d": {"status": "raised"}}}
    assert (str(case.span), case.span.text) == ("relief.cases.yaml:2:11", "a household")


@pytest.mark.parametrize(
    ("text", "code", "message", "underlined", "help_text"),
    [
        ("cases: []", "PE902", "there is no case in this file", "cases: []", "add one under `cases:`"),
        (
            "cases: [{name: a, case: {}, expect: {}}]", "PE903", "the case `a` expects nothing", "a",
            "add outcomes under `expect:`",
        ),
        (
            "cases: [{name: a, case: {}, expects: {}, expect: {a.b: {c: d}}}]", "PE131", "there is no key `expects` here", "expects",
            "did you mean `expect`?",
        ),
        (
            "cases: [{name: a, on: soon, case: {}, expect: {a.b: {c: d}}}]", "PE133",
            "expected a date such as 2019-01-31, found `soon`", "soon", "",
        ),
        (
            "cases: [{name: a, case: {}, expect: {a.b: {c: [d]}}}]", "PE133",
            "expected a status, or a mapping of keys of the outcome, found a list", "[d]", "",
        ),
        (
            "cases: [{name: a, case: {}, expect: {a.b: {c: 3}}}]", "PE133",
            "expected a status, or a mapping of keys of the outcome, found `3`", "3", "",
        ),
    ],
)  # fmt: skip
def test_a_file_that_is_not_right_is_refused(
    file: Path, text: str, code: str, message: str, underlined: str, help_text: str
) -> None:
    """With the place and what to do."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as error:
        read_cases(file)
    assert_diagnostic(error.value, code=code, message=message, underlined=underlined, help=help_text)


def test_two_cases_of_one_name_are_refused(file: Path) -> None:
    """Each is a test of its own name."""
    one = "  - {name: a, case: {}, expect: {a.b: {c: d}}}\n"
    file.write_text(f"cases:\n{one}{one}", encoding="utf-8")
    with pytest.raises(PolicyError) as error:
        read_cases(file)
    assert_diagnostic(
        error.value,
        code="PE901",
        message="two cases are called `a`",
        underlined="a",
        others=("a",),
        help="say in the name what this one is about",
    )


@pytest.mark.usefixtures("small")
def test_only_the_named_criteria_are_compared(file: Path, tmp_path: Path) -> None:
    """A checklist may be long; a case is about some of its lines."""
    policy = tmp_path / "standard.yaml"
    policy.write_text(
        dedent("""\
            module: homes
            policy: homes
            title: {zh: 家, en: Homes}
            rules:
              fit:
                kind: standard
                title: {zh: 达标, en: Fit}
                for: household
                source: d1-classes
                criteria:
                  small: {title: {zh: 小, en: small}, when: size < 5}
                  tiny: {title: {zh: 微, en: tiny}, when: size < 2}
            """),
        encoding="utf-8",
    )
    engine = Engine.load(paths=[policy])

    def found(criteria: str) -> list[str]:
        text = f"      homes.fit: {{household:h1: {{criteria: {criteria}}}}}\n"
        file.write_text(HEAD + text, encoding="utf-8")
        (case,) = read_cases(file)
        return [each for each in check_case(case, engine) if "\n" not in each]

    assert found("[{id: tiny, status: not_met}]") == []
    assert found("[{id: small, status: not_met}]") == [
        "homes.fit household:h1: criteria: small: expected not_met, got met"
    ]
    assert found("[{id: smal, status: met}]") == [
        "homes.fit household:h1: criteria: there is no criterion `smal`; there are small, tiny"
    ]
