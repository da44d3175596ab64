"""Division codes of cases: their form, and that a child lies where its parent does."""

import attrs

from policy_engine.diagnostics import Code
from policy_engine.facts import errors

LENGTHS = (2, 4, 6, 9, 12)
EXPECTED = "a division code of 2, 4, 6, 9 or 12 digits"


@attrs.frozen
class CodeProblem:
    """Why a value is no division code here."""

    code: Code
    message: str
    expected: str
    help: str = ""


def code_below(value: object, parent: str | None) -> str | CodeProblem | None:
    """The division code of a subject: its own, or else its parent's; the longer where one begins with the other."""
    if value is None:
        return parent
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not text.isascii() or not text.isdigit():
        return CodeProblem(
            errors.BAD_CODE,
            f"`code`: expected {EXPECTED}",
            EXPECTED,
            'write it in quotes, for example "341221"',
        )
    if len(text) not in LENGTHS:
        message = f"`code`: expected {EXPECTED}, found {len(text)} digits"
        return CodeProblem(errors.BAD_CODE, message, EXPECTED)
    if parent is None or text.startswith(parent):
        return text
    if parent.startswith(text):
        return parent
    message = f"the code `{text}` does not lie in `{parent}`, the code of what is above"
    return CodeProblem(
        errors.CODE_ELSEWHERE, message, f"a code that begins with {parent}", "correct one of the two"
    )
