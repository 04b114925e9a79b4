"""Every paper of every kind of record, made of the worst that can stand in its fields."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exports.documents import DOCUMENTS, Document, render
from models.desk import Desk
from models.normal import normalise
from models.record import Record, new_record
from models.spec import Field, Kind
from tests.exports.word.meeting import SCHOOL_RECORD, photo
from tests.exports.word.reading import bare, faults, text, text_by_another

WORST = "见附件[/] {{活动主题}} {{?x}} ]]></w:t> & <b>\x0b第二行\ttab \x00\ud800 👩‍👩‍👧 \u202eאבג\n\n末行"


def worst(f: Field, text: str) -> Any:
    """The worst a field can hold: every choice, guests, two rows of the same."""
    guest = {"id": None, "name": text}
    return {
        Kind.TEXT: text, Kind.LONG: text, Kind.LINK: guest, Kind.LINKS: [guest, guest],
        Kind.INT: 10**9, Kind.NUMBER: 0.25, Kind.DATE: "2026-11-23", Kind.TIME: "23:59",
        Kind.BOOL: True, Kind.CHOICE: f.choices[-1].code if f.choices else "",
        Kind.CHOICES: [one.code for one in f.choices],
        Kind.ROWS: [{"_id": f"{n:08x}", **{c.key: worst(c, text) for c in f.columns}}
                    for n in range(2)] if f.columns else [],
        Kind.FILES: [],
    }[f.kind]  # fmt: skip


def record_of(document: Document) -> Record:
    """As the store keeps it."""
    kind = document.kind
    values = {f.key: worst(f, WORST) for f in kind.fields if f.key != "instrument_text"}
    kept, _removed = normalise(kind, values)
    return replace(new_record(kind, kept), state=document.states[-1])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.layout)
def test_no_paper_is_broken_by_what_is_written(
    document: Document, sample_desk: Desk, tmp_path: Path
) -> None:
    record = record_of(document)
    gathered = document.gathers(record, sample_desk.store)
    content = render(document, record, SCHOOL_RECORD, photo, gathered)
    assert not faults(content, tmp_path)
    read = text(content)
    assert sorted(bare(read)) == sorted(bare(text_by_another(content, tmp_path)))
    assert "{{活动主题}}" in read
