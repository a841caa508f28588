"""Whose keys are believed, in the window."""
