"""Lists and forms: every record of every kind, seen and edited."""
