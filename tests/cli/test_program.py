"""The program as the shell runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from policy_engine import __version__

PROGRAM = [sys.executable, "-m", "policy_engine"]


def test_version_and_help() -> None:
    """Both are answers: standard output, exit code 0."""
    version = subprocess.run([*PROGRAM, "--version"], capture_output=True, check=True, encoding="utf-8")
    assert (version.stdout, version.stderr) == (f"policy-engine {__version__}\n", "")
    help_text = subprocess.run([*PROGRAM, "--help"], capture_output=True, check=True, encoding="utf-8").stdout
    commands = [line.split()[0] for line in help_text.partition("Commands:\n")[2].splitlines() if line]
    assert commands == [
        "evaluate",
        "explain",
        "ask",
        "timeline",
        "reassess",
        "check",
        "rules",
        "coverage",
        "mutate",
        "schema",
    ]


@pytest.mark.parametrize(
    "settings", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "gbk"}]
)
def test_texts_are_in_utf8_whatever_the_locale(settings: dict[str, str]) -> None:
    """A machine without a Chinese locale prints Chinese all the same."""
    ran = subprocess.run(
        [*PROGRAM, "explain", "PE312"], capture_output=True, check=True, env={**os.environ, **settings}
    )
    assert "周期" in ran.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    """`policy-engine ... | head` ends silently."""
    with subprocess.Popen(
        [*PROGRAM, "explain", "PE312"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_an_answer_that_cannot_be_written_is_told() -> None:
    """A full disk is no success, and no traceback."""
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*PROGRAM, "explain", "PE312"], stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8"
        )
    assert ran.returncode == 2
    assert ran.stderr.startswith("the answer cannot be written: ")
    assert ran.stderr.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="only a POSIX shell can close a stream")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_fault(closed: str) -> None:
    """Nothing can be read from it, and what is written to it is lost."""
    ran = subprocess.run(
        f"{sys.executable} -m policy_engine evaluate - {closed}", shell=True, stdin=subprocess.DEVNULL,
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "" or ran.stderr.startswith("-:1:1: error[PE103] empty-document: ")


@pytest.mark.slow
def test_the_national_policies_answer(tmp_path: Path) -> None:
    """A case through the whole program, and its check."""
    case = tmp_path / "case.json"
    case.write_text(
        '{"on": "2019-12-31", "household": {"id": "h1", "persons": [{"id": "p1"}]}}', encoding="utf-8"
    )
    ran = subprocess.run(
        [*PROGRAM, "evaluate", "--no-installed", str(case)], capture_output=True, check=True, encoding="utf-8"
    )
    assert ran.stdout.startswith("2019-12-31: ")
    assert ran.stderr == ""
    check = subprocess.run(
        [*PROGRAM, "check", "--no-installed"], capture_output=True, check=True, encoding="utf-8"
    )
    assert check.stdout.startswith("ok: ")
