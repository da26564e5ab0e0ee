"""Official sources: the names that people use for a document, and where the government publishes it."""
