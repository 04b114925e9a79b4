"""How far a sheet has come: the observer's alone, handed in, open to the teacher who was observed."""

SHEET = ("draft", "submitted", "shared", "acknowledged", "archived")
"""The states of an observation in their order."""
HANDED_IN = SHEET[1:]
"""Counts as observed."""
SHARED = SHEET[2:]
"""Seen by others than the observer, points and all."""
