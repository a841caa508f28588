"""Encrypted plans in the window: opening, encrypting, locking."""
