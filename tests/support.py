"""What several tests say in the same way."""

from policy_engine.diagnostics.diagnostic import Diagnostic, PolicyError


def assert_diagnostic(
    error: PolicyError | Diagnostic,
    *,
    code: str,
    message: str,
    underlined: str | None = None,
    help: str = "",  # noqa: A002 - the field's name
    path: str = "",
    others: tuple[str, ...] = (),
) -> None:
    """The error holds one finding with exactly these texts, and underlines exactly these characters."""
    if isinstance(error, PolicyError):
        assert len(error.diagnostics) == 1, str(error)
        error = error.diagnostics[0]
    found = {
        "code": error.code.number,
        "message": error.message,
        "underlined": error.span.text if error.span else None,
        "help": error.help,
        "path": error.path,
        "others": tuple(other.span.text for other in error.others),
    }
    assert found == {
        "code": code,
        "message": message,
        "underlined": underlined,
        "help": help,
        "path": path,
        "others": others,
    }
