"""What is wrong with one value of a case."""

import attrs

from policy_engine.diagnostics import Code
from policy_engine.reading.values import Path


@attrs.frozen
class Problem:
    """Why a JSON value cannot stand where it does; `at` leads from the value to the part that is wrong."""

    code: Code
    expected: str
    found: str
    help: str = ""
    at: Path = ()
