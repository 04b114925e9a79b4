"""Word documents: layouts with typed markers, compiled once and rendered by joining strings."""
