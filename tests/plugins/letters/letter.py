"""Letter: a text that is due to somebody while a condition holds."""

from policy_engine.checking.rule_kind import Lowered, RuleContext, RuleKind
from policy_engine.core.program import Output, State
from policy_engine.model.labels import Labels
from policy_engine.model.types import BOOL
from policy_engine.syntax.policy import RuleTree
from policy_engine.syntax.surface import Text, Written


class LetterTree(RuleTree):
    """The keys of a letter."""

    when: Written
    text: Text


def _lower(tree: LetterTree, context: RuleContext) -> Lowered:
    due = State("due", context.expression(tree.when, BOOL))
    return Lowered(outputs=(Output(context.rule, (due,), "not_applicable", fixed=(("text", tree.text),)),))


KIND = RuleKind(
    name="letter",
    labels=Labels("信函", "letter"),
    meaning="A text is due to somebody while a condition holds.",
    tree=LetterTree,
    lower=_lower,
    statuses=("due", "not_applicable", "undetermined"),
)
