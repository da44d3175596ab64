"""What kinds say of their rules: texts with the names of the rule filled in, and with places for its expressions."""

from collections.abc import Iterable

from policy_engine.checking.errors import UNKNOWN_ACTOR
from policy_engine.checking.rule_kind import RuleContext
from policy_engine.core.expression import Expression
from policy_engine.core.program import Clause
from policy_engine.diagnostics import Diagnostic
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.labels import Labels, Language


def clause(context: RuleContext, zh: str, en: str, *expressions: Expression, **labels: Labels) -> Clause:
    """A sentence of a rule, without its full stop.

    In the texts `{entity}` is who the rule is for (in English with an article), `{title}` its title, `{0}` the first expression,
    and any other name the label given for it.
    """
    entity = context.vocabulary.entities[context.rule.entity].labels
    named = {"entity": Labels(entity.zh, _with_article(entity.en)), "title": context.rule.labels, **labels}
    return Clause(
        Labels(
            _filled(zh, Language.ZH, len(expressions), named),
            _filled(en, Language.EN, len(expressions), named),
        ),
        expressions,
    )


def actors(context: RuleContext, names: Iterable[str]) -> Labels:
    """Who pays or acts, by label; a warning for a name without one."""
    known = context.vocabulary.actors
    labels = [known[name] if name in known else _unknown_actor(name, context) for name in names]
    return Labels("、".join(each.zh for each in labels), ", ".join(each.en for each in labels))


def _unknown_actor(name: str, context: RuleContext) -> Labels:
    near = suggest(name, context.vocabulary.actors)
    advice = f"did you mean `{near[0]}`? or " if near else ""
    message = f"nobody who pays or acts is called `{name}`"
    help_text = f"{advice}declare it under `actors:` in a file of vocabulary"
    context.report(Diagnostic(UNKNOWN_ACTOR, message, context.rule.span, help=help_text))
    return Labels(name, name.replace("_", " "))


def escaped(text: str) -> str:
    """A text in which no brace stands for an expression."""
    return text.replace("{", "{{").replace("}", "}}")


def _filled(text: str, language: Language, expressions: int, named: dict[str, Labels]) -> str:
    places = (f"{{{position}}}" for position in range(expressions))
    return text.format(*places, **{name: escaped(labels.text(language)) for name, labels in named.items()})


def _with_article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
