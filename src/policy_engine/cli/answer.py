"""What a command answers: a text for standard output, and an exit code."""

import attrs


@attrs.frozen
class Answer:
    """The text of a command, written only once all of it is known."""

    text: str = ""
    code: int = 0
