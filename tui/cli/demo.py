"""``jiaoyan demo``: the app on a complete sample school, in a database of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.catalogue import RECORD_TYPES
from models.kernel.errors import JiaoyanError, why
from tui.cli.wrong_use import WrongUse
from tui.database import data_folder, file_of, leave_servers_out, where
from tui.endings import FINE
from tui.output import is_watched, put_out, say, say_how_far

if TYPE_CHECKING:
    from pathlib import Path

    from models.storage import Store

SAMPLE = "sample_school"
"""The setting of a database that this command has made."""


def demo(records: int | None, db: str | None, *, no_open: bool, new: bool) -> int:
    """Make a sample school, with so many meetings more, unless it is there or a `new` one is asked for;
    then open the app on it.
    """
    address = where(db or str(data_folder() / (f"demo-{records}.db" if records else "demo.db")))
    path = file_of(address)
    if path is None:
        if new:
            raise WrongUse("服务器上的样例不能用 --new 重做。请用 --db 写一个空的数据库。")
        from models.catalogue import open_school

        with open_school(address) as store:
            _fill(store, records or 0)
    else:
        _make_file(path, records or 0, new=new, ours=db is None)
    if no_open:
        put_out(address)
        say(f'样例学校已经做好。打开它：jiaoyan --db "{address}"')
        return FINE
    from tui.running import run

    return run(address)


def _make_file(path: Path, records: int, *, new: bool, ours: bool) -> None:
    """Make the file unless it is there, or make it anew; one that was interrupted is no sample school,
    and what stands in a place that is not `ours` is not taken for one.
    """
    leave_servers_out(str(path))
    from models.storage.fresh import fresh_file

    if path.exists() and not (new and ours):
        _look_again(path)
        if not new:
            return
    try:
        with fresh_file(path, RECORD_TYPES) as store:
            _fill(store, records)
    except OSError as problem:
        raise JiaoyanError(
            f"样例学校放不进“{path.parent}”：{why(problem)}。请换一个位置(--db)。"
        ) from None


def _look_again(path: Path) -> None:
    from models.catalogue import open_school

    with open_school(path, create=False) as store:
        if not store.setting(SAMPLE):
            raise JiaoyanError(f"“{path}”里不是样例学校。请给样例换一个新的文件(--db)。")


def _fill(store: Store, records: int) -> None:
    from models.demo.make import make_demo

    say("正在准备样例学校……")
    make_demo(store, date.today(), records, _progress if is_watched() else None)
    store.set_setting(SAMPLE, "1")


def _progress(done: int, total: int) -> None:
    say_how_far(f"已存 {done} / {total} 条", done=done == total)
