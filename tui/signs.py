"""Terminals that draw ①, “” and lines two cells wide, where Textual counts one: there every sign of
that kind is shown as a plain one, or the columns would be torn apart.

Which signs: East Asian Width “ambiguous” (Unicode TR11). Old Windows consoles with a Chinese font
draw them wide, and terminals in which somebody has set it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

PROBE = "\x1b7\x1b[1;1H①\x1b[6n\x1b8"
"""Write a sign in the corner and ask where the cursor is; what stood there is drawn again after."""
WIDE = 2
"""The column, from 0, in which the cursor stands after a sign that is two cells wide."""
_PLAIN = {
    "─━═╌┄┈╍▁▂▃▔": "-", "│┃║╎┆▏▎▍▌▋▊▉": "|", "┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╇╈┡┩┠┨": "+",
    "▄▅▆▇█■▀▐": "#", "□○◇◎△▽☐": "o", "▣◐◑◕◆●◉▲▼": "@", "★☆※": "*", "×✕": "x", "→⇒▶▷": ">", "←◀◁": "<",
    "↑": "^", "↓": "v", "·•‧∙": ".", "…": "~", "—–―": "-", "“”„": '"', "‘’": "'", "‖∥": "|", "①": "1",
    "②": "2", "③": "3", "④": "4", "⑤": "5", "⑥": "6", "⑦": "7", "⑧": "8", "⑨": "9", "℃": "C", "°": "o",
    "±": "+", "÷": "/", "≈": "~", "≠": "#", "≤": "<", "≥": ">", "√": "v", "№": "N", "§": "S", "¨": '"',
}  # fmt: skip
_TABLE = str.maketrans({sign: plain for signs, plain in _PLAIN.items() for sign in signs})


def plain_signs(text: str) -> str:
    """The text with every sign of doubtful width as one that is one cell wide everywhere."""
    return text if text.isascii() else text.translate(_TABLE)


class PlainSigns(LineFilter):
    """Shows plain signs only. What is stored and printed stays as it was written."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same line in plain signs."""
        return [
            Segment(text if control else plain_signs(text), style, control)
            for text, style, control in segments
        ]
