import pytest

pytest_plugins = ["pytester"]

GOOD = """\
  - name: 低于救助线的家庭
    on: 2019-12-31
    case: {household: {id: h1, income: "1234.50"}}
    expect: {relief.cash: {household:h1: granted}}
"""
WRONG = """\
  - name: above the line
    on: 2019-12-31
    case: {household: {id: h1, income: "5000"}}
    expect: {relief.cash: {household:h1: granted}}
"""
BAD = """\
  - name: a slip in the case
    on: 2019-12-31
    case: {household: {id: h1, incom: "5000"}}
    expect: {relief.cash: {household:h1: granted}}
"""
PLUGIN = """\
  - name: with a plugin
    on: 2019-12-31
    plugins: nowhere
    case: {household: {id: h1}}
    expect: {relief.cash: {household:h1: granted}}
"""


def _write(pytester: pytest.Pytester, text: str) -> None:
    (pytester.path / "relief.cases.yaml").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("small")
def test_every_case_is_a_test_of_its_name(pytester: pytest.Pytester) -> None:
    """Collected wherever the file stands, and chosen by name like any test."""
    _write(pytester, f"cases:\n{GOOD}{WRONG}")
    result = pytester.runpytest("-v", "-p", "no:cacheprovider", "-k", "低于")
    result.assert_outcomes(passed=1, deselected=1)
    result.stdout.fnmatch_lines(["relief.cases.yaml::低于救助线的家庭 PASSED*"])


@pytest.mark.usefixtures("small")
def test_failures_are_words_without_a_traceback(pytester: pytest.Pytester) -> None:
    """A difference, a fault of the case and a plugin that is not there: each with the place of the case."""
    _write(pytester, f"cases:\n{WRONG}{BAD}{PLUGIN}")
    result = pytester.runpytest("-p", "no:cacheprovider")
    result.assert_outcomes(failed=3)
    result.stdout.fnmatch_lines(
        [
            "relief.cases.yaml:2:11: above the line",
            'relief.cash household:h1: status: expected "granted", got "not_eligible"',
            "relief.cases.yaml:6:11: a slip in the case",
            "error?PE804? unknown-name-in-case: *",
            "relief.cases.yaml:10:11: with a plugin",
            "error?PE606? unknown-plugin: no plugin `nowhere` is installed",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    assert "pytest_plugin.py" not in result.stdout.str()


def test_a_file_that_cannot_be_read_is_an_error_of_collection(pytester: pytest.Pytester) -> None:
    """Its findings are shown as they are."""
    _write(pytester, "cases: []\n")
    result = pytester.runpytest("-p", "no:cacheprovider")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["error?PE902? no-cases: there is no case in this file", "  --> relief.cases.yaml:1:1"]
    )


def test_other_files_are_left_alone(pytester: pytest.Pytester) -> None:
    """A YAML file is no test because of its suffix."""
    (pytester.path / "relief.yaml").write_text("cases: []\n", encoding="utf-8")
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes()


@pytest.mark.slow
def test_it_works_when_tests_are_divided_among_processes(pytester: pytest.Pytester) -> None:
    """With pytest-xdist, over the national policies."""
    text = """\
  - name: nobody {0}
    on: 2019-12-31
    case: {{household: {{id: h1, code: "340000", persons: []}}}}
    expect: {{monitoring.needs_help: {{household:h1: undetermined}}}}
"""
    _write(pytester, "cases:\n" + "".join(text.format(number) for number in range(4)))
    result = pytester.runpytest_subprocess("-n", "2", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=4)
