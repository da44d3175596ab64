"""Cases: from JSON values to subjects with facts; everything that is wrong is told at once, with its path."""

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from policy_engine.core.texts import value_json
from policy_engine.core.values import UNKNOWN, Value
from policy_engine.diagnostics import PolicyError
from policy_engine.diagnostics.suggest import suggest
from policy_engine.facts import errors
from policy_engine.facts.case import Case, FactKey, Subject
from policy_engine.facts.context import context_facts
from policy_engine.facts.fact_reader import FactReader
from policy_engine.facts.findings import Findings
from policy_engine.facts.found import LONGEST_WORD, found_text
from policy_engine.facts.names import did_you_mean, listed_entity, named_entity, variable_words
from policy_engine.facts.problem import Problem
from policy_engine.facts.subjects import SubjectReader, plain
from policy_engine.facts.values import read_date
from policy_engine.model.vocabulary import CONTEXT, Variable, Vocabulary
from policy_engine.reading.values import shortened
from policy_engine.source.text import Source

DEEPEST = 100
_SINGLE = (str, int, type(None))
"""What nothing can stand in; asked first, since nearly all of a case is made of it."""
_ON = "on"
_ROOT = "an entity such as household, village or county"


def read_case(
    data: object, vocabulary: Vocabulary, on: date | str | None = None, source: Source | None = None
) -> Case:
    """The case in a JSON value or a pydantic object; `on` goes before the case's own date.

    Raises:
        PolicyError: with a finding for everything that is wrong with the case.

    """
    findings = Findings()
    case = _CaseReader(vocabulary, findings).case(plain(data), on)
    if case is None or findings.found:
        raise PolicyError(findings.diagnostics(source))
    return case


