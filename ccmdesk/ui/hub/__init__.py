"""The screen of the hub: the submissions of many States."""
