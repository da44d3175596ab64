"""Names and dotted names: to variables and parameters, with a suggestion where there is none."""

from typing import TYPE_CHECKING

from policy_engine.checking import errors
from policy_engine.checking.fitting import YES_AND_NO
from policy_engine.checking.parameters import typed_lookup
from policy_engine.core.expression import Read
from policy_engine.diagnostics.suggest import suggest
from policy_engine.functions.signature import Typed
from policy_engine.model.vocabulary import CONTEXT
from policy_engine.resolution.scope import (
    Meaning,
    ParameterMeaning,
    RecordsMeaning,
    Scope,
    SubjectMeaning,
    VariableMeaning,
)
from policy_engine.syntax import tree as t
from policy_engine.syntax.slips import with_words_apart

if TYPE_CHECKING:
    from policy_engine.checking.expression import Checker


def meaning_of(tree: t.Tree, checker: "Checker") -> Meaning | None:
    """What a name or dotted name means; None when it means nothing."""
    scope = checker.scope
    if isinstance(tree, t.Name):
        return scope.name(tree.text)
    if not isinstance(tree, t.Attribute):
        return None
    base = meaning_of(tree.base, checker)
    found = scope.member(base.entity, tree.name, base.depth) if isinstance(base, SubjectMeaning) else None
    if found is None and isinstance(tree.base, t.Name):
        return scope.qualified(tree.base.text, tree.name)
    return found


def typed_name(tree: t.Name | t.Attribute, checker: "Checker") -> Typed:
    """The variable or parameter that a name stands for."""
    match meaning_of(tree, checker):
        case VariableMeaning(entity, variable, depth):
            if not checker.scope.reaches(entity, depth):
                message = f"`{_written(tree)}` cannot be reached from inside this aggregate"
                help_text = "compute it with a `derive` rule of an entity above both, and use that"
                return checker.report.refuse(errors.OUT_OF_REACH, message, tree.span, help_text=help_text)
            named = tree.text if isinstance(tree, t.Name) else tree.name
            namesakes = checker.scope.namesakes(entity, named)
            if len(namesakes) > 1:
                message = f"`{named}` is the label of several variables: {', '.join(namesakes)}"
                help_text = "write the name of the one that is meant"
                return checker.report.refuse(errors.AMBIGUOUS_NAME, message, tree.span, help_text=help_text)
            if isinstance(tree, t.Name) and checker.scope.hidden_parameter(tree.text):
                message = f"`{tree.text}` is both a variable of the {entity} and a parameter of this module"
                help_text = "rename the parameter"
                return checker.report.refuse(errors.AMBIGUOUS_NAME, message, tree.span, help_text=help_text)
            return Typed(Read(entity, variable.name, variable.type), variable.type, tree.span)
        case ParameterMeaning(table):
            return typed_lookup(table, t.Call(tree, (), (), tree.span), checker)
        case SubjectMeaning(entity):
            message = f"`{_written(tree)}` is {_article(entity)}, not a value"
            return checker.report.refuse(
                errors.NOT_A_VALUE,
                message,
                tree.span,
                help_text=f"name one of its variables: `{_written(tree)}. ...`",
            )
        case RecordsMeaning():
            message = f"`{_written(tree)}` is a list of records, not a value"
            help_text = f"write `count(x for x in {_written(tree)})` or another aggregate"
            return checker.report.refuse(errors.NOT_A_VALUE, message, tree.span, help_text=help_text)
        case None:
            return _unknown(tree, checker)


def _unknown(tree: t.Name | t.Attribute, checker: "Checker") -> Typed:
    if isinstance(tree, t.Attribute):
        return _unknown_member(tree, checker)
    scope = checker.scope
    above = next(
        (
            ancestor
            for ancestor in (*scope.vocabulary.ancestors(scope.entity), CONTEXT)
            if scope.vocabulary.variable(ancestor, tree.text)
        ),
        None,
    )
    near = (f"{above}.{tree.text}",) if above else scope.near(tree.text)
    help_text, apart = _did_you_mean(near), with_words_apart(tree.text)
    if tree.text.lower() in YES_AND_NO:
        help_text = f"write `{YES_AND_NO[tree.text.lower()]}`"
    elif not above and _is_value(tree.text, scope):
        help_text = f'write `"{tree.text}"` in quotes'
    elif apart != tree.text and scope.name(apart.split()[0]):
        help_text = f"write `{apart}`"
    message = f"nothing here is called `{tree.text}`"
    return checker.report.refuse(
        errors.UNKNOWN_NAME, message, tree.span, label="unknown name", help_text=help_text
    )


def _is_value(word: str, scope: Scope) -> bool:
    """Whether some variable, or some key of a parameter, has a value of that name."""
    variables = (variable.type for variable in scope.vocabulary.variables.values())
    keys = (key.type for table in scope.parameters.values() for key in table.keys)
    return any(kind.value_named(word) for kind in (*variables, *keys))


def _unknown_member(tree: t.Attribute, checker: "Checker") -> Typed:
    scope, report, written = checker.scope, checker.report, _written(tree.base)
    match meaning_of(tree.base, checker):
        case SubjectMeaning(entity):
            message, help_text = (
                f"{_article(entity)} has no `{tree.name}`",
                _did_you_mean(scope.near(tree.name, entity)),
            )
            return report.refuse(
                errors.UNKNOWN_MEMBER, message, tree.span, label="not in the vocabulary", help_text=help_text
            )
        case RecordsMeaning():
            message = f"`{written}` is a list of records, not a single one"
            help_text = f"write `sum(x.{tree.name} for x in {written})` or another aggregate"
            return report.refuse(errors.NOT_A_VALUE, message, tree.span, help_text=help_text)
        case None if isinstance(tree.base, t.Name) and (names := scope.parameters_of(tree.base.text)):
            message = f"the module `{written}` has no parameter `{tree.name}`"
            near = suggest(tree.name, names)
            return report.refuse(errors.UNKNOWN_NAME, message, tree.span, help_text=_did_you_mean(near))
        case None if isinstance(tree.base, t.Name | t.Attribute):
            return _unknown(tree.base, checker)
        case _:
            message = f"`{written}` is a value and has no `{tree.name}`"
            return report.refuse(errors.UNKNOWN_MEMBER, message, tree.span)


def _did_you_mean(near: tuple[str, ...]) -> str:
    return (
        "did you mean " + " or ".join(f"`{each}`" for each in near) + "?"
        if near
        else "see the generated vocabulary page for all names"
    )


def _written(tree: t.Tree) -> str:
    if isinstance(tree, t.Attribute):
        return f"{_written(tree.base)}.{tree.name}"
    return tree.text if isinstance(tree, t.Name) else "..."


def _article(entity: str) -> str:
    return f"{'an' if entity[0] in 'aeiou' else 'a'} {entity.replace('_', ' ')}"
