"""The program: its commands, and how answers, findings and faults leave it."""

import gc
import io
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from policy_engine.cli.answer import Answer
from policy_engine.cli.ask import ask
from policy_engine.cli.check import check
from policy_engine.cli.coverage import coverage
from policy_engine.cli.evaluate import evaluate
from policy_engine.cli.explain import explain
from policy_engine.cli.mutate import mutate
from policy_engine.cli.reassess import reassess
from policy_engine.cli.rules import rules
from policy_engine.cli.schema import schema
from policy_engine.cli.timeline import timeline
from policy_engine.diagnostics import PolicyError
from policy_engine.diagnostics.render import render_placed
from policy_engine.version import __version__

_ALLOCATIONS = 100_000
"""How many new objects the search for garbage waits for: policies are many objects, and hardly any of them garbage."""
USAGE = 2
"""The exit code of bad input and of wrong usage."""
_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""The class of all usage errors, which typer does not export."""

app = typer.Typer(
    name="policy-engine",
    help="Who is entitled to what, who must be warned, and why. 判定待遇与预警，并说明理由。",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for _command in (evaluate, explain, ask, timeline, reassess, check, rules, coverage, mutate, schema):
    app.command()(_command)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"policy-engine {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="The version. 版本。")
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code; answers go to standard output, everything else to standard error."""
    gc.set_threshold(_ALLOCATIONS)
    _replace_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        answer = _answer(arguments)
        sys.stdout.write(answer.text)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        return 0
    except OSError as error:
        _discard_output()
        with suppress(OSError):
            sys.stderr.write(f"the answer cannot be written: {error.strerror}\n")
        return USAGE
    return answer.code


def _replace_closed_streams() -> None:
    """A stream that the shell has closed is empty, or takes everything."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open as long as the program


def _discard_output() -> None:
    """Keep the interpreter from writing what is left when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _answer(arguments: Sequence[str] | None) -> Answer:
    try:
        answer = app(arguments, prog_name="policy-engine", standalone_mode=False)
    except PolicyError as error:
        sys.stderr.write(f"{render_placed(error.diagnostics)}\n")
        return Answer(code=USAGE)
    except _USAGE_ERROR as error:
        error.message = error.message.removeprefix("Value error, ")  # type: ignore[attr-defined] # every usage error has it
        error.show()  # type: ignore[attr-defined] # as above
        return Answer(code=USAGE)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever fails, a traceback is no answer
        sys.stderr.write(f"internal error, please report: {type(error).__name__} {_raised_at(error)}\n")
        return Answer(code=USAGE)
    return answer if isinstance(answer, Answer) else Answer(code=int(answer or 0))


def _raised_at(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"at {Path(place.filename).name}:{place.lineno}"
