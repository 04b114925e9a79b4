"""Given answers: one of several, several of several, yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len

from models.kernel.answers import all_meant, begins
from models.kernel.naming import PARTING
from models.kernel.text import clean, halfwidth, one_line
from tui.form.editor import News
from tui.form.pieces import Line, Painted, Piece, Style
from tui.form.typed_answer import TypedAnswer
from tui.form.wrapping import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.kernel.fields import Choice
    from tui.form.editor import Key, Keys

NOTHING = "—"
"""Shown where no answer is chosen."""
SPACES = (" ", "\u3000")


class OneAnswer:
    """``◂ label ▸``: ← → change it, its name or a digit picks it, Enter shows them all."""

    KEYS: ClassVar[Keys] = (
        ("left", "前一个"),
        ("right", "后一个"),
        ("backspace", "清空"),
        ("enter", "全部"),
    )

    def __init__(self, value: Any, choices: tuple[Choice, ...]) -> None:
        self.choices = choices
        self.held: str = value or ""
        self.news = News()
        self._typed = TypedAnswer(choices, "，按 Enter 看全部")
        self._before = self.held
        """What stood here before something was typed: as long as that is no answer, it stays."""

    @property
    def unsettled(self) -> str:
        """Why what was typed is no answer; ``""`` where it is, or nothing was."""
        return self._typed.why_not()

    @property
    def reason(self) -> str:
        """What was typed fits nothing at all; what may still become an answer is left in peace."""
        return "" if self._typed.fits else self._typed.why_not()

    @property
    def left_over(self) -> str:
        """What was typed and is no answer."""
        return self._typed.text if self.unsettled else ""

    def put(self, value: Any) -> None:
        """Show an answer that was not given here."""
        if (value or "") != self.held:
            self._typed.forget()
            self.held = value or ""

    def enter(self) -> None:
        """What is typed from now on is another answer."""
        self._typed.rest()

    def leave(self) -> None:
        """What was typed stays, to be mended or said."""

    def pick(self, code: str) -> None:
        """An answer that was not typed."""
        self._typed.forget()
        self.held = code

    def _step(self, by: int) -> None:
        """The next or the last one, round and round with nothing chosen in between."""
        codes = ["", *(c.code for c in self.choices)]
        place = codes.index(self.held) if self.held in codes else 0
        self.pick(codes[(place + by) % len(codes)])

    def take(self, key: Key) -> bool:
        """A digit, of either width, picks by place where no answer goes on or begins with it; other
        characters name the answer.
        """
        match key.name:
            case "left" | "right":
                self._step(1 if key.name == "right" else -1)
            case "backspace":
                self._shorten()
            case "enter":
                self.news.all_of = self.choices
            case _:
                return bool(key.char) and self._named(key.char)
        return True

    def _shorten(self) -> None:
        """Of what is typed and not a whole answer, one character away; else nothing is chosen."""
        if self._typed.is_unfinished:
            self._typed.shorten()
            self._read()
        else:
            self.pick("")

    def _named(self, typed: str) -> bool:
        char = halfwidth(typed)
        place = int(char) if len(char) == 1 and char.isdecimal() else 0
        if char.isspace() and self._typed.begins_anew:
            return True
        named = not self._typed.begins_anew or begins(char, self.choices)
        if 0 < place <= len(self.choices) and not named:
            self.pick(self.choices[place - 1].code)
        elif not place or named:
            self._add(typed)
        return True

    def paste(self, text: str) -> None:
        """What is pasted names the answer as a whole."""
        self._typed.rest()
        self._add(one_line(clean(text).text))

    def _add(self, typed: str) -> None:
        if self._typed.add(typed):
            self._before = self.held
        self._read()

    def _read(self) -> None:
        """The whole of what was typed decides; as long as it does not, what was chosen stays."""
        fits = self._typed.fits
        self.held = fits[0].code if len(fits) == 1 else self._before

    def click(self, x: int, y: int) -> None:  # noqa: ARG002
        """The arrows can be clicked."""
        if x <= 1:
            self._step(-1)
        elif x >= cell_len(self._label()) + 3:
            self._step(1)

    def _label(self) -> str:
        if self._typed.is_open:
            return f"{self._typed.text}{'…' if self._typed.fits else '？'}"
        return label_of(self.choices, self.held)

    def paint(self, width: int) -> Painted:  # noqa: ARG002
        """Label and arrows, or what is typed as long as it is no answer."""
        label = shown(self._label())
        return Painted(((((f"◂ {label} ▸"), Style.LIVE),),), (cell_len(label) + 2, 0))


def label_of(choices: Sequence[Choice], code: str) -> str:
    """The label of an answer; a code that is none of them as it is, a dash for none."""
    return next((c.label for c in choices if c.code == code), code or NOTHING)


class SeveralAnswers:
    """``[√]专题研修 [ ]理论学习 …``: arrows move, space ticks, and so does naming one. The value is the
    list of codes in the order declared.
    """

    KEYS: ClassVar[Keys] = (("left", "前一个"), ("right", "后一个"), ("space", "打勾"))

    def __init__(self, value: Any, choices: tuple[Choice, ...]) -> None:
        self.choices = choices
        self.held: list[str] = list(value or ())
        self.news = News()
        self.place = next((n for n, c in enumerate(choices) if c.code in self.held), 0)
        self._typed = TypedAnswer(choices)
        self._before = self.held
        """What was ticked before something was typed."""
        self._left = ""
        """Why some of what was pasted is no answer."""

    @property
    def unsettled(self) -> str:
        """Why what was typed is no answer; ``""`` where it is, or nothing was."""
        return self._left or self._typed.why_not()

    @property
    def reason(self) -> str:
        """What was typed or pasted fits nothing at all."""
        return self._left or ("" if self._typed.fits else self._typed.why_not())

    @property
    def left_over(self) -> str:
        """What was typed or pasted and is no answer."""
        return self._left or (self._typed.text if self.unsettled else "")

    def put(self, value: Any) -> None:
        """Show answers that were not given here."""
        if list(value or ()) != self.held:
            self._forget()
            self.held = list(value or ())

    def enter(self) -> None:
        """What is typed from now on is another answer."""
        self._typed.rest()

    def leave(self) -> None:
        """What was typed stays, to be mended or said."""

    def _forget(self) -> None:
        self._typed.forget()
        self._left = ""

    def _take(self, codes: set[str]) -> None:
        """These of the answers; what is none of them, as of another version, stays as it is."""
        known = [c.code for c in self.choices]
        self.held = [*(c for c in known if c in codes), *(c for c in self.held if c not in known)]

    def _toggle(self, place: int) -> None:
        self._forget()
        self.place = place
        self._take({*self.held} ^ {self.choices[place].code})

    def take(self, key: Key) -> bool:
        """An answer that is named is ticked; Backspace takes back what was typed and is none."""
        if key.name in ("left", "right"):
            self._forget()
            self.place = (self.place + (1 if key.name == "right" else -1)) % len(self.choices)
        elif key.name == "backspace" and self._typed.is_open:
            self._typed.shorten()
            self._read()
        elif key.char in SPACES:
            self._toggle(self.place)
        elif key.char and PARTING.fullmatch(key.char):
            self._typed.rest()
        elif key.char:
            self._add(key.char)
        else:
            return False
        return True

    def _add(self, typed: str) -> None:
        if self._typed.add(typed):
            self._before = self.held
            self._left = ""
        self._read()

    def _read(self) -> None:
        """The whole of what was typed decides; as long as it does not, nothing more is ticked."""
        fits = self._typed.fits
        if len(fits) == 1:
            self.place = self.choices.index(fits[0])
        self._take({*self._before, *(c.code for c in fits if len(fits) == 1)})

    def paste(self, text: str) -> None:
        """All that are named are ticked."""
        found, left = all_meant(clean(text).text, self.choices)
        self._typed.forget()
        self._left = f"没有{'、'.join(f'“{word}”' for word in left)}这样的选项。" if left else ""
        self._take({*self.held, *(c.code for c in found)})

    def click(self, x: int, y: int) -> None:
        """The mouse ticks too."""
        rows = boxes_in(self.choices, self._width)
        y -= self._first
        for number in rows[y] if 0 <= y < len(rows) else ():
            x -= cell_len(self.choices[number].label) + 4
            if x < 0:
                self._toggle(number)
                return

    _width, _first = 80, 0
    """Of what was painted last: its cells, and the line on which the boxes begin."""

    def paint(self, width: int) -> Painted:
        """The boxes; the one the arrows are on is reversed; beneath them what is typed and is no
        answer yet.
        """
        self._width = width
        lines = list(painted_boxes(self.choices, self.held, width, self.place))
        rows = boxes_in(self.choices, width)
        self._first = len(lines) - len(rows)
        row = next(n for n, numbers in enumerate(rows) if self.place in numbers)
        before = (cell_len(self.choices[n].label) + 4 for n in rows[row] if n < self.place)
        cursor = (sum(before) + 1, self._first + row)
        if self._typed.is_open:
            text = shown(f"{self._typed.text}{'…' if self._typed.fits else '？'}")
            lines.append(((text, Style.LIVE),))
            cursor = (cell_len(text), len(lines) - 1)
        return Painted(tuple(lines), cursor)


def boxes_in(choices: Sequence[Choice], width: int) -> list[list[int]]:
    """Which of the answers stand on which line."""
    rows: list[list[int]] = [[]]
    used = 0
    for number, choice in enumerate(choices):
        needs = cell_len(choice.label) + 4
        if used + needs > max(width, 20) and rows[-1]:
            rows.append([])
            used = 0
        rows[-1].append(number)
        used += needs
    return rows


def painted_boxes(
    choices: Sequence[Choice], ticked: Sequence[str], width: int, place: int = -1
) -> tuple[Line, ...]:
    """The boxes of all answers; the one at `place` is marked. Codes that are none of them, as those of
    another version, stand before them.
    """
    lines: list[Line] = []
    known = {one.code for one in choices}
    if unknown := [code for code in ticked if code not in known]:
        text = " ".join(f"[√]{shown(code)}" for code in unknown)
        lines = [((text, Style.WRONG),)]
    for row in boxes_in(choices, width):
        pieces: list[Piece] = []
        for number in row:
            one = choices[number]
            on = one.code in ticked
            style = Style.MARKED if number == place else Style.TICKED if on else Style.VALUE
            pieces += [(f"[{'√' if on else ' '}]{one.label}", style), (" ", Style.VALUE)]
        lines.append(tuple(pieces[:-1]))
    return tuple(lines)


class Tick:
    """A box to tick with the space bar or Enter."""

    KEYS: ClassVar[Keys] = (("space", "打勾"), ("enter", "打勾"))
    reason = unsettled = left_over = ""

    def __init__(self, value: Any) -> None:
        self.held = bool(value)
        self.news = News()

    def put(self, value: Any) -> None:
        """Show a value that was not given here."""
        self.held = bool(value)

    def enter(self) -> None:
        """Nothing is typed here."""

    leave = enter

    def take(self, key: Key) -> bool:
        """Tick or untick."""
        if key.char in SPACES or key.name in ("space", "enter"):
            self.held = not self.held
            return True
        return bool(key.char)

    def paste(self, text: str) -> None:
        """A pasted word says nothing here."""

    def click(self, x: int, y: int) -> None:  # noqa: ARG002
        """The mouse ticks too."""
        self.held = not self.held

    def paint(self, width: int) -> Painted:  # noqa: ARG002
        """The box."""
        return Painted(((((box(ticked=self.held)), Style.LIVE),),), (1, 0))


def box(*, ticked: bool) -> str:
    """A box."""
    return "[√]" if ticked else "[ ]"
