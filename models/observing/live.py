"""Writing down a lesson while it goes on: what a key or a line means for the sheet. Pure functions
from the rows as they are to the rows as they become.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.ids import row_id
from models.observing.sheet import UNWATCHED, codes_in, row_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Rows = list[dict[str, Any]]
COLUMNS = ("teacher", "students", "note")
"""Where a line goes: 教师活动, 学生活动, 随记."""
STAGES = ("导入", "新授", "巩固练习", "拓展", "小结作业")
"""Where the instrument names none."""
LONGEST = 300
"""Minutes after which a clock was forgotten, not running."""


def stages_of(rows: Sequence[dict[str, Any]], named: Sequence[str]) -> tuple[str, ...]:
    """The stages in order: those of the instrument, else the usual ones, and what was added."""
    return tuple(
        dict.fromkeys([*(named or STAGES), *(str(r["stage"]) for r in rows if r["stage"])])
    )


def with_line(
    rows: Sequence[dict[str, Any]], minute: int, stage: str, column: str, text: str
) -> Rows:
    """The rows with a line written down. It goes into the stage's row of the same minute, or its
    still empty one, else into a new one after the stage's last.
    """
    found = [dict(row) for row in rows]
    of_stage = [n for n, row in enumerate(found) if row["stage"] == stage]
    for n in of_stage:
        row = found[n]
        same = row["minute"] == minute and not row[column]
        empty = row["minute"] is None and not any(row[c] for c in COLUMNS)
        if same or empty:
            row |= {"minute": minute, column: text}
            return found
    new = {"_id": row_id(), "minute": minute, "stage": stage, "teacher": "", "students": "",
           "participation": "", "note": "", column: text}  # fmt: skip
    place = of_stage[-1] + 1 if of_stage else len(found)
    return [*found[:place], new, *found[place:]]


def is_begun(values: Mapping[str, Any]) -> bool:
    """Whether anything is written down, so that the clock can not be set anew: a line with its
    minute, a code, a change from teacher to students.
    """
    return (
        any(row["minute"] is not None for row in values.get("segments") or ())
        or any(row["codes"] for row in values.get("intervals") or ())
        or "S" in str(values.get("samples") or "")
    )


def interval_at(seconds: float, length: int) -> int:
    """The interval, counted from 1, that a moment of the lesson lies in."""
    return int(seconds // length) + 1


def with_interval(rows: Sequence[dict[str, Any]], number: int) -> Rows:
    """The rows with all intervals up to this one: a lesson may last longer than planned."""
    found = [dict(row) for row in rows]
    more = range(len(found) + 1, number + 1)
    found += [{"_id": row_of(f"interval {no}"), "no": no, "codes": "", "engagement": "", "note": ""}
              for no in more]  # fmt: skip
    return found


def with_toggled(
    rows: Sequence[dict[str, Any]], number: int, code: str, order: Sequence[str]
) -> Rows:
    """The rows with a code ticked in an interval, or not any more; the codes stand in `order`."""
    found = with_interval(rows, number)
    ticked = set(codes_in(found[number - 1])) ^ {code}
    known = [one for one in order if one in ticked]
    found[number - 1]["codes"] = " ".join([*known, *sorted(ticked - set(order))])
    return found


def with_samples(text: str, until: int, now: str, missed: int = 0) -> str:
    """The samples up to a number, the missing ones by who is active now; of those up to `missed`
    nobody knows. That is written down only when there is something to see again, so that a console
    which is opened after the lesson adds nothing.
    """
    if until <= max(missed, len(text)):
        return text
    known = text.ljust(missed, UNWATCHED)
    return known + now * (until - len(known))


def with_sample(text: str, number: int, now: str) -> str:
    """The samples with another answer at one moment, counted from 1."""
    return text[: number - 1] + now + text[number:]


def taken_by(text: str, first: int, now: str) -> str:
    """The samples with all that were taken from a moment on given to who was active in truth; what
    nobody watched stays so.
    """
    later = (code if code == UNWATCHED else now for code in text[first - 1 :])
    return text[: first - 1] + "".join(later)


def last_active(text: str) -> str:
    """Who was active when somebody last watched; the teacher, with whom a lesson begins, before."""
    watched = text.replace(UNWATCHED, "")
    return watched[-1:] or "T"
