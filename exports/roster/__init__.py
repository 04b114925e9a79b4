"""The school's own list of teachers, in whatever form it has, comes in as people and groups."""
