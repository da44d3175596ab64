"""Subjects of a case: where they stand, their ids, codes, facts and lists."""

from collections.abc import Mapping
from datetime import date

import attrs

from policy_engine.facts import errors
from policy_engine.facts.case import Subject
from policy_engine.facts.codes import code_below, code_of_subject
from policy_engine.facts.fact_reader import FactReader
from policy_engine.facts.findings import Findings
from policy_engine.facts.found import found_text
from policy_engine.facts.names import (
    is_ancestor,
    listed_entity,
    misplaced,
    misplaced_entity,
    named_entity,
    words_of,
)
from policy_engine.facts.problem import Problem
from policy_engine.facts.values import NONE_TEXT
from policy_engine.model.vocabulary import CONTEXT, Vocabulary
from policy_engine.reading.values import Path, path_text, shortened

LONGEST_ID = 200
_OWN = ("id", "code")


@attrs.frozen
class SubjectReader:
    """Reads the subjects of one case; `subjects` holds them in the order of the case."""

    vocabulary: Vocabulary
    findings: Findings
    on: date
    subjects: list[Subject] = attrs.field(factory=list)
    counts: dict[str, int] = attrs.field(factory=dict)
    ids: dict[tuple[str, str], Path] = attrs.field(factory=dict)

    def root(self, entity: str, data: object) -> Subject | None:
        """The subject that the case begins with, and all the others in `subjects`."""
        return self._subject(entity, data, None, (entity,))

    def _subject(
        self, entity: str, data: object, holder: Subject | None, path: Path, *, evaluated: bool = True, below: str | None = None,
    ) -> Subject | None:  # fmt: skip
        """The subject at the path. `below` is the entity that names this one as what stands above it."""
        data = plain(data)
        if not isinstance(data, Mapping):
            self.findings.expected_object(data, entity, self.vocabulary.entities[entity].plural, path)
            return None
        above = [name for name in data if is_ancestor(entity, name, self.vocabulary)]
        parent = self._parent(entity, data, above, holder, path) if above else holder
        code, own_code = self._code(entity, data.get("code"), parent, path)
        reader = FactReader(self.findings, self.on)
        lists: dict[str, tuple[Subject, ...]] = {}
        name = self._id(entity, data.get("id"), path, evaluated=evaluated)
        subject = Subject(entity, name, parent, code, reader.facts, lists, path, evaluated, reader.dated)
        self.subjects.append(subject)
        if own_code is not None and "code" in self.vocabulary.by_name(entity):
            reader.facts["code", 0] = own_code
        listed = self._facts(subject, data, above, reader)
        for child in (each for each in self.vocabulary.entities if each in listed):
            key, value = listed[child]
            if below is not None and (child == below or self.vocabulary.descends(below, child)):
                self._stands_below(child, key, subject)
            else:
                lists[child] = self._members(child, value, subject, (*path, key))
        return subject

    def _parent(
        self, entity: str, data: Mapping[str, object], above: list[str], holder: Subject | None, path: Path
    ) -> Subject | None:  # fmt: skip
        """What stands directly above a subject: the nearest of those that it names, or else what holds it."""
        vocabulary = self.vocabulary
        parent = holder
        for name in sorted(above, key=lambda each: len(vocabulary.ancestors(each))):
            if data[name] is None:
                continue
            if parent is None or vocabulary.descends(name, parent.entity):
                found = self._subject(name, data[name], parent, (*path, name), evaluated=False, below=entity)
                parent = found or parent
                continue
            given = "given already" if parent.entity == name else f"above {words_of(parent.entity)}"
            message = f"`{name}` cannot stand here: it is {given}"
            help_text = f"write its facts where the {name.replace('_', ' ')} stands"
            if parent.entity != name:
                help_text = f"write `{name}` inside `{parent.entity}`"
            self.findings.add(
                errors.CANNOT_HANG_HERE, message, (*path, name), expected=f"what stands between {words_of(entity)} and {words_of(parent.entity)}",
                found=f"`{name}`", help_text=help_text, key=True,
            )  # fmt: skip
        return parent

    def _facts(
        self, subject: Subject, data: Mapping[str, object], above: list[str], reader: FactReader
    ) -> dict[str, tuple[str, object]]:  # fmt: skip
        """Read the facts; the lists that are given, by entity, with their keys."""
        variables = self.vocabulary.by_name(subject.entity)
        listed: dict[str, tuple[str, object]] = {}
        for name, value in data.items():
            if name in _OWN or name in above:
                continue
            variable = variables.get(name)
            if variable is not None and variable.name not in _OWN:
                reader.read(variable, value, (*subject.path, name))
                continue
            child = listed_entity(subject.entity, name, self.vocabulary) if isinstance(name, str) else None
            if child is None:
                self.unknown(subject.entity, name, (*subject.path, name))
            elif value is not None and child.name in listed:
                first = listed[child.name][0]
                self.findings.add(
                    errors.GIVEN_TWICE, f"`{name}` is the same list as `{first}`", (*subject.path, name), expected="one list",
                    found="two", help_text="put all entries in one of the two", key=True,
                )  # fmt: skip
            elif value is not None:
                listed[child.name] = (name, value)
        return listed

    def _members(self, entity: str, data: object, parent: Subject, path: Path) -> tuple[Subject, ...]:
        if not isinstance(data, list | tuple):
            help_text = ""
            if isinstance(data, Mapping):
                help_text = f'put it in square brackets: `"{path[-1]}": [{{...}}]`'
            elif data in (0, NONE_TEXT):
                help_text = "write `[]` if there are none"
            problem = Problem(errors.EXPECTED_LIST, "a list", found_text(data), help_text)
            self.findings.problem(problem, f"`{path[-1]}`", path)
            return ()
        members = (
            self._subject(entity, each, parent, (*path, position), evaluated=parent.evaluated)
            for position, each in enumerate(data)
        )
        return tuple(member for member in members if member is not None)

    def _stands_below(self, child: str, key: str, subject: Subject) -> None:
        plural, above = self.vocabulary.entities[child].plural, subject.entity
        message = f"`{key}` cannot stand here: one of the {plural} names this {above.replace('_', ' ')} as what is above it"
        self.findings.add(
            errors.CANNOT_HANG_HERE, message, (*subject.path, key), expected=f"facts of the {above.replace('_', ' ')}", found=f"`{key}`",
            help_text=f"begin the case with `{above}`, and put all its {plural} inside", key=True,
        )  # fmt: skip

    def _id(self, entity: str, value: object, path: Path, *, evaluated: bool) -> str:
        count = self.counts[entity] = self.counts.get(entity, 0) + 1
        generated = f"#{count}"
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**LONGEST_ID:
            value = str(value)
        if value is not None and not (isinstance(value, str) and value.strip() and len(value) <= LONGEST_ID):
            expected = f"a text of at most {LONGEST_ID} characters, or a whole number"
            found = (
                f"a text of {len(value)}" if isinstance(value, str) and value.strip() else found_text(value)
            )
            problem = Problem(errors.WRONG_TYPE, expected, found, "leave it out if there is none")
            self.findings.problem(problem, "`id`", (*path, "id"))
            value = None
        text = value if isinstance(value, str) else generated
        if evaluated and self.ids.setdefault((entity, text), path) is not path:
            plural = self.vocabulary.entities[entity].plural or entity
            first = path_text(self.ids[entity, text])
            place = path if value is None else (*path, "id")
            self.findings.add(
                errors.DUPLICATE_ID, f"the id `{shortened(text)}` is used for two {plural}", place,
                expected=f"an id that no other {entity.replace('_', ' ')} has", found=f'"{shortened(text)}"', help_text=f"the first is at {first}",
            )  # fmt: skip
        return text

    def _code(
        self, entity: str, value: object, parent: Subject | None, path: Path
    ) -> tuple[str | None, str | None]:
        """The code that holds for the subject, and the one that it gives itself."""
        above = parent.code if parent else None
        if value is None:
            return above, None
        own = code_of_subject(entity, value)
        code = own if isinstance(own, Problem) else code_below(own, above)
        if isinstance(code, Problem) or isinstance(own, Problem):
            assert isinstance(code, Problem)
            self.findings.problem(code, "`code`", (*path, "code"))
            return above, None
        return code, own

    def unknown(self, entity: str, name: object, path: Path) -> None:
        """A name that the entity does not have."""
        if not isinstance(name, str):
            found = found_text(name)
            self.findings.add(
                errors.NOT_JSON_VALUE, f"the name of a fact is a text, found {found}", (*path[:-1], found), expected="a text",
                found=found, help_text="put it in quotes",
            )  # fmt: skip
            return
        known = named_entity(name, self.vocabulary)
        shown = f"`{shortened(name)}`"
        hangs = known is None or self.vocabulary.descends(known.name, entity) or known.name == CONTEXT
        if known is not None and not hangs:
            message = f"{shown} cannot stand under {words_of(entity)}"
            advice = misplaced_entity(entity, known, self.vocabulary)
        else:
            message = f"{words_of(entity)} has no {shown}"
            advice = misplaced(entity, name, self.vocabulary)
        code = errors.UNKNOWN_NAME if hangs else errors.CANNOT_HANG_HERE
        expected = f"a fact of the {entity.replace('_', ' ')}"
        if entity != CONTEXT:
            expected += ", or a list of what stands below it"
        self.findings.add(code, message, path, expected=expected, found=shown, help_text=advice, key=True)


def plain(value: object) -> object:
    """A pydantic object as JSON values, without what was not set; everything else as it is."""
    dump = getattr(value, "model_dump", None)
    return dump(mode="json", exclude_unset=True) if callable(dump) else value
