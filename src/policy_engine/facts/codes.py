"""Division codes of cases: their form, and that a child lies where its parent does.

A code of the full length whose last levels are zeros, as registers print it, is the shorter code of the place that it names.
"""

from policy_engine.facts import errors
from policy_engine.facts.found import found_text, halved
from policy_engine.facts.problem import Problem
from policy_engine.model.vocabulary import CODE_LENGTHS, PROVINCE_CODES

_LENGTHS = tuple(length for length in CODE_LENGTHS.values() if length)
EXPECTED = "a division code of 2, 4, 6, 9 or 12 digits, as a text"
OF_A_PROVINCE = "a division code that begins with a province's two digits, such as 62"


def read_code(value: object) -> str | Problem:
    """The division code that a JSON value says."""
    if not isinstance(value, str):
        whole = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10 ** _LENGTHS[-1]
        text = str(value) if whole else ""
        help_text = f'write `"{text}"`' if len(text) in _LENGTHS else "write it in quotes" if text else ""
        return Problem(errors.BAD_CODE, EXPECTED, found_text(value), help_text)
    if not value.isdigit() or not value.isascii():
        meant = halved(value).replace(" ", "")
        help_text = f'write `"{meant}"`' if meant.isdigit() and len(meant) in _LENGTHS else ""
        return Problem(errors.BAD_CODE, EXPECTED, found_text(value), help_text)
    code = _without_zeros(value) if len(value) in _LENGTHS else ""
    if not code:
        return Problem(errors.BAD_CODE, EXPECTED, f"{len(value)} digits" if value.strip("0") else "zeros")
    if code[:2] not in PROVINCE_CODES:
        return Problem(errors.BAD_CODE, OF_A_PROVINCE, found_text(value))
    return code


def code_of_subject(entity: str, value: object) -> str | Problem:
    """The same for a subject's own code: a place has no code longer than its level."""
    code = read_code(value)
    most = CODE_LENGTHS.get(entity)
    if most is None or isinstance(code, Problem) or len(code) <= most:
        return code
    expected = f"at most {most} digits for a {entity}" if most else f"no code: a {entity} has none"
    help_text = f'write `"{code[:most]}"`' if most else "leave it out"
    return Problem(errors.BAD_CODE, expected, found_text(value), help_text)


def code_below(own: str, parent: str | None) -> str | Problem:
    """The code that holds for a subject: its own, or its parent's where that says more."""
    if parent is None or own.startswith(parent):
        return own
    if parent.startswith(own):
        return parent
    expected = f"a code that begins with {parent}, the code of what is above"
    return Problem(errors.CODE_ELSEWHERE, expected, found_text(own), "correct one of the two codes")


def _without_zeros(code: str) -> str:
    starts = (0, *(length for length in _LENGTHS if length < len(code)))
    for start in reversed(starts):
        if code[start:].strip("0"):
            return code
        code = code[:start]
    return code
