"""A part of a layout as a program: fixed text, slots, rows and paragraphs that repeat.

Rendering joins strings; nothing is looked up in a tree, and no code comes out of a layout.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from exports.word.drawing import CAPTION, grid_of
from exports.word.escape import in_run, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from exports.word.drawing import Photo


@dataclass(slots=True)
class Writing:
    """A part that is being written: what is shown, the row and the line it has come to, and the
    pictures and the text so far.
    """

    values: Mapping[str, Any]
    first_picture: int = 0
    row: Mapping[str, Any] = field(default_factory=dict)
    line: str = ""
    photos: list[Photo] = field(default_factory=list)
    out: list[str] = field(default_factory=list)

    def value(self, name: str, column: str) -> Any:
        """The value of a marker here, None where there is none."""
        return self.row.get(column) if column else self.values.get(name)


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one value, alone in its run."""

    name: str
    column: str

    def write(self, to: Writing) -> None:
        """Line breaks and tabs stay what they are."""
        to.out.append(_in_place(to.value(self.name, self.column)))


@dataclass(frozen=True, slots=True)
class Line:
    """The place of the present line in a paragraph that repeats."""

    def write(self, to: Writing) -> None:
        """The line."""
        to.out.append(in_run(to.line))


@dataclass(frozen=True, slots=True)
class Rows:
    """A table row that repeats; an empty list leaves one blank row to fill in by hand."""

    name: str
    inner: Program
    plain: tuple[str, tuple[str, ...]] | None = field(init=False)
    """Where there is nothing but values of columns in it: its text, and the columns."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", _plain_row(self.inner))

    def write(self, to: Writing) -> None:
        """Once for each row."""
        rows: Sequence[Mapping[str, Any]] = to.values.get(self.name) or ({},)
        if self.plain:
            text, columns = self.plain
            to.out += [text % tuple([_in_place(row.get(c)) for c in columns]) for row in rows]
            return
        before = to.row
        for row in rows:
            to.row = row
            write(self.inner, to)
        to.row = before


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph that repeats for each line of a text or each text of a list."""

    name: str
    column: str
    inner: Program

    def write(self, to: Writing) -> None:
        """Once for each line; no text at all leaves one empty paragraph."""
        value = to.value(self.name, self.column) or ""
        for line in lines_of(value) if isinstance(value, str) else value:
            to.line = line
            write(self.inner, to)


@dataclass(frozen=True, slots=True)
class Only:
    """A part of the document that is there only with a value; `instead` is put in its place."""

    name: str
    column: str
    instead: str
    inner: Program

    def write(self, to: Writing) -> None:
        """All of it or nothing."""
        if to.value(self.name, self.column):
            write(self.inner, to)
        elif self.instead:
            to.out.append(self.instead)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has only rows which may vanish: with the last of them it vanishes too."""

    inner: Program

    def write(self, to: Writing) -> None:
        """The table, unless no row came of it."""
        start = len(to.out)
        write(self.inner, to)
        if not any("<w:tr>" in piece or "<w:tr " in piece for piece in to.out[start:]):
            del to.out[start:]


@dataclass(frozen=True, slots=True)
class Pictures:
    """The grid of a list of photos; `width` twips are free for it."""

    name: str
    width: int
    caption: str = CAPTION
    """The id of the style of what is said of them."""

    def write(self, to: Writing) -> None:
        """Two in a row."""
        photos: Sequence[Photo] = to.values.get(self.name) or ()
        first = to.first_picture + len(to.photos)
        to.out.append(grid_of(photos, first, self.width, self.caption))
        to.photos += photos


Step = Slot | Line | Rows | Lines | Only | Table | Pictures
Program = tuple[str | Step, ...]
"""Fixed text of the layout, and steps."""


def write(program: Program, to: Writing) -> None:
    """Append what the steps say."""
    for step in program:
        if type(step) is str:
            to.out.append(step)
        else:
            step.write(to)  # type: ignore[union-attr]


def reworded(program: Program, change: Callable[[str], str], caption: str = CAPTION) -> Program:
    """The program with each fixed text changed, and captions in another style."""
    steps: list[str | Step] = []
    for step in program:
        if isinstance(step, str):
            steps.append(change(step))
        elif isinstance(step, Pictures):
            steps.append(replace(step, caption=caption))
        elif isinstance(step, Only):
            inner = reworded(step.inner, change, caption)
            steps.append(replace(step, instead=change(step.instead), inner=inner))
        elif isinstance(step, Slot | Line):
            steps.append(step)
        else:
            steps.append(replace(step, inner=reworded(step.inner, change, caption)))
    return tuple(steps)


def texts_of(program: Program) -> Iterator[str]:
    """The fixed texts in a program."""
    for step in program:
        if isinstance(step, str):
            yield step
        elif not isinstance(step, Slot | Line | Pictures):
            yield from texts_of(step.inner)


def shown_in(program: Program) -> Iterator[str]:
    """The lists of pictures that a program shows."""
    for step in program:
        if isinstance(step, Pictures):
            yield step.name
        elif not isinstance(step, str | Slot | Line):
            yield from shown_in(step.inner)


def _plain_row(program: Program) -> tuple[str, tuple[str, ...]] | None:
    """A row as a text with a ``%s`` for each value."""
    if any(not (isinstance(step, str) or (isinstance(step, Slot) and step.column))
           for step in program):  # fmt: skip
        return None
    text = "".join(step.replace("%", "%%") if isinstance(step, str) else "%s" for step in program)
    return text, tuple(step.column for step in program if isinstance(step, Slot))


def _in_place(value: Any) -> str:
    """A value as the text of its run."""
    if not value:
        return ""
    if isinstance(value, str):
        return in_run(value)
    return in_run("\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value))
