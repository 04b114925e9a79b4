"""The papers of lessons, observations and resident rounds."""
