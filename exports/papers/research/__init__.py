"""The papers of a topic and of its months."""
