"""Many documents at once: pairs compared in batches, and sections of other documents that share text."""
