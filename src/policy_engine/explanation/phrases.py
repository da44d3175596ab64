"""Expressions in words: names, formulas, and what is the case for a subject."""

from typing import assert_never

import attrs

from policy_engine.backends.interpreter import Run, evaluate
from policy_engine.backends.places import Found, row_for
from policy_engine.core.expression import (
    All,
    Any,
    Calendar,
    CalendarStep,
    Choose,
    Compare,
    Comparison,
    Constant,
    Divide,
    Expression,
    Extremum,
    Gather,
    Gathering,
    In,
    Lookup,
    Multiply,
    Negate,
    Not,
    Pick,
    Read,
    Remainder,
    Round,
    Sum,
    Within,
)
from policy_engine.core.values import UNKNOWN, Value
from policy_engine.explanation.words import value_text
from policy_engine.facts.case import Subject
from policy_engine.model.labels import Labels, Language

SIGNS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
CONTRARY = {
    Comparison.EQUAL: Comparison.DIFFERENT, Comparison.DIFFERENT: Comparison.EQUAL, Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.LESS, Comparison.MORE: Comparison.AT_MOST, Comparison.AT_MOST: Comparison.MORE,
}  # fmt: skip
_GATHERINGS = {
    Gathering.COUNT: Labels("{over}数", "number of {over}"), Gathering.SUM: Labels("{over}的{element}合计", "sum of {element} over {over}"),
    Gathering.MIN: Labels("{over}中最小的{element}", "smallest {element} of {over}"), Gathering.MAX: Labels("{over}中最大的{element}", "largest {element} of {over}"),
    Gathering.ANY: Labels("有{over}符合“{element}”", "some {over} with “{element}”"), Gathering.ALL: Labels("每个{over}都符合“{element}”", "every {over} with “{element}”"),
}  # fmt: skip
_STEPS = {
    CalendarStep.ADD_DAYS: Labels("{0}后{1}天", "{0} plus {1} days"), CalendarStep.ADD_MONTHS: Labels("{0}后{1}个月", "{0} plus {1} months"),
    CalendarStep.DAYS_BETWEEN: Labels("{0}至{1}的天数", "days from {0} to {1}"), CalendarStep.MONTHS_BETWEEN: Labels("{0}至{1}的足月数", "full months from {0} to {1}"),
    CalendarStep.YEARS_BETWEEN: Labels("{0}至{1}的周年数", "full years from {0} to {1}"), CalendarStep.YEAR_OF: Labels("{0}的年份", "year of {0}"),
    CalendarStep.MONTH_OF: Labels("{0}的月份", "month of {0}"),
}  # fmt: skip


