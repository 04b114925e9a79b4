"""What a bound volume has of its own: cover, list of contents, last sheet."""
