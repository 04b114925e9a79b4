"""Drafts that the database has not taken, each in a file on this computer until it does: it is being
written still, the server is being restarted, the disk is full, the file is gone.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

from models.kernel.ids import is_uuid
from models.kernel.json_text import read_json
from models.kernel.text import cleaned
from models.kernel.whole_files import FOR_ME, written_beside
from models.storage.drafts import Draft

if TYPE_CHECKING:
    from pathlib import Path

ENDING = ".json"
MOST_VERSIONS = 1 << 30
"""No record has as many."""


class Spool:
    """The files of one database in a folder of the person's own; `where` is its path or URL."""

    def __init__(self, folder: Path, where: str) -> None:
        self._folder = folder
        self._mark = hashlib.sha256(where.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def keep(self, draft: Draft) -> Path | None:
        """Write it down, in place of an earlier one; its file, None where that cannot be written
        either. It survives the end of the program and waits for no disk; that of the machine it
        survives after `sync`.
        """
        path = self._path(draft.type, draft.record_id, draft.person)
        text = json.dumps(cleaned({**asdict(draft), "values": dict(draft.values)}))
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with written_beside(path, FOR_ME) as (new, file):
                file.write(text.encode())
                file.close()
                new.replace(path)
        except OSError:
            return None
        return path

    def sync(self, path: Path) -> None:
        """Wait until what `keep` has written there is on the disk; it may be gone by now."""
        with suppress(OSError):
            file = os.open(path, os.O_RDWR)
            try:
                os.fsync(file)
            finally:
                os.close(file)

    def forget(self, entity: str, record_id: str, person: str) -> None:
        """It is in the database now, or not wanted any more."""
        with suppress(OSError):
            self._path(entity, record_id, person).unlink(missing_ok=True)

    def waiting(self) -> list[Draft]:
        """All that wait for this database; what cannot be read is left where it is."""
        found = []
        with suppress(OSError):
            for path in sorted(self._folder.glob(f"{self._mark}-*{ENDING}")):
                with suppress(OSError, ValueError, TypeError):
                    found.append(_read(path))
        return found

    def _path(self, entity: str, record_id: str, person: str) -> Path:
        name = "-".join((self._mark, entity, record_id, person or "0"))
        return self._folder / f"{name}{ENDING}"


def _read(path: Path) -> Draft:
    draft = Draft(**read_json(path.read_text(encoding="utf-8")))
    texts = (draft.type, draft.saved_at, draft.person)
    if not is_uuid(draft.record_id) or not all(type(one) is str for one in texts):
        raise ValueError(path.name)
    if type(draft.values) is not dict or type(draft.based_on) is not int:
        raise ValueError(path.name)
    if not 0 <= draft.based_on <= MOST_VERSIONS:
        raise ValueError(path.name)
    return draft
