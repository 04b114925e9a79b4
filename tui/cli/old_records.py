"""``jiaoyan collect --old``: filled-in forms of past years become drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cli.printing import print_json
from tui.endings import FAILED, FINE
from tui.output import finish, put_out, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.collect.sources import Source
    from exports.own_forms.old_record import OldRecord
    from exports.own_forms.old_records import OldRecords
    from models.kernel.record import RecordType
    from models.session.session import Session


def take_old_records(
    session: Session,
    files: Sequence[Source],
    kind: RecordType | None,
    *,
    apply: bool,
    as_json: bool,
) -> int:
    """Show what would be read, and keep it where that is asked for; the exit status."""
    from exports.own_forms.old_records import keep, read_old_records

    heap = read_old_records(session, files, kind)
    kept = keep(session, [(one, ()) for one in heap.found]) if apply else []
    if as_json:
        print_json({**_object(heap), "applied": apply})
    else:
        _print(heap)
        _last_word(heap, apply, len(kept))
    return FAILED if heap.refused else FINE


def _object(heap: OldRecords) -> dict[str, Any]:
    return {
        "drafts": [_draft(one) for one in heap.found],
        "unchanged": len(heap.known),
        "refused": [{"file": source.name, "reason": why} for source, why in heap.refused],
    }


def _draft(one: OldRecord) -> dict[str, Any]:
    return {
        "id": one.record.id, "file": one.source.name, "kind": one.record.type.name,
        "title": one.record.title,
        "fields": [{"path": read.field.key, "label": read.label, "words": read.words,
                    "value": read.value, "sure": round(read.sure, 2)} for read in one.read],
        "unread": [{"label": label, "words": words} for label, words in one.unread],
        "notices": one.notices,
    }  # fmt: skip


def _print(heap: OldRecords) -> None:
    from exports.own_forms.telling import lines_of

    for one in heap.found:
        put_out(f"{one.source.name} → {one.record.type.label}草稿《{one.record.title}》")
        for line in lines_of(one):
            put_out(f"  {line.sure} {line.label}：{line.words}")
        for notice in one.notices:
            put_out(f"  ! {notice}")
    for source, why in heap.refused:
        put_out(f"没有读：{source.name}：{why}")
    finish()


def _last_word(heap: OldRecords, applied: bool, kept: int) -> None:
    known = f"，{len(heap.known)} 个以前收过" if heap.known else ""
    if applied:
        say(f"存了 {kept} 条草稿{known}。在列表里打开，看过、补齐再提交；原来的文件附在后面。")
    elif heap.found:
        say(
            f"能读成 {len(heap.found)} 条草稿{known}。这里只是预览；没有问题就加上 --apply 再运行一次。"
        )
    else:
        say(f"没有可以收的{known}。")
