"""Facts of one subject: a value for the period that holds the date of evaluation, or values by period or by day."""

from collections.abc import Mapping
from datetime import date

import attrs

from policy_engine.core.values import UNKNOWN, Value
from policy_engine.facts import errors
from policy_engine.facts.case import Dated, FactKey
from policy_engine.facts.findings import Findings
from policy_engine.facts.found import found_text, halved
from policy_engine.facts.names import variable_words
from policy_engine.facts.problem import Problem
from policy_engine.facts.values import DATE, read_date, read_value
from policy_engine.model.period import Period, key_of, ordinal, ordinal_of_key
from policy_engine.model.vocabulary import Variable
from policy_engine.reading.values import Path, shortened

_EXAMPLES = {Period.YEAR: "2019", Period.SEMESTER: "2019-spring", Period.MONTH: "2019-03"}
_WRITTEN = (
    ("学期", ""), ("季", ""), ("春", "-spring"), ("秋", "-autumn"), ("年度", "-"), ("年", "-"), ("月", ""), ("/", "-"), (" ", ""), ("--", "-"),
)  # fmt: skip


@attrs.frozen
class FactReader:
    """Reads the facts of one subject for a date of evaluation into `facts` and `dated`."""

    findings: Findings
    on: date
    facts: dict[FactKey, Value] = attrs.field(factory=dict)
    dated: dict[str, Dated] = attrs.field(factory=dict)

    def read(self, variable: Variable, value: object, path: Path) -> None:
        """Read the value of a fact, or its values by period or by day; null says nothing."""
        if value is None:
            return
        if not isinstance(value, Mapping):
            self._store(variable, value, 0, path)
        elif variable.period is Period.ONCE or not (value or variable.period):
            self._not_by_period(variable, path)
        elif variable.period is None:
            self._by_day(variable, value, path)
        else:
            for key, each in value.items():
                self._of_period(variable, variable.period, key, each, path)

    def _by_day(self, variable: Variable, values: Mapping[object, object], path: Path) -> None:
        """A state by the day from which it holds; before the first day it is unknown."""
        if (variable.name, 0) in self.facts or variable.name in self.dated:
            self._given_twice(variable, "", path)
            return
        entries: dict[date, Value] = {}
        for key, value in values.items():
            day = read_date(key)
            place = (*path, str(key) if isinstance(key, str | date) else found_text(key))
            if isinstance(day, Problem):
                self._no_day(variable, day, place)
            elif day in entries:
                self._given_twice(variable, day.isoformat(), place)
            else:
                read = UNKNOWN if value is None else self._value(variable, value, place)
                entries[day] = UNKNOWN if read is None else read
        self.dated[variable.name] = tuple(sorted(entries.items(), key=lambda entry: entry[0]))
        begun = [value for day, value in self.dated[variable.name] if day <= self.on]
        if begun:
            self.facts[variable.name, 0] = begun[-1]

    def _no_day(self, variable: Variable, problem: Problem, place: Path) -> None:
        message = f"{variable_words(variable)} is given by the day from which it holds: expected {DATE}, found {problem.found}"
        self.findings.add(
            errors.BAD_PERIOD, message, place, expected=DATE, found=problem.found, help_text=problem.help, key=True
        )  # fmt: skip

    def _of_period(self, variable: Variable, period: Period, key: object, value: object, path: Path) -> None:
        text = str(key) if isinstance(key, int) and 0 < key < 10_000 else key
        number = ordinal_of_key(period, text) if isinstance(text, str) and text.isascii() else None
        if number is not None and value is not None and isinstance(text, str):
            self._store(variable, value, number - ordinal(period, self.on), (*path, text))
        elif number is None:
            shown = f"`{shortened(text)}`" if isinstance(text, str) else found_text(key)
            expected = f"a {period.value} such as `{_EXAMPLES[period]}`"
            self.findings.add(
                errors.BAD_PERIOD,
                f"{variable_words(variable)} is counted by {period.value}: expected {expected}, found {shown}",
                (*path, text if isinstance(text, str) else shown),
                expected=expected,
                found=shown,
                help_text=_period_meant(period, halved(text)) if isinstance(text, str) else "",
                key=True,
            )

    def _store(self, variable: Variable, value: object, shift: int, path: Path) -> None:
        read = self._value(variable, value, path)
        if read is None:
            return
        if (variable.name, shift) in self.facts or variable.name in self.dated:
            period = variable.period
            by_period = period is not None and period is not Period.ONCE
            of = key_of(period, ordinal(period, self.on) + shift) if period and by_period else ""
            self._given_twice(variable, of, path)
        else:
            self.facts[variable.name, shift] = read

    def _value(self, variable: Variable, value: object, path: Path) -> Value | None:
        """The stored value; None, with findings, for one that cannot be used."""
        read = read_value(value, variable)
        if not isinstance(read, tuple):
            return read
        for problem in read:
            self.findings.problem(problem, variable_words(variable), path)
        return None

    def _given_twice(self, variable: Variable, when: str, path: Path) -> None:
        message = f"{variable_words(variable)} is given twice{f' for {when}' if when else ''}"
        self.findings.add(
            errors.GIVEN_TWICE, message, path, expected="one value", found="two", help_text="keep one of the two", key=True
        )  # fmt: skip

    def _not_by_period(self, variable: Variable, path: Path) -> None:
        problem = Problem(
            errors.BAD_PERIOD, "one value", "an object", f"`{variable.name}` has no period: write its value alone"
        )  # fmt: skip
        self.findings.problem(problem, variable_words(variable), path)


def _period_meant(period: Period, text: str) -> str:
    """What a key that names no period of the kind was probably meant to be."""
    for written, meant in _WRITTEN:
        text = text.replace(written, meant)
    year, _, rest = text.strip("- ").partition("-")
    tries = [f"{year}-{rest.zfill(2)}" if rest.isdigit() else f"{year}-{rest}" if rest else year]
    if period is Period.YEAR:
        tries.append(year)
    fitting = [each for each in tries if each.isascii() and ordinal_of_key(period, each) is not None]
    return f"write `{fitting[0]}`" if fitting else ""
