"""Vocabulary and source files: their models."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from policy_engine.syntax.surface import (
    Flag,
    LabelsTree,
    Many,
    Named,
    Number,
    PlacedText,
    Surface,
    Text,
    text_of,
)

TypeName = Annotated[
    Literal["bool", "int", "number", "money", "rate", "date", "enum", "text", "code"],
    BeforeValidator(text_of),
]
PeriodName = Annotated[Literal["year", "semester", "month", "once"], BeforeValidator(text_of)]


class EntityTree(Surface):
    """An entity."""

    label: LabelsTree
    plural: Text | None = None
    parents: Many[Text] = ()
    abstract: Flag = False
    meaning: Text = ""


class BoundsTree(Surface):
    """Inclusive limits."""

    min: Number | None = None
    max: Number | None = None


class FactTree(Surface):
    """A fact."""

    type: TypeName
    label: LabelsTree
    meaning: Text = ""
    unit: PlacedText | None = None
    period: PeriodName | None = None
    values: Named[LabelsTree] = Field(default_factory=dict)
    codes: Named[LabelsTree] = Field(default_factory=dict)
    bounds: BoundsTree | None = None
    many: Flag = False
    absent: Flag = False
    derived: Flag = False


class VocabularyTree(Surface):
    """One vocabulary file."""

    vocabulary: Text
    entities: Named[EntityTree] = Field(default_factory=dict)
    facts: Named[FactTree] = Field(default_factory=dict)


class DocumentTree(Surface):
    """A registered document."""

    title: LabelsTree
    issuer: LabelsTree | None = None
    area: Text = ""


class ItemTree(Surface):
    """A clause of a document."""

    document: Text
    section: Text


class SourcesTree(Surface):
    """One file of registered documents and their clauses."""

    sources: Text
    documents: Named[DocumentTree] = Field(default_factory=dict)
    items: Named[ItemTree] = Field(default_factory=dict)
