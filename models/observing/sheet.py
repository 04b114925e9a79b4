"""The rows that an instrument puts into an observation, and reading them back as what the statistics
take (`models.instruments`).
"""

from __future__ import annotations

import zlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from models.instruments.instrument import Instrument, InstrumentKind
from models.instruments.intervals import intervals_in
from models.instruments.perspectives import divide
from models.instruments.reading import thaw
from models.instruments.scores import total
from models.kernel.fields import known_as
from models.observing.lessons import USUAL_MINUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from models.instruments.s_t import Code
    from models.kernel.fields import Link, Values
    from models.kernel.record import Record

Rows = list[dict[str, Any]]


def instrument_of(values: Values) -> Instrument | None:
    """The instrument that is frozen into an observation; None before one is chosen."""
    text = str(values.get("instrument_text") or "")
    return thaw(text) if text else None


def row_of(code: str) -> str:
    """The ``"_id"`` of an item's row: the same on every machine, so that sheets can be compared."""
    return f"{zlib.crc32(code.encode()):08x}"


def share_of(instrument: Instrument | None, lesson: Record | None, observer: Link | None) -> str:
    """The perspectives that fall to an observer when those who are to come divide them among
    themselves; ``""`` for all of them: who comes alone, or is not named, sees to everything.
    """
    if instrument is None or lesson is None or instrument.kind is not InstrumentKind.PERSPECTIVE:
        return ""
    coming = [known_as(who) for who in lesson["observers"] or ()]
    me = known_as(observer)
    if me not in coming or len(coming) == 1:
        return ""
    names = {group.code: group.name for group in instrument.groups}
    shares = divide(list(names), len(coming)).shares
    return "、".join(names[code] for code in shares[coming.index(me)])


def rows_for(instrument: Instrument, minutes: int | None, chosen: str) -> dict[str, Rows]:
    """The rows of a fresh sheet. `chosen` are the perspectives this observer takes, by name."""
    makers: dict[InstrumentKind, Callable[[Instrument], dict[str, Rows]]] = {
        InstrumentKind.FREE: _free,
        InstrumentKind.SCORE: _score,
        InstrumentKind.PERSPECTIVE: lambda one: _points(one, chosen),
        InstrumentKind.INTERVAL: lambda one: _intervals(one, minutes or USUAL_MINUTES),
        InstrumentKind.SEQUENCE: lambda _one: {},
    }
    return makers[instrument.kind](instrument)


def _free(instrument: Instrument) -> dict[str, Rows]:
    segments = [{"_id": row_of(f"stage {n}"), "minute": None, "stage": stage, "teacher": "",
                 "students": "", "participation": "", "note": ""}
                for n, stage in enumerate(instrument.stages)]  # fmt: skip
    habits = [{"_id": row_of(item.code), "item": item.text, "rating": None, "evidence": ""}
              for item in instrument.items]  # fmt: skip
    return {"segments": segments, "habits": habits}


def _score(instrument: Instrument) -> dict[str, Rows]:
    return {
        "scores": [
            {"_id": row_of(item.code), "code": item.code, "group": group.name, "item": item.text,
             "most": _plain(item.max), "points": None}
            for group in instrument.groups for item in group.items if item.on
        ]
    }  # fmt: skip


def _points(instrument: Instrument, chosen: str) -> dict[str, Rows]:
    groups = [g for g in instrument.groups if g.name in chosen] or instrument.groups
    return {
        "points": [
            {"_id": row_of(item.code), "code": item.code, "perspective": group.name,
             "item": item.text, "evidence": "", "count": None, "judgement": ""}
            for group in groups for item in group.items
        ]
    }  # fmt: skip


def _intervals(instrument: Instrument, minutes: int) -> dict[str, Rows]:
    number = intervals_in(minutes, instrument.interval)
    return {
        "intervals": [
            {"_id": row_of(f"interval {n}"), "no": n, "codes": "", "engagement": "", "note": ""}
            for n in range(1, number + 1)
        ]
    }


def _plain(number: Decimal | None) -> float | int | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def marks_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Decimal | None]:
    """Item code → points."""
    return {
        str(row.get("code")): None if row.get("points") is None else _decimal(row["points"])
        for row in rows
    }


def _decimal(value: Any) -> Decimal | None:
    return Decimal(str(value)) if isinstance(value, int | float) else None


def ticks_of(rows: Sequence[Mapping[str, Any]]) -> list[frozenset[str] | None]:
    """The codes of each interval; None for one in which nothing was written down."""
    return [frozenset(codes) if (codes := codes_in(row)) else None for row in rows]


def codes_in(row: Mapping[str, Any]) -> list[str]:
    """The codes written in a row, parted by spaces or 、."""
    text = str(row.get("codes") or "")
    return text.replace("、", " ").replace("，", " ").replace(",", " ").split()


UNWATCHED = "-"
"""In samples: a moment that nobody watched."""


def sequence_of(text: str) -> tuple[Code | None, ...]:
    """Who was active at each moment of samples as they are written, None where nobody watched;
    everything else is left out. Nothing at all where no moment was watched.
    """
    moments = [char for char in text.upper() if char in ("S", "T", UNWATCHED)]
    found = tuple(None if char == UNWATCHED else cast("Code", char) for char in moments)
    return found if any(found) else ()


def score_of(values: Values) -> float | int | None:
    """The points of a whole score sheet; None as long as it is unfinished or of another kind."""
    instrument = instrument_of(values)
    if instrument is None or instrument.kind is not InstrumentKind.SCORE:
        return None
    return _plain(total(instrument, marks_of(values.get("scores") or ())))
