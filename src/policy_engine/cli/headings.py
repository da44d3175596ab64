"""The lines that head what is told of a span, a subject and a rule."""

from datetime import date

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from policy_engine.model.labels import Labels, Language
from policy_engine.model.rule import Rule


def span_labels(start: date, end: date) -> Labels:
    """The days from one until another, which is excluded."""
    return Labels(f"{start} 至 {end}（不含）", f"from {start} until {end} (that day excluded)")


def subject_heading(subject: str) -> RenderableType:
    """The subject that what follows is about."""
    return Text(f"\n{subject}", style="bold underline")


def rule_heading(rule: Rule, lang: Language, indent: int, style: str = "") -> RenderableType:
    """The title and the name of a rule."""
    title = Text.assemble((rule.labels.text(lang), style), " ", (rule.name, "dim"))
    return Padding(title, (0, 0, 0, indent))
