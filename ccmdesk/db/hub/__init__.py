"""The hub: one store of the submissions of many States, in a file or on a server."""
