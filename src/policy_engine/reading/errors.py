"""The findings of this stage."""

from policy_engine.diagnostics.diagnostic import Code, Diagnostic
from policy_engine.source.text import Source

WRONG_ENCODING = Code("PE101", "wrong-encoding")
CONTROL_CHARACTER = Code("PE102", "control-character")
EMPTY_DOCUMENT = Code("PE103", "empty-document")
SEVERAL_DOCUMENTS = Code("PE104", "several-documents")
DUPLICATE_KEY = Code("PE105", "duplicate-key")
ANCHOR_OR_ALIAS = Code("PE106", "anchor-or-alias")
TAG = Code("PE107", "tag")
KEY_NOT_TEXT = Code("PE108", "key-not-text")
MERGE_KEY = Code("PE109", "merge-key")
TAB = Code("PE110", "tab")
INDENTATION = Code("PE111", "indentation")
NOT_CLOSED = Code("PE112", "not-closed")
NESTED_TOO_DEEPLY = Code("PE113", "nested-too-deeply")
FOLDED_TEXT = Code("PE114", "folded-text")
NOT_YAML = Code("PE115", "not-yaml")
NOT_JSON = Code("PE116", "not-json")
CUT_SHORT = Code("PE117", "cut-short")
UNUSABLE_NUMBER = Code("PE118", "unusable-number")
FULL_WIDTH_PUNCTUATION = Code("PE119", "full-width-punctuation")

DEEPEST = 100
"""Levels of nesting, the outermost included."""


def too_deep(source: Source, offset: int) -> Diagnostic:
    """The finding for a level that is one too many."""
    message = f"more than {DEEPEST} levels stand inside each other"
    help_text = f"remove levels: at most {DEEPEST} can be read"
    return Diagnostic(NESTED_TOO_DEEPLY, message, source.span(offset, offset + 1), help=help_text)
