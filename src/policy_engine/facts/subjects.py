"""Subjects of a case: their facts, lists, ids and codes."""

from collections.abc import Mapping
from datetime import date

import attrs

from policy_engine.core.values import UNKNOWN, Value
from policy_engine.facts import errors
from policy_engine.facts.case import FactKey, Subject
from policy_engine.facts.codes import CodeProblem, code_below
from policy_engine.facts.findings import Findings
from policy_engine.facts.names import is_ancestor, misplaced
from policy_engine.facts.values import Problem, found_text, read_value
from policy_engine.model.period import Period, ordinal, ordinal_of_key
from policy_engine.model.vocabulary import Entity, Variable, Vocabulary
from policy_engine.reading.values import Path, path_text


@attrs.frozen
class SubjectReader:
    """Reads the subjects of one case; `subjects` holds them in the order of the case."""

    vocabulary: Vocabulary
    findings: Findings
    on: date
    subjects: list[Subject] = attrs.field(factory=list)
    ids: dict[str, dict[str, Path]] = attrs.field(factory=dict)

    def subject(
        self, entity: str, data: object, parent: Subject | None, path: Path, *, evaluated: bool
    ) -> Subject | None:
        """The subject at the path with all that stands below it."""
        if not isinstance(data, Mapping):
            self.findings.expected_object(data, entity, self.vocabulary.entities[entity].plural, path)
            return None
        for name, value in data.items():
            if is_ancestor(entity, name, self.vocabulary) and value is not None:
                parent = self.subject(name, value, parent, (*path, name), evaluated=False) or parent
        code = self._code(data.get("code"), parent, path)
        facts: dict[FactKey, Value] = {}
        lists: dict[str, tuple[Subject, ...]] = {}
        subject = Subject(
            entity, self._id(entity, data.get("id"), path), parent, code, facts, lists, path, evaluated
        )
        self.subjects.append(subject)
        below: dict[str, tuple[str, object]] = {}
        for name, value in data.items():
            if name in ("id", "code") or is_ancestor(entity, name, self.vocabulary):
                continue
            variable = self.vocabulary.by_name(entity).get(name)
            if variable is not None:
                self.fact(variable, value, (*path, name), facts)
                continue
            child = self._child(entity, name, value, path)
            if child is not None and value is not None:
                below[child.name] = (name, value)
        for child_name in (each for each in self.vocabulary.entities if each in below):
            name, value = below[child_name]
            lists[child_name] = self._members(child_name, value, subject, (*path, name))
        return subject

    def _members(self, entity: str, data: object, parent: Subject, path: Path) -> tuple[Subject, ...]:
        if not isinstance(data, list | tuple):
            found = found_text(data)
            message = f"`{path[-1]}`: expected a list, found {found}"
            self.findings.add(
                errors.EXPECTED_LIST,
                message,
                path,
                expected="a list",
                found=found,
                help_text="put it in square brackets: [...]",
            )
            return ()
        members = (
            self.subject(entity, each, parent, (*path, position), evaluated=parent.evaluated)
            for position, each in enumerate(data)
        )
        return tuple(member for member in members if member is not None)

    def _child(self, entity: str, name: object, value: object, path: Path) -> Entity | None:
        vocabulary = self.vocabulary
        child = vocabulary.entity_of_plural(name) if isinstance(name, str) else None
        if child is None and isinstance(name, str):
            labelled = next(
                (each for each in vocabulary.entities.values() if each.labels.zh == name and each.plural),
                None,
            )
            child = labelled if labelled and vocabulary.descends(labelled.name, entity) else None
        if child is None:
            self.unknown(entity, name, (*path, str(name)))
            return None
        if not vocabulary.descends(child.name, entity):
            places = " or ".join(f"a {parent.replace('_', ' ')}" for parent in child.parents)
            message = f"`{name}` cannot stand under a {entity.replace('_', ' ')}"
            self.findings.add(
                errors.CANNOT_HANG_HERE,
                message,
                (*path, str(name)),
                help_text=f"they belong to {places}",
                key=True,
            )
            return None
        return child

    def fact(self, variable: Variable, value: object, path: Path, facts: dict[FactKey, Value]) -> None:
        """Put the value of a fact, or its values by period, into the facts."""
        if value is None:
            return
        if isinstance(value, Mapping):
            self._by_period(variable, value, path, facts)
            return
        self._store(variable, value, 0, path, facts)

    def _store(
        self, variable: Variable, value: object, shift: int, path: Path, facts: dict[FactKey, Value]
    ) -> None:
        read = read_value(value, variable)
        if isinstance(read, Problem):
            self.findings.problem(read, f"`{variable.name}` ({variable.labels.zh})", path)
        elif read is not UNKNOWN:
            facts[(variable.name, shift)] = read

    def _by_period(
        self, variable: Variable, value: Mapping[str, object], path: Path, facts: dict[FactKey, Value]
    ) -> None:
        period = variable.period
        if period is None or period is Period.ONCE:
            message = (
                f"`{variable.name}` ({variable.labels.zh}) has no period: expected one value, found an object"
            )
            self.findings.add(errors.BAD_PERIOD, message, path, expected="one value", found="an object")
            return
        now = ordinal(period, self.on)
        for key, each in value.items():
            number = ordinal_of_key(period, key) if isinstance(key, str) else None
            if number is None:
                examples = {Period.YEAR: "2019", Period.SEMESTER: "2019-spring", Period.MONTH: "2019-03"}
                message = f"`{key}` names no {period.value} of `{variable.name}` ({variable.labels.zh})"
                expected = f"a {period.value} such as {examples[period]}"
                self.findings.add(
                    errors.BAD_PERIOD,
                    message,
                    (*path, str(key)),
                    expected=expected,
                    found=f"`{key}`",
                    key=True,
                )
            elif each is not None:
                self._store(variable, each, number - now, (*path, key), facts)

    def _id(self, entity: str, value: object, path: Path) -> str:
        ids = self.ids.setdefault(entity, {})
        if value is None:
            text = f"#{len(ids) + 1}"
        elif isinstance(value, str | int) and not isinstance(value, bool) and str(value):
            text = str(value)
        else:
            found = found_text(value)
            self.findings.add(
                errors.WRONG_TYPE,
                f"`id`: expected a text, found {found}",
                (*path, "id"),
                expected="a text",
                found=found,
            )
            text = f"#{len(ids) + 1}"
        if text in ids:
            message = f"the id `{text}` is used for two {self.vocabulary.entities[entity].plural or entity}"
            self.findings.add(
                errors.DUPLICATE_ID,
                message,
                (*path, "id"),
                help_text=f"the first is at {path_text(ids[text])}",
            )
        ids.setdefault(text, path)
        return text

    def _code(self, value: object, parent: Subject | None, path: Path) -> str | None:
        code = code_below(value, parent.code if parent is not None else None)
        if isinstance(code, CodeProblem):
            self.findings.add(
                code.code,
                code.message,
                (*path, "code"),
                expected=code.expected,
                found=found_text(value),
                help_text=code.help,
            )
            return parent.code if parent is not None else None
        return code

    def unknown(self, entity: str, name: object, path: Path) -> None:
        """A name that the entity does not have."""
        message = f"a {entity.replace('_', ' ')} has no `{name}`"
        self.findings.add(
            errors.UNKNOWN_NAME,
            message,
            path,
            help_text=misplaced(entity, str(name), self.vocabulary),
            key=True,
        )
