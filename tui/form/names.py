"""Names of people, groups and other records, completed while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from models.kernel.fields import id_of
from models.kernel.naming import names_in, without_space
from models.kernel.text import one_line
from tui.form.written import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.form.editor import Completion, Key, Keys

MOST = 8
"""Names offered at a time."""
SIGNS = "、，,;；/ \u3000"
"""Behind these a new name begins."""


def not_several(_link: dict[str, Any]) -> bool:
    """Any name is one name."""
    return False


class Names(Written):
    """One name, or with `many` several parted by 、. Its value is a link, or a list of links.

    Enter or Tab takes the marked name. A name that fits nobody is a guest's; one that fits two
    must be chosen: ↓ offers exactly those. Several people where `is_several` says that one is
    asked for are said, and stay as they were typed.
    """

    KEYS: ClassVar[Keys] = (
        ("down", "下一个"), ("up", "上一个"), ("escape", "收起"), *Written.KEYS
    )  # fmt: skip

    def __init__(
        self, value: Any, complete: Callable[[str], Sequence[Completion]], *, many: bool,
        is_several: Callable[[dict[str, Any]], bool] = not_several, hint: str = "",
    ) -> None:  # fmt: skip
        self.many = many
        self.marked = 0
        self._complete = complete
        self._is_several = is_several
        self._links = self._as_links(value)
        self._offers: list[Completion] = []
        self._at = 0
        """Which of the names the offers are for."""
        self._ever: list[dict[str, Any]] = list(self._links)
        """Whom the line has meant so far: what is taken back means the same as before."""
        self._steps_back = False
        super().__init__(self._text(), hint)

    def _as_links(self, value: Any) -> list[dict[str, Any]]:
        if self.many:
            return list(value or ())
        return [value] if value else []

    def _text(self) -> str:
        return "、".join(str(link["name"]) for link in self._links)

    @property
    def held(self) -> Any:
        """The links that the line means."""
        return list(self._links) if self.many else next(iter(self._links), None)

    @property
    def offers(self) -> Sequence[str]:
        """The names that are offered, with what tells namesakes apart."""
        return [f"{one.link['name']}({one.note})" if one.note else str(one.link["name"])
                for one in self._offers]  # fmt: skip

    def put(self, value: Any) -> None:
        """Show names that were not typed here."""
        if value != self.held:
            self._links = self._as_links(value)
            self._write()

    def _write(self, behind: str = "") -> None:
        self.buffer.take(self._text() + behind)

    def enter(self) -> None:
        """Another name stands for the one that is there; several are gone on with."""
        if not self.many:
            self.buffer.select_all()

    def leave(self) -> None:
        """The list goes; a sign behind the last name too."""
        self._offers = []
        if self.buffer.text.endswith("、"):
            self._write()

    def typed(self) -> None:
        """Read the names and offer what the one at the cursor may mean."""
        self._links = self._meant(self._parts(self.buffer.text))
        self._at = self._place_of_cursor()
        self._offer(str(self._links[self._at]["name"]) if self._at < len(self._links) else "")

    def _parts(self, typed: str) -> list[str]:
        if self.many:
            return names_in(typed, lambda name: bool(self._called(name)))
        name = without_space(one_line(typed))
        return [name] if name else []

    def _place_of_cursor(self) -> int:
        """Which of the names the cursor is in; that of the next where none is begun."""
        if not self.many:
            return 0
        before = self.buffer.text[: self.buffer.cursor]
        names = len(self._parts(before))
        return names if not before.strip() or before[-1] in SIGNS else names - 1

    def _meant(self, names: list[str]) -> list[dict[str, Any]]:
        """Whom they mean: those that were chosen before, each once, else the only one of a name."""
        chosen: dict[str, list[dict[str, Any]]] = {}
        for link in [*self._links, *(self._ever if self._steps_back else ())]:
            if id_of(link):
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
        self._offers, self.marked = [] if exact else found, 0

    def take(self, key: Key) -> bool:
        """Enter takes the marked name, Tab too unless it fits several, and goes on; ↓ ↑ choose."""
        match key.name:
            case "down" | "up":
                self._move(1 if key.name == "down" else -1)
            case "escape" if self._offers:
                self._offers = []
            case "tab" if self._offers:
                if not self._is_undecided():
                    self.pick(self.marked)
                return False
            case "enter" if self._offers:
                self.pick(self.marked, more=self.many)
            case _:
                self._steps_back = key.name in ("ctrl+z", "ctrl+y")
                return super().take(key)
        return True

    def _move(self, by: int) -> None:
        """Down and up the names that are offered; where none are yet, offer some."""
        if self._offers:
            self.marked = (self.marked + by) % len(self._offers)
        else:
            self._offers, self.marked = self._choosable(), 0

    def _choosable(self) -> list[Completion]:
        """The namesakes where a name fits several; else whom the name at the cursor may mean, and
        everybody where nothing is begun there or nobody fits.
        """
        links, here = self._links, self._place_of_cursor()
        undecided = [n for n, link in enumerate(links) if self._fits_several(link)]
        if undecided:
            self._at = here if here in undecided else undecided[0]
            return self._called(str(links[self._at]["name"]))
        self._at = here
        begun = here < len(links) and not id_of(links[here])
        found = self._complete(str(links[here]["name"])) if begun else ()
        return list(found or self._complete(""))[: MOST * 8]

    def _is_undecided(self) -> bool:
        """What was typed is a whole name, and more than one has it."""
        return self._at < len(self._links) and self._fits_several(self._links[self._at])

    def pick(self, place: int, *, more: bool = False) -> None:
        """Take an offered name; with `more` the next one can be typed at once."""
        if place >= len(self._offers):
            return
        links = list(self._links)
        links[self._at : self._at + 1] = [self._offers[place].link]
        self._links = links
        self._ever += [link for link in links if link not in self._ever]
        self._write("、" if more else "")
        self._offers = []

    @property
    def reason(self) -> str:
        """Why this is no value yet."""
        links = self._links
        twice = next((link["name"] for link in links if self._fits_several(link)), "")
        if twice:
            return f"有几位{twice}，请按 ↓ 选一位。"
        if any(map(self._is_several, links)):
            return "这里只能填一位，请留下一位，其他人写到别处。"
        return ""

    @property
    def settled(self) -> list[dict[str, Any]]:
        """Those whose names fit nobody else."""
        return [link for link in self._links if not self._fits_several(link)]

    def _fits_several(self, link: dict[str, Any]) -> bool:
        return not id_of(link) and len(self._called(str(link["name"]))) > 1
