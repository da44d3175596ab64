"""Ranges: between which values one lies that is not known, by what is declared and written."""

import attrs

from policy_engine.backends.limits import ANYTHING, Limits
from policy_engine.core.expression import Expression, Lookup
from policy_engine.core.program import Program
from policy_engine.core.traverse import walk
from policy_engine.model.types import Kind
from policy_engine.passes import absence, intervals

_TRUTHS = Limits(0, 1)


@attrs.frozen
class Range:
    """The least and the most that a value can be, and whether it may be none."""

    limits: Limits = ANYTHING
    may_be_none: bool = True


def range_of(node: Expression, program: Program) -> Range:
    """The range of a number, date or truth; nothing is held against it where a parameter may still be set."""
    if any(isinstance(each, Lookup) for each in walk(node)):
        return Range()
    known = (program.vocabulary, program.formulas, program.parameters)
    found = intervals.Limits(*known).of(node)
    limits = _TRUTHS if node.type.kind is Kind.BOOL else Limits(found.low, found.high)
    return Range(limits, absence.Absence(*known).may_be_none(node))
