"""Calling the roll: everyone present in one key, then the exceptions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical
from textual.content import Content, Span
from textual.reactive import reactive
from textual.widget import Widget

from models.kernel.fields import Field, Kind
from models.kernel.ids import row_id
from models.kernel.text import halfwidth
from tui.cells import fit
from tui.widgets.edited import Edited, FieldContext
from tui.widgets.keys import keys
from tui.widgets.names import Names
from tui.widgets.written import Line

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size

CELL = 20
"""Cells that one name takes."""


class RollGrid(Widget, can_focus=True):
    """The names in columns with a sign for each status; arrows move, digits or ◂ ▸ set."""

    DEFAULT_CSS = """
    RollGrid { height: auto; width: 1fr; background: $surface; }
    RollGrid:focus { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("left", "move(-1)", "左"),
        ("right", "move(1)", "右"),
        ("up", "jump(-1)", "上"),
        ("down", "jump(1)", "下"),
        ("space,ideographic_space", "turn", "换一种"),
        ("delete", "remove", "去掉此人"),
    )
    place: reactive[int] = reactive(0)

    def __init__(self, roll: Roll) -> None:
        super().__init__()
        self.roll = roll

    def _across(self, width: int) -> int:
        return max(width // CELL, 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the names need."""
        across = self._across(width)
        return max(-(-len(self.roll.rows) // across), 1) + 1

    def render(self) -> Content:
        """Names with their status, and beneath what the digits mean."""
        across = self._across(self.size.width)
        text, spans = "", []
        for number, row in enumerate(self.roll.rows):
            name = str((row["person"] or {}).get("name", ""))
            label = self.roll.label(row["status"])
            start = len(text)
            reason = f"({row['reason']})" if row.get("reason") else ""
            text += fit(f"{name} {label}{reason}", CELL - 1)
            if self.has_focus and number == self.place:
                spans.append(Span(start, len(text), "reverse"))
            elif row["status"] not in ("", self.roll.came):
                spans.append(Span(start, len(text), "bold $warning"))
            text += "\n" if (number + 1) % across == 0 else " "
        if not self.roll.rows:
            text = "还没有应到的人。先选好教研组和日期，或按 Tab 到下面加人。"
        keys = " ".join(f"{n}{c.label}" for n, c in enumerate(self.roll.statuses, 1))
        text = text.rstrip("\n") + "\n"
        start = len(text)
        text += keys if self.has_focus else self.roll.summary()
        spans.append(Span(start, len(text), "$text-muted"))
        return Content(text, spans)

    def action_move(self, by: int) -> None:
        """To the neighbour."""
        if self.roll.rows:
            self.place = (self.place + by) % len(self.roll.rows)

    def action_jump(self, by: int) -> None:
        """A line up or down; past the edge, to the field before or after."""
        place = self.place + by * self._across(self.size.width)
        if 0 <= place < len(self.roll.rows):
            self.place = place
        elif by < 0:
            self.screen.focus_previous()
        else:
            self.screen.focus_next()

    def action_turn(self) -> None:
        """The next status."""
        codes = [c.code for c in self.roll.statuses]
        if self.roll.rows:
            now = self.roll.rows[self.place]["status"]
            place = codes.index(now) + 1 if now in codes else 0
            self.roll.set_status(self.place, codes[place % len(codes)])

    def action_remove(self) -> None:
        """Not expected here."""
        if self.roll.rows:
            self.roll.set_status(self.place, None)

    def on_key(self, event: events.Key) -> None:
        """Digits of either width set the status; Enter goes to the reason."""
        digit = halfwidth(event.character or "")
        if digit.isdecimal() and len(digit) == 1 and 0 < int(digit) <= len(self.roll.statuses):
            event.stop()
            if self.roll.rows:
                self.roll.set_status(self.place, self.roll.statuses[int(digit) - 1].code)
        elif event.key == "enter":
            event.stop()
            self.roll.to_reason(self.place)

    def on_click(self, event: events.Click) -> None:
        """The mouse picks a name."""
        across = self._across(self.size.width)
        place = event.y * across + min(event.x // CELL, across - 1)
        if place < len(self.roll.rows):
            self.place = place


class Roll(Vertical):
    """Rows of person, status and reason, as a roll. `came` is the code of somebody present."""

    DEFAULT_CSS = """
    Roll { height: auto; width: 1fr; }
    Roll > Line { display: none; }
    Roll > Line.asked { display: block; }
    """

    def __init__(
        self,
        value: list[dict[str, Any]],
        f: Field,
        context: FieldContext,
        *,
        disabled: bool = False,
    ) -> None:
        super().__init__(disabled=disabled)
        self.rows = [dict(row) for row in value or ()]
        self.came = f.roll
        self.statuses = next(c.choices for c in f.columns if c.kind is Kind.CHOICE)
        self._target = next(c.target for c in f.columns if c.kind is Kind.LINK)
        self._reason_of = ""
        """The ``"_id"`` of the row whose reason is asked for."""
        self._grid = RollGrid(self)
        self._reason = Line("", placeholder="事由，写完按 Enter", id="reason")
        self._newcomers = Names(
            [], partial(context.complete, self._target), many=True, entered=self._add_typed,
            hint="+ 加人：姓名或来宾，Enter",
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        """The grid, the reason of one person, and a place to add somebody."""
        yield self._grid
        yield self._reason
        yield self._newcomers

    @property
    def held(self) -> list[dict[str, Any]]:
        """The value as it is kept, with whoever was typed beneath and not added yet."""
        rows = [dict(row) for row in self.rows]
        if self._reason.has_class("asked"):
            rows = [{**row, "reason": self._reason.held} if row["_id"] == self._reason_of else row
                    for row in rows]  # fmt: skip
        typed = (one for one in self._newcomers.held if not self._is_there(one))
        return [*rows, *map(self._row_of, typed)]

    def put(self, value: list[dict[str, Any]]) -> None:
        """Show other rows without posting `Edited`."""
        self.rows = [dict(row) for row in value or ()]
        self._redraw()

    def _redraw(self) -> None:
        self._grid.place = min(self._grid.place, max(len(self.rows) - 1, 0))
        self._grid.refresh(layout=True)

    def focus(self, scroll_visible: bool = True) -> Roll:
        """The names."""
        self._grid.focus(scroll_visible)
        return self

    def label(self, code: str) -> str:
        """A status as people call it; ``?`` where it is not set yet."""
        return next((c.label for c in self.statuses if c.code == code), "?")

    def summary(self) -> str:
        """``应到 12 实到 11  事假:周×× …``."""
        unset = sum(not row["status"] for row in self.rows)
        parts = [f"还有 {unset} 人没有记（F6 全员出席）"] if unset else []
        for choice in self.statuses:
            names = [str(r["person"]["name"]) for r in self.rows if r["status"] == choice.code]
            if names and choice.code != self.came:
                parts.append(f"{choice.label}：{'、'.join(names)}")
            elif names:
                parts.append(f"{choice.label} {len(names)} 人")
        return "  ".join(parts)

    def all_present(self) -> None:
        """Everybody who has no status yet has come."""
        for row in self.rows:
            row["status"] = row["status"] or self.came
        self._changed()

    def _changed(self) -> None:
        self._redraw()
        self.post_message(Edited(self, self.held))

    def set_status(self, place: int, code: str | None) -> None:
        """Another status for the person at `place`; None takes them out."""
        if code is None:
            del self.rows[place]
        else:
            self.rows[place]["status"] = code
        self._changed()

    def to_reason(self, place: int) -> None:
        """Ask for the reason of one person."""
        if place >= len(self.rows):
            return
        self._reason_of = str(self.rows[place]["_id"])
        self._reason.put(str(self.rows[place]["reason"] or ""))
        self._reason.add_class("asked")
        self._reason.focus()

    def on_edited(self, event: Edited) -> None:
        """The reason was typed, or somebody is added."""
        if event.widget is self:
            return
        event.stop()
        row = next((row for row in self.rows if row["_id"] == self._reason_of), None)
        if event.widget is self._reason and row is not None:
            row["reason"] = event.value
            self._changed()

    def on_key(self, event: events.Key) -> None:
        """Enter or Esc ends the reason."""
        if event.key in ("enter", "escape") and self._reason.has_focus:
            event.stop()
            event.prevent_default()
            self._reason.remove_class("asked")
            self._grid.focus()

    def _add_typed(self) -> None:
        if self._newcomers.held:
            self._add_settled()
        else:
            self.screen.focus_next()

    def on_descendant_blur(self) -> None:
        """Gone on without Enter: who was typed is added all the same, unless the name fits two."""
        if not self._newcomers.has_focus_within:
            self._add_settled()

    def _add_settled(self) -> None:
        """Those typed beneath whose names fit nobody else; the others stay there to be chosen."""
        there = self._newcomers.settled
        undecided = [one for one in self._newcomers.held if one not in there]
        if there:
            self._newcomers.put(undecided)
            for person in there:
                self._add(person)

    def _add(self, person: dict[str, Any]) -> None:
        if not self._is_there(person):
            self.rows.append(self._row_of(person))
            self._changed()

    def _is_there(self, person: dict[str, Any]) -> bool:
        return any((row["person"] or {}).get("name") == person["name"] and
                   (row["person"] or {}).get("id") == person["id"] for row in self.rows)  # fmt: skip

    def _row_of(self, person: dict[str, Any]) -> dict[str, Any]:
        """Of the school, and so present; somebody else is a guest."""
        guest = next((c.code for c in self.statuses if c.label == "列席"), self.came)
        status = self.came if person["id"] else guest
        return {"_id": row_id(), "person": person, "status": status, "reason": ""}
