"""What can be done with one type of record only: F11 and F12 in its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.kernel.record import new_record
from models.observing.observations import OBSERVATION
from models.observing.visits import sheet_of
from models.research.applying import topic_of
from models.research.inquiries import INQUIRY
from tui.commands import Command, Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.kernel.record import Record
    from tui.notebook import Notebook

KEYS = ("f11", "f12")


@dataclass(frozen=True, slots=True)
class Special:
    """One such thing: `run` gets the record as it was last saved."""

    label: str
    help: str
    run: Callable[[Notebook, Record], None]
    footer: bool = True
    writes: bool = False
    """It changes the record: not for one that can only be read."""


def _observe(app: Notebook, lesson: Record) -> None:
    if not lesson.version:
        app.tell("这节课还没有存。先填好执教人、课题和班级。", bad=True)
        return
    if app.session.me is None:
        app.tell("还不知道您是谁。按 Ctrl+P 选“换人”，再来听课。", bad=True)
        return
    app.open_record(sheet_of(OBSERVATION, lesson, app.session.me, app.session))


def _joint(app: Notebook, lesson: Record) -> None:
    app.open_page("joint", lesson)


def _console(app: Notebook, sheet: Record) -> None:
    app.open_page("console", sheet, instead=True)


def _inquire(app: Notebook, meeting: Record) -> None:
    if not meeting.version:
        app.tell("这次活动还没有存，先写下存在的问题。", bad=True)
        return
    app.open_record(new_record(INQUIRY, {"meeting": meeting.link()}))


def _apply(app: Notebook, inquiry: Record) -> None:
    if not inquiry.version:
        app.tell("这个问题还没有存，先写下来。", bad=True)
        return
    app.open_record(topic_of(inquiry, app.session))


def _folder(app: Notebook, topic: Record) -> None:
    app.open_page("topic_folder", topic)


def _months(app: Notebook, _topic: Record) -> None:
    app.open_page("topic_months")


SPECIALS: dict[str, tuple[Special, ...]] = {
    "lesson": (
        Special("去听课", "打开我对这节课的听课记录，没有就新建", _observe),
        Special("合成", "几个人的听课记录合在一起看，缺谁的也看得到", _joint),
    ),
    "meeting": (
        Special(
            "提为问题",
            "把这次活动发现的问题提为研究问题：问题—主题—专题—课题",
            _inquire,
            footer=False,
        ),
    ),
    "inquiry": (
        Special(
            "写立项申请", "打开由这个问题立成的课题；没有就新写一份，问题和原因已经在里面", _apply
        ),
    ),
    "topic": (
        Special("资料清单", "过程资料 01—09：已有什么，还缺什么", _folder),
        Special("月记录表", "教师 × 月份：交了、迟交、未交", _months),
    ),
    "observation": (
        Special("现场", "坐在教室里用：计时，一行一记，行为代码勾选", _console, writes=True),
    ),
}
"""Record type → what F11 and F12 do."""


def scope_of(kind: str, label: str, *, read_only: bool = False) -> Scope:
    """The specials of a record type as commands; of one to read only, those that change nothing."""
    return Scope(
        label,
        tuple(
            Command(f"special({n})", one.label, one.help, KEYS[n], KEYS[n].upper(), one.footer)
            for n, one in enumerate(SPECIALS.get(kind, ()))
            if not (one.writes and read_only)
        ),
    )
