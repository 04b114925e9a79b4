"""课题月记录表: the teachers of the topic trees × the months of the term; Enter opens a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work

from models.kernel.dates import kept_date, show_short
from models.kernel.workflow import STATES
from models.research.matrix import MARKS, all_topics, matrix
from models.research.tree import tree
from tui.commands import TOPIC_MONTHS, Scope
from tui.dialogs.choosing import choose
from tui.screens.page import Page
from tui.widgets.matrix import MatrixCell, MatrixLine, MatrixView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from models.kernel.record import Record
    from models.research.matrix import Matrix, MatrixRow
    from models.research.month_cells import MonthCell
    from models.research.tree import Placed

COLOURS = {"in": "good", "late": "late", "missing": "bad", "open": "muted"}
"""`MonthCell.state` → its colour."""
SAID = {"in": "按时交了", "late": "交晚了", "missing": "没有交", "open": "还没到时间"}


class TopicMonthsScreen(Page[None]):
    """✓ in, 迟 late, ✗ missing, · not due yet; a cell of which nothing is asked is empty."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (TOPIC_MONTHS,)
    BINDINGS: ClassVar[list[BindingType]] = [*TOPIC_MONTHS.bindings()]

    def __init__(self) -> None:
        super().__init__()
        self._root: str | None = ""
        self._rows: list[MatrixRow | None] = []

    def compose(self) -> ComposeResult:
        """The matrix alone."""
        yield from self.head()
        yield MatrixView(
            id="matrix", empty="本学期没有在研的课题。先在“课题”里新建、提交、立项(F10)。"
        )
        yield from self.foot()

    def on_mount(self) -> None:
        """Go to the matrix; it is filled when the page is shown."""
        self.query_one(MatrixView).focus()

    def on_screen_resume(self) -> None:
        """A record may have been written meanwhile."""
        self.show()

    def show(self) -> None:
        """Count everything anew; the trees of my own topics come first."""
        topics = tree(all_topics(self.session))
        if self._root == "":
            self._root = self._mine(topics)
        only = [one.topic.id for one in topics if self._root is None or one.root == self._root]
        found = matrix(self.session, self.session.term, only or ("",))
        self._rows = []
        self.query_one(MatrixView).show([m.label for m in found.months], list(self._lines(found)))
        self._show_title(found)
        if found.faults:
            self.show_status("；".join(found.faults), bad=True)

    def _mine(self, topics: list[Placed]) -> str | None:
        """The tree with a topic that I am head or member of; all trees for anybody else."""
        me = self.session.me
        for one in topics if me else ():
            rows = one.topic["members"] or ()
            named = [one.topic["head"], *(row["person"] for row in rows)]
            if any(link and me and link["id"] == me["id"] for link in named):
                return one.root
        return None

    def _lines(self, found: Matrix) -> Iterator[MatrixLine]:
        """A heading for each topic, and its teachers."""
        topic = None
        for row in found.rows:
            if row.placed.topic is not topic:
                topic = row.placed.topic
                self._rows.append(None)
                level = topic.type.field("level").label_of(topic["level"])
                yield MatrixLine(f"{'  ' * row.placed.depth}{level} {topic.title}")
            self._rows.append(row)
            indent = "  " * (row.placed.depth + 1)
            yield MatrixLine(f"{indent}{row.author['name']}", tuple(map(_cell, row.cells)))

    def _show_title(self, found: Matrix) -> None:
        term = self.session.term.title if self.session.term else ""
        counts = [f"{MARKS[state]} {found.count(state)}" for state in ("in", "late", "missing")]
        self.show_head(f"课题月记录表  {term}", "   ".join(counts))

    @on(MatrixView.Moved)
    def _moved(self, event: MatrixView.Moved) -> None:
        row = self._rows[event.row] if event.row < len(self._rows) else None
        one = row.cells[event.column] if row else None
        if row is None:
            return
        if one is None:
            self.show_status(f"{row.author['name']}：这个月不用交")
            return
        self.show_status(f"{row.author['name']} {one.month.label}：{_said(one)}")

    @on(MatrixView.Opened)
    def _opened(self, event: MatrixView.Opened) -> None:
        row = self._rows[event.row]
        one = row.cells[event.column] if row else None
        if one is None:
            self.show_status("这个月不用交。")
        else:
            self.app.open_record(one.record)

    def action_open(self) -> None:
        """Open the cell."""
        self.query_one(MatrixView).action_open()

    @work
    async def action_choose_tree(self) -> None:
        """One tree of topics, or all."""
        trees = [one for one in tree(all_topics(self.session)) if not one.depth]
        answers = [("", "全部课题"), *((one.topic.id, one.topic.title) for one in trees)]
        chosen = await choose(self.app, "看哪个课题群？", answers)
        if chosen is not None:
            self._root = chosen or None
            self.show()

    def _here(self) -> Record | None:
        row = self.query_one(MatrixView).cursor[0]
        here = self._rows[row] if row < len(self._rows) else None
        return here.placed.topic if here else None

    def action_topic(self) -> None:
        """The topic of the row."""
        if (topic := self._here()) is not None:
            self.app.open_record(topic)

    def action_folder(self) -> None:
        """What the process folder of the row's topic lacks."""
        if (topic := self._here()) is not None:
            self.app.open_page("topic_folder", topic)


def _cell(one: MonthCell | None) -> MatrixCell:
    return MatrixCell("") if one is None else MatrixCell(MARKS[one.state], COLOURS[one.state])


def _said(one: MonthCell) -> str:
    """``没有交(草稿)，11月30日 周一 应交``."""
    day = kept_date(one.month.due)
    due = f"，{show_short(day)} 应交" if day else ""
    return f"{SAID[one.state]}({STATES[one.record.state].label}){due}"
