"""What was due under one state of the evidence and is due under another: what was paid too little, and too much."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import attrs

from policy_engine.core.texts import Json
from policy_engine.engine.settling import Counting, Due, Payment, Settled, countings, due, payments
from policy_engine.engine.timeline import Timeline, Track
from policy_engine.model.labels import Labels, Language
from policy_engine.model.rule import Rule
from policy_engine.version import ENGINE

YUAN = "yuan"
_NOT_THERE = Labels(
    "案例中没有这个对象，或者这条规则对它从不适用。",
    "The case does not have this subject, or the rule never holds for it.",
)


@attrs.frozen(eq=False)
class Line:
    """One payment of a right to a subject, with what was due for it before, and what is due after the evidence has changed."""

    rule: Rule
    subject: str
    counting: Counting
    payment: Payment
    before: Due
    after: Due

    @property
    def difference(self) -> Decimal | None:
        """What is still to be paid, below zero what was paid too much; None where one of the amounts is open."""
        if self.before.amount is None or self.after.amount is None:
            return None
        return self.after.amount - self.before.amount

    def because(self, lang: Language | str = Language.ZH) -> tuple[str, str]:
        """The reasons before and after."""
        before, after = (
            each.segment.because(lang) if each.segment else _NOT_THERE.text(Language(lang))
            for each in (self.before, self.after)
        )
        return before, after

    def to_dict(self, lang: Language | str = Language.ZH) -> dict[str, Json]:
        """The line as data; an open amount is null."""
        sides = {"before": self.before, "after": self.after}
        reasons = dict(zip(sides, self.because(lang), strict=True))
        told: dict[str, Json] = {
            name: {
                "status": each.segment.status if each.segment else None,
                "amount": self._text(each.amount),
                **_missing(each),
                "because": reasons[name],
            }
            for name, each in sides.items()
        }
        return {
            "rule": self.rule.name, "subject": self.subject, "per": self.counting.per, "unit": self.counting.unit,
            "first": self.payment.first.isoformat(), "last": self.payment.last.isoformat(),
            "difference": self._text(self.difference), **told,
        }  # fmt: skip

    def _text(self, amount: Decimal | None) -> str | None:
        return None if amount is None else amount_text(amount, self.counting.unit)


@attrs.frozen(eq=False)
class Reassessment:
    """Every payment of a span whose amount differs, and every one that is open under either state of the evidence."""

    start: date
    end: date
    settled: Settled
    lines: tuple[Line, ...] = attrs.field(repr=False)
    open: tuple[Line, ...] = attrs.field(repr=False)
    digest: str

    @property
    def underpaid(self) -> dict[str, Decimal]:
        """What is still to be paid in all, by unit."""
        return self._total(1)

    @property
    def overpaid(self) -> dict[str, Decimal]:
        """What was paid too much in all, by unit."""
        return self._total(-1)

    def to_dict(self, lang: Language | str = Language.ZH) -> dict[str, Json]:
        """The reassessment as data, with the reasons of every line."""
        return {
            **self._head(),
            "lines": [line.to_dict(lang) for line in self.lines],
            "open": [line.to_dict(lang) for line in self.open],
        }

    def to_json(self, lang: Language | str = Language.ZH) -> str:
        """The reassessment as JSON text, a payment a line."""
        head = json.dumps(self._head(), ensure_ascii=False)[:-1]
        lines, waiting = (
            ",\n".join(json.dumps(line.to_dict(lang), ensure_ascii=False) for line in listed)
            for listed in (self.lines, self.open)
        )
        return f'{head}, "lines": [\n{lines}\n], "open": [\n{waiting}\n]}}\n'

    def _head(self) -> dict[str, Json]:
        underpaid, overpaid = (
            {unit: amount_text(total, unit) for unit, total in each.items()}
            for each in (self.underpaid, self.overpaid)
        )
        return {
            "start": self.start.isoformat(), "end": self.end.isoformat(), "settled": self.settled.value,
            "policy_digest": self.digest, "engine": ENGINE, "underpaid": {**underpaid}, "overpaid": {**overpaid},
        }  # fmt: skip

    def _total(self, sign: int) -> dict[str, Decimal]:
        totals: dict[str, Decimal] = {}
        for line in self.lines:
            difference = sign * (line.difference or Decimal(0))
            if difference > 0:
                unit = line.counting.unit
                totals[unit] = totals.get(unit, Decimal(0)) + difference
        return totals


def compare(before: Timeline, after: Timeline, settled: Settled) -> Reassessment:
    """The payments of two timelines over the same span."""
    lines: list[Line] = []
    waiting: list[Line] = []
    for line in _lines(before, after, settled):
        if line.difference is None:
            waiting.append(line)
        elif line.difference:
            lines.append(line)
    return Reassessment(after.start, after.end, settled, tuple(lines), tuple(waiting), after.digest)


def amount_text(amount: Decimal, unit: str) -> str:
    """An amount as the contract writes it: yuan with two places, other numbers without idle zeros."""
    if unit == YUAN:
        return f"{amount:.2f}"
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _lines(before: Timeline, after: Timeline, settled: Settled) -> Iterator[Line]:
    first, second = _rights(before), _rights(after)
    for key in dict.fromkeys((*second, *first)):
        was, now = first.get(key), second.get(key)
        track = now or was
        assert track is not None, key
        for counting in dict.fromkeys((*countings(was), *countings(now))):
            for payment in payments(counting.per, after.start, after.end):
                sides = (due(each, counting, payment, settled) for each in (was, now))
                yield Line(track.rule, track.subject, counting, payment, *sides)


def _rights(timeline: Timeline) -> dict[tuple[str, str], Track]:
    return {track.key: track for track in timeline.tracks if track.rule.kind == "entitlement"}


def _missing(side: Due) -> dict[str, Json]:
    found: list[Json] = (
        [{each.sort.value: each.name} for each in side.segment.missing] if side.segment else []
    )
    return {"missing": found} if found and side.amount is None else {}
