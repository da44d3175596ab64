"""The keys of an obligation, and how often or how soon it is to be met."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from policy_engine.syntax.policy import RuleTree
from policy_engine.syntax.surface import AnyNode, Count, Shapes, Surface, Text, Written, text_of

Word = Literal["week", "month", "quarter", "half_year", "year", "semester"]


class LengthTree(Surface):
    """A stretch of time: one of its keys."""

    days: Count | None = Field(default=None, description="天数。 So many days.")
    weeks: Count | None = Field(default=None, description="周数。 So many weeks.")
    months: Count | None = Field(default=None, description="月数。 So many months.")
    working_days: Count | None = Field(
        default=None, description="工作日数，只用于期限。 So many working days; for deadlines only."
    )


Often = Annotated[AnyNode, Shapes((Word, LengthTree))]


class PhaseTree(Surface):
    """How often during a phase."""

    every: Often = Field(description="多久一次。 How often.")
    until: Written | None = Field(
        default=None,
        description="本阶段不含的截止日；最后一个阶段不写。 The first day after the phase; the last phase has none.",
    )


class ObligationTree(RuleTree):
    """The keys of an obligation."""

    actor: Text = Field(description="责任人，按岗位。 Who must act, by role.")
    applies: Written | None = Field(
        default=None, description="何时适用；不写则总适用。 When there is the obligation; always if left out."
    )
    records: Written | None = Field(
        default=None,
        description="作为凭据的记录清单；不写则凭一个日期。 The list of records that are the evidence; without it a single date is.",
    )
    dated: Written | None = Field(
        default=None,
        description="记录的日期，在记录上读取；或最近一次的日期。 The date of a record, read at the record; or the latest date.",
    )
    where: Written | None = Field(
        default=None, description="哪些记录算数，在记录上读取。 Which records count, read at the record."
    )
    required: Written | None = Field(
        default=None,
        description="须有几条记录；不写则一条。 How many records there must be; one if left out.",
    )
    done: Written | None = Field(
        default=None,
        description="没有记录时，怎样算按期限完成。 For a deadline without records: when the thing is done.",
    )
    every: Annotated[AnyNode, Shapes((Word, LengthTree, tuple[PhaseTree, ...]))] = Field(
        default=None, description="多久一次，可分阶段。 How often, perhaps by phases."
    )
    window: Annotated[Literal["calendar", "rolling"], BeforeValidator(text_of)] | None = Field(
        default=None,
        description="按自然周期还是往前滚动计算。 Whether periods are those of the calendar or end on each day.",
    )
    begins: Written | None = Field(
        default=None,
        description="从哪一天起负有责任。 The day from which on it is owed.",
    )
    ends: Written | None = Field(
        default=None,
        description="到哪一天为止，当日结束的周期不再要求。 Periods that end on that day or later are not owed.",
    )
    from_event: Written | None = Field(
        default=None, description="期限从哪一天的事件起算。 The day of the event that a deadline counts from."
    )
    within: Annotated[AnyNode, Shapes((Count, LengthTree))] = Field(
        default=None,
        description="事件后多久之内，单写数字为天。 How soon after the event; a bare number is days.",
    )
    by: Written | None = Field(default=None, description="期限。 The deadline.")
    moved: Annotated[Literal["next_working_day"], BeforeValidator(text_of)] | None = Field(
        default=None,
        description="期限遇非工作日顺延。 That a deadline on a day off moves to the next working day.",
    )
