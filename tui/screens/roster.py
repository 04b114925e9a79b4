"""Taking in the school's list of teachers: what it will do is shown before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from models.kernel.errors import JiaoyanError
from tui.cells import plain
from tui.dialogs.choosing import choose
from tui.standing import Modal
from tui.typed_paths import typed_path
from tui.widgets.cn_input import CnInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from exports.roster.plan import RosterPlan
    from tui.notebook import Notebook


class RosterScreen(Modal[bool]):
    """A path, what the file would change, and F8 to do it. Answers whether it was done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(False)", "不读了"),
        ("f8", "apply", "照此读入"),
    ]
    app: Notebook

    def __init__(self) -> None:
        super().__init__()
        self._plan: RosterPlan | None = None
        self._decisions: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The line for the path, what would be done beneath."""
        with Vertical(classes="dialog wide"):
            yield Static("读入教师名单(xlsx、xls、ods、csv)", classes="dialog-title", markup=False)
            yield CnInput(placeholder="把名单文件拖到这里，或输入路径，按 Enter", id="path")
            with VerticalScroll(classes="changes"):
                yield Static(id="plan", markup=False)
            yield Static("Enter 看会做什么   F8 照此读入   Esc 不读了", markup=False)

    @on(Input.Submitted, "#path")
    def _entered(self) -> None:
        self._decisions.clear()
        self._read()

    @work(thread=True, exclusive=True, group="reading")
    def _read(self) -> None:
        from exports.roster.apply import prepare

        path = typed_path(self.query_one("#path", CnInput).value)
        try:
            with self.app.store.connected():
                plan = prepare(
                    self.app.store, path, self.app.session.today(), decisions=self._decisions
                )
        except JiaoyanError as problem:
            self.app.call_from_thread(self._refused, str(problem))
        else:
            self.app.call_from_thread(self._show, plan)

    def _refused(self, message: str) -> None:
        self._plan = None
        self.query_one("#plan", Static).update(plain(message))

    def _show(self, plan: RosterPlan) -> None:
        from exports.roster.report import parts, summary

        self._plan = plan
        lines = [summary(plan), ""]
        for part in parts(plan):
            lines += [f"─ {part.title} ─", *(f"  {line}" for line in part.lines), ""]
        self.query_one("#plan", Static).update(plain("\n".join(lines)))
        if plan.undecided:
            self._decide(plan)

    @work
    async def _decide(self, plan: RosterPlan) -> None:
        """Ask who is meant, one by one; what is left open is left out."""
        for undecided in plan.undecided:
            options = [(option.code, option.label) for option in undecided.options]
            if (code := await choose(self.app, str(undecided), options)) is None:
                return
            self._decisions[undecided.entry.key] = code
        self._read()

    def action_apply(self) -> None:
        """Do what is shown."""
        from exports.roster.apply import apply_plan

        if self._plan is None:
            return
        try:
            saved = apply_plan(self.app.store, self._plan, actor=self.app.session.actor)
        except JiaoyanError as problem:
            self._refused(str(problem))
            return
        self.app.session.refresh()
        self.app.tell(f"已读入，新增和更新 {len(saved)} 条。" if saved else "没有要改的。")
        self.dismiss(True)
