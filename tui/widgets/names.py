"""Names of people, groups and other records, completed while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.actions import SkipAction
from textual.containers import Vertical
from textual.widgets.option_list import Option

from models.kernel.naming import names_in, without_space
from models.kernel.text import one_line
from tui.cells import plain
from tui.widgets.cn_input import CnInput
from tui.widgets.edited import Completion, Edited, Unreadable
from tui.widgets.keys import keys
from tui.widgets.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input, OptionList

MOST = 8
"""Names offered at a time."""
SIGNS = "、，,;；/ \u3000"
"""Behind these a new name begins."""


class NameInput(CnInput):
    """The line to type in; the keys that belong to the list beneath go there."""

    BINDINGS: ClassVar[list[BindingType]] = keys(
        ("down", "offer(1)", "下一个"),
        ("up", "offer(-1)", "上一个"),
    )

    def action_offer(self, by: int) -> None:
        """Down and up the names that are offered."""
        names = self.parent
        if isinstance(names, Names):
            names.move(by)


class Names(Vertical):
    """One name, or with `many` several parted by 、. Its value is a link, or a list of links.

    Enter or Tab takes the marked name. A name that fits nobody is a guest's; one that fits two
    must be chosen: ↓ offers exactly those. Several people where `is_several` says that one is
    asked for are said, and stay as they were typed.
    """

    DEFAULT_CSS = """
    Names { height: auto; width: 1fr; }
    Names > OptionList { display: none; overlay: screen; constrain: none inside; width: 44;
        height: auto; max-height: 8; border: none; padding: 0; background: $panel; }
    Names > OptionList.offered { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys(("escape", "close", "收起"))

    def __init__(
        self, value: Any, complete: Callable[[str], Sequence[Completion]], *, many: bool,
        disabled: bool = False, entered: Callable[[], object] | None = None,
        is_several: Callable[[dict[str, Any]], bool] = lambda _link: False, hint: str = "",
    ) -> None:  # fmt: skip
        super().__init__(disabled=disabled)
        self.many = many
        self._complete = complete
        self._entered = entered
        self._is_several = is_several
        self._links = self._as_links(value)
        self._offers: list[Completion] = []
        self._at = 0
        """Which of the names the offers are for."""
        self._given = self._text()
        self._line = NameInput(self._given, placeholder=hint, select_on_focus=not many)
        self._list = Options(markup=False)
        self._list.can_focus = False

    def _as_links(self, value: Any) -> list[dict[str, Any]]:
        if self.many:
            return list(value or ())
        return [value] if value else []

    def _text(self) -> str:
        return "、".join(str(link["name"]) for link in self._links)

    def compose(self) -> ComposeResult:
        """The line and the list."""
        yield self._line
        yield self._list

    @property
    def _now(self) -> list[dict[str, Any]]:
        """The links that the line means, its last key included."""
        typed = self._line.value
        return self._links if typed == self._given else self._meant(self._parts(typed))

    @property
    def held(self) -> Any:
        """The value as it is kept."""
        links = self._now
        return list(links) if self.many else next(iter(links), None)

    def put(self, value: Any) -> None:
        """Show a value without posting `Edited`."""
        self._links = self._as_links(value)
        self._write()

    def _write(self, behind: str = "") -> None:
        self._given = self._line.value = self._text() + behind
        self._line.cursor_position = len(self._given)

    def focus(self, scroll_visible: bool = True) -> Names:
        """The line is where one types."""
        self._line.focus(scroll_visible)
        return self

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read the names and offer what the one at the cursor may mean."""
        event.stop()
        typed = self._line.value
        if typed == self._given:
            return
        links = self._meant(self._parts(typed))
        self._given = typed
        self._at = self._place_of_cursor()
        self._offer(str(links[self._at]["name"]) if self._at < len(links) else "")
        if links != self._links:
            self._links = links
            self.post_message(Edited(self, self.held))

    def _parts(self, typed: str) -> list[str]:
        if self.many:
            return names_in(typed, lambda name: bool(self._called(name)))
        name = without_space(one_line(typed))
        return [name] if name else []

    def _place_of_cursor(self) -> int:
        """Which of the names the cursor is in; that of the next where none is begun."""
        if not self.many:
            return 0
        before = self._line.value[: self._line.cursor_position]
        names = len(self._parts(before))
        return names if not before.strip() or before[-1] in SIGNS else names - 1

    def _meant(self, names: list[str]) -> list[dict[str, Any]]:
        """Whom they mean: those that were chosen before, each once, else the only one of a name."""
        chosen: dict[str, list[dict[str, Any]]] = {}
        for link in self._links:
            if link.get("id"):
                chosen.setdefault(str(link["name"]), []).append(link)
        return [chosen[name].pop(0) if chosen.get(name) else self._only(name) for name in names]

    def _called(self, name: str) -> list[Completion]:
        """All of exactly this name."""
        return [one for one in self._complete(name) if one.link["name"] == name]

    def _only(self, name: str) -> dict[str, Any]:
        """The one record of this name; the bare name where there is none, or more than one."""
        found = self._called(name)
        return found[0].link if len(found) == 1 else {"id": None, "name": name}

    def _offer(self, part: str) -> None:
        found = list(self._complete(part))[:MOST] if part else []
        exact = len(found) == 1 and found[0].link["name"] == part
        self._lay_out(found, shown=bool(found) and not exact)

    def _lay_out(self, found: list[Completion], *, shown: bool) -> None:
        self._offers = found
        self._list.clear_options()
        self._list.add_options(Option(plain(_shown(one))) for one in found)
        self._list.set_class(shown, "offered")
        self._list.highlighted = 0 if found else None

    @property
    def _open(self) -> bool:
        return self._list.has_class("offered")

    def move(self, by: int) -> None:
        """Down and up the names that are offered; where none are yet, offer some."""
        if not self._open:
            found = self._choosable()
            self._lay_out(found, shown=bool(found))
        elif self._list.highlighted is not None:
            self._list.highlighted = (self._list.highlighted + by) % self._list.option_count

    def _choosable(self) -> list[Completion]:
        """The namesakes where a name fits several; else whom the name at the cursor may mean, and
        everybody where nothing is begun there or nobody fits.
        """
        links, here = self._now, self._place_of_cursor()
        undecided = [n for n, link in enumerate(links) if self._fits_several(link)]
        if undecided:
            self._at = here if here in undecided else undecided[0]
            return self._called(str(links[self._at]["name"]))
        self._at = here
        begun = here < len(links) and not links[here].get("id")
        found = self._complete(str(links[here]["name"])) if begun else ()
        return list(found or self._complete(""))[: MOST * 8]

    def action_close(self) -> None:
        """Put the list away; a second Esc is for the page or the dialog around."""
        if not self._open:
            raise SkipAction
        self._list.remove_class("offered")

    def on_key(self, event: events.Key) -> None:
        """Enter takes the marked name, Tab too unless it fits several, and goes on."""
        if event.key == "tab" and self._open:
            if not self._is_undecided():
                self._pick(self._list.highlighted or 0)
        elif event.key == "enter" and self._open:
            event.stop()
            event.prevent_default()
            self._pick(self._list.highlighted or 0, more=self.many)
        elif event.key == "enter":
            event.stop()
            (self._entered or self.screen.focus_next)()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The mouse takes a name too."""
        event.stop()
        self._pick(event.option_index)
        self.focus()

    def _is_undecided(self) -> bool:
        """What was typed is a whole name, and more than one has it."""
        links = self._now
        return self._at < len(links) and self._fits_several(links[self._at])

    def _pick(self, place: int, *, more: bool = False) -> None:
        """Take an offered name; with `more` the next one can be typed at once."""
        if place >= len(self._offers):
            return
        links = list(self._now)
        links[self._at : self._at + 1] = [self._offers[place].link]
        self._links = links
        self._write("、" if more else "")
        self._list.remove_class("offered")
        self.post_message(Edited(self, self.held))
        self.post_message(Unreadable(self, self._reason()))

    def on_descendant_blur(self) -> None:
        """Gone on: a name that fits two has to be chosen, and where one is asked for, one is left."""
        self._list.remove_class("offered")
        if self._line.value.endswith("、") and self._line.value == self._given:
            self._write()
        self.post_message(Unreadable(self, self._reason()))

    def _reason(self) -> str:
        """Why this is no value yet."""
        links = self._now
        twice = next((link["name"] for link in links if self._fits_several(link)), "")
        if twice:
            return f"有几位{twice}，请按 ↓ 选一位。"
        if any(map(self._is_several, links)):
            return "这里只能填一位，请留下一位，其他人写到别处。"
        return ""

    @property
    def settled(self) -> list[dict[str, Any]]:
        """Those whose names fit nobody else."""
        return [link for link in self._now if not self._fits_several(link)]

    def _fits_several(self, link: dict[str, Any]) -> bool:
        return not link.get("id") and len(self._called(str(link["name"]))) > 1


def _shown(one: Completion) -> str:
    return f"{one.link['name']}({one.note})" if one.note else str(one.link["name"])
