"""Did you mean: the known names that are closest to a word."""

import unicodedata
from collections.abc import Iterable


def suggest(word: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """At most `limit` candidates that may have been meant, the closest first; none when none is close.

    Close is a third of the word's characters mistaken, but at least one; or one word within the other.

    >>> suggest("扶贫抵保户", ["扶贫开发户", "扶贫低保户", "纯低保户", "五保户"])
    ('扶贫低保户',)
    """
    folded = _fold(word)
    most = max(1, len(folded) // 3)
    found: list[tuple[int, int, str]] = []
    for candidate in dict.fromkeys(candidates):
        other = _fold(candidate)
        if candidate == word or not other:
            continue
        distance = _distance(folded, other, min(most, max(len(folded), len(other)) - 1))
        if distance is not None:
            found.append((distance, 0, candidate))
        elif _contained(folded, other):
            found.append((most + 1, abs(len(other) - len(folded)), candidate))
    return tuple(candidate for _, _, candidate in sorted(found, key=lambda entry: entry[:2])[:limit])


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("_", " ")


def _contained(one: str, other: str) -> bool:
    """True if one word stands within the other; a piece of a few letters says less than one of a few Chinese characters."""
    short, long = sorted((one, other), key=len)
    enough = len(long) / 3 if short.isascii() else 2
    return len(short) >= max(2, enough) and short in long


def _distance(one: str, other: str, most: int) -> int | None:
    """Characters to insert, delete, replace or swap with their neighbour; None when more than `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    if one == other:
        return 0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, character in enumerate(one):
        older, before, row = before, row, [i + 1]
        for j, target in enumerate(other):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (character != target))
            if i and j and character == other[j - 1] and one[i - 1] == target:
                cost = min(cost, older[j - 1] + 1)
            row.append(cost)
        if min(*row, *before) > most:
            return None
    return row[-1] if row[-1] <= most else None
