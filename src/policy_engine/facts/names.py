"""Names in cases: what they can stand for, and what was probably meant."""

from collections.abc import Iterator

from policy_engine.diagnostics.suggest import suggest
from policy_engine.facts.found import LONGEST_WORD
from policy_engine.model.vocabulary import CONTEXT, Entity, Variable, Vocabulary


def is_ancestor(entity: str, name: object, vocabulary: Vocabulary) -> bool:
    """Whether a key under a subject of the entity gives what stands above it."""
    return (
        isinstance(name, str)
        and vocabulary.descends(entity, name)
        and name not in vocabulary.by_name(entity)
        and not vocabulary.entities[name].abstract
    )


def listed_entity(entity: str, name: str, vocabulary: Vocabulary) -> Entity | None:
    """The entity whose list under a subject has that name: its plural, or its Chinese label."""
    found = vocabulary.entity_of_plural(name) or next(
        (each for each in vocabulary.entities.values() if each.plural and each.labels.zh == name), None
    )
    return found if found and vocabulary.descends(found.name, entity) else None


def named_entity(name: str, vocabulary: Vocabulary) -> Entity | None:
    """The entity that a word names, one or many, in either language."""
    for each in vocabulary.entities.values():
        if name in (each.name, each.plural, each.labels.zh, each.labels.en) and not each.abstract:
            return each
    return None


def words_of(entity: str) -> str:
    """The entity in words, with its article."""
    if entity == CONTEXT:
        return "the context"
    return f"{'an' if entity[0] in 'aeiou' else 'a'} {entity.replace('_', ' ')}"


def variable_words(variable: Variable) -> str:
    """A variable by its name and its Chinese label."""
    return f"`{variable.name}` ({variable.labels.zh})"


def misplaced(entity: str, name: str, vocabulary: Vocabulary) -> str:
    """Advice for a name that the entity does not have."""
    if len(name) > LONGEST_WORD:
        return "check the name"
    known = named_entity(name, vocabulary)
    if known is not None and known.name != CONTEXT:
        return misplaced_entity(entity, known, vocabulary)
    owner, _, last = name.rpartition(".")
    owners = [each for each in _owners(last, vocabulary) if not owner or each == owner]
    if entity in owners:
        return f"write `{last}`"
    above = [each for each in vocabulary.ancestors(entity) if each in owners]
    below = [
        each for each in owners if vocabulary.descends(each, entity) and vocabulary.entities[each].plural
    ]
    if above:
        return f"it is a fact of the {above[0].replace('_', ' ')}: write it there"
    if below:
        plural = vocabulary.entities[below[0]].plural
        return f"it is a fact of the {below[0].replace('_', ' ')}: write it in the entries of `{plural}`"
    if CONTEXT in owners:
        return "it is a fact of the evaluation: write it in `context`, beside the root"
    near = _near(entity, name, vocabulary)
    if near or not owners:
        return did_you_mean(near)
    return f"it is a fact of the {owners[0].replace('_', ' ')}, which has no place here"


def misplaced_entity(entity: str, known: Entity, vocabulary: Vocabulary) -> str:
    """Advice for the name of an entity where it cannot stand so."""
    if vocabulary.descends(known.name, entity):
        return f'write a list: `"{known.plural}": [{{...}}]`'
    if vocabulary.descends(entity, known.name):
        return f'what stands above is one: `"{known.name}": {{...}}`'
    places = " or ".join(words_of(parent) for parent in known.parents)
    return f"{words_of(known.name)} can stand under {places}" if places else "nothing can stand above it"


def did_you_mean(near: tuple[str, ...]) -> str:
    """`did you mean ...?`, or nothing."""
    return "did you mean " + " or ".join(f"`{each}`" for each in near) + "?" if near else ""


def _near(entity: str, name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Names of the entity's facts that were perhaps meant, by their English labels too; `_` counts as a space."""
    english = {_spoken(each.labels.en): each.name for each in vocabulary.variables_of(entity)}
    spoken = _spoken(name)
    own = spoken.removeprefix(f"{_spoken(entity)} ")
    for words in dict.fromkeys((spoken, own)):
        if words in english:
            return (english[words],)
    names = suggest(name, _visible(entity, vocabulary)) or suggest(own, _visible(entity, vocabulary))
    return names or tuple(dict.fromkeys(english[each] for each in suggest(own, english)))


def _spoken(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())


def _owners(name: str, vocabulary: Vocabulary) -> list[str]:
    return [
        each.name
        for each in vocabulary.entities.values()
        if not each.abstract and (name in vocabulary.by_name(each.name))
    ]


def _visible(entity: str, vocabulary: Vocabulary) -> Iterator[str]:
    for variable in vocabulary.variables_of(entity):
        yield from (variable.name, variable.labels.zh)
    if entity != CONTEXT:
        yield from ("id", "code")
    for each in vocabulary.entities.values():
        if each.plural and vocabulary.descends(each.name, entity):
            yield from (each.plural, each.labels.zh)
