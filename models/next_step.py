"""Writes what the schema's steps do not make yet of what the kinds of record ask for:
``python -m models.next_step sqlite > models/storage/steps/0006.sqlite.sql``, and the same for postgres.
"""

from __future__ import annotations

import sys

from models.catalogue import RECORD_TYPES
from models.storage.dialect import dialect_of
from models.storage.migrate import VERSION
from models.storage.schema import new_since

if __name__ == "__main__":
    chosen = "postgresql://" if sys.argv[1] == "postgres" else ":memory:"
    print("\n;\n".join(new_since(VERSION, dialect_of(chosen), RECORD_TYPES)))
