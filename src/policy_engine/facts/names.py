"""Names in cases: what they can stand for, and what was probably meant."""

from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.vocabulary import CONTEXT, Vocabulary


def is_ancestor(entity: str, name: object, vocabulary: Vocabulary) -> bool:
    """Whether a key under a subject of the entity gives what stands above it."""
    return (
        isinstance(name, str)
        and name in vocabulary.entities
        and name not in vocabulary.by_name(entity)
        and vocabulary.descends(entity, name)
    )


def misplaced(entity: str, name: str, vocabulary: Vocabulary) -> str:
    """Advice for a name that the entity does not have."""
    if len(name) > 80:
        return "check the name"
    child = vocabulary.entities.get(name)
    if child is not None and child.plural and vocabulary.descends(name, entity):
        return f"write a list under `{child.plural}`"
    owners = [owner for owner in vocabulary.entities if owner != entity and name in vocabulary.by_name(owner)]
    related = [
        owner
        for owner in owners
        if vocabulary.descends(entity, owner) or vocabulary.descends(owner, entity) or owner == CONTEXT
    ]
    visible = (
        *vocabulary.by_name(entity),
        *(
            each.plural
            for each in vocabulary.entities.values()
            if each.plural and vocabulary.descends(each.name, entity)
        ),
    )
    near = suggest(name, visible)
    if near and not related:
        return advice(near)
    if related or owners:
        return f"this is a fact of the {(related or owners)[0].replace('_', ' ')}: write it there"
    return advice(near)


def advice(near: tuple[str, ...]) -> str:
    """`did you mean ...?`, or nothing."""
    return "did you mean " + " or ".join(f"`{each}`" for each in near) + "?" if near else ""
