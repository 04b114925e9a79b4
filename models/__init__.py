"""The records and the rules of a school. Knows no screen and no document."""
