"""Content that cannot be read as a record: its text as it lies in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Static, TextArea

from tui.cells import plain
from tui.standing import Modal
from tui.widgets.keys import keys

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.kernel.record import Record


def raw_text_of(record: Record) -> RawTextScreen:
    """What cannot be read of a record, as it lies in the database."""
    texts = "\n\n".join(text for _key, text in record.unread)
    return RawTextScreen(f"{record.damage}。存着的原文：", texts)


class RawTextScreen(Modal[bool]):
    """A text to read and to copy from. Answers whether it is to be thrown away, which F8 asks for
    where it may be.
    """

    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("escape", "dismiss(False)", "关闭"), ("f8", "discard", "不要了")
    )

    def __init__(self, said: str, text: str, *, discards: bool = False) -> None:
        super().__init__()
        self.said = said
        self.text = text
        self.discards = discards

    def compose(self) -> ComposeResult:
        """What is wrong, the text, the keys."""
        keys_here = "Ctrl+C 复制选中的   F8 不要了，删掉   Esc 关闭"
        with Vertical(classes="dialog wide"):
            yield Static(plain(self.said), classes="dialog-title")
            yield TextArea(self.text, read_only=True, soft_wrap=True)
            yield Static(
                keys_here if self.discards else "Ctrl+C 复制选中的   Esc 关闭", markup=False
            )

    def action_discard(self) -> None:
        """It is not wanted any more."""
        if self.discards:
            self.dismiss(True)
