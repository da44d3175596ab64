"""What holds from day to day: every outcome of a case over a span of days, as dated segments with what changed between them."""

import json
from datetime import date

import attrs

from policy_engine.backends.horizon import Cause
from policy_engine.backends.interpreter import Run
from policy_engine.backends.missing import Missing
from policy_engine.core.texts import Json
from policy_engine.decisions.json import outcome_json
from policy_engine.decisions.outcome import Outcome
from policy_engine.explanation.because import because
from policy_engine.model.labels import Labels, Language
from policy_engine.model.rule import Rule
from policy_engine.version import ENGINE

NOT_IN_FORCE = "not_in_force"
"""The status of days on which a rule says nothing of a subject."""
_SILENT = Labels("这段时间规则不适用。", "The rule does not hold in this time.")


@attrs.frozen(eq=False)
class Segment:
    """Days from `start` on, up to `end` but without it, on which a rule says the same of a subject.

    `outcome` is that of the first day, None where the rule is not in force; a deadline that runs from the day of evaluation runs
    from there. `causes` are what changed on that day.
    """

    start: date
    end: date
    outcome: Outcome | None
    run: Run = attrs.field(repr=False)
    causes: tuple[Cause, ...] = ()

    @property
    def status(self) -> str:
        """The status of the outcome, or `not_in_force`."""
        return self.outcome.status if self.outcome else NOT_IN_FORCE

    @property
    def details(self) -> tuple[tuple[str, Json], ...]:
        """The further keys of the outcome: amount, unit, per, severity, value ..."""
        return self.outcome.details if self.outcome else ()

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What the outcome waits for."""
        return self.outcome.missing if self.outcome else ()

    def because(self, lang: Language | str = Language.ZH) -> str:
        """The reason in one sentence, as of the first day."""
        if self.outcome is None:
            return _SILENT.text(Language(lang))
        return because(self.outcome, self.run, Language(lang))

    def to_dict(self, lang: Language | str = Language.ZH) -> dict[str, Json]:
        """The segment with all that its outcome says."""
        said: dict[str, Json] = {"status": self.status}
        if self.outcome is not None:
            said = outcome_json(self.outcome, self.because(lang), Language(lang))
        told = {name: value for name, value in said.items() if name not in ("rule", "kind", "subject")}
        causes: list[Json] = [{cause.sort.value: cause.name} for cause in self.causes]
        changed: dict[str, Json] = {"changed": causes} if causes else {}
        return {"start": self.start.isoformat(), "end": self.end.isoformat(), **changed, **told}


@attrs.frozen(eq=False)
class Track:
    """What a rule says of one subject over the whole span: segments without gap or overlap."""

    rule: Rule
    subject: str
    segments: tuple[Segment, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Rule and subject by name."""
        return self.rule.name, self.subject

    @property
    def listed(self) -> bool:
        """Whether it is told without being asked for: on some day there is something to tell."""
        return any(segment.outcome is not None and segment.outcome.listed for segment in self.segments)

    def on(self, day: date) -> Segment:
        """The segment that holds the day; raises LookupError outside the span."""
        for segment in self.segments:
            if segment.start <= day < segment.end:
                return segment
        raise LookupError(f"{day} lies outside the span")

    def to_dict(self, lang: Language | str = Language.ZH) -> dict[str, Json]:
        """The track with its segments."""
        segments: list[Json] = [segment.to_dict(lang) for segment in self.segments]
        return {
            "rule": self.rule.name, "kind": self.rule.kind, "subject": self.subject, "segments": segments,
        }  # fmt: skip


@attrs.frozen(eq=False)
class Timeline:
    """Every track of a case from `start` on, up to `end` but without it: by subject in case order, then by rule name."""

    start: date
    end: date
    tracks: tuple[Track, ...] = attrs.field(repr=False)
    digest: str

    @property
    def entitlements(self) -> tuple[Track, ...]:
        """What is granted on some day, or would be once its amount can be computed."""
        return tuple(
            track
            for track in self.tracks
            if track.rule.kind == "entitlement"
            and any(segment.status in ("granted", "eligible") for segment in track.segments)
        )

    def track(self, rule: str, subject: str) -> Track | None:
        """What a rule says of a subject such as `person:p1`; None where it never says anything."""
        return next((track for track in self.tracks if track.key == (rule, subject)), None)

    def to_dict(self, lang: Language | str = Language.ZH, *, everything: bool = False) -> dict[str, Json]:
        """The timeline as data; with `everything`, also what is never granted, raised, classified and the like."""
        return {**self._head(), "tracks": [*self._listed(lang, everything=everything)]}

    def to_json(self, lang: Language | str = Language.ZH, *, everything: bool = False) -> str:
        """The timeline as JSON text, a track a line: the same case, span and policies give the same bytes."""
        head = json.dumps(self._head(), ensure_ascii=False)[:-1]
        tracks = self._listed(lang, everything=everything)
        lines = ",\n".join(json.dumps(track, ensure_ascii=False) for track in tracks)
        return f'{head}, "tracks": [\n{lines}\n]}}\n'

    def _head(self) -> dict[str, Json]:
        start, end = self.start.isoformat(), self.end.isoformat()
        return {"start": start, "end": end, "policy_digest": self.digest, "engine": ENGINE}

    def _listed(self, lang: Language | str, *, everything: bool) -> list[dict[str, Json]]:
        return [track.to_dict(lang) for track in self.tracks if everything or track.listed]