@attrs.frozen
class _CaseReader:
    """Reads one case."""

    vocabulary: Vocabulary
    findings: Findings

    def case(self, data: object, on: date | str | None) -> Case | None:
        if not isinstance(data, Mapping):
            help_text = "read the text as JSON first" if isinstance(data, str) else ""
            problem = Problem(errors.EXPECTED_OBJECT, "an object", found_text(data), help_text)
            self.findings.problem(problem, "the case", ())
            return None
        if _deeper_than(DEEPEST, data):
            self.findings.add(
                errors.NESTED_TOO_DEEPLY, f"the case is nested more than {DEEPEST} levels deep", (),
                expected=f"at most {DEEPEST} levels", found="more", help_text="levels go from nation to person and its records, no deeper",
            )  # fmt: skip
            return None
        day = self._day(data, on)
        name = self._root(data)
        if name is None:
            return None
        reader = SubjectReader(self.vocabulary, self.findings, day or date.min)
        context = self._context(data.get(CONTEXT), day, reader)
        root = reader.root(name, data[name])
        return Case(day, root, context, tuple(reader.subjects)) if root and day else None

    def _day(self, data: Mapping[str, object], on: date | str | None) -> date | None:
        day: date | None = None
        given = data.get(_ON)
        if given is not None:
            day = self._read_day(given, "`on`, the date of evaluation", (_ON,))
        elif on is None:
            help_text = 'add `"on": "2019-12-31"` to the case, or use the option `--on`'
            self.findings.add(
                errors.NO_DATE, "the date of evaluation is missing", (), expected='`on` with a date such as "2019-12-31"', found="nothing",
                help_text=help_text,
            )  # fmt: skip
        if on is not None:
            day = self._read_day(on, "the date of evaluation that is asked for", ())
        return day

    def _read_day(self, value: object, what: str, path: tuple[str, ...]) -> date | None:
        day = read_date(value)
        if isinstance(day, Problem):
            self.findings.problem(day, what, path)
            return None
        return day

    def _root(self, data: Mapping[str, object]) -> str | None:
        names = [name for name in data if name not in (_ON, CONTEXT)]
        roots = [name for name in names if isinstance(name, str) and self._is_root(name)]
        for name in names:
            if name not in roots:
                self._no_root(name, roots)
        if len(roots) > 1:
            listed = ", ".join(f"`{name}`" for name in roots)
            self.findings.add(
                errors.SEVERAL_ROOTS, f"a case begins with one entity, found {len(roots)}: {listed}", (roots[1],), expected="one entity",
                found=listed, help_text=self._nesting(roots), key=True,
            )  # fmt: skip
        if not names:
            help_text = 'write for example `"household": {"persons": [...]}`'
            self.findings.add(
                errors.NO_ROOT, "the case has no entity", (), expected=_ROOT, found="nothing", help_text=help_text
            )  # fmt: skip
        return roots[0] if len(roots) == 1 else None

    def _nesting(self, roots: list[str]) -> str:
        outer = min(roots, key=lambda name: len(self.vocabulary.ancestors(name)))
        inner = next((name for name in roots if self.vocabulary.descends(name, outer)), None)
        return f"write `{outer}` inside `{inner}`" if inner else "make two cases of it"

    def _no_root(self, name: object, roots: list[str]) -> None:
        if not isinstance(name, str):
            found = found_text(name)
            self.findings.add(
                errors.NOT_JSON_VALUE, f"a name is a text, found {found}", (found,), expected="a text", found=found, help_text="put it in quotes",
            )  # fmt: skip
            return
        shown = f"`{shortened(name)}`"
        self.findings.add(
            errors.UNKNOWN_NAME, f"a case does not begin with {shown}", (name,), expected=f"`on`, `context`, or {_ROOT}", found=shown,
            help_text=self._meant(name, roots) if len(name) <= LONGEST_WORD else "check the name", key=True,
        )  # fmt: skip

    def _meant(self, name: str, roots: list[str]) -> str:
        for root in roots:
            own = name in self.vocabulary.by_name(root) or name in ("id", "code")
            if own or listed_entity(root, name, self.vocabulary):
                return f"write it inside `{root}`"
        entity = named_entity(name, self.vocabulary)
        if entity is not None and self._is_root(entity.name):
            return f'write one: `"{entity.name}": {{...}}`'
        near = suggest(name, (_ON, CONTEXT, *filter(self._is_root, self.vocabulary.entities)))
        return did_you_mean(near)

    def _is_root(self, name: str) -> bool:
        entity = self.vocabulary.entities.get(name)
        return entity is not None and not entity.abstract and name != CONTEXT

    def _context(self, data: object, day: date | None, reader: SubjectReader) -> Subject:
        data = plain(data)
        from_date = context_facts(day) if day else {}
        given = FactReader(self.findings, day or date.min)
        if isinstance(data, Mapping):
            self._context_facts(data, given, from_date, reader)
        elif data is not None:
            self.findings.expected_object(data, CONTEXT, None, (CONTEXT,))
        return Subject(CONTEXT, "", facts={**given.facts, **from_date}, evaluated=False, dated=given.dated)

    def _context_facts(
        self, data: Mapping[str, object], facts: FactReader, from_date: Mapping[FactKey, Value], reader: SubjectReader
    ) -> None:  # fmt: skip
        for name, value in data.items():
            path = (CONTEXT, name)
            variable = self.vocabulary.by_name(CONTEXT).get(name)
            if variable is None:
                reader.unknown(CONTEXT, name, path)
                continue
            if variable.name == "date":
                self.findings.add(
                    errors.DATE_IN_CONTEXT, "the date of evaluation does not stand in `context`", path, expected="`on`, beside `context`",
                    found=f"`{name}`", help_text="write it as `on`, beside `context`", key=True,
                )  # fmt: skip
                continue
            facts.read(variable, value, path)
            given, derived = facts.facts.get((variable.name, 0), UNKNOWN), from_date.get((variable.name, 0))
            if given is not UNKNOWN and derived is not None and given != derived:
                expected, found = (f"`{_text(each, variable)}`" for each in (derived, given))
                problem = Problem(
                    errors.AGAINST_DATE,
                    expected,
                    found,
                    "leave it out: it follows from the date of evaluation",
                )
                self.findings.problem(problem, variable_words(variable), path)


def _text(value: Value, variable: Variable) -> str:
    return found_text(value) if isinstance(value, bool) else str(value_json(value, variable.type))


def _inside(node: object) -> Iterable[object]:
    if isinstance(node, Mapping):
        return node.values()
    return node if isinstance(node, list | tuple) else ()


def _deeper_than(most: int, data: object) -> bool:
    """Whether more than `most` objects and lists stand inside each other."""
    waiting = [(data, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > most:
            return True
        waiting += [(each, depth + 1) for each in _inside(node) if not isinstance(each, _SINGLE)]
    return False
