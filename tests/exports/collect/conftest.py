"""A folder of documents from the sample school, and empty databases to collect them into."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from exports.collect.collecting import Collection, read_all, take
from exports.collect.sources import sources
from exports.documents import documents_of
from exports.export import export_records
from models.catalogue import RECORD_TYPES, open_school
from models.kernel.filters import Filter
from models.session.session import Session
from tests.conftest import TODAY

OpenDesk = Callable[[str], Session]


@pytest.fixture
def open_session(tmp_path: Path) -> Iterator[OpenDesk]:
    """Another database, empty unless a file is given to begin with."""
    with ExitStack() as stack:
        yield lambda name: Session(stack.enter_context(open_school(tmp_path / name)), lambda: TODAY)


@pytest.fixture(scope="session")
def exported_once(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    copy = folder / "sample.db"
    shutil.copy(sample_file, copy)
    with open_school(copy) as store:
        export_all(Session(store, lambda: TODAY), folder / "out")
    return folder / "out"


@pytest.fixture
def papers(exported_once: Path, tmp_path: Path) -> Path:
    """All documents of the sample school in a folder of one's own."""
    return Path(shutil.copytree(exported_once, tmp_path / "papers"))


def export_all(session: Session, folder: Path) -> None:
    for kind in RECORD_TYPES:
        if documents_of(kind):
            export_some(session, folder, Filter(kind))


def export_some(session: Session, folder: Path, wanted: Filter) -> None:
    records = session.store.many(wanted.type, session.store.ids(wanted))
    assert not export_records(session.store, records, folder, seen_by=None).failed


def collected(session: Session, *paths: Path, apply: bool = True) -> Collection:
    collection = read_all(session, sources(paths))
    if apply:
        take(session, collection, collection.clean())
    return collection


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.docx")}


def one(folder: Path, *said: str) -> Path:
    """The only document whose path says all this."""
    found = [p for p in folder.rglob("*.docx") if all(word in str(p) for word in said)]
    assert len(found) == 1, found
    return found[0]
