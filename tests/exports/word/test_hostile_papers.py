"""Every paper of every kind of record, made of the worst that can stand in its fields."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exports.documents import DOCUMENTS, Document, render
from models.kernel.normalise import normalise
from models.kernel.record import Record, new_record
from models.session.session import Session
from tests.exports.word.meeting import SCHOOL_RECORD, photo
from tests.exports.word.reading import bare, faults, text, text_by_another
from tests.worst import worst

WORST = "见附件[/] {{活动主题}} {{?x}} ]]></w:t> & <b>\x0b第二行\ttab \x00\ud800 👩‍👩‍👧 \u202eאבג\n\n末行"


def record_of(document: Document) -> Record:
    """As the store keeps it."""
    kind = document.kind
    values = {f.key: worst(f, WORST) for f in kind.fields if f.key != "instrument_text"}
    kept, _removed = normalise(kind, values)
    return replace(new_record(kind, kept), state=document.states[-1])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.layout)
def test_no_paper_is_broken_by_what_is_written(
    document: Document, sample_session: Session, tmp_path: Path
) -> None:
    record = record_of(document)
    gathered = document.gathers(record, sample_session.store)
    content = render(document, record, SCHOOL_RECORD, photo, gathered)
    assert not faults(content, tmp_path)
    read = text(content)
    assert sorted(bare(read)) == sorted(bare(text_by_another(content, tmp_path)))
    assert "{{活动主题}}" in read
