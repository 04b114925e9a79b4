"""Codes that this program does not know, as a newer one leaves them: kept, named, in nobody's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.export import export_records
from models.agenda.week import agenda
from models.catalogue import RECORD_TYPES
from models.kernel.fields import Field, Kind
from models.kernel.filters import Filter
from models.kernel.ids import row_id
from models.kernel.record import RecordType, new_record
from models.kernel.text import clean
from models.kernel.validate import check
from models.kernel.workflow import is_editable
from models.meetings.meetings import MEETING
from models.services.listing import listed, shown_rows
from tests.exports.word.reading import lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from models.session.session import Session
    from models.storage import Store

CODES = st.text(st.characters(categories=("L", "N")), min_size=3, max_size=12).filter(
    lambda code: clean(code).text == code
)
"""As they are kept: a compatibility character is cleaned like any other text."""
OF_CODES = (Kind.CHOICE, Kind.CHOICES)


def places(kind: RecordType) -> Iterator[tuple[Field, Field | None]]:
    """Where a code stands: a field, or a column of one with rows."""
    for f in kind.fields:
        if f.kind in OF_CODES:
            yield f, None
        yield from ((f, c) for c in f.columns if c.kind in OF_CODES)


def chosen(f: Field, code: str) -> Any:
    return [code] if f.kind is Kind.CHOICES else code


@given(code=CODES)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_option_that_is_not_known_is_kept_and_named(store: Store, code: str) -> None:
    for kind in RECORD_TYPES:
        values: dict[str, Any] = {}
        for f, column in places(kind):
            if column is None:
                values[f.key] = chosen(f, code)
            else:
                row = values.setdefault(f.key, [{"_id": row_id()}])[0]
                row[column.key] = chosen(column, code)
        saved = store.save(new_record(kind, values), actor="甲")
        read = store.get(kind, saved.id)
        assert read == saved
        named = {
            (one.key, one.column) for one in check(kind, read.values) if f"“{code}”" in one.message
        }
        for f, column in places(kind):
            if f.shown(read.values):
                assert (f.key, column.key if column else "") in named
        again = store.save(
            read.with_values(**{kind.fields[0].key: read[kind.fields[0].key]}), actor="乙"
        )
        assert again.values == read.values


def test_an_option_that_is_not_known_stops_nothing(session: Session, tmp_path: Path) -> None:
    store = session.store
    submitted = store.ids(Filter(MEETING, states=("submitted", "approved")))
    record = store.get(MEETING, submitted[0])
    assert record is not None
    roll = [
        {**row, "status": "远程"} if n == 0 else row for n, row in enumerate(record["attendance"])
    ]
    kept = store.save(
        record.with_values(kinds=[*record["kinds"], "workshop"], grade="A+", attendance=roll),
        actor="甲",
    )
    rows = store.rows(MEETING, submitted, [f.key for f in listed(MEETING)])
    shown = list(shown_rows(MEETING, rows, listed(MEETING), session))
    assert len(shown) == len(submitted)
    assert "workshop" in " ".join(shown[0])
    assert agenda(session)
    report = export_records(store, [kept], tmp_path, seen_by=None)
    assert report.failed == []
    text = "\n".join(lines(report.files[0].read_bytes()))
    assert kept["theme"] in text
    assert store.search(kept["theme"][:4])


def test_a_state_that_is_not_known_is_named_and_left_alone(
    session: Session, tmp_path: Path
) -> None:
    store = session.store
    ids = store.ids(Filter(MEETING))
    store.run("UPDATE meetings SET state = 'reviewed' WHERE id = ?", store.key(ids[0]))
    read = store.get(MEETING, ids[0])
    assert read is not None
    assert "状态“reviewed”这个版本的教研本不认识" in read.damage
    assert not is_editable(read)
    rows = store.rows(MEETING, ids, [f.key for f in listed(MEETING)])
    shown = list(shown_rows(MEETING, rows, listed(MEETING), session))
    assert [cells[0] for cells in shown].count("? reviewed") == 1
    assert shown[0][0] == "? reviewed"
    assert agenda(session)
    others = [one for one in store.many(MEETING, ids[1:]) if one.state == "submitted"]
    report = export_records(store, [read, *others], tmp_path, seen_by=None)
    assert [id_ for id_, _why in report.failed] == [read.id]
    assert report.written >= len(others)
    assert store.fetch("SELECT state FROM meetings WHERE id = ?", store.key(ids[0])) == [
        ("reviewed",)
    ]
