"""What changed between two versions of a record, said line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.kernel.fields import Field, Kind
from models.kernel.showing import show
from models.kernel.workflow import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.kernel.record import RecordType

SHOWN = 60
"""Characters of a long value that are shown."""


def describe(kind: RecordType, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """One line for each changed field, several for changed rows: ``活动主题：甲 → 乙``."""
    lines: list[str] = []
    for key in dict.fromkeys((*before, *after)):
        f = kind.by_key.get(key)
        old, new = before.get(key), after.get(key)
        if key == "state":
            lines.append(f"状态：{_state(old)} → {_state(new)}")
        elif f is not None and f.kind is Kind.ROWS:
            lines.extend(_rows(f, old or [], new or []))
        elif f is not None:
            lines.append(f"{f.label}：{_short(f, old)} → {_short(f, new)}")
    return lines


def _state(code: Any) -> str:
    return STATES[code].label if code in STATES else "无"


def _short(f: Field, value: Any) -> str:
    text = show(f, value) or "(空)"
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _rows(f: Field, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[str]:
    was = {row["_id"]: row for row in old}
    now = {row["_id"]: row for row in new}
    lines = [f"{f.label} 去掉：{_row(f, was[key])}" for key in was if key not in now]
    for key, row in now.items():
        if key not in was:
            lines.append(f"{f.label} 加上：{_row(f, row)}")
        elif was[key] != row:
            lines.append(f"{f.label} 改：{_row(f, was[key])} → {_row(f, row)}")
    if not lines and [*was] != [*now]:
        lines.append(f"{f.label}：调了次序")
    return lines


def _row(f: Field, row: Mapping[str, Any]) -> str:
    cells = (_short(column, row.get(column.key)) for column in f.columns if row.get(column.key))
    return " | ".join(cells) or "(空行)"
