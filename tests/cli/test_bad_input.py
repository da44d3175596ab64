"""Bad input and wrong usage: exit code 2, nothing on standard output, the place and plain words on standard error."""

import re
from pathlib import Path

import pytest

from policy_engine.cli import app
from tests.cli.conftest import Run

CASES = {
    "empty.json": (b"", "empty.json:1:1: error[PE103] empty-document: there is nothing in it"),
    "empty.yaml": (b"", "empty.yaml:1:1: error[PE103] empty-document: there is nothing in it"),
    "text.json": (
        "这不是案例".encode(),
        "text.json:1:1: error[PE116] not-json: expected a value, found `这不是案例`",
    ),
    "cut.json": (b'{"on": "2019-12-31",', "cut.json:1:21: error[PE117] cut-short: "),
    "gbk.json": (
        '{"household": {"id": "户一"}}'.encode("gbk"),
        "gbk.json:1:23: error[PE101] wrong-encoding: the text is in GB18030 (GBK, GB2312), and must be in UTF-8",
    ),
    "deep.json": (
        b'{"household": ' + b'{"county": ' * 2000 + b"{}" + b"}" * 2001,
        "deep.json:1:1104: error[PE113] nested-too-deeply: more than 100 levels stand inside each other",
    ),
    "deep.yaml": (
        b"household: " + b"[" * 2000,
        "deep.yaml:1:1011: error[PE113] nested-too-deeply: more than 100 levels stand inside each other",
    ),
    "list.json": (b"[1, 2]", "list.json:1:1: error[PE818] expected-object: "),
    "inside.json": (b'"{\\"on\\": \\"2019-12-31\\"}"', "inside.json:1:1: error[PE818] expected-object: "),
    "word.yaml": (b"'{}'", "word.yaml:1:1: error[PE818] expected-object: "),
    "number.json": (b"3", "number.json:1:1: error[PE818] expected-object: "),
    "dateless.json": (b'{"household": {"id": "h1"}}', "dateless.json:1:1: error[PE801] no-date: "),
    "dateless.yaml": (b"household: {id: h1}", "dateless.yaml:1:1: error[PE801] no-date: "),
    "float.json": (
        b'{"on": "2019-12-31", "household": {"income": 12.5}}',
        "float.json:1:46: error[PE805] wrong-type: ",
    ),
    "name.yaml": (
        b"on: 2019-12-31\nhousehold:\n  id: h1\n  incom: 3\n",
        "name.yaml:4:3: error[PE804] unknown-name-in-case: ",
    ),
    "inner.yaml": (
        b"on: 2019-12-31\nhousehold:\n  persons:\n    - {id: p1, age: x}\n",
        "inner.yaml:4:21: error[PE805] wrong-type: ",
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("command", ["evaluate", "ask"])
@pytest.mark.usefixtures("case")
def test_a_bad_case_names_its_place(run: Run, command: str, name: str) -> None:
    """The first line can be read by an editor, and the source text follows."""
    data, line = CASES[name]
    Path(name).write_bytes(data)
    result = run(command, name)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(line)
    place = line.partition(": ")[0]
    assert result.err.split("\n")[1] == f"  --> {place}"


@pytest.mark.usefixtures("case")
def test_a_huge_text_gives_a_short_message(run: Run) -> None:
    """Ten megabytes in one value do not come back."""
    Path("huge.json").write_text(
        '{"on": "2019-12-31", "household": {"size": "' + "贫" * 3_500_000 + '"}}', encoding="utf-8"
    )
    result = run("evaluate", "huge.json")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("huge.json:1:44: error[PE805] wrong-type: ")
    assert len(result.err) < 3000


@pytest.mark.usefixtures("case")
def test_every_finding_begins_with_its_place(run: Run) -> None:
    """A case with several faults is told all of them at once."""
    Path("bad.yaml").write_text("on: 2019-12-31\nhousehold: {incom: 3, size: x}\n", encoding="utf-8")
    heads = [
        line for line in run("evaluate", "bad.yaml").err.split("\n") if re.match(r"\S+:\d+:\d+: error", line)
    ]
    assert [head.partition("]")[0] for head in heads] == [
        "bad.yaml:2:13: error[PE804",
        "bad.yaml:2:29: error[PE805",
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.json", "there is no such file"),
        ("folder", "this is a folder, not a file"),
        ("nul\0byte.json", "no file can have this name"),
        ("x" * 300, "this file cannot be read: File name too long"),
    ],
)
@pytest.mark.usefixtures("case")
def test_a_file_that_cannot_be_opened(run: Run, name: str, message: str) -> None:
    """The path stands where the place of a fault stands."""
    Path("folder").mkdir()
    result = run("evaluate", name)
    assert (result.code, result.out) == (2, "")
    shown = name.replace("\0", "\ufffd")
    assert result.err.startswith(f"{shown}:1:1: error[PE140] cannot-read-file: {message}\n")


def test_a_file_that_may_not_be_read(run: Run, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights are told apart from absence."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert run("evaluate", case).err.startswith(
        "case.json:1:1: error[PE140] cannot-read-file: this file may not be read\n"
    )


def test_faults_of_standard_input(run: Run) -> None:
    """The name of standard input is a dash."""
    assert run("evaluate", "-", given=b"{").err.startswith("-:1:2: error[PE117] cut-short: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("evalute",), "No such command 'evalute'. Did you mean 'evaluate'?"),
        (("evaluate",), "Missing argument 'CASE'."),
        (("evaluate", "case.json", "--onn", "2019-12-31"), "No such option: --onn"),
        (
            ("evaluate", "case.json", "--on", "2019-13-01"),
            "Invalid value for '--on': `2019-13-01` is not a date; write it as 2019-12-31",
        ),
        (
            ("evaluate", "case.json", "--policies", "nowhere"),
            "Invalid value for --policies: there is no file or folder `nowhere`",
        ),
        (
            ("evaluate", "case.json", "--module", "reliev"),
            "Invalid value for --module: there is no module `reliev`; did you mean `relief`?",
        ),
        (
            ("evaluate", "case.json", "--lang", "xx"),
            "Invalid value for '--lang': 'xx' is not one of 'zh', 'en'.",
        ),
        (("check", "nowhere"), "Invalid value for PATH: there is no file or folder `nowhere`"),
    ],
)
@pytest.mark.usefixtures("case")
def test_wrong_usage(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """In plain words, with exit code 2."""
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert f"Error: {message}" in result.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("module: a\npolicy: b\n", "this is a policy file, not a case"),
        ("vocabulary: a\n", "this is a file of vocabulary, not a case"),
        ("sources: a\n", "this is a register of documents, not a case"),
        ("cases: []\n", "this is a file of cases that test policies, not a case"),
    ],
)
@pytest.mark.usefixtures("case")
def test_a_file_of_another_sort_has_one_finding(run: Run, text: str, message: str) -> None:
    """Not one for each of its keys."""
    Path("other.yaml").write_text(text, encoding="utf-8")
    result = run("evaluate", "other.yaml")
    assert (result.code, result.out) == (2, "")
    assert re.findall("error.*", result.err) == [f"error[PE141] not-a-case: {message}"]


def test_a_fault_of_the_program_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback is a user's answer."""

    def fail(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(app, "app", fail)
    result = run("rules")
    assert (result.code, result.out) == (2, "")
    assert re.fullmatch(r"internal error, please report: KeyError at test_bad_input\.py:\d+\n", result.err)
