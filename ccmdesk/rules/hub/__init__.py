"""What the submissions of many States say together."""
