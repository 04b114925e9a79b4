"""How records are kept: open, migrate, save, journal, drafts, search.

What they are is the rest of `models`.
"""

from models.store.draft_writer import DraftWriter
from models.store.errors import Conflict, StoreProblem
from models.store.open import open_store
from models.store.spool import Spool
from models.store.store import Store

__all__ = ["Conflict", "DraftWriter", "Spool", "Store", "StoreProblem", "open_store"]
