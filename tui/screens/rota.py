"""Laying out a rota of observed lessons: ask when, show who goes where, keep it when one agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from models.kernel.dates import kept_date, show_short
from models.kernel.errors import JiaoyanError
from models.observing.rota import ASKED, USUAL, lessons_of, still_short, visits_for
from tui.cells import plain
from tui.context import context_of
from tui.dialogs.asking import ask
from tui.standing import Modal
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.observing.coverage import Coverage
    from models.observing.rota import Visit
    from tui.notebook import Notebook


class RotaScreen(Modal[bool]):
    """The rota, for reading; F8 keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("escape", "dismiss(False)", "不要"),
        ("f8", "dismiss(True)", "照此安排"),
    )

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self.lines = lines

    def compose(self) -> ComposeResult:
        """A line for each lesson."""
        with Vertical(classes="dialog wide"):
            yield Static("听课安排", classes="dialog-title", markup=False)
            with VerticalScroll(classes="changes"):
                yield Static(plain("\n".join(self.lines)), markup=False)
            yield Static("F8 照此安排   Esc 不要", markup=False)


async def plan_rota(app: Notebook, found: Coverage) -> bool:
    """Ask, show, save the lessons as planned; whether it was done. For workers."""
    session = app.session
    if session.term is None:
        app.tell("还没有学期。按 Ctrl+P，选“学期与校历”新建一个。", bad=True)
        return False
    answers = await ask(app, "排听课表", ASKED, context_of(session),
                        message="给还差节数的人排课：没听过的优先，同一节课不会撞。",
                        values={**USUAL, "since": session.today().isoformat()})  # fmt: skip
    if answers is None:
        return False
    visits = visits_for(found, answers, session.term, session)
    if not visits:
        app.tell("这段时间里没有可排的：节数都够了，或没有上课的日子。", bad=True)
        return False
    owing = "、".join(f"{who['name']}{number} 节" for who, number in still_short(found, visits))
    said = [f"这样排还差：{owing}。可以多选几节，或一节课多几个人听。", ""] if owing else []
    if not await app.push_screen_wait(RotaScreen([*said, *map(_line, visits)])):
        return False
    lessons = lessons_of(visits, session)
    try:
        session.store.save_all(lessons, actor=session.actor)
    except JiaoyanError as problem:
        app.tell(str(problem), bad=True)
        return False
    session.refresh()
    app.tell(f"已约好 {len(lessons)} 节课，都在“课”的列表里，课题和班级由执教人补上。")
    return True


def _line(visit: Visit) -> str:
    day = kept_date(visit.slot[0])
    when = f"{show_short(day) if day else ''} 第{visit.slot[1]}节"
    who = "、".join(one["name"] for one in visit.observers)
    return f"{when}  {visit.instructor['name']} 上课，{who} 听"
