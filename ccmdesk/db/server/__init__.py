"""A plan on a PostgreSQL server, which an office works in at the same time."""
