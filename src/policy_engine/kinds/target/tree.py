"""The keys of a target."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from policy_engine.syntax.policy import RuleTree
from policy_engine.syntax.surface import AnyNode, Count, Day, Shapes, Surface, Written, text_of


class MilestoneTree(Surface):
    """A figure and its date."""

    by: Day = Field(description="截至日期。 The date by which the figure must be reached.")
    value: Written = Field(description="要求的数值。 The figure.")


class TargetTree(RuleTree):
    """The keys of a target."""

    applies: Written | None = Field(
        default=None, description="何时适用；不写则总适用。 When there is a target; always if left out."
    )
    actual: Written = Field(description="实际完成的数值。 The measure.")
    required: Annotated[AnyNode, Shapes((Written, tuple[MilestoneTree, ...]))] = Field(
        description="要求：按日期先后的表，或一个表达式。 The figure: a table by date, or an expression."
    )
    by: Written | None = Field(
        default=None,
        description="只有一个要求时的截至日期。 The date of a single figure.",
    )
    figures: Annotated[Literal["cumulative", "yearly"], BeforeValidator(text_of)] = Field(
        default="cumulative",
        description="数值是累计还是当年的。 Whether figures are totals so far or those of each year.",
    )
    direction: Annotated[Literal["at_least", "at_most"], BeforeValidator(text_of)] = Field(
        default="at_least",
        description="不低于还是不高于。 Whether the measure must not be below or not above.",
    )
    since: Count | None = Field(
        default=None,
        description="分年数据从哪一年起累计；不写则从表中首年起。 The first year that is added up; by default that of the table.",
    )
