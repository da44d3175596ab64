"""What calendar operations are called in both languages."""

from policy_engine.core.expression import CalendarStep
from policy_engine.model.calendar import PERIOD_LABELS
from policy_engine.model.labels import Labels

STEPS = {
    CalendarStep.ADD_DAYS: Labels("{0}加{1}", "{0} plus {1}"), CalendarStep.ADD_MONTHS: Labels("{0}加{1}", "{0} plus {1}"),
    CalendarStep.ADD_MONTHS_UP: Labels("{0}加{1}（当月无此日的，为次月1日）", "{0} plus {1} (the first of the next month where there is no such day)"),
    CalendarStep.ADD_WORKING_DAYS: Labels("{0}加{1}", "{0} plus {1}"), CalendarStep.IS_WORKING_DAY: Labels("{0}为工作日", "{0} is a working day"),
    CalendarStep.NEXT_WORKING_DAY: Labels("{0}（非工作日的，顺延至下一工作日）", "{0} (the next working day if it is none)"),
    CalendarStep.DAYS_BETWEEN: Labels("{0}至{1}的天数", "days from {0} to {1}"), CalendarStep.MONTHS_BETWEEN: Labels("{0}至{1}的足月数", "full months from {0} to {1}"),
    CalendarStep.YEARS_BETWEEN: Labels("{0}至{1}的周年数", "full years from {0} to {1}"), CalendarStep.YEAR_OF: Labels("{0}的年份", "year of {0}"),
    CalendarStep.MONTH_OF: Labels("{0}的月份", "month of {0}"),
    CalendarStep.SEMESTER_OF: Labels("{0}所在学期", "semester of {0}"), CalendarStep.SCHOOL_YEAR_OF: Labels("{0}所在学年", "school year of {0}"),
    **{CalendarStep(f"start_of_{name}"): Labels(f"{{0}}所在{said.zh}的首日", f"first day of the {said.en} of {{0}}") for name, said in PERIOD_LABELS.items()},
    **{CalendarStep(f"end_of_{name}"): Labels(f"{{0}}所在{said.zh}的末日", f"last day of the {said.en} of {{0}}") for name, said in PERIOD_LABELS.items()},
}  # fmt: skip
BACK = {
    **dict.fromkeys((CalendarStep.ADD_DAYS, CalendarStep.ADD_MONTHS, CalendarStep.ADD_WORKING_DAYS), Labels("{0}减{1}", "{0} minus {1}")),
    CalendarStep.ADD_MONTHS_UP: Labels("{0}减{1}（当月无此日的，为次月1日）", "{0} minus {1} (the first of the next month where there is no such day)"),
}  # fmt: skip
"""The same with a count below zero."""
AGE_ON = Labels("{0}至{1}的周岁数", "completed years of age from {0} to {1}")
"""The years between a date of birth and another date."""
COUNTED = {
    CalendarStep.ADD_MONTHS: "month", CalendarStep.ADD_MONTHS_UP: "month", CalendarStep.ADD_WORKING_DAYS: "working_day",
}  # fmt: skip
"""What the second argument counts, if not days."""
