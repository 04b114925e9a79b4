"""The worst that can stand in a field."""

from __future__ import annotations

from typing import Any

from models.kernel.fields import Field, Kind


def worst(f: Field, text: str, *, day: str = "2026-11-23", number: Any = 10**9) -> Any:
    """A value of the field's kind that is as bad as its kind allows: every choice, a guest where a
    link stands, two rows of the same. What is typed into a date or a number may be anything.
    """
    guest = {"id": None, "name": text}
    rows = [
        {"_id": f"{n:08x}",
         **{c.key: worst(c, text, day=day, number=number) for c in f.columns}}
        for n in range(2)
    ]  # fmt: skip
    return {
        Kind.TEXT: text, Kind.LONG: text, Kind.LINK: guest, Kind.LINKS: [guest, guest],
        Kind.INT: number, Kind.NUMBER: number if isinstance(number, str) else 0.25,
        Kind.DATE: day, Kind.TIME: "23:59", Kind.BOOL: True,
        Kind.CHOICE: f.choices[-1].code if f.choices else "",
        Kind.CHOICES: [one.code for one in f.choices], Kind.ROWS: rows if f.columns else [],
        Kind.FILES: [],
    }[f.kind]  # fmt: skip
