"""The papers of a pair."""
