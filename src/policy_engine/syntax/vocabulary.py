"""Vocabulary and source files: their models."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from policy_engine.syntax.surface import (
    Area,
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

    label: LabelsTree = Field(description="主体的中英文名称。 What the entity is called.")
    plural: Text | None = Field(
        default=None,
        description="案例中列表的键，如 persons。 The key of its list in cases, such as persons.",
    )
    parents: Many[Text] = Field(
        default=(), description="可以挂在哪些主体之下。 The entities that it may stand below."
    )
    abstract: Flag = Field(
        default=False, description="只供别的主体继承变量。 Whether it only lends its facts to others."
    )
    meaning: Text = Field(default="", description="含义。 What it is.")


class BoundsTree(Surface):
    """Inclusive limits."""

    min: Number | None = Field(default=None, description="最小值（含）。 The least value.")
    max: Number | None = Field(default=None, description="最大值（含）。 The greatest value.")


class FactTree(Surface):
    """A fact."""

    type: TypeName = Field(description="值的类型。 The type of its values.")
    label: LabelsTree = Field(description="事实的中英文名称。 What the fact is called.")
    meaning: Text = Field(default="", description="含义。 What it says.")
    unit: PlacedText | None = Field(
        default=None, description="单位，如 yuan / year。 The unit, such as yuan / year."
    )
    period: PeriodName | None = Field(
        default=None, description="流量的期间。 The period of a flow: over what it adds up."
    )
    values: Named[LabelsTree] = Field(
        default_factory=dict, description="enum 的全部取值，按名称。 All values of an enum, by name."
    )
    codes: Named[LabelsTree] = Field(
        default_factory=dict, description="文本的已知取值，按代码。 Known values of a text, by code."
    )
    bounds: BoundsTree | None = Field(default=None, description="取值范围。 The limits of its values.")
    many: Flag = Field(default=False, description="可有多个值。 Whether it holds a list of values.")
    absent: Flag = Field(
        default=False, description="可以已知为没有（none）。 Whether it may be known not to exist."
    )
    derived: Flag = Field(default=False, description="可由规则推导。 Whether a rule may compute it.")


class VocabularyTree(Surface):
    """One vocabulary file."""

    vocabulary: Text = Field(description="词汇文件的名称。 The name of the file's vocabulary.")
    entities: Named[EntityTree] = Field(default_factory=dict, description="主体，按名称。 Entities by name.")
    facts: Named[FactTree] = Field(
        default_factory=dict, description="事实，按 主体.名称。 Facts, by entity.name."
    )
    actors: Named[LabelsTree] = Field(
        default_factory=dict, description="谁支付、谁办理，按名称。 Who pays and who acts, by name."
    )


class DocumentTree(Surface):
    """A registered document."""

    title: LabelsTree = Field(description="文件的中英文名称。 What the document is called.")
    issuer: LabelsTree | None = Field(default=None, description="发文机关。 Who issued it.")
    area: Area = Field(default="", description="文件适用的区划。 The area of the document.")


class ItemTree(Surface):
    """A clause of a document."""

    document: Text = Field(description="文件编号。 The document that it stands in, by id.")
    section: Text = Field(description="条款位置。 The section of the document.")


class SourcesTree(Surface):
    """One file of registered documents and their clauses."""

    sources: Text = Field(description="登记册的名称。 The name of the register.")
    documents: Named[DocumentTree] = Field(
        default_factory=dict, description="文件，按编号。 Documents by id."
    )
    items: Named[ItemTree] = Field(default_factory=dict, description="条目，按编号。 Clauses by item id.")


class NotComputableTree(Surface):
    """One file of clauses that no rule can decide, with the reasons."""

    not_computable: Named[LabelsTree] = Field(
        description="无法由事实判定的条目及理由，按条目编号。 Clauses that facts cannot decide and why, by item id."
    )


class AreasTree(Surface):
    """One file of division codes with their names."""

    areas: Named[LabelsTree] = Field(description="区划名称，按代码。 Names of areas, by division code.")
