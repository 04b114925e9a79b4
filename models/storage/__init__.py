"""How records are kept: open, migrate, save, journal, drafts, search.

What they are is the rest of `models`.
"""

from models.storage.draft_writer import DraftWriter
from models.storage.errors import Conflict, StoreProblem
from models.storage.open import open_store
from models.storage.spool import Spool
from models.storage.store import Store

__all__ = ["Conflict", "DraftWriter", "Spool", "Store", "StoreProblem", "open_store"]
