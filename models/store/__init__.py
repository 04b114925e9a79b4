"""How records are kept: open, migrate, save, journal, drafts, search.

What they are is the rest of `models`.
"""

from models.store.drafts import Draft, DraftWriter
from models.store.errors import Conflict, StoreProblem
from models.store.journal import Revision
from models.store.merge import Merge, three_way
from models.store.open import open_store
from models.store.queries import Linked, Row
from models.store.search import Hit
from models.store.store import Store

__all__ = [
    "Conflict",
    "Draft",
    "DraftWriter",
    "Hit",
    "Linked",
    "Merge",
    "Revision",
    "Row",
    "Store",
    "StoreProblem",
    "open_store",
    "three_way",
]
