"""Documents that come back: what each would change is looked through, taken or left by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from models.kernel.errors import JiaoyanError
from models.session.session import Session
from tui.cells import plain, set_in
from tui.claims import said_of_claims
from tui.commands import COLLECT
from tui.dialogs.choosing import choose
from tui.screens.path_page import PathPage

if TYPE_CHECKING:
    from pathlib import Path

    from textual.binding import BindingType

    from exports.collect.choices import Choice
    from exports.collect.collecting import Collected, Collection
    from models.exchange.matching import Decisions

TITLES = {"new": "新的", "changed": "改过", "conflict": "冲突"}


class CollectScreen(PathPage):
    """A path, the documents found there with their differences, and F8 to take over what is ticked."""

    SCOPES = (COLLECT,)
    BINDINGS: ClassVar[list[BindingType]] = [*COLLECT.bindings()]
    HINT = "把文件、文件夹或 zip 拖到这里，或输入路径，按 Enter"

    def __init__(self) -> None:
        super().__init__()
        self._collection: Collection | None = None
        self._choices: list[Choice] = []
        self._lines: list[tuple[int, str]] = []
        """Choice and path (``""`` for the document) of each line that can be ticked."""
        self._decisions: Decisions = {}

    def on_mount(self) -> None:
        """Nothing is read yet."""
        self.show_head("收取文件", "收之前先看，什么都不会改")
        self.show_status(self.HINT)

    def entered(self) -> None:
        """Another path: who is who is asked anew."""
        self._decisions.clear()
        self.read_again()

    def read_path(self, session: Session, path: Path) -> Collection:
        """All documents there, weighed against what is here."""
        from exports.collect.collecting import read_all
        from exports.collect.sources import sources

        return read_all(session, sources([path]), self._decisions, self.say_how_far)

    def show_found(self, found: Collection) -> None:
        """A line for each document and each of its differences."""
        from exports.collect.choices import choices_of

        self._collection = found
        self._choices = choices_of(found)
        self._lay_out(0)
        self.lines.focus()
        self._sum_up()
        if found.questions:
            self._decide(found)

    def _sum_up(self) -> None:
        assert self._collection is not None
        taken = sum(1 for choice in self._choices if choice.taken)
        same = len(self._collection.found) - len(self._choices)
        refused = len(self._collection.refused) + len(self._collection.questions)
        left = f"，{refused} 个不能收" if refused else ""
        self.show_status(
            f"要收 {taken} 个，不收 {len(self._choices) - taken} 个，{same} 个没有变化或更旧{left}。"
            "Enter 收或不收，F8 收下"
        )

    def _lay_out(self, at: int) -> None:
        """A line for each document and each of its differences, then what is not taken at all."""
        found = self.lines
        found.clear_options()
        self._lines = []
        options = []
        for number, choice in enumerate(self._choices):
            one = choice.one
            title = TITLES[one.verdict]
            why = f"({one.judgement.why})" if one.judgement.why else ""
            name = one.source.name.replace("\\", "/").rpartition("/")[2]
            self._lines.append((number, ""))
            options.append(Option(plain(f"{_box(choice, '')} {title}  {name}{why}")))
            for path, label in zip(choice.marks, choice.labels, strict=True):
                self._lines.append((number, path))
                options.append(Option(set_in(f"{_box(choice, path)} {label}")))
            options += [Option(set_in(f"! {notice}"), disabled=True) for notice in one.notices]
            self._lines += [(number, "")] * len(one.notices)
        options += [Option(plain(f"不收  {line}"), disabled=True) for line in self._left_out()]
        if self._collection and (claims := said_of_claims(self._collection)):
            options.append(Option(set_in(claims), disabled=True))
        options += [Option(set_in(f"随文件一起收的{line}"), disabled=True)
                    for line in (self._collection.newcomers() if self._collection else ())]  # fmt: skip
        found.add_options(options)
        if self._lines:
            found.highlighted = min(at, len(self._lines) - 1)

    def _left_out(self) -> list[str]:
        assert self._collection is not None
        refused = [f"{source.name}：{why}" for source, why in self._collection.refused]
        return refused + [f"{source.name}：{one}" for source, one in self._collection.questions]

    @on(OptionList.OptionSelected, "#found")
    def _turned(self, event: OptionList.OptionSelected) -> None:
        if self._collection is None:  # what is listed is being taken over
            return
        number, path = self._lines[event.option_index]
        self._choices[number].turn(path)
        self._lay_out(event.option_index)
        self._sum_up()

    @work
    async def _decide(self, collection: Collection) -> None:
        """Ask who is meant, one by one; what is left open is not collected."""
        from models.exchange.matching import NEW

        asked: set[str] = set()
        for _source, question in collection.questions:
            if question.stranger.id in asked:
                continue
            asked.add(question.stranger.id)
            options = [(one.id, one.title + question.told(one)) for one in question.options]
            options.append((NEW, f"都不是，是新来的{question.stranger.title}"))
            code = await choose(self.app, str(question), options)
            if code is None:
                return
            self._decisions[question.stranger.id] = code
        self.read_again()

    def action_take(self) -> None:
        """Take over what is ticked."""
        from exports.collect.choices import chosen

        if self._collection is None:
            self.show_status(self.HINT)
            return
        collection, self._collection = self._collection, None  # once, however often F8 is pressed
        self.show_status("正在收下……")
        self._keep(collection, chosen(self._choices, self.session.actor))

    @work(thread=True)
    def _keep(self, collection: Collection, wanted: list[Collected]) -> None:
        from exports.collect.collecting import take

        try:
            with self.app.store.connected():
                kept = take(Session(self.app.store, self.app.session.today), collection, wanted)
        except JiaoyanError as problem:
            self.app.call_from_thread(self._not_kept, collection, str(problem))
        else:
            self.app.call_from_thread(self._kept, kept)

    def _kept(self, count: int) -> None:
        self.session.refresh()
        self.app.tell(f"已收下 {count} 条记录。" if count else "没有可以收的。")
        self.read_again()

    def _not_kept(self, collection: Collection, why: str) -> None:
        self._collection = collection
        self.show_status(why, bad=True)


def _box(choice: Choice, path: str) -> str:
    return "[√]" if choice.is_taken(path) else "[ ]"
