"""The views for the terminal, on rich."""
