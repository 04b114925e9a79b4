"""The terminal app and the command line. Knows no SQL."""
