"""Making a Word file the school's layout of a document, and giving it up again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exports.attachments import DOCX, file_row
from exports.documents import compiled_own
from exports.own_forms.checking import check_layout
from exports.papers import built
from exports.photos import digest
from exports.word.xml import BadTemplate
from models.school.layouts import layout_record, own_layouts
from models.school.schools import fonts_of
from models.session.session import Session

if TYPE_CHECKING:
    from exports.documents import Document
    from models.kernel.record import Record
    from models.storage import Store


def use_layout(store: Store, document: Document, file: bytes, name: str, *, actor: str) -> Record:
    """Make a file the layout of a document from now on; the one before stays in the history.

    Raises `BadTemplate` for a file without markers, or with any that cannot be used.
    """
    checked = check_layout(file, document)
    if checked.problems:
        raise BadTemplate("\n".join(checked.problems))
    if not checked.markers:
        raise BadTemplate(
            "这个文件里没有标记，还不能用作版式。空白表格先“对应栏目”(layout map)，再用带标记的那一份。"
        )
    compiled_own(document, file)
    sha256 = digest(file)
    before = layout_record(store, document.name)
    with store.transaction():
        store.put_blob(sha256, file, DOCX, 0, 0)
        return store.save(
            replace(before.with_values(source=name, file=[file_row(sha256, name, DOCX)]), deleted_at=""),
            actor=actor, reason=f"{document.name}改用“{name}”",
        )  # fmt: skip


def drop_layout(store: Store, document: Document, *, actor: str) -> bool:
    """Go back to the layout that comes with the program; whether there was another."""
    record = layout_record(store, document.name)
    if not record.version or record.deleted_at:
        return False
    store.delete(record, actor=actor, reason="改用自带的版式")
    return True


def present_file(store: Store | None, document: Document) -> bytes:
    """The layout that is used now, as a file to start from: the school's own, else the one that comes
    with the program.
    """
    own = own_layouts(store) if store else {}
    if document.name in own:
        return own[document.name]
    return built(document.layout, fonts_of(Session(store).school if store else None))
