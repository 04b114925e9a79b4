"""Which row of a list in a document is which of the rows that were printed: kept, changed or new."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Row = Mapping[str, str]
Same = Callable[[str, str], bool]
_MOST_COMPARED = 40_000
"""Pairs of rows between two that stayed; more are matched in order."""
_LEAST = 0.3
"""Likeness from which two rows are one that was changed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that was there before, at `before`."""

    row: Row
    before: int


@dataclass(frozen=True, slots=True)
class Fresh:
    """A row that somebody has added."""

    row: Row


def matched(before: Sequence[Row], now: Sequence[Row], same: Same) -> list[Kept | Fresh]:
    """The rows of now, each with where it came from; rows of before that are left over are gone."""
    names: dict[tuple[str, ...], int] = {}

    def number(row: Row) -> int:
        return names.setdefault(tuple(" ".join(cell.split()) for cell in row.values()), len(names))

    were, are = [number(row) for row in before], [number(row) for row in now]
    if were == are:
        return [Kept(row, place) for place, row in enumerate(now)]
    found: list[Kept | Fresh] = []
    matcher = SequenceMatcher(None, were, are, False)
    for what, start, stop, low, high in matcher.get_opcodes():
        if what == "equal":
            found += [Kept(row, start + n) for n, row in enumerate(now[low:high])]
        else:
            found += _changed(before[start:stop], now[low:high], start, same)
    return _moved(found, were, number)


def _moved(
    found: list[Kept | Fresh], before: Sequence[int], number: Callable[[Row], int]
) -> list[Kept | Fresh]:
    """With the rows that stand elsewhere now, to the word, as those they were."""
    stayed = {one.before for one in found if isinstance(one, Kept)}
    left: dict[int, list[int]] = {}
    for place, name in enumerate(before):
        if place not in stayed:
            left.setdefault(name, []).append(place)
    return [Kept(one.row, places.pop(0))
            if isinstance(one, Fresh) and (places := left.get(number(one.row))) else one
            for one in found]  # fmt: skip


def _changed(
    before: Sequence[Row], now: Sequence[Row], start: int, same: Same
) -> list[Kept | Fresh]:
    """Rows between two that stayed: the most alike belong together, in order."""
    if len(before) == len(now) or len(before) * len(now) > _MOST_COMPARED:
        pairs = [(n, n) for n in range(min(len(before), len(now)))]
    else:
        pairs = _alike(before, now, same)
    source = {new: old for old, new in pairs}
    return [Kept(row, start + source[n]) if n in source else Fresh(row)
            for n, row in enumerate(now)]  # fmt: skip


def _alike(before: Sequence[Row], now: Sequence[Row], same: Same) -> list[tuple[int, int]]:
    """The best pairing that keeps the order (the longest common subsequence, weighed by likeness)."""
    likeness = [[_likeness(old, new, same) for new in now] for old in before]
    best = [[0.0] * (len(now) + 1) for _row in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(now) - 1, -1, -1):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _LEAST else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(before) and j < len(now):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def _likeness(old: Row, new: Row, same: Same) -> float:
    """The share of cells with something in them that are the same; half of that for a long common
    beginning.
    """
    filled = [label for label in old if old[label].strip() or new[label].strip()]
    if not filled:
        return 1.0
    return sum(_alike_cells(old[label], new[label], same) for label in filled) / len(filled)


def _alike_cells(old: str, new: str, same: Same) -> float:
    if same(old, new):
        return 1.0
    a, b = old[:200], new[:200]
    return SequenceMatcher(None, a, b, False).quick_ratio() / 2 if a and b else 0.0
