"""课题研究: topics and their tree, monthly records, outcomes, and questions on the way to a topic."""
