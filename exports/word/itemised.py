"""A list in one cell, as many schools' forms want it: a numbered item for each row, and back.

``1. 问题回顾（时长(分)：10）：……``: the first short column, the others in brackets, the long text
behind; several long texts each on a line of their own, led by their labels.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.kernel.fields import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from models.kernel.fields import Field

    Row = Mapping[str, str]
    """The words of a row by the labels of the columns."""

ITEMS = "{}(分条)"
"""The marker of a list that is printed so."""
_NUMBER = re.compile(r"\s*(\d{1,3})\s*[.．、]\s*")


def itemised(f: Field, rows: Sequence[Row]) -> str:
    """All rows as numbered items."""
    return "\n".join(f"{number}. {_item(f, row)}" for number, row in enumerate(rows, 1))


def rows_in(
    f: Field, words: str, printed: Sequence[Row], same: Callable[[str, str], bool]
) -> list[dict[str, str]] | None:
    """The rows that a text of numbered items means; `printed` are those that were printed, which a
    reader finds again as they were where nothing was changed. None where it cannot be told.
    """
    if same(words, itemised(f, printed)):
        return [dict(row) for row in printed]
    known = [(_item(f, row), row) for row in printed]
    found = []
    for item in _parted(words, [text for text, _row in known]):
        at = next((n for n, (text, _row) in enumerate(known) if same(text, item)), None)
        row = _read(f, item) if at is None else dict(known.pop(at)[1])
        if row is None:
            return None
        found.append(row)
    return found


def _columns(f: Field) -> tuple[list[str], list[str]]:
    """The labels of the short and of the long columns."""
    short = [column.label for column in f.columns if column.kind is not Kind.LONG]
    return short, [column.label for column in f.columns if column.kind is Kind.LONG]


def _item(f: Field, row: Row) -> str:
    short, long = _columns(f)
    head = row.get(short[0], "") if short else ""
    notes = [f"{label}：{row[label]}" for label in short[1:] if row.get(label)]
    if notes:
        head += f"（{'；'.join(notes)}）"
    if len(long) == 1:
        text = row.get(long[0], "")
        return f"{head}：{text}" if head and text else head or text
    told = [f"{label}：{row[label]}" for label in long if row.get(label)]
    return "\n".join(filter(None, (head, *told)))


def _parted(words: str, known: Sequence[str]) -> Iterator[str]:
    """The items of a text without their numbers. A line begins one when its number is the next, or
    when what follows is known.
    """
    item: list[str] = []
    last = 0
    for line in words.strip("\n").split("\n"):
        found = _NUMBER.match(line)
        rest = line[found.end() :] if found else ""
        number = int(found[1]) if found else 0
        starts = number == last + 1 or (number > last and _begins(rest, known))
        if starts:
            if item or last:
                yield "\n".join(item)
            item, last = [rest], number
        else:
            item.append(line)
    if item and any(line.strip() for line in item):
        yield "\n".join(item)


def _begins(rest: str, known: Sequence[str]) -> bool:
    first = "".join(rest.split())
    return bool(first) and any("".join(text.split("\n")[0].split()) == first for text in known)


def _read(f: Field, item: str) -> dict[str, str] | None:
    """The words of one item; None where its parts cannot be told."""
    short, long = _columns(f)
    row = dict.fromkeys((*short, *long), "")
    head, text = item, ""
    if short and len(long) == 1:
        found = re.match(r"([^：:（\n]*(?:（[^）\n]*）)?)(?:[：:\n](.*))?$", item, re.DOTALL)
        if found is None:
            return None
        head, text = found[1], found[2] or ""
    elif len(long) == 1:
        head, text = "", item
    elif long:
        lines = item.split("\n")
        led = next((n for n, line in enumerate(lines) if _label_of(line, long)), len(lines))
        head = "\n".join(lines[:led])
        _put_texts(row, lines[led:], long)
    if len(long) == 1:
        row[long[0]] = text
    return row if _put_head(row, head.strip(), short) else None


def _put_texts(row: dict[str, str], lines: Sequence[str], long: Sequence[str]) -> None:
    at = long[0]
    for line in lines:
        label = _label_of(line, long)
        if label:
            at = label
            row[at] = line.partition("：")[2]
        else:
            row[at] += f"\n{line}"


def _label_of(line: str, labels: Sequence[str]) -> str:
    return next((label for label in labels if line.startswith(f"{label}：")), "")


def _put_head(row: dict[str, str], head: str, short: Sequence[str]) -> bool:
    """Whether the short columns could be told."""
    if not short:
        return not head
    found = re.fullmatch(r"(.*?)(?:（([^（）]*)）)?", head, re.DOTALL)
    if found is None or "\n" in head:
        return False
    row[short[0]] = found[1].strip()
    for note in filter(None, (found[2] or "").split("；")):
        label, sign, words = note.partition("：")
        if not sign or label.strip() not in short[1:]:
            return False
        row[label.strip()] = words.strip()
    return True
