"""What pages, dialogs and what stands beside them may ask of the program: all that they know of it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual.app import App

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from models.kernel.record import Record, RecordType
    from models.session.session import Session
    from models.storage import DraftWriter, Store


@runtime_checkable
class InTurn(Protocol):
    """A page that takes keys and pastes itself, each at once and in the order in which they came: what
    is typed behind a key that leads to another place is typed there.
    """

    opens_at_once: ClassVar[bool]
    """Whether its commands can be done before it is laid out."""

    def take(self, event: events.Key | events.Paste) -> bool:
        """Do what it means; False where it means nothing here and is for the bindings."""


class Notebook(App[int]):
    """The program as its pages see it. It alone knows which pages there are."""

    store: Store
    session: Session
    """Who sits here, what day it is, and the small tables."""
    drafts: DraftWriter

    @abstractmethod
    def tell(self, message: str, *, bad: bool = False) -> None:
        """A short note at the edge of the screen."""

    @abstractmethod
    def open_record(self, record: Record, *, instead: bool = False) -> None:
        """Open a record in its form; `instead` of the page that is there, else over it."""

    @abstractmethod
    def new_of(self, kind_name: str) -> None:
        """A new record of a type, filled in as far as its type knows how."""

    @abstractmethod
    def open_page(self, name: str, *about: Record, instead: bool = False) -> None:
        """One of `tui.pages` by its name, `about` a record where it shows one."""

    @abstractmethod
    def action_go(self, where: str) -> None:
        """Home, or the list of a record type called by its plural."""

    @abstractmethod
    def action_go_back(self) -> None:
        """Back to the page before; home is the last."""

    @abstractmethod
    def export_records(self, records: Sequence[Record]) -> None:
        """The Word documents of these records, in the background."""

    @abstractmethod
    def export_meetings(self, groups: Sequence[str]) -> None:
        """This term's meetings of these groups, in the background."""

    @abstractmethod
    def bind_records(self, kind: RecordType, volumes: Mapping[str, Sequence[str]]) -> None:
        """The records with these ids as one bound file under each name, in the background."""
