"""Variables that rules compute: those of the vocabulary, and new ones that a rule brings."""

import attrs

from policy_engine.diagnostics import Diagnostic, Label
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.labels import Labels
from policy_engine.model.types import Type
from policy_engine.model.vocabulary import Variable, Vocabulary
from policy_engine.resolution import errors
from policy_engine.resolution.vocabulary import refuse_name
from policy_engine.syntax.policy import NamedRule
from policy_engine.syntax.surface import Phrase


def computed_variable(
    rule: NamedRule, name: str | None, kind: Type | None, vocabulary: Vocabulary, findings: list[Diagnostic],
) -> tuple[Variable, ...]:  # fmt: skip
    """The vocabulary variable of that name, or a new one named like the rule when a type is given."""
    entity = rule.tree.entity
    own_name = rule.key.text
    known = vocabulary.variable(entity, name or own_name)
    if name is None and kind is not None:
        if known is not None:
            _declared_already(rule, known, findings)
        return (Variable(entity, own_name, kind, rule.tree.title.labels, derived=True, span=rule.key.span),)
    if known is None:
        near = _near(name or own_name, entity, vocabulary)
        message = f"the {entity} has no variable `{name or own_name}` to compute"
        help_text = f"did you mean `{near[0]}`?" if near else "state a `type:` to declare a new variable"
        findings.append(Diagnostic(errors.UNKNOWN_VARIABLE, message, rule.key.span, help=help_text))
        return ()
    return (attrs.evolve(known, entity=entity),)


def _declared_already(rule: NamedRule, known: Variable, findings: list[Diagnostic]) -> None:
    message = f"`{known.entity}.{known.name}` is declared twice"
    others = (Label(known.span, "declared here first"),) if known.span else ()
    help_text = "remove `type:` to compute the declared variable, or give the rule another name"
    findings.append(Diagnostic(errors.DECLARED_TWICE, message, rule.key.span, others=others, help=help_text))


def _near(text: str, entity: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    return suggest(text, tuple(variable.name for variable in vocabulary.variables_of(entity)))


def variable_beside(
    rule: NamedRule, name: Phrase, kind: Type, labels: Labels | None, vocabulary: Vocabulary, findings: list[Diagnostic],
) -> Variable | None:  # fmt: skip
    """The vocabulary variable of a name that is not the rule's own, or a new one where its title is given."""
    entity = rule.tree.entity
    known = vocabulary.variable(entity, name.text)
    if known is None and labels is None:
        near = _near(name.text, entity, vocabulary)
        message = f"the {entity} has no variable `{name.text}` to compute"
        help_text = f"did you mean `{near[0]}`?" if near else "give it a `title:` to declare a new variable"
        findings.append(Diagnostic(errors.UNKNOWN_VARIABLE, message, name.span, help=help_text))
        return None
    if labels is None or known is not None:
        assert known is not None
        if labels is not None or known.type != kind:
            message = f"`{entity}.{name.text}` is declared already"
            others = (Label(known.span, "declared here"),) if known.span else ()
            help_text = (
                "leave its `title:` out to compute it, if it is of the same unit, or take another name"
            )
            findings.append(
                Diagnostic(errors.DECLARED_TWICE, message, name.span, others=others, help=help_text)
            )
        return attrs.evolve(known, entity=entity)
    refuse_name(name.text, "variable", name.span, findings)
    return Variable(entity, name.text, kind, labels, derived=True, span=name.span)
