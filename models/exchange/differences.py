"""What taking a record over would change, place by place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.kernel.fields import Kind
from models.kernel.showing import show
from models.kernel.workflow import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.kernel.fields import Field
    from models.kernel.record import Record

_AS_IT_IS = (Kind.TEXT, Kind.LONG, Kind.INT, Kind.NUMBER, Kind.BOOL, Kind.DATE, Kind.TIME)


@dataclass(frozen=True, slots=True)
class Difference:
    """One place: ``theme``, ``decisions[2].owner`` (rows counted from 1), ``state``. `label` is the
    place for people. A row that is added has no `old`, one that is removed no `new`.
    """

    path: str
    label: str
    old: Any
    new: Any

    @property
    def mark(self) -> str:
        """What tells it from all others: a row that is added may have the number of one removed."""
        return f"-{self.path}" if isinstance(self.old, dict) else self.path

    def words(self) -> tuple[str, str]:
        """Old and new for people, of long texts only where they differ."""
        old, new = _words(self.old), _words(self.new)
        same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
                    min(len(old), len(new)))  # fmt: skip
        start = max(same - BEFORE, 0) if max(len(old), len(new)) > SHOWN else 0
        return _cut(old, start), _cut(new, start)


SHOWN, BEFORE = 60, 12
"""Characters of a text that are shown, and of those before the first that differs."""


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return " | ".join(" ".join(str(part).split()) for part in value.values())
    return " ".join(str(value).split()) if value not in (None, "") else ""


def _cut(words: str, start: int) -> str:
    shown = words[start : start + SHOWN]
    before, after = "…" if start else "", "…" if len(words) > start + SHOWN else ""
    return f"{before}{shown}{after}" or "(空)"


def differences(old: Record, new: Record) -> list[Difference]:
    """All places in which two versions of a record differ, in the order of its fields."""
    found = [one for f in new.type.fields for one in _field(f, old.values, new.values)]
    if old.state != new.state:
        found.append(Difference("state", "状态", STATES[old.state].label, STATES[new.state].label))
    return found


def _field(f: Field, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    was, now = old.get(f.key), new.get(f.key)
    if was == now:
        return
    if f.kind is Kind.ROWS:
        yield from _rows(f, was or [], now or [])
    else:
        yield Difference(f.key, f.label, plain(f, was), plain(f, now))


def _rows(f: Field, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[Difference]:
    before = {row["_id"]: (n, row) for n, row in enumerate(old, 1)}
    after = {row["_id"] for row in new}
    for n, row in enumerate(new, 1):
        path, label = f"{f.key}[{n}]", f"{f.label}第 {n} 行"
        if row["_id"] not in before:
            yield Difference(path, label, None, _row(f, row))
            continue
        was = before[row["_id"]][1]
        for c in f.columns:
            if was.get(c.key) != row.get(c.key):
                yield Difference(f"{path}.{c.key}", f"{label}{c.label}", plain(c, was.get(c.key)),
                                 plain(c, row.get(c.key)))  # fmt: skip
    for id_, (n, row) in before.items():
        if id_ not in after:
            yield Difference(f"{f.key}[{n}]", f"{f.label}原第 {n} 行", _row(f, row), None)
    stayed = [row["_id"] for row in old if row["_id"] in after]
    if stayed != [row["_id"] for row in new if row["_id"] in before]:
        order = ["、".join(str(before[id_][0]) for id_ in ids) for ids in
                 (stayed, [row["_id"] for row in new if row["_id"] in before])]  # fmt: skip
        yield Difference(f.key, f"{f.label}的次序", order[0], order[1])


def _row(f: Field, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        c.key: value for c in f.columns if (value := plain(c, row.get(c.key))) not in ("", None)
    }


def plain(f: Field, value: Any) -> Any:
    """A value as a program reads it: names of people, labels of choices, the rest as it is."""
    if value in ("", None, []):
        return None if f.kind in (Kind.INT, Kind.NUMBER) else ""
    return value if f.kind in _AS_IT_IS else show(f, value)
