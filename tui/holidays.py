"""The state's holidays of a new year, from a file into the terms that they concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.calendar.published import read_published
from models.kernel.errors import JiaoyanError
from models.kernel.fields import Field
from models.meetings.planning import take_in_holidays
from tui.context import context_of
from tui.dialogs.asking import ask
from tui.outside import read_bytes
from tui.typed_paths import typed_path

if TYPE_CHECKING:
    from tui.notebook import Notebook

ASKED = Field("path", "文件", required=True, hint="可以把下载的 2027.json 拖到这里")


async def import_holidays(app: Notebook) -> None:
    """Ask for the file, write its days into the open terms and lay the untouched meetings out anew."""
    answers = await ask(app, "导入放假安排", (ASKED,), context_of(app.session))
    if answers is None:
        return
    try:
        days = read_published(read_bytes(typed_path(answers["path"])))
        changed = take_in_holidays(app.session, days)
    except JiaoyanError as problem:
        app.tell(str(problem), bad=True)
        return
    if changed:
        app.tell(f"已写入{'、'.join(changed)}的校历，没填写的活动已按新校历重排。")
        app.action_go("home")
    else:
        app.tell("文件里的日子不在任何进行中的学期里，或者已经写过，没有改动。")
