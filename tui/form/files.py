"""Attachments: a path typed, pasted or dragged in adds a file; each has a caption."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from models.kernel.text import clean
from tui.cells import fit
from tui.form.pieces import Piece, Style
from tui.form.written import OneLine

if TYPE_CHECKING:
    from tui.form.editor import Key, Keys

NAME = 34
"""Cells of the name of a file."""
PATH = "+ 照片或文件的路径(可拖入)，Enter 添加"
SAY = "说明文字"


def name_of(row: dict[str, Any]) -> Piece:
    """What the file is and how it is called."""
    sign = "图" if str(row["media"]).startswith("image/") else "件"
    return fit(f"[{sign}] {row['name']}", NAME - 2) + "  ", Style.VALUE


class Path(OneLine):
    """The line for a path; it is no value, so `held` is what the field holds already."""

    KEYS: ClassVar[Keys] = (("enter", "添加"), *OneLine.KEYS)

    def __init__(self, rows: Any) -> None:
        super().__init__("", PATH)
        self._rows = rows
        self._reason = ""
        self.wanted = ""
        """The path that is to be taken in."""

    @property
    def held(self) -> Any:
        """The files that are there."""
        return self._rows

    def put(self, value: Any) -> None:
        """Other files."""
        self._rows = value

    def paste(self, text: str) -> None:
        """Paths, one on each line or side by side."""
        self.buffer.replace(" ".join(clean(text).text.split("\n")).strip())

    def take(self, key: Key) -> bool:
        """Enter adds the file whose path stands in the line."""
        if key.name == "enter" and self.buffer.text.strip():
            self.wanted = self.buffer.text
            self.buffer.put("")
            return True
        return super().take(key)

    def refused(self, left: str, reasons: str) -> None:
        """What cannot be taken stays in the line, with the reasons."""
        if left:
            self.buffer.put(f"{left} {self.buffer.text}".rstrip())
            self.buffer.move_to(len(self.buffer.text))
        self._reason = reasons

    @property
    def left_over(self) -> str:
        """A path that has not been added."""
        return self.buffer.text

    @property
    def reason(self) -> str:
        """Why a file could not be taken."""
        return self._reason
