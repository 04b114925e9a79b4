"""The layouts that a school has of its own for the papers it hands in, one for each paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.kernel.errors import JiaoyanError
from models.kernel.fields import Field, Kind, Section
from models.kernel.filters import Filter
from models.kernel.ids import derived_id
from models.kernel.record import RecordType, new_record

if TYPE_CHECKING:
    from models.kernel.record import Record
    from models.storage import Store

LAYOUT = RecordType(
    name="layout",
    label="文件版式",
    counter="份",
    plural="layouts",
    newest_first=False,
    fields=(
        Field("paper", "用于", automatic=True, limit=60, listed=24),
        Field("source", "原来的文件", automatic=True, limit=200, listed=40),
        Field("file", "版式文件", Kind.FILES, automatic=True),
    ),
    form=(Section("版式", (("paper",), ("source",))),),
    beside_form=("file",),
    title=lambda values: f"{values.get('paper') or ''}的版式",
)


def layout_record(store: Store, paper: str) -> Record:
    """The school's own layout of a paper, deleted ones too, or a new one. Its id follows from the
    paper, so that there is one on every machine.
    """
    id_ = derived_id(date(2026, 1, 1), "layout", paper)
    return store.get(LAYOUT, id_) or new_record(LAYOUT, {"paper": paper}, id=id_)


def own_layouts(store: Store) -> dict[str, bytes]:
    """The files of the school's own layouts by the papers they are for.

    Raises `JiaoyanError`, which names the one whose content is not here.
    """
    found = {}
    for record in store.many(LAYOUT, store.ids(Filter(LAYOUT))):
        for row in record["file"] or ():
            if not store.has_blob(row["sha256"]):
                raise JiaoyanError(
                    f"“{record['paper']}”的版式文件“{row['name']}”不在数据库里。"
                    "请在“本校的版式”里重新选一份，或按 F9 改回自带的。"
                )
            found[str(record["paper"])] = store.blob(row["sha256"])
    return found
