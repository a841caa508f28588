"""A section in figures."""
