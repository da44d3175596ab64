"""Facts of one subject: a value for the period that holds the date of evaluation, or values by period."""

from collections.abc import Mapping
from datetime import date

import attrs

from policy_engine.core.values import Value
from policy_engine.facts import errors
from policy_engine.facts.case import FactKey
from policy_engine.facts.findings import Findings
from policy_engine.facts.found import found_text, halved
from policy_engine.facts.names import variable_words
from policy_engine.facts.problem import Problem
from policy_engine.facts.values import read_value
from policy_engine.model.period import Period, key_of, ordinal, ordinal_of_key
from policy_engine.model.vocabulary import Variable
from policy_engine.reading.values import Path, shortened

_EXAMPLES = {Period.YEAR: "2019", Period.SEMESTER: "2019-spring", Period.MONTH: "2019-03"}
_WRITTEN = (
    ("学期", ""), ("季", ""), ("春", "-spring"), ("秋", "-autumn"), ("年度", "-"), ("年", "-"), ("月", ""), ("/", "-"), (" ", ""), ("--", "-"),
)  # fmt: skip


@attrs.frozen
class FactReader:
    """Reads facts for a date of evaluation."""

    findings: Findings
    on: date

    def read(self, variable: Variable, value: object, path: Path, facts: dict[FactKey, Value]) -> None:
        """Put the value of a fact, or its values by period, into the facts; null says nothing."""
        if value is None:
            return
        if not isinstance(value, Mapping):
            self._store(variable, value, 0, path, facts)
        elif variable.period is None or variable.period is Period.ONCE:
            self._not_by_period(variable, path)
        else:
            for key, each in value.items():
                self._of_period(variable, variable.period, key, each, path, facts)

    def _of_period(
        self, variable: Variable, period: Period, key: object, value: object, path: Path, facts: dict[FactKey, Value]
    ) -> None:  # fmt: skip
        text = str(key) if isinstance(key, int) and 0 < key < 10_000 else key
        number = ordinal_of_key(period, text) if isinstance(text, str) and text.isascii() else None
        if number is not None and value is not None and isinstance(text, str):
            self._store(variable, value, number - ordinal(period, self.on), (*path, text), facts)
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

    def _store(
        self, variable: Variable, value: object, shift: int, path: Path, facts: dict[FactKey, Value]
    ) -> None:  # fmt: skip
        read = read_value(value, variable)
        if isinstance(read, tuple):
            for problem in read:
                self.findings.problem(problem, variable_words(variable), path)
        elif (variable.name, shift) in facts:
            self._given_twice(variable, shift, path)
        else:
            facts[variable.name, shift] = read

    def _given_twice(self, variable: Variable, shift: int, path: Path) -> None:
        period = variable.period
        of = (
            f" for {key_of(period, ordinal(period, self.on) + shift)}"
            if period and period is not Period.ONCE
            else ""
        )
        message = f"{variable_words(variable)} is given twice{of}"
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
