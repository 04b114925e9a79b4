"""The history of a record: who changed what and when, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from models.kernel.changes import describe
from models.kernel.errors import JiaoyanError
from models.kernel.moments import clock
from tui.cells import plain
from tui.standing import Modal
from tui.widgets.options import Options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.kernel.record import Record
    from models.storage.journal import Revision
    from tui.notebook import Notebook


class HistoryScreen(Modal["Record | None"]):
    """The versions, newest first; F8 undoes the chosen one by a new version. Answers with the
    record where something was undone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "关闭"),
        ("f8", "undo", "撤销这一次"),
    ]
    app: Notebook

    def __init__(self, record: Record) -> None:
        super().__init__()
        self.record = record
        self.revisions: list[Revision] = []

    def compose(self) -> ComposeResult:
        """Versions above, what the chosen one changed beneath."""
        store = self.app.session.store
        self.revisions = list(reversed(store.history(self.record.type, self.record.id)))
        with Vertical(classes="dialog wide"):
            yield Static(plain(f"《{self.record.title}》的历史"), classes="dialog-title")
            yield Options(
                *(Option(plain(self._line(revision))) for revision in self.revisions),
                markup=False,
            )
            with VerticalScroll(classes="changes"):
                yield Static(id="changes", markup=False)
            yield Static("↑↓ 看每一次   F8 撤销这一次(另存为新的一版)   Esc 关闭", markup=False)

    def _line(self, revision: Revision) -> str:
        who = revision.actor or "未署名"
        why = f"  原因：{revision.reason}" if revision.reason else ""
        return f"{clock(revision.at, day=True)}  {who}  {OPERATIONS.get(revision.op, revision.op)}{why}"

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        revision = self.revisions[event.option_index]
        before, after = (self._seen(values) for values in (revision.before, revision.after))
        lines = describe(self.record.type, before, after)
        self.query_one("#changes", Static).update(plain("\n".join(lines) or "没有改动内容。"))

    def _seen(self, changed: Mapping[str, Any]) -> dict[str, Any]:
        """Changed values as the person at this terminal may see them."""
        record, me = self.record, self.app.session.me
        seen = record.type.seen({**record.values, **changed}, record.state, me)
        return {key: seen.get(key, value) for key, value in changed.items()}

    def action_undo(self) -> None:
        """Undo the chosen version."""
        if not self.record.type.written_by(self.record, self.app.session.me):
            self.app.tell("这一条要由写它的人自己撤销。", bad=True)
            return
        place = self.query_one(OptionList).highlighted
        if place is None:
            return
        try:
            undone = self.app.session.store.undo(
                self.revisions[place].id, actor=self.app.session.actor
            )
        except JiaoyanError as problem:
            self.app.tell(str(problem), bad=True)
        else:
            self.app.session.refresh()
            self.app.tell("已撤销，另存为新的一版。")
            self.dismiss(undone)


OPERATIONS = {
    "create": "新建",
    "edit": "修改",
    "delete": "删除",
    "restore": "恢复",
    "collect": "收取",
    "undo": "撤销",
    "merge": "合并",
}
"""What the journal calls an operation → what people call it."""
