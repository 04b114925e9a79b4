"""Forms of past years: what was read of each is looked through, and kept as drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from models.kernel.errors import JiaoyanError
from tui.cells import fit, plain, set_in
from tui.commands import OLD_RECORDS
from tui.screens.path_page import PathPage

if TYPE_CHECKING:
    from pathlib import Path

    from textual.binding import BindingType

    from exports.own_forms.old_records import OldRecords
    from models.session.session import Session

_SURE = 8


class OldRecordsScreen(PathPage):
    """A path, the forms found there with every value that was read, and F8 to keep what is ticked."""

    SCOPES = (OLD_RECORDS,)
    BINDINGS: ClassVar[list[BindingType]] = [*OLD_RECORDS.bindings()]
    HINT = "把往年的文件、文件夹或 zip 拖到这里，或输入路径，按 Enter"

    def __init__(self) -> None:
        super().__init__()
        self._heap: OldRecords | None = None
        self._left: set[tuple[int, str]] = set()
        """What is left out: (form, ``""``) a whole form, (form, key) one field of it."""
        self._lines: list[tuple[int, str]] = []

    def on_mount(self) -> None:
        """Nothing is read yet."""
        self.show_head("读入旧记录", "看过再存，什么都不会改")
        self.show_status(self.HINT)

    def read_path(self, session: Session, path: Path) -> OldRecords:
        """All forms there."""
        from exports.collect.sources import sources
        from exports.own_forms.old_records import read_old_records

        return read_old_records(session, sources([path]), progress=self.say_how_far)

    def show_found(self, found: OldRecords) -> None:
        """A line for each form and each value that was read."""
        self._heap = found
        self._left.clear()
        self._lay_out(0)
        self.lines.focus()

    def _lay_out(self, at: int) -> None:
        """A line for each form and each value that was read, then what stays in the file only."""
        from exports.own_forms.telling import lines_of

        assert self._heap is not None
        self._lines = []
        options = []
        for number, one in enumerate(self._heap.found):
            told = f"{one.name} → {one.record.type.label}《{one.record.title}》"
            self._lines.append((number, ""))
            options.append(Option(plain(f"{self._box(number)} {told}")))
            for line in lines_of(one):
                box = self._box(number, line.key) if line.key else "   "
                words = f"{box} {fit(line.sure, _SURE)} {line.label}：{line.words}"
                self._lines.append((number, line.key))
                options.append(Option(set_in(words), disabled=not line.key))
            options += [Option(set_in(f"! {notice}"), disabled=True) for notice in one.notices]
            self._lines += [(number, "")] * len(one.notices)
        options += [Option(plain(f"没有读  {source.name}：{why}"), disabled=True)
                    for source, why in self._heap.refused]  # fmt: skip
        found = self.lines
        found.clear_options()
        found.add_options(options)
        found.highlighted = min(at, len(self._lines) - 1) if self._lines else None
        self._sum_up()

    def _sum_up(self) -> None:
        assert self._heap is not None
        kept = len(self._wanted())
        known = f"，{len(self._heap.known)} 个以前收过" if self._heap.known else ""
        refused = f"，{len(self._heap.refused)} 个读不了" if self._heap.refused else ""
        self.show_status(f"要存 {kept} 条草稿{known}{refused}。Enter 要或不要，F8 存为草稿")

    def _box(self, number: int, key: str = "") -> str:
        out = {(number, ""), (number, key)} & self._left
        return "[ ]" if out else "[√]"

    def _wanted(self) -> list[int]:
        assert self._heap is not None
        return [n for n in range(len(self._heap.found)) if (n, "") not in self._left]

    @on(OptionList.OptionSelected, "#found")
    def _turned(self, event: OptionList.OptionSelected) -> None:
        self._left ^= {self._lines[event.option_index]}
        self._lay_out(event.option_index)

    def action_keep(self) -> None:
        """Keep what is ticked as drafts."""
        from exports.own_forms.old_records import keep

        if self._heap is None:
            self.show_status(self.HINT)
            return
        chosen = [
            (self._heap.found[n], [key for at, key in self._left if at == n and key])
            for n in self._wanted()
        ]
        try:
            kept = keep(self.session, chosen)
        except JiaoyanError as problem:
            self.show_status(str(problem), bad=True)
            return
        self.app.tell(f"存了 {len(kept)} 条草稿。" if kept else "没有要存的。")
        self.read_again()
