"""The questions in between, over a page."""
