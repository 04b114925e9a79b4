"""What can be done with one type of record only: F11 and F12 in its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.observing.observations import OBSERVATION
from models.observing.visits import sheet_of
from tui.commands import Command, Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.record import Record
    from tui.app import JiaoyanApp

KEYS = ("f11", "f12")


@dataclass(frozen=True, slots=True)
class Special:
    """One such thing: `run` gets the record as it was last saved."""

    label: str
    help: str
    run: Callable[[JiaoyanApp, Record], None]


def _observe(app: JiaoyanApp, lesson: Record) -> None:
    if not lesson.version:
        app.tell("这节课还没有存。先填好执教人、课题和班级。", bad=True)
        return
    if app.desk.me is None:
        app.tell("还不知道您是谁。按 Ctrl+P 选“换人”，再来听课。", bad=True)
        return
    app.open_record(sheet_of(OBSERVATION, lesson, app.desk.me, app.desk))


def _joint(app: JiaoyanApp, lesson: Record) -> None:
    from tui.screens.joint import JointScreen

    app.push_screen(JointScreen(lesson))


def _console(app: JiaoyanApp, sheet: Record) -> None:
    from tui.screens.console import ConsoleScreen

    app.switch_screen(ConsoleScreen(sheet))


SPECIALS: dict[str, tuple[Special, ...]] = {
    "lesson": (
        Special("去听课", "打开我对这节课的听课记录，没有就新建", _observe),
        Special("合成", "几个人的听课记录合在一起看，缺谁的也看得到", _joint),
    ),
    "observation": (Special("现场", "坐在教室里用：计时，一行一记，行为代码勾选", _console),),
}
"""Record type → what F11 and F12 do."""


def scope_of(kind: str, label: str) -> Scope:
    """The specials of a record type as commands."""
    return Scope(
        label,
        tuple(
            Command(f"special({n})", one.label, one.help, KEYS[n], KEYS[n].upper())
            for n, one in enumerate(SPECIALS.get(kind, ()))
        ),
    )
