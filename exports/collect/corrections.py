"""What somebody has corrected in a document: the words that stand there against those that were
printed from the record it carries.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from exports.collect.meaning import Unreadable, is_ticks, meant
from exports.collect.row_matching import Kept, matched
from exports.word.escape import lines_of
from exports.word.itemised import rows_in
from exports.word.spots import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exports.collect.meaning import Who
    from exports.collect.readback import Readings
    from exports.word.spots import Spot
    from models.kernel.fields import Field
    from models.kernel.record import Record

_WORKED_OUT = "“{}”是由别的栏目得出的，在文件里改了也不算，没有收。请改它所依据的栏目"


@dataclass
class Corrections:
    """The values that somebody has changed in a document, and what could not be taken over."""

    values: dict[str, Any] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


def corrections(
    record: Record, shown: Mapping[str, Any], read: Readings, spots: Sequence[Spot], who: Who
) -> Corrections:
    """Compare what stands at the spots with what was `shown` there (by the names of the markers)."""
    found = Corrections()
    done: set[str] = set()
    for name, key in _marks(spots):
        if name in done:
            continue
        done.add(name)
        if key and record.type.by_key.get(key) is None:
            continue
        if name in read.rows:
            _list(found, record, name, key, shown, read.rows[name], who)
        elif name in read.words:
            _single(found, record, (name, key), shown, read.words[name], who)
    return found


def _marks(spots: Sequence[Spot]) -> Iterator[tuple[str, str]]:
    for spot in spots:
        yield from ((mark.name, mark.key) for mark in marks_of(spot))


def _single(
    found: Corrections, record: Record, mark: tuple[str, str], shown: Mapping[str, Any],
    read: Sequence[str], who: Who,
) -> None:  # fmt: skip
    name, key = mark
    if name not in shown and not key:
        return  # gathered from other records, which are not known here
    was = printed(shown.get(name))
    changed = [words for words in dict.fromkeys(read) if not same_words(words, was)]
    if not changed:
        return
    if not key:
        found.notices.append(_WORKED_OUT.format(name))
        return
    f = record.type.by_key[key]
    if len({_close(words) for words in changed}) > 1:
        found.notices.append(f"“{f.label}”在文件里有几处，改得不一样，没有收")
        return
    if f.columns:
        _items(found, record, f, shown, changed[0], who)
        return
    try:
        value = meant(f, changed[0], who, record.day, ticks=is_ticks(name))
    except Unreadable as problem:
        found.notices.append(f"{problem}，没有收")
        return
    if key in found.values and found.values[key] != value:
        found.notices.append(f"“{f.label}”在文件里有几处，改得不一样，没有收")
        del found.values[key]
    else:
        found.values[key] = value


def _items(
    found: Corrections, record: Record, f: Field, shown: Mapping[str, Any], words: str, who: Who
) -> None:
    """A list that was printed as numbered items."""
    printed_rows = [{label: printed(text) for label, text in row.items()}
                    for row in shown.get(f.label) or ()]  # fmt: skip
    rows = rows_in(f, words, printed_rows, same_words)
    if rows is None:
        found.notices.append(f"“{f.label}”里有一条看不出各项是什么，没有收。请照原来的样子写")
    else:
        _list(found, record, f.label, f.key, shown, rows, who)


def _list(
    found: Corrections, record: Record, name: str, key: str, shown: Mapping[str, Any],
    read: Sequence[Mapping[str, str]], who: Who,
) -> None:  # fmt: skip
    f = record.type.by_key[key]
    columns = {column.label: column for column in f.columns}
    printed_rows = shown.get(name) or ()
    seen = [label for label in next(iter((*read, *printed_rows)), ()) if label in columns]
    before = record.values.get(key) or []
    rows_then = [{label: printed(row.get(label)) for label in seen} for row in printed_rows]
    filled = [n for n, row in enumerate(rows_then) if _is_filled(row) and n < len(before)]
    now = [{label: row[label] for label in seen} for row in read if _is_filled(row)]
    rows: list[dict[str, Any]] = []
    changed = len(filled) != len(now)
    for one in matched([rows_then[n] for n in filled], now, same_words):
        at = filled[one.before] if isinstance(one, Kept) else None
        row = dict(before[at]) if at is not None else _new_row(record, f, one.row, rows)
        for label in seen:
            was = rows_then[at][label] if at is not None else ""
            if not same_words(one.row[label], was):
                changed |= _put(found, f, columns[label], row, one.row[label], who, record.day)
        rows.append(row)
    if changed or [row["_id"] for row in rows] != [before[n]["_id"] for n in filled]:
        found.values[key] = rows


def _is_filled(row: Mapping[str, str]) -> bool:
    return any(words.strip() for words in row.values())


def _new_row(
    record: Record, f: Field, words: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """A blank row for one that somebody has added. Its id follows from what it says, so that the
    same document read again adds nothing.
    """
    taken = {row["_id"] for row in rows}
    said = "\x1f".join(" ".join(cell.split()) for cell in words.values())
    number = 0
    while True:
        seed = f"{record.id}\x1f{record.lineage}\x1f{f.key}\x1f{said}\x1f{number}"
        id_ = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        if id_ not in taken:
            return {"_id": id_, **{column.key: column.empty() for column in f.columns}}
        number += 1


def _put(
    found: Corrections, f: Field, column: Field, row: dict[str, Any], words: str, who: Who, day: str
) -> bool:
    """Write a cell into its row; whether that was possible."""
    try:
        row[column.key] = meant(column, words, who, day)
    except Unreadable as problem:
        found.notices.append(f"{f.label}：{problem}，没有收")
        return False
    return True


def printed(value: Any) -> str:
    """What a document shows of a value."""
    if value is None:
        return ""
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def same_words(one: str, other: str) -> bool:
    """Whether a reader would see no difference."""
    return one == other or _lines(one) == _lines(other)


def _lines(words: str) -> list[str]:
    lines = [" ".join(line.split()) for line in lines_of(words)]
    return "\n".join(lines).strip("\n").split("\n")


def _close(words: str) -> str:
    return "".join(words.split())
