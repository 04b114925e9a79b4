"""Widgets for Chinese forms and long lists; they know nothing of the store."""
