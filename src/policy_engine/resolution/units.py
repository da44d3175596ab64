"""Units in declarations: the finding for a unit that is none, with the one that was probably meant."""

import re

from policy_engine.diagnostics import Diagnostic
from policy_engine.diagnostics.suggest import suggest
from policy_engine.model.units import COUNTS, MEASURES, unknown_units
from policy_engine.resolution import errors
from policy_engine.syntax.surface import Phrase

_CHINESE = {
    "元": "yuan", "年": "year", "岁": "year", "学期": "semester", "月": "month", "个月": "month", "周": "week", "天": "day",
    "日": "day", "小时": "hour", "学时": "hour", "分钟": "minute", "亩": "mu", "平方米": "m2", "㎡": "m2", "m²": "m2",
    "公里": "km", "千米": "km", "米": "m", "毫米": "mm", "公斤": "kg", "千克": "kg", "吨": "t", "千瓦": "kw", "毫克": "mg",
    "升": "l", "度": "degree", "分": "point", "人": "person", "户": "household", "头": "head", "村": "village", "次": "time",
}  # fmt: skip
_OVER = re.compile(r"[/／每·]")  # noqa: RUF001 - the full-width stroke


def refuse_unknown_units(unit: Phrase, findings: list[Diagnostic]) -> None:
    """One finding for all words of a unit that are none."""
    unknown = unknown_units(unit.text)
    if not unknown:
        return
    words = [word.strip().lower() for word in _OVER.split(unit.text) if word.strip()]
    meant = [_meant(word, position) for position, word in enumerate(words)]
    if not all(meant):
        advice = "known units: " + ", ".join(sorted(set(MEASURES.values())))
    elif unit.text.isascii():
        advice = f"did you mean `{' / '.join(meant)}`?"
    else:
        advice = f"write `{' / '.join(meant)}`"
    message = f"there is no unit `{unknown[0] if unit.text.isascii() or not all(meant) else unit.text}`"
    findings.append(Diagnostic(errors.UNKNOWN_UNIT, message, unit.span, help=advice))


def _meant(word: str, position: int) -> str:
    """The unit that a word of any language names; several of it where it stands first; nothing when it names none."""
    known = _CHINESE.get(word)
    if known is None:
        return (
            word
            if word in MEASURES or word in COUNTS
            else next(iter(suggest(word, (*MEASURES, *COUNTS))), "")
        )
    several = f"{known}s"
    return several if position == 0 and (several in MEASURES or several in COUNTS) else known
