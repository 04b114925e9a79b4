"""A form as lines painted from a record: what is painted where, and what is typed into one cell."""
