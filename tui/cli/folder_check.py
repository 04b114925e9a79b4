"""``jiaoyan collect --check``: what ails a folder before it becomes the term's archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.names import term_named
from tui.cli.printing import print_json
from tui.database import open_database
from tui.endings import FAILED, FINE
from tui.output import finish, put_out, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.collect.doctor import Diagnosis
    from exports.collect.sources import Source
    from models.kernel.record import Record


def examine_folder(files: Sequence[Source], term: str, db: str | None, *, as_json: bool) -> int:
    """Look through the files; status 1 where there is something to do."""
    from exports.collect.doctor import TITLES, examine
    from models.session.session import Session

    with open_database(db, create=False) as store:
        session = Session(store)
        wanted = term_named(session, term) if term else session.term
        diagnosis = examine(session, files, wanted)
    if as_json:
        print_json({ill: [{"file": one.file, "id": one.id, "reason": one.what}
                          for one in diagnosis.of(ill)] for ill in TITLES})  # fmt: skip
    else:
        _print(diagnosis, wanted)
    return FAILED if diagnosis.findings else FINE


def _print(diagnosis: Diagnosis, term: Record | None) -> None:
    from exports.collect.doctor import TITLES

    for ill, title in TITLES.items():
        if found := diagnosis.of(ill):
            put_out(f"{title}({len(found)})")
            for one in found:
                put_out(f"  {one.file}：{one.what}" if one.file else f"  {one.what}")
    finish()
    about = f"按{term.title}查" if term else "没有学期，没有查缺少的"
    ending = f"{len(diagnosis.findings)} 处要处理" if diagnosis.findings else "没有问题"
    say(f"看了 {diagnosis.files} 个文件，{about}，{ending}。")
