"""The school's own layouts in the store."""

import pytest

from models.kernel.errors import JiaoyanError
from models.kernel.ids import row_id
from models.school.layouts import LAYOUT, layout_record, own_layouts
from models.storage import Store

PAPER = "签到表"


def row(sha256: str) -> dict[str, str]:
    return {"_id": row_id(), "sha256": sha256, "name": "签到.docx", "media": "application/x",
            "caption": "", "sort": ""}  # fmt: skip


def keep(store: Store, sha256: str, content: bytes) -> None:
    store.put_blob(sha256, content, "application/x", 0, 0)
    store.save(layout_record(store, PAPER).with_values(file=[row(sha256)]), actor="教务处")


def test_the_newest_of_a_paper_counts_and_none_that_was_put_away(store: Store) -> None:
    assert own_layouts(store) == {}
    keep(store, "a" * 64, b"first")
    keep(store, "b" * 64, b"second")
    assert own_layouts(store) == {PAPER: b"second"}
    store.delete(layout_record(store, PAPER), actor="教务处")
    assert own_layouts(store) == {}
    assert layout_record(store, PAPER).deleted_at


def test_one_that_lost_its_file_is_named(store: Store) -> None:
    record = layout_record(store, PAPER).with_values(source="签到.docx", file=[row("c" * 64)])
    store.save(record, actor="教务处")
    with pytest.raises(JiaoyanError, match=r"签到表.*F9"):
        own_layouts(store)


def test_it_has_the_same_id_on_every_machine(store: Store) -> None:
    assert layout_record(store, PAPER).id == layout_record(store, PAPER).id
    assert layout_record(store, PAPER).type is LAYOUT
