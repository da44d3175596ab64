"""Files of cases: their models."""

from typing import Annotated

from pydantic import Field

from policy_engine.syntax.surface import AnyNode, Day, Many, Named, Shapes, Surface, Text

Case = Annotated[AnyNode, Shapes(({"$ref": "case.json"},))]
"""A case as its own schema has it, which stands beside that of files."""
Expected = Annotated[AnyNode, Shapes(({"type": ["string", "object"], "minProperties": 1},))]
"""A status, or some keys of an outcome."""


class CaseTree(Surface):
    """One case as it is written."""

    name: Text = Field(description="案例的名称，说明它要证明什么。 What the case shows.")
    on: Day | None = Field(default=None, description="评估日期。 The date of evaluation.")
    case: Case = Field(description="案例的事实。 The facts.")
    expect: Named[Named[Expected]] = Field(
        description="应得结果：规则、主体、状态或结果的键。 What must come out: rule, subject, then a status or keys of the outcome."
    )
    plugins: Many[Text] = Field(default=(), description="要加载的插件。 The plugins to load.")
    settings: Many[Text] = Field(
        default=(), description="要加载的设置文件，在案例旁边。 Files of settings beside the cases."
    )
    note: Text = Field(default="", description="说明。 A remark.")


class CasesTree(Surface):
    """A file of cases."""

    cases: Many[Annotated[AnyNode, Shapes((CaseTree,))]] = Field(description="案例。 The cases.")
