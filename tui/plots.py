"""Plots of characters that every terminal has at one width: bars of time, and the S–T quadrant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from models.instruments.s_t import DIALOGUE_CH, LECTURE_RT, PRACTICE_RT, balance
from tui.cells import fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.observing.joint import Path, Timeline

ACROSS, DOWN = 40, 12
"""Cells of the quadrant: Rt from 0 to 1, Ch from 0 to 1."""
LABEL = 7


def timeline(one: Timeline) -> list[str]:
    """A line for each code that occurred: ``#`` where it was ticked, ``?`` where nobody watched;
    above them the minute each interval begins with.
    """
    every = max(300 // one.seconds, 1)
    minutes = "".join(
        str(n * one.seconds // 60).ljust(every) for n in range(0, len(one.ticks), every)
    )
    lines = [f"{'分':<{LABEL - 1}} {minutes}"]
    for code in one.codes:
        if any(ticks and code in ticks for ticks in one.ticks):
            marks = ("?" if ticks is None else "#" if code in ticks else "." for ticks in one.ticks)
            lines.append(f"{code:<{LABEL}} {''.join(marks)}")
    return lines


def quadrant(paths: Sequence[Path]) -> list[str]:
    """The Rt–Ch plot: each observer's number at its point, the lines of the four types."""
    grid = [[" "] * (ACROSS + 1) for _ in range(DOWN + 1)]
    for y in range(DOWN + 1):
        for rt in (PRACTICE_RT, LECTURE_RT):
            grid[y][int(rt * ACROSS)] = "|"
    for x in range(int(PRACTICE_RT * ACROSS) + 1, int(LECTURE_RT * ACROSS)):
        grid[DOWN - int(DIALOGUE_CH * DOWN)][x] = "-"
    for number, path in enumerate(paths, 1):
        found = balance(path.samples)
        if found is not None:
            grid[DOWN - int(found.ch * DOWN)][int(found.rt * ACROSS)] = str(number % 10)
    lines = ["Ch"]
    lines += [f"{1 - y / DOWN:4.2f} |{''.join(row)}" for y, row in enumerate(grid)]
    lines += ["     +" + "-" * (ACROSS + 1), f"      0{'Rt':>{ACROSS // 2}}{'1':>{ACROSS // 2}}"]
    lines += ["      练习型      对话型(上) 混合型(下)  讲授型"]
    return lines + [f"      {n} {path.observer}" for n, path in enumerate(paths, 1)]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> list[str]:
    """Columns as wide as what they hold, cut where the line is too narrow; the last takes the rest."""
    all_rows = [tuple(heads), *(tuple(" ".join(c.split()) for c in row) for row in rows)]
    widest = [max(cell_len(row[n]) for row in all_rows) for n in range(len(heads))]
    fair = max(width // len(heads), 8)
    widths = [min(one, max(fair, width - sum(widest) + one)) for one in widest]
    rest = max(width - sum(widths[:-1]) - 2 * len(heads), 8)
    widths[-1] = min(widest[-1], rest)
    return ["  ".join(fit(c, w) for c, w in zip(row, widths, strict=True)) for row in all_rows]
