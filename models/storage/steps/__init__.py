"""The numbered steps of the schema: frozen SQL, never the live declarations.

`0001.sqlite.sql` and `0001.postgres.sql` lead from nothing to version 1, and so on; a file is a
list of statements parted by lines that hold only ``;``. A step that was given away is never edited:
`released.sha256` has the sums of their files (``sha256sum *.sql > released.sha256`` at a release).
"""
