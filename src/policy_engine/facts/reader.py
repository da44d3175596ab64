"""Cases: from JSON values to subjects with facts; everything that is wrong is told at once, with its path."""

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from policy_engine.core.values import Value
from policy_engine.diagnostics import PolicyError
from policy_engine.diagnostics.suggest import suggest
from policy_engine.facts import errors
from policy_engine.facts.case import Case, FactKey, Subject
from policy_engine.facts.context import context_facts
from policy_engine.facts.findings import Findings
from policy_engine.facts.names import advice
from policy_engine.facts.subjects import SubjectReader
from policy_engine.facts.values import found_text
from policy_engine.model.vocabulary import CONTEXT, Vocabulary
from policy_engine.reading.values import read_day
from policy_engine.source.text import Source

DEEPEST = 100
_HEAD = ("on", CONTEXT)


def read_case(
    data: object, vocabulary: Vocabulary, on: date | str | None = None, source: Source | None = None
) -> Case:
    """The case in a JSON value or a pydantic object; `on` goes before the case's own date.

    Raises:
        PolicyError: with a finding for everything that is wrong with the case.

    """
    if hasattr(data, "model_dump"):
        data = data.model_dump(mode="python", exclude_unset=True)
    findings = Findings(source, [])
    case = _CaseReader(vocabulary, findings).case(data, on)
    if case is None or findings.found:
        raise PolicyError(findings.found)
    return case


@attrs.frozen
class _CaseReader:
    """Reads one case."""

    vocabulary: Vocabulary
    findings: Findings

    def case(self, data: object, on: date | str | None) -> Case | None:
        if not isinstance(data, Mapping):
            found = found_text(data)
            self.findings.add(
                errors.EXPECTED_OBJECT,
                f"a case is an object, found {found}",
                (),
                expected="an object",
                found=found,
            )
            return None
        if _depth_exceeds(data, DEEPEST):
            message = f"the case is nested more than {DEEPEST} levels deep"
            self.findings.add(
                errors.NESTED_TOO_DEEPLY,
                message,
                (),
                help_text="levels go from nation to person and its records, no deeper",
            )
            return None
        day = self._date(on if on is not None else data.get("on"), given=on is not None)
        root = self._root(data)
        if day is None or root is None:
            return None
        reader = SubjectReader(self.vocabulary, self.findings, day)
        context = Subject(
            CONTEXT,
            "",
            facts={**context_facts(day), **self._context(data.get(CONTEXT), reader)},
            evaluated=False,
        )
        subject = reader.subject(root, data[root], None, (root,), evaluated=True)
        return Case(day, subject, context, tuple(reader.subjects)) if subject is not None else None

    def _date(self, on: object, *, given: bool) -> date | None:
        if isinstance(on, date):
            return on
        day = read_day(on)
        if day is not None:
            return day
        if on is None:
            help_text = 'add `"on": "2019-12-31"` to the case, or use the option `--on`'
            self.findings.add(
                errors.NO_DATE,
                "the date of evaluation is missing",
                (),
                expected="a date",
                found="nothing",
                help_text=help_text,
            )
            return None
        found = found_text(on)
        message = f"the date of evaluation: expected a date such as 2019-12-31, found {found}"
        self.findings.add(
            errors.NOT_A_DATE,
            message,
            () if given else ("on",),
            expected="a date",
            found=found,
            help_text="write an existing day as year-month-day",
        )
        return None

    def _root(self, data: Mapping[str, object]) -> str | None:
        names = [name for name in data if name not in _HEAD]
        known = [name for name in names if isinstance(name, str) and self._is_root(name)]
        for name in names:
            if name not in known:
                near = suggest(
                    str(name), tuple(each for each in self.vocabulary.entities if self._is_root(each))
                )
                message = f"there is no entity `{name}` that a case can begin with"
                self.findings.add(
                    errors.UNKNOWN_NAME, message, (str(name),), help_text=advice(near), key=True
                )
        if len(known) > 1:
            message = f"a case has one root, found {len(known)}: {', '.join(known)}"
            self.findings.add(
                errors.NO_ROOT,
                message,
                (known[1],),
                help_text="put one inside the other, or send two cases",
                key=True,
            )
        if not names:
            help_text = 'write for example `"household": {"persons": [...]}`'
            self.findings.add(
                errors.NO_ROOT,
                "the case has no root",
                (),
                expected="an entity such as household or village",
                found="nothing",
                help_text=help_text,
            )
        return known[0] if len(known) == 1 else None

    def _is_root(self, name: str) -> bool:
        entity = self.vocabulary.entities.get(name)
        return entity is not None and not entity.abstract and name != CONTEXT

    def _context(self, data: object, reader: SubjectReader) -> dict[FactKey, Value]:
        if data is None:
            return {}
        if not isinstance(data, Mapping):
            self.findings.expected_object(data, CONTEXT, None, (CONTEXT,))
            return {}
        facts: dict[FactKey, Value] = {}
        for name, value in data.items():
            variable = self.vocabulary.by_name(CONTEXT).get(name)
            if variable is None:
                reader.unknown(CONTEXT, name, (CONTEXT, name))
            elif variable.name == "date":
                help_text = "write it as `on`, beside `context`"
                self.findings.add(
                    errors.DATE_IN_CONTEXT,
                    "the date of evaluation does not stand in `context`",
                    (CONTEXT, name),
                    help_text=help_text,
                    key=True,
                )
            else:
                reader.fact(variable, value, (CONTEXT, name), facts)
        return facts


def _inside(node: object) -> Iterable[object]:
    if isinstance(node, Mapping):
        return node.values()
    return node if isinstance(node, list | tuple) else ()


def _depth_exceeds(data: object, most: int) -> bool:
    level: list[object] = [data]
    for _ in range(most + 1):
        level = [each for node in level for each in _inside(node) if isinstance(each, Mapping | list | tuple)]
        if not level:
            return False
    return True
