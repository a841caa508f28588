"""The needs-and-plan paper, one file per section."""
