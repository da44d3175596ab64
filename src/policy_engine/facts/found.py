"""JSON values in the words of a message, and what a slip of typing was meant to be."""

import unicodedata
from decimal import Decimal

from policy_engine.reading.values import shortened

LONGEST_WORD = 60
"""Characters of a text that can be a slip of typing; a longer one is something else."""


def found_text(value: object) -> str:
    """What was found, in the words of a message."""
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case str():
            return f'the text "{shortened(value)}"' if value.strip() else "an empty text"
        case int():
            return f"the number {value}" if abs(value) < 10**30 else "a number of more than 30 digits"
        case Decimal():
            return f"the number {shortened(str(value))}"
        case float():
            return f"the floating-point number {value!r}"
        case dict():
            return "an object"
        case list() | tuple():
            return "a list"
        case _:
            return "something that JSON does not have"


def halved(text: str) -> str:
    """The text without the full-width forms of letters, digits and signs, and without blanks around it."""
    return unicodedata.normalize("NFKC", text[:LONGEST_WORD]).replace("−", "-").strip()


def word_of(value: object) -> str:
    """A text or a number as a word that may be a slip of typing; empty for everything else."""
    if isinstance(value, str):
        return halved(value)
    small = isinstance(value, int) and -(10**18) < value < 10**18
    return str(int(value)) if small and isinstance(value, int) else ""