@attrs.frozen
class Speaker:
    """Speaks of one subject of a run in one language; with `values`, each name is followed by its value."""

    run: Run
    subject: Subject
    language: Language
    values: bool = False

    def say(self, labels: Labels) -> str:
        """The text in the language."""
        return labels.text(self.language)

    def choose(self, zh: str, en: str) -> str:
        """One of two texts."""
        return zh if self.language is Language.ZH else en

    def value(self, node: Expression) -> Value:
        """The value of an expression for the subject."""
        return evaluate(node, self.subject, self.run)

    def shown(self, node: Expression) -> str:
        """The value in words."""
        kind = node.left.type if isinstance(node, Compare) else node.type
        return value_text(self.value(node), kind, self.language)

    def name(self, node: Read | Lookup) -> str:
        """The label of a variable or parameter, with its entity when it is another subject's."""
        if isinstance(node, Lookup):
            return self.say(self.run.program.parameters[node.parameter].labels)
        variable = self.run.program.vocabulary.variable(node.entity, node.name)
        label = self.say(variable.labels) if variable else node.name
        if node.year is not None:
            label = self.choose(f"{node.year}年{label}", f"{label} of {node.year}")
        elif node.shift:
            label = self.choose(f"上期{label}", f"previous {label}")
        if node.entity in (self.subject.entity, "context"):
            return label
        entity = self.say(self.run.program.vocabulary.entities[node.entity].labels)
        return self.choose(f"{entity}{label}", f"{label} of the {entity}")

    def formula(self, node: Expression) -> str:  # noqa: C901, PLR0912 - a case for each node
        """The expression in words and signs."""
        match node:
            case Constant():
                return value_text(node.value, node.type, self.language)
            case Read() | Lookup():
                return self._named(node)
            case Compare():
                return f"{self.formula(node.left)} {SIGNS[node.comparison]} {self.formula(node.right)}"
            case In():
                return self.choose("{0} 属于 {1}", "{0} in {1}").format(
                    self.formula(node.item), self.formula(node.container)
                )
            case Within():
                return self.choose("位于 {0}", "in {0}").format(self.areas(node))
            case Not():
                return self.choose("并非（{0}）", "not ({0})").format(self.formula(node.operand))
            case All():
                return self.choose(" 且 ", " and ").join(self._bracketed(each, Any) for each in node.operands)
            case Any():
                return self.choose(" 或 ", " or ").join(self._bracketed(each, All) for each in node.operands)
            case Choose():
                return self._choice(node)
            case Gather():
                return self._gathering(node)
            case Calendar():
                return self.say(_STEPS[node.step]).format(*(self.formula(each) for each in node.arguments))
            case Sum() | Negate() | Multiply() | Divide() | Remainder() | Round() | Pick():
                return self._arithmetic(node)
            case _:
                assert_never(node)

    def areas(self, node: Within) -> str:
        """The areas of a rule."""
        return self.choose("、", ", ").join(node.areas)

    def found(self, node: Lookup) -> Found:
        """The row of the parameter that holds."""
        table = self.run.program.parameters[node.parameter]
        return row_for(table, [self.value(key) for key in node.keys], self.subject, self.run.case.on)

    def provenance(self, node: Lookup) -> str:
        """Where and since when the value of a parameter holds: `62，自2015-01-01`."""
        row = self.found(node).row
        if row is None or row.value is UNKNOWN:
            return self.choose("未设定", "not set")
        parts = [self.choose(f"区划{row.area}", f"area {row.area}")] if row.area else []
        if row.start:
            parts.append(self.choose(f"自{row.start}起", f"since {row.start}"))
        return self.choose("，", ", ").join(parts)

    def _named(self, node: Read | Lookup) -> str:
        if not self.values:
            return self.name(node)
        details = [self.shown(node)] if self.value(node) is not UNKNOWN or isinstance(node, Read) else []
        if isinstance(node, Lookup):
            details.append(self.provenance(node))
        inner = self.choose("，", ", ").join(detail for detail in details if detail)
        return self.choose(f"{self.name(node)}（{inner}）", f"{self.name(node)} ({inner})")

    def _bracketed(self, node: Expression, *kinds: type) -> str:
        text = self.formula(node)
        return self.choose(f"（{text}）", f"({text})") if isinstance(node, kinds) else text

    def _choice(self, node: Choose) -> str:
        form = self.choose("{0}时为{1}", "{1} if {0}")
        parts = [
            form.format(self.formula(branch.condition), self.formula(branch.value))
            for branch in node.branches
        ]
        parts.append(self.choose("否则为{0}", "else {0}").format(self.formula(node.otherwise)))
        return self.choose("，", ", ").join(parts)

    def _gathering(self, node: Gather) -> str:
        entity = self.run.program.vocabulary.entities[node.over]
        inside = attrs.evolve(self, values=False, subject=_like(self.subject, node.over))
        over = (
            self.say(entity.labels)
            if self.language is Language.ZH
            else (entity.plural or node.over).replace("_", " ")
        )
        if node.where != Constant(True, node.where.type):
            over = self.choose(
                f"（{inside.formula(node.where)}的）{over}", f"{over} with ({inside.formula(node.where)})"
            )
        text = self.say(_GATHERINGS[node.gathering]).format(over=over, element=inside.formula(node.element))
        return (
            self.choose(f"{text}（{self.shown(node)}）", f"{text} ({self.shown(node)})")
            if self.values
            else text
        )

    def _arithmetic(self, node: Sum | Negate | Multiply | Divide | Remainder | Round | Pick) -> str:
        match node:
            case Sum():
                first, *others = node.terms
                return self.formula(first) + "".join(self._term(each) for each in others)
            case Negate():
                return f"−{self._bracketed(node.operand, Sum)}"
            case Multiply():
                return (
                    f"{self._bracketed(node.left, Sum, Choose)} × {self._bracketed(node.right, Sum, Choose)}"
                )
            case Divide():
                return f"{self._bracketed(node.left, Sum, Choose)} ÷ {self._bracketed(node.right, Sum, Multiply, Divide, Choose)}"
            case Remainder():
                return f"{self._bracketed(node.left, Sum)} mod {self._bracketed(node.right, Sum)}"
            case Round():
                return self.formula(node.operand)
            case Pick():
                words = (
                    ("较小者", "the smaller of")
                    if node.extremum is Extremum.MIN
                    else ("较大者", "the larger of")
                )
                inner = self.choose("、", ", ").join(self.formula(each) for each in node.operands)
                return self.choose(f"{words[0]}（{inner}）", f"{words[1]} ({inner})")

    def _term(self, node: Expression) -> str:
        if isinstance(node, Negate):
            return f" − {self._bracketed(node.operand, Sum)}"
        return f" + {self._bracketed(node, Sum)}"


def _like(subject: Subject, entity: str) -> Subject:
    return Subject(entity, "", subject, subject.code)
