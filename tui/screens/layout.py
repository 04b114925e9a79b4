"""A school's own form: its labels are matched with what a record holds, and it becomes the layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from models.kernel.errors import JiaoyanError
from tui.cells import fit, plain
from tui.commands import LAYOUT
from tui.dialogs.choosing import choose
from tui.screens.path_page import PathPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.binding import BindingType

    from exports.documents import Document
    from exports.own_forms.checking import Checked
    from exports.own_forms.mapping import FormMapping, Proposal
    from models.session.session import Session

_PLACE = 22
_LABEL = 26


@dataclass(frozen=True)
class _Form:
    """A file that was read: `mapping` where it is a blank form."""

    name: str
    file: bytes
    checked: Checked
    mapping: FormMapping | None


class LayoutScreen(PathPage):
    """A path, the labels found there with what each asks for, and F8 to use the form."""

    SCOPES = (LAYOUT,)
    BINDINGS: ClassVar[list[BindingType]] = [*LAYOUT.bindings()]
    HINT = "把学校的空白表格(或带标记的表格)拖到这里，或输入路径，按 Enter"

    def __init__(self) -> None:
        super().__init__()
        from exports.documents import DOCUMENTS

        self._document: Document = DOCUMENTS[0]
        self._called = ""
        self._file = b""
        self._mapping: FormMapping | None = None

    def on_mount(self) -> None:
        """Nothing is read yet."""
        self._show_document()
        self.show_status(self.HINT)

    def _show_document(self) -> None:
        from models.school.layouts import layout_record

        own = layout_record(self.session.store, self._document.name)
        used = f"“{own['source']}”" if own.version and not own.deleted_at else "自带的版式"
        self.show_head(f"本校的版式 · {self._document.name}", f"现在用：{used}")

    def read_path(self, session: Session, path: Path) -> _Form:  # noqa: ARG002
        """Blank forms are matched, those with markers checked."""
        from exports.own_forms.checking import check_layout
        from exports.own_forms.mapping import read_form
        from exports.own_forms.opening import open_form

        name, file = open_form(path)
        checked = check_layout(file, self._document)
        blank = not checked.markers and not checked.problems
        return _Form(name, file, checked, read_form(file, self._document) if blank else None)

    def refuse(self, message: str) -> None:
        """What cannot be read is not used either."""
        self._mapping, self._file = None, b""
        self.lines.clear_options()
        super().refuse(message)

    def show_found(self, found: _Form) -> None:
        """A line for each label, or for each marker."""
        self._called, self._file, self._mapping = found.name, found.file, found.mapping
        self.lines.clear_options()
        if found.mapping is not None:
            self._lay_out(0)
            self.lines.focus()
            return
        checked = found.checked
        self.lines.add_options(
            Option(plain(line), disabled=True) for line in _checked_lines(checked)
        )
        if checked.problems:
            self.show_status(f"有 {len(checked.problems)} 处要改，改好再拖进来。", bad=True)
        else:
            self.show_status(f"{len(checked.markers)} 个标记都认得，按 F8 用作版式。")

    def _lay_out(self, at: int) -> None:
        assert self._mapping is not None
        lines = self.lines
        lines.clear_options()
        lines.add_options(Option(plain(_line(one))) for one in self._mapping.proposals)
        lines.highlighted = at
        matched = sum(1 for one in self._mapping.proposals if one.markers)
        left = len(self._mapping.proposals) - matched
        self.show_status(f"{matched} 栏对应好了，{left} 栏留空。不对的按 Enter 改，F8 用作版式")

    @on(OptionList.OptionSelected, "#found")
    @work
    async def _change(self, event: OptionList.OptionSelected) -> None:
        """Another marker for a label, or none."""
        from exports.own_forms.blanks import ListBlank
        from exports.own_forms.choosing import markers_for

        if self._mapping is None:
            return
        at = event.option_index
        proposal = self._mapping.proposals[at]
        if isinstance(proposal.blank, ListBlank):
            self.app.tell("列表请先用 F7 写出带标记的一份，再在 Word 里改。")
            return
        answers = [("", "留空，不填"), *markers_for(self._document)]
        chosen = await choose(self.app, f"“{proposal.label}”填什么？", answers)
        if chosen is not None:
            self._mapping.choose(at, chosen)
            self._lay_out(at)

    @work
    async def action_document(self) -> None:
        """Which paper the form is for."""
        from exports.documents import DOCUMENTS

        answers = [(one, f"{one.name}（{one.kind.label}）") for one in DOCUMENTS]
        chosen = await choose(self.app, "是哪一种文件的版式？", answers)
        if chosen is not None:
            self._document = chosen
            self._show_document()
            if self._file:
                self.read_again()

    def action_copy(self) -> None:
        """The form with its markers beside the form itself; without a form the present layout."""
        from exports.own_forms.opening import write_new
        from exports.own_forms.using import present_file

        if self._mapping is None:
            folder, content = _folder(self.app), present_file(self.session.store, self._document)
            wanted = folder / f"{self._document.name}_版式.docx"
        else:
            given = self.path
            wanted, content = given.with_name(f"{given.stem}_版式.docx"), self._marked()
        self._doing(lambda: f"写在“{write_new(wanted, content)}”，用 Word 打开接着改。")

    def action_use(self) -> None:
        """Documents are made with it from now on."""
        if not self._file:
            self.show_status(self.HINT)
            return
        self._doing(self._use)

    def _use(self) -> str:
        from exports.own_forms.using import use_layout

        file = self._marked() if self._mapping is not None else self._file
        use_layout(self.session.store, self._document, file, self._called, actor=self.session.actor)
        return f"“{self._document.name}”以后照“{self._called}”导出。"

    def action_drop(self) -> None:
        """Back to the layout that comes with the program."""
        self._doing(self._drop)

    def _drop(self) -> str:
        from exports.own_forms.using import drop_layout

        dropped = drop_layout(self.session.store, self._document, actor=self.session.actor)
        return f"“{self._document.name}”{'改回了' if dropped else '用的就是'}自带的版式。"

    def _marked(self) -> bytes:
        from exports.own_forms.mapping import marked_copy

        assert self._mapping is not None
        return marked_copy(self._mapping)

    def _doing(self, work: Callable[[], str]) -> None:
        """Do it and say what came of it."""
        try:
            said = work()
        except JiaoyanError as problem:
            self.show_status(str(problem), bad=True)
            return
        self.session.refresh()
        self._show_document()
        self.show_status(said)


def _folder(app: Any) -> Path:
    from exports.folders import ready_folder
    from tui.exporting import folder_of

    return ready_folder(folder_of(app))


def _line(one: Proposal) -> str:
    from exports.own_forms.labels import sure_words

    shown = one.shown or "—"
    return (
        f"{fit(one.blank.where, _PLACE)} {fit(one.label, _LABEL)} {shown}  ({sure_words(one.sure)})"
    )


def _checked_lines(checked: Checked) -> list[str]:
    lines = [f"! {problem}" for problem in checked.problems]
    lines += [f"√ {marker}" for marker in checked.markers]
    if checked.left_out:
        lines.append(f"必填而没有放进去的：{'、'.join(checked.left_out)}")
    return lines
